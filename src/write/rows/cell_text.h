/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells in characters. */
#ifndef NUMAKVA_WRITE_ROWS_CELL_TEXT_H
#define NUMAKVA_WRITE_ROWS_CELL_TEXT_H

#include "base/text.h"
#include "write/rows/columns.h"

/* How a format writes its cells. */
struct nkv_cell_style {
	const char *none; /* what stands for a value that is not there */
	bool human;	  /* sizes in bytes as 1.5G, not in all their digits */
	/* Puts text that may hold anything, so that it stays within its cell. */
	void (*put_text)(struct nkv_text *line, const char *text);
};

/* Puts what stands in the cell of that column. */
void nkv_cell_put(struct nkv_text *line, const struct nkv_column *column, struct nkv_cell cell,
		  const struct nkv_cell_style *style);

/* A size in bytes for people: whole below 1K, else with K, M, G or T and one decimal at most. */
void nkv_text_add_size(struct nkv_text *line, uint64_t bytes);

#endif
