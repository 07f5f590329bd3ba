/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What other programs than loggers put around the lines of a log that they show or keep. */
#ifndef NUMAKVA_READ_LINES_WRAPPING_H
#define NUMAKVA_READ_LINES_WRAPPING_H

#include <stddef.h>

/*
 * How many bytes stand before a kernel's time, "[    0.000000]" or
 * "[Wed Nov 25 04:05:58 2026]", whatever wrote them; 0 if there is no time.
 */
size_t nkv_wrapping_before_time(const char *text);

/*
 * How many bytes at the beginning of a line are a mark of a program that shows
 * it: the numbers of grep -n, the signs of diff, the ":" of ABRT, the name of a
 * container; 0 if there is none.
 */
size_t nkv_wrapping_mark(const char *text);

/* How long the tag of HTML, BBCode or Jira's markup is that a text begins with; or 0. */
size_t nkv_wrapping_tag(const char *text);

/* The length of a text without such tags, blanks, and signs that a line goes on, at its end. */
size_t nkv_wrapping_without_end(const char *text, size_t length);

/*
 * The length of a text without the mark at its end that closes a quotation which
 * is opened in its first `prefix` bytes, and what programs write before or behind such.
 */
size_t nkv_wrapping_without_quote(const char *text, size_t prefix, size_t length);

#endif
