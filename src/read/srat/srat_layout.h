/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fields of an SRAT's header and entries, with the names of iasl(1). */
#ifndef NUMAKVA_READ_SRAT_SRAT_LAYOUT_H
#define NUMAKVA_READ_SRAT_SRAT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "read/srat/piece.h"

/* All of it is here, so that a program that starts has nothing to relocate. */
struct nkv_srat_place {
	char name[28];
	unsigned char offset; /* from the beginning of the header or entry */
	unsigned char bytes;
	bool is_needed; /* without it the entry has no meaning */
};

struct nkv_srat_layout {
	const struct nkv_srat_place *places;
	size_t count;
};

/* The fields of the header. */
extern const struct nkv_srat_layout nkv_srat_header_layout;

/* The fields of an entry of a type; for an unknown type only those that all entries have. */
struct nkv_srat_layout nkv_srat_entry_layout(unsigned int type);

/*
 * The first field of that name at or after an offset, or NULL. Reserved fields
 * match any number, because versions of iasl count them differently.
 */
const struct nkv_srat_place *nkv_srat_place_find(struct nkv_srat_layout layout,
						 struct nkv_piece name, size_t from);

#endif
