/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sweep over two keys: a cell for each point, coloured by its verdict or by a column. */
#include "write/chart/chart_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/xml.h"
#include "write/words/size_text.h"

enum {
	CELLS_MOST = 200, /* for each key; with more values, values share cells */
	ROW_MOST = 34,	  /* in pixels */
	MAP_HEIGHT = 420,
	SHADES = 6,
	FINE = 8, /* in pixels; smaller cells have no borders */
	WORDS_BYTES = 320,
};

struct map {
	struct nkv_plot *plot;
	struct nkv_values x, y;
	size_t columns, rows; /* in cells */
	size_t width, height; /* of the map, in pixels */
	uint64_t least, most; /* values of the column */
	bool seen[NKV_VERDICT_PANICS + 1];
	bool seen_unknown; /* a point has no number */
};

/* --- colours --- */

/* Whether a column is a size of memory, which is divided by powers of two. */
static bool is_amount(const struct nkv_column *column)
{
	return column->unit == NKV_UNIT_PAGES || column->unit == NKV_UNIT_BYTES ||
	       column->unit == NKV_UNIT_MIB;
}

static void find_range(struct map *map)
{
	const struct nkv_chart *chart = map->plot->chart;

	map->least = UINT64_MAX;
	for (size_t i = 0; i < chart->count; i++) {
		const struct nkv_cell *cell = &chart->points[i].shown;

		if (!cell->known)
			continue;
		if (cell->number < map->least)
			map->least = cell->number;
		if (cell->number > map->most)
			map->most = cell->number;
	}
}

/* The step between shades: a round number, so that there are at most SHADES. */
static uint64_t shade_step(const struct map *map)
{
	return nkv_round_step(map->most - map->least, SHADES - 2,
			      is_amount(map->plot->chart->column));
}

static size_t shade_count(const struct map *map)
{
	uint64_t step = shade_step(map);

	return (size_t)(map->most / step - map->least / step) + 1;
}

/* The colour of a shade, from the first to the last of the palette, however many there are. */
static size_t shade_colour(const struct map *map, size_t shade)
{
	size_t count = shade_count(map);

	return count == 1 ? SHADES / 2 : shade * (SHADES - 1) / (count - 1);
}

static size_t shade_of(const struct map *map, uint64_t number)
{
	uint64_t step = shade_step(map);

	return shade_colour(map, (size_t)(number / step - map->least / step));
}

/* --- cells --- */

static size_t cell_x(const struct map *map, size_t column)
{
	return NKV_PLOT_X + column * map->width / map->columns;
}

/* Values increase upwards. */
static size_t cell_y(const struct map *map, size_t row)
{
	return map->plot->top + (map->rows - 1 - row) * map->height / map->rows;
}

static void put_title(const struct map *map, const struct nkv_chart_point *point)
{
	const struct nkv_chart *chart = map->plot->chart;
	char x[NKV_CHART_TEXT_BYTES], y[NKV_CHART_TEXT_BYTES];
	FILE *out = map->plot->svg.out;

	fprintf(out, "<title>%s %s, %s %s: %s", nkv_chart_key_words(chart->y_key),
		nkv_chart_value(chart->y_key, point->y, y), nkv_chart_key_words(chart->x_key),
		nkv_chart_value(chart->x_key, point->x, x), nkv_verdict_name(point->verdict));
	if (point->free.known) {
		char size[NKV_SIZE_TEXT_BYTES];

		fprintf(out, ", %s free", nkv_size_text(point->free.number, size));
		if (point->left.known)
			fprintf(out, ", %s left", nkv_size_text(point->left.number, size));
	}
	if (chart->column && point->shown.known)
		fprintf(out, ", %s %" PRIu64, chart->column->name, point->shown.number);
	fputs("</title>", out);
}

