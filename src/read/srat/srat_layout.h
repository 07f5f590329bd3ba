/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where an SRAT's header and entries have what, by the names that iasl(1) gives them. */
#ifndef NUMAKVA_READ_SRAT_SRAT_LAYOUT_H
#define NUMAKVA_READ_SRAT_SRAT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "read/srat/piece.h"

struct nkv_srat_place {
	const char *name;
	size_t offset; /* from the beginning of the header or entry */
	size_t bytes;
	bool is_needed; /* an entry means nothing without it */
};

struct nkv_srat_layout {
	const struct nkv_srat_place *places;
	size_t count;
};

/* That of the header. */
extern const struct nkv_srat_layout nkv_srat_header_layout;

/* That of an entry of a type; of an unknown one only what all begin with. */
struct nkv_srat_layout nkv_srat_entry_layout(unsigned int type);

/*
 * The first place of that name at or behind an offset, or NULL. What is reserved
 * goes by any number, as several versions of iasl count it.
 */
const struct nkv_srat_place *nkv_srat_place_find(struct nkv_srat_layout layout,
						 struct nkv_piece name, size_t from);

#endif
