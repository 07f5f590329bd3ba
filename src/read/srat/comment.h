/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Comments in the text of a table, as in C. */
#ifndef NUMAKVA_READ_SRAT_COMMENT_H
#define NUMAKVA_READ_SRAT_COMMENT_H

#include <stdbool.h>

#include "read/srat/piece.h"

/*
 * What a line has besides comments; *in_comment is whether one goes on from the
 * line before, and then whether one goes on to the next. A line that has
 * something on both sides of a comment stays as it is.
 */
struct nkv_piece nkv_srat_without_comments(struct nkv_piece line, bool *in_comment);

/* The line as it was before a mail quoted it; nothing is left of a page's mark of code. */
struct nkv_piece nkv_srat_unquoted(struct nkv_piece line);

#endif