static void put_cell(struct map *map, const struct nkv_chart_point *point, size_t column,
		     size_t row)
{
	const struct nkv_chart *chart = map->plot->chart;
	FILE *out = map->plot->svg.out;
	size_t x = cell_x(map, column), y = cell_y(map, row);
	size_t width = cell_x(map, column + 1) - x;
	size_t height = (map->rows - row) * map->height / map->rows -
			(map->rows - 1 - row) * map->height / map->rows;

	map->seen[point->verdict] = true;
	fprintf(out,
		"<g class=\"cell%s\" data-verdict=\"%s\" data-x=\"%" PRIu64 "\" data-y=\"%" PRIu64
		"\">",
		width < FINE || height < FINE ? " fine" : "", nkv_verdict_name(point->verdict),
		point->x, point->y);
	put_title(map, point);
	fprintf(out, "<rect x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"%zu\" class=\"", x, y, width,
		height);
	if (!chart->column)
		fputs(nkv_verdict_class(point->verdict), out);
	else if (point->shown.known)
		fprintf(out, "h%zu", shade_of(map, point->shown.number));
	else
		fputs("noram", out);
	fputs("\"/></g>\n", out);
	map->seen_unknown |= chart->column && !point->shown.known;
}

/* Of the points in a cell, the worst is shown: the one with the worst verdict, or the first. */
static bool put_cells(struct map *map)
{
	const struct nkv_chart *chart = map->plot->chart;
	const struct nkv_chart_point **shown =
		calloc(map->columns * map->rows, sizeof(const struct nkv_chart_point *));

	if (!shown)
		return false;
	for (size_t i = 0; i < chart->count; i++) {
		const struct nkv_chart_point *point = &chart->points[i];
		size_t column = nkv_values_index(&map->x, point->x) * map->columns / map->x.count;
		size_t row = nkv_values_index(&map->y, point->y) * map->rows / map->y.count;
		const struct nkv_chart_point **cell = &shown[row * map->columns + column];

		if (!*cell || point->verdict > (*cell)->verdict)
			*cell = point;
	}
	for (size_t i = 0; i < map->columns * map->rows; i++)
		if (shown[i])
			put_cell(map, shown[i], i % map->columns, i / map->columns);
	free(shown);
	return true;
}

/* --- axes --- */

static void put_x_axis(struct map *map)
{
	struct nkv_svg *svg = &map->plot->svg;
	enum nkv_vary_key key = map->plot->chart->x_key;
	size_t y = map->plot->top + map->height;
	size_t stride = nkv_label_stride((double)map->width / (double)map->x.count,
					 nkv_values_widest(&map->x, key) + 12);

	for (size_t i = 0; i < map->x.count; i++) {
		size_t column = i * map->columns / map->x.count;
		size_t x = (cell_x(map, column) + cell_x(map, column + 1)) / 2;
		char text[NKV_CHART_TEXT_BYTES];

		if (!nkv_values_is_labelled(&map->x, i, stride))
			continue;
		fprintf(svg->out, "<path class=\"tick\" d=\"M%zu.5 %zuv6\"/>\n", x, y);
		nkv_svg_text_middle(svg, x, y + 20, "dim",
				    nkv_chart_value(key, map->x.list[i], text));
	}
	svg->y = y + 30;
	nkv_svg_text_middle(svg, NKV_PLOT_X + map->width / 2, svg->y + 12, "b",
			    nkv_chart_key_words(key));
	svg->y += 26;
}

static void put_y_axis(const struct map *map)
{
	const struct nkv_svg *svg = &map->plot->svg;
	enum nkv_vary_key key = map->plot->chart->y_key;
	size_t stride = nkv_label_stride((double)map->height / (double)map->y.count, NKV_SVG_LINE);

	for (size_t i = 0; i < map->y.count; i++) {
		size_t row = i * map->rows / map->y.count;
		char text[NKV_CHART_TEXT_BYTES];

		if (nkv_values_is_labelled(&map->y, i, stride))
			nkv_svg_text_end(svg, NKV_PLOT_X - 8,
					 cell_y(map, row) + map->height / map->rows / 2 + 4, "dim",
					 nkv_chart_value(key, map->y.list[i], text));
	}
	nkv_svg_text(svg, NKV_SVG_MARGIN, map->plot->top - 12, "b", nkv_chart_key_words(key));
}

