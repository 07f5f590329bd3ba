/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The name of a kernel where plans for several are shown. */
#ifndef NUMAKVA_WRITE_WORDS_KERNEL_TEXT_H
#define NUMAKVA_WRITE_WORDS_KERNEL_TEXT_H

#include <numakva/machine.h>

enum { NKV_KERNEL_TEXT_BYTES = 48 };

/* "2.6.23", or "2.6.23 sparse". */
const char *nkv_kernel_text(const struct nkv_kernel *kernel, char text[NKV_KERNEL_TEXT_BYTES]);

#endif
