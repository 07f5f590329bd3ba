/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sweep over two keys: a cell a point, by its verdict or by a column. */
#include "write/chart_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "write/size_text.h"
#include "write/xml.h"

enum {
	CELLS_MOST = 200, /* of a key; more values share cells */
	ROW_MOST = 34,	  /* pixels */
	MAP_HEIGHT = 420,
	SHADES = 6,
	WORDS_BYTES = 320,
};

/* The values of a key that occur, in order. */
struct values {
	uint64_t *list;
	size_t count;
};

struct map {
	struct nkv_plot *plot;
	struct values x, y;
	size_t columns, rows; /* cells */
	size_t width, height; /* of the map, pixels */
	uint64_t least, most; /* of the column */
	bool seen[NKV_VERDICT_PANICS + 1];
};

static int compare_values(const void *a, const void *b)
{
	const uint64_t *first = a, *second = b;

	return (*first > *second) - (*first < *second);
}

static uint64_t coordinate(const struct nkv_chart_point *point, bool vertical)
{
	return vertical ? point->y : point->x;
}

static bool find_values(const struct nkv_chart *chart, struct values *values, bool vertical)
{
	uint64_t *list = malloc(chart->count * sizeof(*list));

	if (!list)
		return false;
	for (size_t i = 0; i < chart->count; i++)
		list[i] = coordinate(&chart->points[i], vertical);
	qsort(list, chart->count, sizeof(*list), compare_values);
	values->list = list;
	values->count = 1;
	for (size_t i = 1; i < chart->count; i++)
		if (list[i] != list[values->count - 1])
			list[values->count++] = list[i];
	return true;
}

static size_t index_of(const struct values *values, uint64_t value)
{
	const uint64_t *found =
		bsearch(&value, values->list, values->count, sizeof(*values->list), compare_values);

	return (size_t)(found - values->list);
}

/* --- colours --- */

static const char *const verdict_classes[] = {
	[NKV_VERDICT_BOOTS] = "v-boots",
	[NKV_VERDICT_UNSTABLE] = "v-unstable",
	[NKV_VERDICT_PANICS] = "v-panics",
};

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

static size_t shade_of(const struct map *map, uint64_t number)
{
	double part = (double)(number - map->least) / ((double)(map->most - map->least) + 1);

	return (size_t)(part * SHADES);
}

/* --- cells --- */

static size_t cell_x(const struct map *map, size_t column)
{
	return NKV_PLOT_X + column * map->width / map->columns;
}

/* Values go up, as on any axis. */
static size_t cell_y(const struct map *map, size_t row)
{
	return map->plot->top + (map->rows - 1 - row) * map->height / map->rows;
}

