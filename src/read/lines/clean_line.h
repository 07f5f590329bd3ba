/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a kernel printed, out of what became of it on its way into a file. */
#ifndef NUMAKVA_READ_LINES_CLEAN_LINE_H
#define NUMAKVA_READ_LINES_CLEAN_LINE_H

#include <stdbool.h>
#include <stddef.h>

enum { NKV_LOG_LINE_BYTES_MAX = 8192 }; /* of a clean line; more is cut off */

struct nkv_clean_line {
	size_t length; /* of the clean text */
	size_t column; /* of its first character in the raw line, from 1 */
	bool stamped;  /* a time, level or program's name stood before it */
};

/*
 * Takes from a raw line, which is without its end: a terminal's escape
 * sequences and other control characters, quotation marks, level marks, times
 * of printk, dmesg, syslog and the journal with what they put before the
 * message, byte-order marks, and blanks at both ends. What is left is written
 * into `text`, with a NUL after it; all blanks in it are spaces.
 */
struct nkv_clean_line nkv_clean_line(const char *raw, size_t raw_length,
				     char text[NKV_LOG_LINE_BYTES_MAX + 1]);

#endif
