/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Charts of a sweep over one key, of points that no machine has. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "write/chart/chart_parts.h"

enum { CROWD = 8192 }; /* points: two for each that is drawn */

/* A chart over the bytes of a pgdat, from `first` on, of plans that boot without figures. */
static struct nkv_chart make_chart(size_t count, uint64_t first, uint64_t step)
{
	struct nkv_chart chart = {
		.points = calloc(count, sizeof(*chart.points)),
		.count = count,
		.x_key = NKV_VARY_PG_DATA,
		.y_key = NKV_VARY_KEYS,
	};

	cr_assert(chart.points);
	for (size_t i = 0; i < count; i++)
		chart.points[i].x = first + i * step;
	return chart;
}

/* The drawing, to be freed; frees the chart. */
static char *draw(struct nkv_chart *chart)
{
	char *text = NULL;
	size_t bytes, height;
	FILE *out = open_memstream(&text, &bytes);

	cr_assert(out && nkv_chart_draw(out, chart, &height));
	fclose(out);
	nkv_chart_free(chart);
	return text;
}

static void expect_words(const char *text, const char *words)
{
	cr_expect(strstr(text, words), "no '%s' in:\n%s", words, text);
}

/* 0-1 2-3 4-5 ...  Expect the worse of the two, with the hazards of both. */
Test(chart, a_crowd_of_points_loses_no_hazard)
{
	struct nkv_chart chart = make_chart(CROWD, 0, 1);
	char *text;

	chart.points[0].hazards = UINT64_C(1) << NKV_HAZARD_PAGES_WASTED;
	chart.points[1].hazards = UINT64_C(1) << NKV_HAZARD_MEMMAP_IN_LOWMEM;
	chart.points[1].verdict = NKV_VERDICT_PANICS;
	text = draw(&chart);
	expect_words(text, "<title>pages-wasted begins at 1</title>");
	expect_words(text, "<title>memmap-in-lowmem begins at 1</title>");
	expect_words(text, "<title>panics: bytes of a pgdat 1 to 1</title>");
	free(text);
}

/* 0-1 2-3 4-5 ...  Expect the first of two that are the same, so that the axis begins with it. */
Test(chart, of_a_crowd_of_points_begins_with_the_first)
{
	struct nkv_chart chart = make_chart(CROWD, 0, 1);
	char *text = draw(&chart);

	expect_words(text, "<title>boots: bytes of a pgdat 0 to 8190</title>");
	cr_expect_not(strstr(text, "begins at"));
	free(text);
}

/* Expect bytes of a structure to be divided by powers of ten, not of two. */
Test(chart, sizes_of_structures_have_decimal_ticks)
{
	struct nkv_chart chart = make_chart(5, 1000, 1000);
	char *text = draw(&chart);

	expect_words(text, ">2000</text>");
	free(text);
}

/* Expect an axis of two pages where no point has a figure. */
Test(chart, without_figures_has_an_axis)
{
	struct nkv_chart chart = make_chart(3, 1000, 1000);
	char *text = draw(&chart);

	expect_words(text, ">8 KiB</text>");
	cr_expect_not(strstr(text, ">12 KiB</text>"));
	free(text);
}

/*
 *  384  512  640  768 ...   with room for one label in two
 *        ^         ^
 * Expect the rounder values to have labels, wherever the first is; of others the first.
 */
Test(chart, round_values_have_labels)
{
	uint64_t round[] = { 384, 512, 640, 768 }, others[] = { 400, 528, 656, 784 };
	const struct nkv_values rounded = { round, 4 }, unrounded = { others, 4 };

	for (size_t i = 0; i < 4; i++) {
		cr_expect_eq(nkv_values_is_labelled(&rounded, i, 2), i % 2 == 1, "%zu", i);
		cr_expect_eq(nkv_values_is_labelled(&unrounded, i, 2), i % 2 == 0, "%zu", i);
	}
}