static void put_title(const struct map *map, const struct nkv_chart_point *point)
{
	const struct nkv_chart *chart = map->plot->chart;
	char x[NKV_CHART_TEXT_BYTES], y[NKV_CHART_TEXT_BYTES];
	FILE *out = map->plot->svg.out;

	fprintf(out, "<title>%s %s, %s %s: %s", nkv_vary_info(chart->y_key)->name,
		nkv_chart_value(chart->y_key, point->y, y), nkv_vary_info(chart->x_key)->name,
		nkv_chart_value(chart->x_key, point->x, x), nkv_verdict_name(point->verdict));
	if (point->free.known) {
		char size[NKV_SIZE_TEXT_BYTES];

		fprintf(out, ", %s free", nkv_size_text(point->free.number, size));
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
	fprintf(out, "<g class=\"cell\" data-verdict=\"%s\">", nkv_verdict_name(point->verdict));
	put_title(map, point);
	fprintf(out, "<rect x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"%zu\" class=\"", x, y, width,
		height);
	if (!chart->column)
		fputs(verdict_classes[point->verdict], out);
	else if (point->shown.known)
		fprintf(out, "h%zu", shade_of(map, point->shown.number));
	else
		fputs("noram", out);
	fputs("\"/></g>\n", out);
}

/* Of the points that share a cell, the worst is shown: the one whose verdict is, or the first. */
static bool put_cells(struct map *map)
{
	const struct nkv_chart *chart = map->plot->chart;
	const struct nkv_chart_point **shown =
		calloc(map->columns * map->rows, sizeof(const struct nkv_chart_point *));

	if (!shown)
		return false;
	for (size_t i = 0; i < chart->count; i++) {
		const struct nkv_chart_point *point = &chart->points[i];
		size_t column = index_of(&map->x, point->x) * map->columns / map->x.count;
		size_t row = index_of(&map->y, point->y) * map->rows / map->y.count;
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
	size_t y = map->plot->top + map->height, free_from = 0;

	for (size_t i = 0; i < map->x.count; i++) {
		size_t column = i * map->columns / map->x.count;
		size_t x = (cell_x(map, column) + cell_x(map, column + 1)) / 2;
		char text[NKV_CHART_TEXT_BYTES];
		size_t half = nkv_svg_text_width(strlen(nkv_chart_value(key, map->x.list[i], text)),
						 NKV_SVG_FONT) /
				      2 +
			      1;

		if (x < free_from + half || x + half > NKV_SVG_WIDTH - 8)
			continue;
		fprintf(svg->out, "<path class=\"tick\" d=\"M%zu.5 %zuv6\"/>\n", x, y);
		nkv_svg_text_middle(svg, x, y + 20, "dim", text);
		free_from = x + half + 12;
	}
	svg->y = y + 30;
	nkv_svg_text_middle(svg, NKV_PLOT_X + map->width / 2, svg->y + 12, "b",
			    nkv_vary_info(key)->name);
	svg->y += 26;
}

static void put_y_axis(const struct map *map)
{
	const struct nkv_svg *svg = &map->plot->svg;
	enum nkv_vary_key key = map->plot->chart->y_key;
	size_t free_below = SIZE_MAX;

	for (size_t i = 0; i < map->y.count; i++) {
		size_t row = i * map->rows / map->y.count;
		size_t y = cell_y(map, row) + map->height / map->rows / 2;
		char text[NKV_CHART_TEXT_BYTES];

		if (y + NKV_SVG_LINE > free_below)
			continue;
		nkv_svg_text_end(svg, NKV_PLOT_X - 8, y + 4, "dim",
				 nkv_chart_value(key, map->y.list[i], text));
		free_below = y;
	}
	nkv_svg_text_end(svg, NKV_PLOT_X - 8, map->plot->top - 12, "b", nkv_vary_info(key)->name);
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

/* A number of the column as people say it. */
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
	uint64_t span = map->most - map->least + 1;
	size_t x = NKV_PLOT_X;

	for (size_t i = 0; i < SHADES && map->least <= map->most; i++) {
		char from[NKV_CHART_TEXT_BYTES], words[WORDS_BYTES], class[8];
		uint64_t least = map->least + (span * i + SHADES - 1) / SHADES;

		if (least > map->most)
			break;
		snprintf(class, sizeof(class), "h%zu", i);
		snprintf(words, sizeof(words), "%s%s", i == 0 ? "" : "from ",
			 shown_number(column, least, from));
		put_item(&map->plot->svg, &x, class, words);
	}
	put_item(&map->plot->svg, &x, "noram", "not known");
}

static void put_legend(struct map *map)
{
	size_t x = NKV_PLOT_X;

	if (map->plot->chart->column)
		put_shades(map);
	for (int verdict = 0; verdict <= NKV_VERDICT_PANICS && !map->plot->chart->column; verdict++)
		if (map->seen[verdict])
			put_item(&map->plot->svg, &x, verdict_classes[verdict],
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
		 chart->column ? chart->column->name : "verdict", nkv_vary_info(chart->y_key)->name,
		 nkv_vary_info(chart->x_key)->name, chart->count);
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
	bool done = find_values(plot->chart, &map.x, false) &&
		    find_values(plot->chart, &map.y, true) && put_map(&map);

	free(map.x.list);
	free(map.y.list);
	return done;
}
