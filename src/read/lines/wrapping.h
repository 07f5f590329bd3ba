/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What programs other than loggers put around the lines of a log. */
#ifndef NUMAKVA_READ_LINES_WRAPPING_H
#define NUMAKVA_READ_LINES_WRAPPING_H

#include <stddef.h>

/*
 * The number of bytes before a kernel's time, "[    0.000000]" or "[Wed Nov 25
 * 04:05:58 2026]", of any kind; 0 if there is no time.
 */
size_t nkv_wrapping_before_time(const char *text);

/*
 * The length of the mark of a program at the beginning of a line: numbers of
 * grep -n, signs of diff, the ":" of ABRT, the name of a container; 0 if there
 * is none.
 */
size_t nkv_wrapping_mark(const char *text);

/*
 * The length of the tag of HTML, BBCode or Jira's markup, or of any tag of XML that closes an
 * element, with which a text begins; or 0.
 */
size_t nkv_wrapping_tag(const char *text);

/* The length of a text without tags, blanks and continuation signs at its end. */
size_t nkv_wrapping_without_end(const char *text, size_t length);

/*
 * The length of a text without the quote mark at its end that closes one from its first
 * `prefix` bytes, and without what programs write next to it.
 */
size_t nkv_wrapping_without_quote(const char *text, size_t prefix, size_t length);

#endif
