/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Makes a table of an SRAT's text, which iasl(1) prints with -d and -T.
 */
#ifndef NUMAKVA_READ_SRAT_SRAT_TEXT_H
#define NUMAKVA_READ_SRAT_SRAT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

enum { NKV_SRAT_TEXT_FAULT_BYTES = 160 };

/* A table, and which line of the text each of its bytes comes from. All zero: empty. */
struct nkv_srat_text {
	unsigned char *bytes;
	size_t *lines; /* from 1 */
	size_t length;
	size_t capacity; /* of `bytes` */
	size_t line_capacity;
	size_t fault_line;
	char fault[NKV_SRAT_TEXT_FAULT_BYTES];
};

enum nkv_srat_text_result {
	NKV_SRAT_TEXT_TABLE,
	NKV_SRAT_TEXT_NO_FIELDS, /* no line of it is a field of a table */
	NKV_SRAT_TEXT_BAD,	 /* fault and fault_line tell why */
	NKV_SRAT_TEXT_NO_MEMORY,
};

/*
 * Reads a text. People remove, copy and change its lines, so entries follow each
 * other as they stand in the text: offsets count only relative to the entry's
 * first, and length and checksum of the table are computed again. Lines that
 * people write need no offset: then the name says what they are, as in iasl.
 * Decoded flags override the number above them. A line among the fields or behind
 * them that is neither one nor a comment makes the text bad, and so does an entry
 * without what it is about.
 */
enum nkv_srat_text_result nkv_srat_text_read(struct nkv_srat_text *table, const char *text,
					     size_t length);

/* Makes room for a table of a length. Returns false if there is no memory. */
bool nkv_srat_text_make_room(struct nkv_srat_text *table, size_t length);

/* The line that a byte comes from; for one that no line gives, that of the byte before; else 1. */
size_t nkv_srat_text_line(const struct nkv_srat_text *table, size_t offset);

void nkv_srat_text_free(struct nkv_srat_text *table);

#endif
