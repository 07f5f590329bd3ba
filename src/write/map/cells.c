/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/map/cells.h"

#include <stdlib.h>
#include <string.h>

bool nkv_cells_make(struct nkv_cells *cells, size_t width)
{
	cells->width = width;
	cells->list = malloc(width * sizeof(*cells->list));
	if (!cells->list)
		return false;
	nkv_cells_clear(cells);
	return true;
}

void nkv_cells_free(struct nkv_cells *cells)
{
	free(cells->list);
}

void nkv_cells_clear(struct nkv_cells *cells)
{
	for (size_t i = 0; i < cells->width; i++)
		cells->list[i] = (struct nkv_map_cell){ " ", "" };
}

void nkv_cells_put(struct nkv_cells *cells, size_t column, const char *glyph, const char *escape)
{
	struct nkv_map_cell *cell;

	if (column >= cells->width)
		return;
	cell = &cells->list[column];
	snprintf(cell->glyph, sizeof(cell->glyph), "%s", glyph);
	cell->escape = escape;
}

void nkv_cells_text(struct nkv_cells *cells, size_t column, const char *ascii, const char *escape)
{
	for (; *ascii; ascii++, column++)
		nkv_cells_put(cells, column, (const char[]){ *ascii, '\0' }, escape);
}

static bool is_blank(const struct nkv_map_cell *cell)
{
	return strcmp(cell->glyph, " ") == 0 && *cell->escape == '\0';
}

void nkv_cells_print(FILE *out, const struct nkv_cells *cells, bool color)
{
	const char *escape = "";
	size_t width = cells->width;

	while (width > 0 && is_blank(&cells->list[width - 1]))
		width--;
	for (size_t i = 0; i < width; i++) {
		const struct nkv_map_cell *cell = &cells->list[i];

		if (color && strcmp(cell->escape, escape) != 0) {
			fprintf(out, "%s%s", *escape ? "\033[0m" : "", cell->escape);
			escape = cell->escape;
		}
		fputs(cell->glyph, out);
	}
	fprintf(out, "%s\n", *escape ? "\033[0m" : "");
}
