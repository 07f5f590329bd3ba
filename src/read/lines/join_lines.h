/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Joins lines that a mail program or a terminal broke. */
#ifndef NUMAKVA_READ_LINES_JOIN_LINES_H
#define NUMAKVA_READ_LINES_JOIN_LINES_H

#include <stdbool.h>
#include <stddef.h>

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
