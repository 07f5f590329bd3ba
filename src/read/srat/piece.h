/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of the text of an SRAT, which do not end in a NUL. */
#ifndef NUMAKVA_READ_SRAT_PIECE_H
#define NUMAKVA_READ_SRAT_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nkv_piece {
	const char *text;
	size_t length;
};

struct nkv_piece nkv_piece_trim(struct nkv_piece piece);

/* What is before a character and what is after it. Returns false, with both empty, without it. */
bool nkv_piece_cut(struct nkv_piece whole, char at, struct nkv_piece *before,
		   struct nkv_piece *after);

/* Whether a name is that one, whatever the case of its letters. */
bool nkv_piece_is(struct nkv_piece name, const char *wanted);

/* Whether it begins like that, whatever the case. */
bool nkv_piece_begins(struct nkv_piece name, const char *wanted);

/* The next word of a piece, which is moved past it; empty at the end. */
struct nkv_piece nkv_piece_take_word(struct nkv_piece *piece);

/* A number of at most 16 digits, all of the piece. */
bool nkv_piece_number(struct nkv_piece piece, unsigned int base, uint64_t *number);

#endif
