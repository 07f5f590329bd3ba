/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sweep over one key: lines over its values, on bands for the verdicts. */
#include "write/chart/chart_parts.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "write/words/size_text.h"

enum {
	Y_TICKS = 6,
	X_TICKS = 8,
	WORDS_BYTES = 256,
	STRIP = 18, /* above the plot, for verdicts in words */
};

struct series {
	const char *class;
	const char *words;
	size_t offset; /* of its cell within a point */
};

static const struct series all_series[] = {
	{ "s-free", "low memory free", offsetof(struct nkv_chart_point, free) },
	{ "s-left", "left after the mem_maps", offsetof(struct nkv_chart_point, left) },
	{ "s-kva", "KVA", offsetof(struct nkv_chart_point, kva) },
	{ "s-waste", "wasted", offsetof(struct nkv_chart_point, wasted) },
};

enum { SERIES = sizeof(all_series) / sizeof(all_series[0]) };

static const struct nkv_cell *cell_of(const struct nkv_chart_point *point,
				      const struct series *series)
{
	return (const struct nkv_cell *)((const char *)point + series->offset);
}

/* --- places --- */

static double y_of(const struct nkv_lines *lines, uint64_t pages)
{
	double part = (double)pages / (double)lines->most;

	return (double)lines->plot->top + NKV_PLOT_HEIGHT * (1 - (part < 1 ? part : 1));
}

/* The middle between a point and the one before it. */
static double left_of(const struct nkv_lines *lines, size_t index)
{
	const struct nkv_chart_point *points = lines->plot->chart->points;

	if (index == 0)
		return NKV_PLOT_X;
	return (nkv_lines_x(lines, points[index - 1].x) + nkv_lines_x(lines, points[index].x)) / 2;
}

static double right_of(const struct nkv_lines *lines, size_t index)
{
	return index + 1 < lines->plot->chart->count ? left_of(lines, index + 1)
						     : NKV_PLOT_X + NKV_PLOT_WIDTH;
}

static void find_extent(struct nkv_lines *lines)
{
	const struct nkv_chart *chart = lines->plot->chart;
	uint64_t most = 1, step;

	lines->first = chart->points[0].x;
	lines->last = chart->points[chart->count - 1].x;
	for (size_t i = 0; i < chart->count; i++)
		for (size_t j = 0; j < SERIES; j++) {
			const struct nkv_cell *cell = cell_of(&chart->points[i], &all_series[j]);

			if (cell->known && cell->number > most && cell->number < UINT32_MAX / 2)
				most = cell->number;
		}
	step = nkv_round_step(most, Y_TICKS, true);
	lines->most = (most / step + 1) * step;
}

/* --- bands of verdicts --- */

static void put_band(struct nkv_lines *lines, size_t from, size_t to)
{
	const struct nkv_svg *svg = &lines->plot->svg;
	const struct nkv_chart_point *points = lines->plot->chart->points;
	const char *words = nkv_verdict_name(points[from].verdict);
	double left = left_of(lines, from), right = right_of(lines, to);
	char first[NKV_CHART_TEXT_BYTES], last[NKV_CHART_TEXT_BYTES];
	enum nkv_vary_key key = lines->plot->chart->x_key;

	lines->seen[points[from].verdict] = true;
	fprintf(svg->out,
		"<g class=\"band\" data-verdict=\"%s\"><title>%s: %s %s to %s</title>"
		"<rect class=\"%s\" x=\"%.1f\" y=\"%zu\" width=\"%.1f\" height=\"%d\"/></g>\n",
		words, words, nkv_chart_key_words(key), nkv_chart_value(key, points[from].x, first),
		nkv_chart_value(key, points[to].x, last), nkv_verdict_class(points[from].verdict),
		left, lines->plot->top - STRIP, right - left, NKV_PLOT_HEIGHT + STRIP);
}

/* Puts the word above the band, if there is room. */
static void put_band_word(const struct nkv_lines *lines, size_t from, size_t to)
{
	const struct nkv_svg *svg = &lines->plot->svg;
	const char *words = nkv_verdict_name(lines->plot->chart->points[from].verdict);
	double left = left_of(lines, from), right = right_of(lines, to);

	if ((double)nkv_svg_text_width(strlen(words), NKV_SVG_FONT) + 8 <= right - left)
		nkv_svg_text_middle(svg, (size_t)((left + right) / 2), lines->plot->top - STRIP - 5,
				    "b", words);
}

static void put_bands(struct nkv_lines *lines)
{
	const struct nkv_chart *chart = lines->plot->chart;
	size_t from = 0;

	for (size_t i = 1; i <= chart->count; i++) {
		if (i < chart->count && chart->points[i].verdict == chart->points[from].verdict)
			continue;
		put_band(lines, from, i - 1);
		put_band_word(lines, from, i - 1);
		from = i;
	}
}

/* --- axes --- */

