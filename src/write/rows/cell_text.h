/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells as text. */
#ifndef NUMAKVA_WRITE_ROWS_CELL_TEXT_H
#define NUMAKVA_WRITE_ROWS_CELL_TEXT_H

#include "base/text.h"
#include "write/rows/columns.h"

/* How a format writes its cells. */
struct nkv_cell_style {
	const char *none; /* the text for a missing value */
	bool human;	  /* sizes in bytes as 1.5G, not with all digits */
	/* Puts any text, so that it stays within its cell. */
	void (*put_text)(struct nkv_text *line, const char *text);
};

/* Puts the cell of that column. */
void nkv_cell_put(struct nkv_text *line, const struct nkv_column *column, struct nkv_cell cell,
		  const struct nkv_cell_style *style);

/*
 * Adds a size in bytes for people: a whole number below 1K, otherwise with K, M, G or T and at
 * most one decimal.
 */
void nkv_text_add_size(struct nkv_text *line, uint64_t bytes);

#endif
