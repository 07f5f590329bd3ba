/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One line of a table as text. */
#ifndef NUMAKVA_READ_SRAT_SRAT_FIELD_H
#define NUMAKVA_READ_SRAT_SRAT_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "read/srat/piece.h"

/* "[034h 0052   4]        Flags (decoded below) : 00000001" */
struct nkv_srat_field {
	bool placed;   /* it has an offset */
	size_t offset; /* as printed */
	size_t bytes;
	struct nkv_piece name;
	struct nkv_piece value;
};

/* Parses a line without its newline. Returns false if it is not a field. */
bool nkv_srat_field_parse(struct nkv_piece line, struct nkv_srat_field *field);

#endif
