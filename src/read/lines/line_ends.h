/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds where lines end, and joins lines that a mail program or a terminal broke. */
#ifndef NUMAKVA_READ_LINES_LINE_ENDS_H
#define NUMAKVA_READ_LINES_LINE_ENDS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a carriage return, the last in a row, ends a line: no newline
 * follows. It does not if the line is full, because a terminal then continues
 * at the line's beginning, and not after a newline.
 */
bool nkv_return_ends_line(const char *bytes, size_t length, size_t at);

/*
 * The end of most lines: a carriage return in files of some old systems. The first bytes show
 * it.
 */
char nkv_find_newline(const char *bytes, size_t length);

/*
 * The length of the first HTML tag that ends a line, "<br>", "<br />" or "</p>", and the number
 * of bytes before it; or 0.
 */
size_t nkv_break(const char *bytes, size_t length, size_t *before);

/*
 * nkv_is_escaped_text(): whether a line contains a whole text, as JSON writes it: with "\\n"
 * instead of newlines, in several places. The other function finds the end of its first line:
 * the length of "\\n" or "\\r\\n", and the number of bytes before it.
 */
bool nkv_is_escaped_text(const char *bytes, size_t length);
size_t nkv_escaped_newline(const char *bytes, size_t length, size_t *before);

/*
 * Appends the rest of a line to `text`, which has *length bytes and room for
 * `room`, including the NUL. A blank is added in between, unless the line was
 * broken after a hyphen. Returns false, and appends nothing, if there is no
 * room.
 */
bool nkv_join_line(char *text, size_t *length, size_t room, const char *rest);

/*
 * Whether a raw line, without its newline, is as wide as a terminal. Then it
 * probably continues in the next line.
 */
bool nkv_fills_terminal(const char *raw, size_t raw_length);

/* Appends the rest of such a line, without a blank in between. */
bool nkv_join_line_directly(char *text, size_t *length, size_t room, const char *rest);

#endif
