/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One line of a table as text. */
#ifndef NUMAKVA_READ_SRAT_SRAT_FIELD_H
#define NUMAKVA_READ_SRAT_SRAT_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of a text. */
struct nkv_span {
	const char *text;
	size_t length;
};

struct nkv_span nkv_span_trim(struct nkv_span span);

/* What stands before a character, and what after it. Returns false, with both empty, if it is not there. */
bool nkv_span_cut(struct nkv_span whole, char at, struct nkv_span *before, struct nkv_span *after);

/* Whether a name is that one, in letters of either case. */
bool nkv_span_is(struct nkv_span name, const char *wanted);

/* Whether it begins so, likewise. */
bool nkv_span_begins(struct nkv_span name, const char *wanted);

/* The next word of a span, which is moved past it; empty at the end. */
struct nkv_span nkv_span_take_word(struct nkv_span *span);

/* A number of at most 16 digits, all of the span. */
bool nkv_span_number(struct nkv_span span, unsigned int base, uint64_t *number);

/* "[034h 0052   4]        Flags (decoded below) : 00000001" */
struct nkv_srat_field {
	bool placed;   /* there is an offset */
	size_t offset; /* as it is printed */
	size_t bytes;
	struct nkv_span name;
	struct nkv_span value;
};

/* Reads a line, without its end. Returns false if it is no field. */
bool nkv_srat_field_parse(struct nkv_span line, struct nkv_srat_field *field);

#endif
