/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Comments in the text of a table, as in C. */
#ifndef NUMAKVA_READ_SRAT_COMMENT_H
#define NUMAKVA_READ_SRAT_COMMENT_H

#include <stdbool.h>

#include "read/srat/piece.h"

/*
 * The part of a line outside comments. *in_comment says whether the line begins
 * inside a comment, and is set to whether the next one does. A line with text
 * on both sides of a comment is not changed.
 */
struct nkv_piece nkv_srat_without_comments(struct nkv_piece line, bool *in_comment);

/* The line without a mail's quote marks; a page's mark of code becomes an empty line. */
struct nkv_piece nkv_srat_unquoted(struct nkv_piece line);

#endif
