/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of the text of an SRAT, without a NUL at the end. */
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

/*
 * Divides a piece at a character. Returns false, and two empty parts, if the character is not
 * there.
 */
bool nkv_piece_cut(struct nkv_piece whole, char at, struct nkv_piece *before,
		   struct nkv_piece *after);

/* Whether a piece is this name; the case of letters does not matter. */
bool nkv_piece_is(struct nkv_piece name, const char *wanted);

/* Whether it begins with this name; the case does not matter. */
bool nkv_piece_begins(struct nkv_piece name, const char *wanted);

/* Returns the next word of a piece, and moves the piece past it; empty at the end. */
struct nkv_piece nkv_piece_take_word(struct nkv_piece *piece);

/* Reads a number of at most 16 digits, which must be the whole piece. */
bool nkv_piece_number(struct nkv_piece piece, unsigned int base, uint64_t *number);

#endif
