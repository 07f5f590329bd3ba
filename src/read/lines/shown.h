/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is seen of a raw line. */
#ifndef NUMAKVA_READ_LINES_SHOWN_H
#define NUMAKVA_READ_LINES_SHOWN_H

#include <stddef.h>

enum { NKV_LOG_LINE_BYTES_MAX = 8192 }; /* of a line that is shown; more is cut off */

/*
 * Copies what a raw line shows, without control characters, and with all blanks as spaces. Returns
 * its length; a NUL follows.
 */
size_t nkv_shown(const char *raw, size_t raw_length, char text[NKV_LOG_LINE_BYTES_MAX + 1]);

/* The column in the raw line, from 1, in characters, of the `index`-th byte that is shown. */
size_t nkv_shown_column(const char *raw, size_t raw_length, size_t index);

#endif
