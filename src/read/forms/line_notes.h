/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lines show about the kernel's architecture and the progress of the boot. */
#ifndef NUMAKVA_READ_FORMS_LINE_NOTES_H
#define NUMAKVA_READ_FORMS_LINE_NOTES_H

#include <stdbool.h>

/*
 * The architecture, "arm64", if only kernels of one other than 32-bit x86 print
 * this line; otherwise NULL.
 */
const char *nkv_architecture_of_line(const char *text);

/*
 * Whether kernels print a line only after setup. The line "Memory:" shows the
 * same, but a log may lack it.
 */
bool nkv_is_later_line(const char *text);

#endif
