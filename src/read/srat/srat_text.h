/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes a table from the text of an SRAT, which iasl(1) prints with -d and -T. */
#ifndef NUMAKVA_READ_SRAT_SRAT_TEXT_H
#define NUMAKVA_READ_SRAT_SRAT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

enum { NKV_SRAT_TEXT_FAULT_BYTES = 160 };

/* A table, and the line of the text that each of its bytes comes from. All zero: empty. */
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
	NKV_SRAT_TEXT_NO_FIELDS, /* no line is a field of a table */
	NKV_SRAT_TEXT_BAD,	 /* fault and fault_line tell why */
	NKV_SRAT_TEXT_NO_MEMORY,
};

/*
 * Reads a text. People remove, copy and change lines. So entries follow each
 * other in the order of the text: offsets count only relative to the beginning
 * of the entry, and the table's length and checksum are computed again. Lines
 * written by hand need no offset: then the name decides, as in iasl. Decoded
 * flags override the number above them. It is an error if a line among the
 * fields or after them is neither a field nor a comment, or if an entry lacks a
 * field without which it has no meaning.
 */
enum nkv_srat_text_result nkv_srat_text_read(struct nkv_srat_text *table, const char *text,
					     size_t length);

/* Makes room for a table of that length. Returns false if there is no memory. */
bool nkv_srat_text_make_room(struct nkv_srat_text *table, size_t length);

/*
 * The line that a byte comes from. If no line gives it, the line of the byte before; otherwise
 * 1.
 */
size_t nkv_srat_text_line(const struct nkv_srat_text *table, size_t offset);

void nkv_srat_text_free(struct nkv_srat_text *table);

#endif