/* --- the legend --- */

static void put_item(struct nkv_svg *svg, size_t *x, const char *class, const char *words)
{
	fprintf(svg->out,
		"<rect class=\"%s framed\" x=\"%zu\" y=\"%zu\" width=\"26\" height=\"12\"/>\n",
		class, *x, svg->y + 2);
	nkv_svg_text(svg, *x + 34, svg->y + 12, "", words);
	*x += 34 + nkv_svg_text_width(strlen(words), NKV_SVG_FONT) + 22;
}

/* A number of the column in its usual form. */
static const char *shown_number(const struct nkv_column *column, uint64_t number,
				char text[NKV_CHART_TEXT_BYTES])
{
	if (column->unit == NKV_UNIT_PAGES)
		nkv_size_text(number, text);
	else if (column->unit == NKV_UNIT_BYTES)
		nkv_size_text(number / NKV_PAGE_BYTES, text);
	else
		snprintf(text, NKV_CHART_TEXT_BYTES, "%" PRIu64 "%s", number,
			 column->unit == NKV_UNIT_MIB ? " MiB" : "");
	return text;
}

static void put_shades(struct map *map)
{
	const struct nkv_column *column = map->plot->chart->column;
	size_t x = NKV_PLOT_X;

	for (size_t i = 0; map->least <= map->most && i < shade_count(map); i++) {
		char from[NKV_CHART_TEXT_BYTES], words[WORDS_BYTES], class[8];
		uint64_t least = (map->least / shade_step(map) + i) * shade_step(map);

		snprintf(class, sizeof(class), "h%zu", shade_colour(map, i));
		snprintf(words, sizeof(words), "from %s",
			 least == 0 ? "0" : shown_number(column, least, from));
		put_item(&map->plot->svg, &x, class, words);
	}
	if (map->seen_unknown)
		put_item(&map->plot->svg, &x, "noram", "not known");
}

static void put_legend(struct map *map)
{
	size_t x = NKV_PLOT_X;

	if (map->plot->chart->column)
		put_shades(map);
	for (int verdict = 0; verdict <= NKV_VERDICT_PANICS && !map->plot->chart->column; verdict++)
		if (map->seen[verdict])
			put_item(&map->plot->svg, &x, nkv_verdict_class((enum nkv_verdict)verdict),
				 nkv_verdict_name((enum nkv_verdict)verdict));
	map->plot->svg.y += NKV_SVG_LINE + 3;
}

/* --- the whole --- */

static void set_size(struct map *map)
{
	size_t row;

	map->columns = map->x.count < CELLS_MOST ? map->x.count : CELLS_MOST;
	map->rows = map->y.count < CELLS_MOST ? map->y.count : CELLS_MOST;
	row = MAP_HEIGHT / map->rows;
	map->width = NKV_PLOT_WIDTH;
	map->height = map->rows * (row > ROW_MOST ? ROW_MOST : row < 2 ? 2 : row);
}

static bool put_map(struct map *map)
{
	const struct nkv_chart *chart = map->plot->chart;
	char words[WORDS_BYTES];

	set_size(map);
	find_range(map);
	snprintf(words, sizeof(words), "%s over %s and %s, %zu points",
		 chart->column ? chart->column->explanation : "verdict",
		 nkv_chart_key_words(chart->y_key), nkv_chart_key_words(chart->x_key),
		 chart->count);
	nkv_plot_head(map->plot, words);
	map->plot->top += 12;
	if (!put_cells(map))
		return false;
	put_y_axis(map);
	put_x_axis(map);
	put_legend(map);
	return true;
}

bool nkv_plot_map(struct nkv_plot *plot)
{
	struct map map = { .plot = plot };
	bool done = nkv_values_find(&map.x, plot->chart, NKV_ACROSS) &&
		    nkv_values_find(&map.y, plot->chart, NKV_UPWARDS) && put_map(&map);

	free(map.x.list);
	free(map.y.list);
	return done;
}
