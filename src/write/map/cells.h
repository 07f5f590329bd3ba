/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of a terminal: cells with a character and a colour. */
#ifndef NUMAKVA_WRITE_MAP_CELLS_H
#define NUMAKVA_WRITE_MAP_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct nkv_map_cell {
	char glyph[5];	    /* one character in UTF-8 */
	const char *escape; /* "" for the terminal's own colour */
};

struct nkv_cells {
	struct nkv_map_cell *list;
	size_t width;
};

/* Returns false if there was no memory. */
bool nkv_cells_make(struct nkv_cells *cells, size_t width);
void nkv_cells_free(struct nkv_cells *cells);

/* Makes all cells blank. */
void nkv_cells_clear(struct nkv_cells *cells);

/* Put what is within the line. */
void nkv_cells_put(struct nkv_cells *cells, size_t column, const char *glyph, const char *escape);
void nkv_cells_text(struct nkv_cells *cells, size_t column, const char *ascii, const char *escape);

/* Prints the line, up to its last cell that is not blank, and a newline. */
void nkv_cells_print(FILE *out, const struct nkv_cells *cells, bool color);

#endif
