/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A chart of either kind. */
#include "write/chart/chart_parts.h"

#include <stdlib.h>

enum { POINTS_MOST = 4096 };

/* If points are too close to be told apart, draws one for each run of them: the worst. */
static bool thin(const struct nkv_chart *chart, struct nkv_chart *thinned)
{
	size_t run = (chart->count + POINTS_MOST - 1) / POINTS_MOST;

	*thinned = *chart;
	thinned->points = malloc((chart->count / run + 1) * sizeof(*thinned->points));
	thinned->count = 0;
	for (size_t i = 0; thinned->points && i < chart->count; i++) {
		struct nkv_chart_point *point = &thinned->points[i / run];
		uint64_t hazards = i % run > 0 ? point->hazards : 0;

		if (i % run == 0 || chart->points[i].verdict > point->verdict)
			*point = chart->points[i];
		point->hazards = hazards | chart->points[i].hazards;
		thinned->count = i / run + 1;
	}
	return thinned->points != NULL;
}

static bool draw_lines(const struct nkv_plot *plot, size_t *end)
{
	struct nkv_chart thinned;
	struct nkv_plot inner = *plot;

	if (!thin(plot->chart, &thinned))
		return false;
	inner.points = plot->chart->count;
	inner.chart = &thinned;
	nkv_plot_lines(&inner);
	*end = inner.svg.y;
	free(thinned.points);
	return true;
}

bool nkv_chart_draw(FILE *out, const struct nkv_chart *chart, size_t *height)
{
	struct nkv_plot plot = { .svg = { .out = out, .y = NKV_SVG_MARGIN }, .chart = chart };
	bool done = chart->y_key == NKV_VARY_KEYS ? draw_lines(&plot, height) : nkv_plot_map(&plot);

	if (chart->y_key != NKV_VARY_KEYS)
		*height = plot.svg.y;
	*height += NKV_SVG_MARGIN;
	return done;
}