static void put_y_axis(const struct nkv_lines *lines)
{
	const struct nkv_svg *svg = &lines->plot->svg;
	uint64_t step = nkv_round_step(lines->most, Y_TICKS, true);

	for (uint64_t pages = 0; pages <= lines->most; pages += step) {
		size_t y = (size_t)(y_of(lines, pages) + 0.5);
		char size[NKV_SIZE_TEXT_BYTES];

		fprintf(svg->out, "<path class=\"rule\" d=\"M%d %zu.5h%d\"/>\n", NKV_PLOT_X, y,
			NKV_PLOT_WIDTH);
		nkv_svg_text_end(svg, NKV_PLOT_X - 8, y + 4, "dim",
				 pages == 0 ? "0" : nkv_size_text(pages, size));
	}
}

static void put_x_axis(struct nkv_lines *lines)
{
	struct nkv_svg *svg = &lines->plot->svg;
	enum nkv_vary_key key = lines->plot->chart->x_key;
	uint64_t step = nkv_round_step(lines->last - lines->first, X_TICKS, nkv_key_is_binary(key));
	uint64_t first = (lines->first + step - 1) / step * step;
	size_t y = lines->plot->top + NKV_PLOT_HEIGHT;
	double free_from = 0;

	fprintf(svg->out, "<path class=\"ax\" d=\"M%d %zu.5h%d\"/>\n", NKV_PLOT_X, y,
		NKV_PLOT_WIDTH);
	for (uint64_t value = first; value <= lines->last; value += step) {
		double x = nkv_lines_x(lines, value);
		char text[NKV_CHART_TEXT_BYTES];
		double half = (double)nkv_svg_text_width(strlen(nkv_chart_value(key, value, text)),
							 NKV_SVG_FONT) /
			      2;

		fprintf(svg->out, "<path class=\"tick\" d=\"M%.1f %zuv6\"/>\n", x, y);
		if (x - half < free_from || x + half > NKV_SVG_WIDTH - 8)
			continue;
		nkv_svg_text_middle(svg, (size_t)(x + 0.5), y + 20, "dim", text);
		free_from = x + half + 10;
	}
	nkv_svg_text_middle(svg, NKV_PLOT_X + NKV_PLOT_WIDTH / 2, y + 38, "b",
			    nkv_chart_key_words(key));
	svg->y = y + 52;
}

/* --- lines --- */

static bool is_known(const struct nkv_chart *chart, size_t index, const struct series *series)
{
	return index < chart->count && cell_of(&chart->points[index], series)->known;
}

/* Puts dots for single points, which have no line. */
static void put_dots(const struct nkv_lines *lines, const struct series *series)
{
	const struct nkv_chart *chart = lines->plot->chart;

	for (size_t i = 0; i < chart->count; i++) {
		const struct nkv_cell *cell = cell_of(&chart->points[i], series);

		/* Before the first point, i - 1 is SIZE_MAX, which is no index. */
		if (cell->known && !is_known(chart, i - 1, series) &&
		    !is_known(chart, i + 1, series))
			fprintf(lines->plot->svg.out,
				"<circle class=\"dot a-%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
				series->class, nkv_lines_x(lines, chart->points[i].x),
				y_of(lines, cell->number));
	}
}

/* A line has a gap where the boot stops before the value is known. */
static void put_line(const struct nkv_lines *lines, const struct series *series)
{
	const struct nkv_chart *chart = lines->plot->chart;
	FILE *out = lines->plot->svg.out;
	bool drawing = false;

	fprintf(out, "<g class=\"series\"><title>%s</title><path class=\"line %s\" d=\"",
		series->words, series->class);
	for (size_t i = 0; i < chart->count; i++) {
		const struct nkv_cell *cell = cell_of(&chart->points[i], series);

		if (cell->known && drawing)
			fprintf(out, "L%.1f %.1f", nkv_lines_x(lines, chart->points[i].x),
				y_of(lines, cell->number));
		else if (cell->known)
			fprintf(out, "M%.1f %.1f", nkv_lines_x(lines, chart->points[i].x),
				y_of(lines, cell->number));
		drawing = cell->known;
	}
	fputs("\"/>", out);
	put_dots(lines, series);
	fputs("</g>\n", out);
}

/* Fills the area under a line, from one gap to the next. */
static void put_area(const struct nkv_lines *lines, const struct series *series)
{
	const struct nkv_chart *chart = lines->plot->chart;
	FILE *out = lines->plot->svg.out;
	size_t bottom = lines->plot->top + NKV_PLOT_HEIGHT;
	bool drawing = false;

	fprintf(out, "<path class=\"area a-%s\" d=\"", series->class);
	for (size_t i = 0; i < chart->count; i++) {
		const struct nkv_cell *cell = cell_of(&chart->points[i], series);

		if (cell->known && !drawing)
			fprintf(out, "M%.1f %zu", nkv_lines_x(lines, chart->points[i].x), bottom);
		else if (!cell->known && drawing)
			fprintf(out, "L%.1f %zuZ", nkv_lines_x(lines, chart->points[i - 1].x),
				bottom);
		if (cell->known)
			fprintf(out, "L%.1f %.1f", nkv_lines_x(lines, chart->points[i].x),
				y_of(lines, cell->number));
		drawing = cell->known;
	}
	if (drawing)
		fprintf(out, "V%zuZ", bottom);
	fputs("\"/>\n", out);
}

