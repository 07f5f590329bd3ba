/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine in words. */
#ifndef NUMAKVA_WRITE_WORDS_MACHINE_TEXT_H
#define NUMAKVA_WRITE_WORDS_MACHINE_TEXT_H

#include <numakva/machine.h>

enum { NKV_TYPE_TEXT_BYTES = 24 };

/* "usable", or "type 7" for a type without a name. Returns a constant or `text`. */
const char *nkv_type_text(uint32_t e820_type, char text[NKV_TYPE_TEXT_BYTES]);

#endif
