/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lines tell of the kernel and of how far it is, besides what they say. */
#ifndef NUMAKVA_READ_FORMS_LINE_NOTES_H
#define NUMAKVA_READ_FORMS_LINE_NOTES_H

#include <stdbool.h>

/*
 * The architecture of the kernel that prints a line, "arm64", if it is another
 * than a 32-bit x86 and only kernels of it print that; else NULL.
 */
const char *nkv_architecture_of_line(const char *text);

/*
 * Whether kernels print a line only once memory is given out, so that setup is
 * over: what the line "Memory:" says, too, which a log may lack.
 */
bool nkv_is_later_line(const char *text);

#endif
