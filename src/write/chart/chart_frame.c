/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The frame of both kinds of charts: title, ticks, and places along the axis. */
#include "write/chart/chart_parts.h"

uint64_t nkv_round_step(uint64_t range, size_t most, bool binary)
{
	static const uint64_t factors[] = { 1, 2, 5 };

	if (binary) {
		uint64_t step = 1;

		while (range / step > most)
			step *= 2;
		return step;
	}
	for (uint64_t ten = 1;; ten *= 10)
		for (size_t i = 0; i < sizeof(factors) / sizeof(factors[0]); i++)
			if (range / (ten * factors[i]) <= most)
				return ten * factors[i];
}

bool nkv_key_is_binary(enum nkv_vary_key key)
{
	return key != NKV_VARY_STRUCT_PAGE && key != NKV_VARY_PG_DATA;
}

const char *nkv_verdict_class(enum nkv_verdict verdict)
{
	static const char *const classes[] = {
		[NKV_VERDICT_BOOTS] = "v-boots",
		[NKV_VERDICT_UNSTABLE] = "v-unstable",
		[NKV_VERDICT_PANICS] = "v-panics",
	};

	return classes[verdict];
}

void nkv_plot_head(struct nkv_plot *plot, const char *words)
{
	struct nkv_svg *svg = &plot->svg;

	nkv_svg_name(svg, plot->chart->name);
	nkv_svg_text(svg, NKV_SVG_MARGIN, svg->y + 12, "", plot->chart->summary);
	svg->y += NKV_SVG_LINE + 3;
	nkv_svg_text(svg, NKV_SVG_MARGIN, svg->y + 12, "", words);
	svg->y += 34;
	plot->top = svg->y;
}

double nkv_lines_x(const struct nkv_lines *lines, uint64_t value)
{
	if (lines->last == lines->first)
		return NKV_PLOT_X + NKV_PLOT_WIDTH / 2.0;
	return NKV_PLOT_X + (double)(value - lines->first) / (double)(lines->last - lines->first) *
				    NKV_PLOT_WIDTH;
}
