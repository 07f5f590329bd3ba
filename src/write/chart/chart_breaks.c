/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds where hazards begin in a sweep over one key. */
#include "write/chart/chart_parts.h"

#include <string.h>

#include <numakva/numakva.h>

#include "write/drawing/labels.h"

enum { WORDS_BYTES = 256, LABEL_LANES = 8 };

static void put_break(const struct nkv_lines *lines, size_t index, enum nkv_hazard_code code)
{
	const char *name = nkv_hazard_info(code)->code;
	char value[NKV_CHART_TEXT_BYTES];
	enum nkv_vary_key key = lines->plot->chart->x_key;

	fprintf(lines->plot->svg.out,
		"<g class=\"break\" data-hazard=\"%s\"><title>%s begins at %s</title>"
		"<path class=\"break-line\" d=\"M%.1f %zuv%d\"/></g>\n",
		name, name, nkv_chart_value(key, lines->plot->chart->points[index].x, value),
		nkv_lines_x(lines, lines->plot->chart->points[index].x), lines->plot->top,
		NKV_PLOT_HEIGHT);
}

/*
 * The hazards that begin at a point; at the first point, those that are there. Returns false if
 * none begins.
 */
static bool begin_at(const struct nkv_lines *lines, size_t index, uint64_t *seen,
		     char text[WORDS_BYTES])
{
	const struct nkv_chart_point *point = &lines->plot->chart->points[index];
	enum nkv_vary_key key = lines->plot->chart->x_key;
	size_t used = 0;

	for (size_t code = 0; code < NKV_HAZARD_COUNT; code++) {
		if (!((point->hazards & ~*seen) >> code & 1))
			continue;
		put_break(lines, index, (enum nkv_hazard_code)code);
		if (used < WORDS_BYTES)
			used += (size_t)snprintf(text + used, WORDS_BYTES - used, "%s%s",
						 used > 0 ? ", " : "",
						 nkv_hazard_info((enum nkv_hazard_code)code)->code);
	}
	*seen |= point->hazards;
	if (used < WORDS_BYTES) {
		char value[NKV_CHART_TEXT_BYTES];

		snprintf(text + used, WORDS_BYTES - used, " from %s",
			 nkv_chart_value(key, point->x, value));
	}
	return used > 0;
}

static void put_break_label(const struct nkv_lines *lines, const struct nkv_label *label,
			    const char *text)
{
	const struct nkv_svg *svg = &lines->plot->svg;
	size_t x = NKV_PLOT_X + label->anchor, y = svg->y + label->lane * NKV_SVG_LINE;

	fprintf(svg->out, "<path class=\"lead\" d=\"M%zu.5 %zuV%zu.5H%zu\"/>\n", x, svg->y - 4,
		y + 9, label->start == label->anchor ? x + 4 : x - 3);
	if (label->start == label->anchor)
		nkv_svg_text(svg, x + 7, y + 13, "", text);
	else
		nkv_svg_text_end(svg, x - 6, y + 13, "", text);
}

void nkv_lines_put_breaks(struct nkv_lines *lines)
{
	const struct nkv_chart *chart = lines->plot->chart;
	struct nkv_label labels[NKV_HAZARD_COUNT];
	char texts[NKV_HAZARD_COUNT][WORDS_BYTES];
	uint64_t seen = 0;
	size_t count = 0, lanes;

	/* At most as many as there are hazards. */
	for (size_t i = 0; i < chart->count && count < NKV_HAZARD_COUNT; i++) {
		if (!begin_at(lines, i, &seen, texts[count]))
			continue;
		labels[count] = (struct nkv_label){
			.anchor = (size_t)(nkv_lines_x(lines, chart->points[i].x) - NKV_PLOT_X),
			.width = nkv_svg_text_width(strlen(texts[count]), NKV_SVG_FONT) + 12,
			.owner = count,
		};
		count++;
	}
	lanes = nkv_labels_place(labels, count, NKV_PLOT_WIDTH, LABEL_LANES);
	for (size_t i = 0; i < count; i++)
		if (labels[i].placed)
			put_break_label(lines, &labels[i], texts[labels[i].owner]);
	lines->plot->svg.y += lanes > 0 ? lanes * NKV_SVG_LINE + 6 : 0;
}
