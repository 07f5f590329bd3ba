/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The visible text of a raw line. */
#ifndef NUMAKVA_READ_LINES_SHOWN_H
#define NUMAKVA_READ_LINES_SHOWN_H

#include <stddef.h>

enum { NKV_LOG_LINE_BYTES_MAX = 8192 }; /* of the text; more is cut off */

/*
 * Copies the visible text of a raw line, without control characters, and with all blanks as
 * spaces. Returns its length; a NUL follows.
 */
size_t nkv_shown(const char *raw, size_t raw_length, char text[NKV_LOG_LINE_BYTES_MAX + 1]);

/* The column in the raw line, in characters from 1, of the `index`-th byte of the text. */
size_t nkv_shown_column(const char *raw, size_t raw_length, size_t index);

#endif
