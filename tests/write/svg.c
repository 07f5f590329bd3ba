/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where texts are in a picture, at the edges of their room. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/svg/svg_bands.h"
#include "write/svg/svg_frame.h"

#define LABEL "12345678"
enum { BEFORE = 6, AFTER = 2 }; /* pixels around a label */

static void expect_words(const char *text, const char *words)
{
	cr_expect(strstr(text, words), "no '%s' in:\n%s", words, text);
}

/* A band with that label over a bar of a pixel a page; with a mark, unless it has no pages. */
static char *put_band(struct nkv_range pages)
{
	struct nkv_mark mark = { .kind = NKV_MARK_CALL_RESERVE, .pages = pages, .nid = -1 };
	const struct nkv_band band = { .kind = NKV_BAND_CALL,
				       .mark_count = pages.end_pfn > 0,
				       .name = "1 reserve",
				       .label = LABEL };
	const struct nkv_drawing drawing = { .marks = &mark, .mark_count = 1 };
	struct nkv_segment segment = { .pages = { 0, NKV_SVG_BAR_WIDTH },
				       .width = NKV_SVG_BAR_WIDTH };
	char *text = NULL;
	size_t bytes;
	struct nkv_svg svg = {
		.out = open_memstream(&text, &bytes),
		.drawing = &drawing,
		.scales = { [NKV_SPACE_PHYSICAL] = { &segment, 1, NKV_SVG_BAR_WIDTH } },
	};

	cr_assert(svg.out);
	nkv_svg_labelled(&svg, &band);
	fclose(svg.out);
	return text;
}

static void expect_label_at(struct nkv_range pages, size_t x, const char *attributes)
{
	char *text = put_band(pages), wanted[100];

	snprintf(wanted, sizeof(wanted), "<text x=\"%zu\" y=\"14\"%s>" LABEL "</text>", x,
		 attributes);
	expect_words(text, wanted);
	free(text);
}

/* ####label  Expect a label behind the marks if it just fits there, and before them if not. */
Test(svg, a_label_is_beside_its_marks)
{
	const size_t width = nkv_svg_text_width(strlen(LABEL), NKV_SVG_FONT);
	const uint64_t last = NKV_SVG_BAR_WIDTH - BEFORE - width - AFTER;

	expect_label_at((struct nkv_range){ 500, last }, NKV_SVG_BAR_X + last + BEFORE, "");
	expect_label_at((struct nkv_range){ 500, last + 1 }, NKV_SVG_BAR_X + 500 - BEFORE,
			" text-anchor=\"end\"");
}

/* Expect the label of a band without marks where bars begin. */
Test(svg, a_label_without_marks_is_at_the_left)
{
	expect_label_at((struct nkv_range){ 0, 0 }, NKV_SVG_BAR_X, "");
}

/* The lines that a map of so many entries has below its heading. */
static size_t map_lines(size_t entries)
{
	struct nkv_plan *plan = calloc(1, sizeof(*plan));
	const struct nkv_drawing drawing = { .plan = plan };
	struct nkv_svg svg = { .out = fopen("/dev/null", "w"), .drawing = &drawing };
	size_t heading;

	cr_assert(plan && svg.out);
	nkv_svg_map(&svg);
	heading = svg.y;
	plan->e820.count = entries;
	nkv_svg_map(&svg);
	fclose(svg.out);
	free(plan);
	return (svg.y - 2 * heading) / NKV_SVG_LINE;
}

/* Expect a map in three columns, without a line that has no entry. */
Test(svg, a_map_has_as_many_lines_as_it_needs)
{
	cr_expect_eq(map_lines(0), 0);
	cr_expect_eq(map_lines(1), 1);
	cr_expect_eq(map_lines(3), 1);
	cr_expect_eq(map_lines(4), 2);
}

/* Expect where a node ends, and where its mem_map is, not to be reached if no step told. */
Test(svg, a_node_says_what_is_not_reached)
{
	struct nkv_plan *plan = calloc(1, sizeof(*plan));
	const struct nkv_drawing drawing = { .plan = plan };
	char *text = NULL;
	const char *found;
	size_t bytes, count = 0;
	struct nkv_svg svg = { .out = open_memstream(&text, &bytes), .drawing = &drawing };

	cr_assert(plan && svg.out);
	plan->node_count = 1;
	nkv_svg_nodes(&svg);
	fclose(svg.out);
	for (found = text; (found = strstr(found, ">not reached</text>")); found++)
		count++;
	cr_expect_eq(count, 2, "%s", text);
	free(plan);
	free(text);
}