/* --- limits --- */

/*
 * Puts the line of a limit, and its name on a plate from x on. Returns where the next plate can
 * begin.
 */
static size_t put_limit(const struct nkv_lines *lines, enum nkv_limit limit, size_t x)
{
	const struct nkv_limit_info *info = nkv_limit_info(limit);
	uint64_t pages = lines->plot->chart->limits.bounds[limit].bytes / NKV_PAGE_BYTES;
	const struct nkv_svg *svg = &lines->plot->svg;
	char size[NKV_SIZE_TEXT_BYTES], words[WORDS_BYTES];
	size_t y = (size_t)y_of(lines, pages), width;

	snprintf(words, sizeof(words), "%s at %s %s", info->words,
		 info->is_least ? "least" : "most", nkv_size_text(pages, size));
	width = nkv_svg_text_width(strlen(words), NKV_SVG_FONT) + 8;
	fprintf(svg->out,
		"<g class=\"limit\"><title>limit: %s</title>"
		"<path class=\"limit-line\" d=\"M%d %zuh%d\"/>"
		"<rect class=\"plate\" x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"16\"/></g>\n",
		words, NKV_PLOT_X, y, NKV_PLOT_WIDTH, x, y - 19, width);
	nkv_svg_text(svg, x + 4, y - 7, "", words);
	return x + width + 12;
}

static void put_limits(const struct nkv_lines *lines)
{
	const struct nkv_limits *limits = &lines->plot->chart->limits;
	size_t x = NKV_PLOT_X + 8;

	for (unsigned int i = 0; i < NKV_LIMIT_COUNT; i++)
		if (limits->bounds[i].set &&
		    limits->bounds[i].bytes / NKV_PAGE_BYTES <= lines->most)
			x = put_limit(lines, (enum nkv_limit)i, x);
}

/* --- the legend --- */

static size_t legend_item(struct nkv_svg *svg, size_t *x, const char *words)
{
	size_t start = *x;

	nkv_svg_text(svg, start + 34, svg->y + 12, "", words);
	*x += 34 + nkv_svg_text_width(strlen(words), NKV_SVG_FONT) + 22;
	return start;
}

static bool has_limits(const struct nkv_chart *chart)
{
	bool has_any = false;

	for (size_t i = 0; i < NKV_LIMIT_COUNT; i++)
		has_any = has_any || chart->limits.bounds[i].set;
	return has_any;
}

static void put_legend(struct nkv_lines *lines)
{
	struct nkv_svg *svg = &lines->plot->svg;
	size_t x = NKV_PLOT_X;

	for (size_t i = 0; i < SERIES; i++)
		fprintf(svg->out, "<path class=\"line %s\" d=\"M%zu %zuh26\"/>\n",
			all_series[i].class, legend_item(svg, &x, all_series[i].words), svg->y + 8);
	if (has_limits(lines->plot->chart))
		fprintf(svg->out, "<path class=\"limit-line\" d=\"M%zu %zuh26\"/>\n",
			legend_item(svg, &x, "limit"), svg->y + 8);
	for (int verdict = 0; verdict <= NKV_VERDICT_PANICS; verdict++)
		if (lines->seen[verdict])
			fprintf(svg->out,
				"<rect class=\"%s framed\" x=\"%zu\" y=\"%zu\" width=\"26\" "
				"height=\"12\"/>\n",
				nkv_verdict_class((enum nkv_verdict)verdict),
				legend_item(svg, &x, nkv_verdict_name((enum nkv_verdict)verdict)),
				svg->y + 2);
	svg->y += NKV_SVG_LINE + 3;
}

void nkv_plot_lines(struct nkv_plot *plot)
{
	const struct nkv_chart *chart = plot->chart;
	struct nkv_lines lines = { .plot = plot };
	char words[WORDS_BYTES], first[NKV_CHART_TEXT_BYTES], last[NKV_CHART_TEXT_BYTES];

	find_extent(&lines);
	snprintf(words, sizeof(words), "%s from %s to %s, %zu point%s",
		 nkv_chart_key_words(chart->x_key),
		 nkv_chart_value(chart->x_key, lines.first, first),
		 nkv_chart_value(chart->x_key, lines.last, last), plot->points,
		 plot->points == 1 ? "" : "s");
	nkv_plot_head(plot, words);
	plot->top += STRIP;
	put_bands(&lines);
	put_y_axis(&lines);
	for (size_t i = 0; i < SERIES; i++)
		put_area(&lines, &all_series[i]);
	put_x_axis(&lines);
	nkv_lines_put_breaks(&lines);
	for (size_t i = 0; i < SERIES; i++)
		put_line(&lines, &all_series[i]);
	put_limits(&lines);
	put_legend(&lines);
}
