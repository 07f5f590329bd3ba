/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines that a mail program broke, put together. */
#ifndef NUMAKVA_READ_LINES_JOIN_LINES_H
#define NUMAKVA_READ_LINES_JOIN_LINES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Adds the rest of a line to what is in `text`, of which *length bytes are used
 * and `room` are there, a NUL at the end included: with a blank in between,
 * unless the line was broken behind a hyphen. Returns false, and adds nothing,
 * if there is no room.
 */
bool nkv_join_line(char *text, size_t *length, size_t room, const char *rest);

/*
 * Whether a raw line, without what ends it, fills a line of a terminal to its
 * last column: what a terminal shows there goes on in the next line.
 */
bool nkv_fills_terminal(const char *raw, size_t raw_length);

/* Adds the rest of such a line, without a blank in between. */
bool nkv_join_line_directly(char *text, size_t *length, size_t room, const char *rest);

#endif
