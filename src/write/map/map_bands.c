/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bands of a map. */
#include "write/map/map_parts.h"

#include <string.h>

#include "base/paragraph.h"
#include "write/drawing/labels.h"
#include "write/drawing/palette.h"
#include "write/drawing/ticks.h"
#include "write/words/colored.h"

enum { LANES_MAX = 10, TEXT_BYTES = 256 };

const char *nkv_map_glyph(const struct nkv_map *map, const char *utf8, const char *ascii)
{
	return map->style.utf8 ? utf8 : ascii;
}

/* Prints a name and the line, and then clears the line. */
static void print(struct nkv_map *map, const char *name, const char *escape)
{
	char padded[NKV_MAP_GUTTER + 1];

	snprintf(padded, sizeof(padded), "%-*.*s", NKV_MAP_GUTTER, NKV_MAP_GUTTER - 1, name);
	nkv_put_colored(map->out, map->style.color && *name, escape, padded);
	nkv_cells_print(map->out, &map->line, map->style.color);
	nkv_cells_clear(&map->line);
}

/* --- marks --- */

/* The part of a mark on this line. */
struct stretch {
	size_t start;
	size_t width;
};

static struct stretch stretch_of(const struct nkv_map *map, const struct nkv_span *span)
{
	size_t line_end = map->from + map->line.width;
	size_t start = span->start > map->from ? span->start : map->from;
	size_t end = span->end < line_end ? span->end : line_end;

	return (struct stretch){ start - map->from, end - start };
}

static void put_mark(struct nkv_map *map, const struct nkv_mark *mark, struct stretch stretch)
{
	const struct nkv_look *look = nkv_look(mark->kind);
	bool numbered = *mark->brief != '\0';
	const char *glyph =
		numbered ? nkv_node_glyph(mark->nid) : nkv_map_glyph(map, look->glyph, look->ascii);
	const char *escape = numbered ? nkv_node_escape(mark->nid) : look->escape;

	map->seen[mark->kind] = true;
	for (size_t i = 0; i < stretch.width; i++)
		nkv_cells_put(&map->line, stretch.start + i, glyph, escape);
}

/* Whether the mark's label is written on it. */
static bool holds_label(const struct nkv_mark *mark, struct stretch stretch)
{
	return strlen(mark->label) + 4 <= stretch.width;
}

static void put_inner_label(struct nkv_map *map, const struct nkv_mark *mark,
			    struct stretch stretch)
{
	size_t length = strlen(mark->label);
	size_t start = stretch.start + (stretch.width - length) / 2;
	const char *escape = *mark->brief ? nkv_node_escape(mark->nid) : "";

	nkv_cells_put(&map->line, start - 1, " ", escape);
	nkv_cells_text(&map->line, start, mark->label, escape);
	nkv_cells_put(&map->line, start + length, " ", escape);
}

/* Returns whether there was anything to print. */
static bool print_lane(struct nkv_map *map, const struct nkv_band *band, size_t lane,
		       const char *name)
{
	size_t count, shown = 0;
	const struct nkv_span *spans = nkv_map_spans_of(map, band, &count);

	for (size_t i = 0; i < count; i++) {
		const struct nkv_mark *mark = spans[i].mark;
		struct stretch stretch = stretch_of(map, &spans[i]);

		if (mark->lane != lane)
			continue;
		put_mark(map, mark, stretch);
		if (holds_label(mark, stretch))
			put_inner_label(map, mark, stretch);
		shown++;
	}
	if (shown > 0)
		print(map, name, "");
	return shown > 0;
}

/* --- labels below a bar --- */

/* Bands of nodes need no labels, because they contain the nodes' numbers. */
static bool wants_labels(const struct nkv_mark *mark)
{
	return (mark->kind != NKV_MARK_NODE || nkv_mark_is_memoryless(mark)) &&
	       mark->kind != NKV_MARK_SHRUNK && mark->kind != NKV_MARK_VMALLOC &&
	       mark->kind != NKV_MARK_NOT_RAM;
}

static void collect_labels(const struct nkv_map *map, const struct nkv_band *band,
			   const struct nkv_label_room *room, struct nkv_labels *labels)
{
	size_t count;
	const struct nkv_span *spans = nkv_map_spans_of(map, band, &count);

	for (size_t i = 0; i < count; i++) {
		const struct nkv_mark *mark = spans[i].mark;
		struct stretch stretch = stretch_of(map, &spans[i]);

		if (!holds_label(mark, stretch) && wants_labels(mark))
			nkv_labels_add(labels, room, mark, stretch.start + (stretch.width - 1) / 2);
	}
}

/* The line of a label comes down to its lane and turns there. */
static void put_label(struct nkv_map *map, const struct nkv_label *label, size_t lane)
{
	if (!label->placed || label->lane < lane)
		return;
	if (label->lane > lane) {
		nkv_cells_put(&map->line, label->anchor, nkv_map_glyph(map, "\u2502", "|"), "");
	} else if (label->start == label->anchor) {
		nkv_cells_put(&map->line, label->anchor, nkv_map_glyph(map, "\u2514", "`"), "");
		nkv_cells_text(&map->line, label->anchor + 1, label->text, "");
	} else {
		nkv_cells_put(&map->line, label->anchor, nkv_map_glyph(map, "\u2518", "'"), "");
		nkv_cells_text(&map->line, label->start + 1, label->text, "");
	}
}

static size_t label_width(size_t characters)
{
	return characters + 2;
}

static void print_labels(struct nkv_map *map, const struct nkv_band *band)
{
	const struct nkv_label_room room = {
		.width = map->line.width,
		.lanes = LANES_MAX,
		.near = 1,
		.label_width = label_width,
		.pieces = band->pieces,
	};
	struct nkv_labels labels = { .count = 0 };
	size_t lanes;

	collect_labels(map, band, &room, &labels);
	lanes = nkv_labels_fit(&labels, &room);
	for (size_t lane = 0; lane < lanes; lane++) {
		for (size_t i = 0; i < labels.count; i++)
			put_label(map, &labels.list[i], lane);
		print(map, "", "");
	}
}

void nkv_map_bar(struct nkv_map *map, const struct nkv_band *band)
{
	bool named = false;

	for (size_t lane = 0; lane < band->lanes; lane++)
		if (print_lane(map, band, lane, named ? "" : band->name))
			named = true;
	print_labels(map, band);
}

/* --- bands with one label --- */

static bool is_inside(struct stretch stretch, struct stretch other)
{
	return stretch.start >= other.start &&
	       stretch.start + stretch.width <= other.start + other.width;
}

/* The cells from the first to the last that has a mark. */
static struct stretch put_marks(struct nkv_map *map, const struct nkv_band *band)
{
	struct stretch all = { map->line.width, 0 }, last = { 0, 0 };
	size_t count, end = 0;
	const struct nkv_span *spans = nkv_map_spans_of(map, band, &count);

	for (size_t i = 0; i < count; i++) {
		struct stretch stretch = stretch_of(map, &spans[i]);

		/* Calls can be for the same pages many times. */
		if (is_inside(stretch, last))
			continue;
		last = stretch;
		put_mark(map, spans[i].mark, stretch);
		if (stretch.start < all.start)
			all.start = stretch.start;
		if (stretch.start + stretch.width > end)
			end = stretch.start + stretch.width;
	}
	all.width = end > all.start ? end - all.start : 0;
	return all;
}

/* Whether the band's label belongs on this line, because its first mark begins there. */
static bool begins_here(const struct nkv_map *map, const struct nkv_band *band)
{
	size_t start;

	if (band->mark_count == 0)
		return map->from == 0;
	start = nkv_scale_start(&map->scales[band->space], &map->drawing->marks[band->first_mark]);
	return start >= map->from && start < map->from + map->line.width;
}

static void print_label_below(struct nkv_map *map, const char *label)
{
	while (*label) {
		char text[TEXT_BYTES];
		size_t bytes = nkv_wrap_bytes(label, map->line.width);

		snprintf(text, sizeof(text), "%.*s", (int)bytes, label);
		nkv_cells_text(&map->line, 0, text, "");
		print(map, "", "");
		label += bytes;
		label += strspn(label, " ");
	}
}

void nkv_map_labelled(struct nkv_map *map, const struct nkv_band *band)
{
	struct stretch marks = put_marks(map, band);
	bool labelled = begins_here(map, band);
	size_t length = strlen(band->label), end = marks.start + marks.width;
	const char *escape = band->hazard ? "\033[1m" : "";

	if (marks.width == 0 && !labelled)
		return;
	if (labelled && end + 1 + length <= map->line.width) {
		nkv_cells_text(&map->line, end + 1, band->label, "");
		labelled = false;
	} else if (labelled && length + 1 <= marks.start) {
		nkv_cells_text(&map->line, marks.start - 1 - length, band->label, "");
		labelled = false;
	}
	print(map, band->name, escape);
	if (labelled)
		print_label_below(map, band->label);
}

/* --- the axis --- */

static void put_fidelity(struct nkv_map *map, const struct nkv_segment *segment)
{
	static const char *const lines[][2] = {
		[NKV_TO_SCALE] = { "\u2500", "-" },
		[NKV_ENLARGED] = { "\u2508", "~" },
		[NKV_CUT_SHORT] = { "\u2248", "/" },
	};
	const char *const *line = lines[segment->fidelity];

	/* A cell before the line is far behind its end, too. */
	for (size_t i = 0; i < segment->width; i++)
		nkv_cells_put(&map->line, segment->start + i - map->from,
			      nkv_map_glyph(map, line[0], line[1]), "");
	map->seen_fidelity[segment->fidelity] = true;
}

void nkv_map_axis(struct nkv_map *map, enum nkv_space space)
{
	const struct nkv_scale *scale = &map->scales[space];
	struct nkv_ticks ticks = { .count = 0 };

	nkv_ticks_make(&ticks, map->drawing, space, scale, map->from, map->line.width, 1);
	for (size_t i = 0; i < ticks.count; i++)
		nkv_cells_text(&map->line, ticks.list[i].start - map->from, ticks.list[i].text, "");
	print(map, space == NKV_SPACE_PHYSICAL ? "pfn" : "address", "");
	for (size_t i = nkv_scale_segment(scale, map->from);
	     i < scale->count && scale->segments[i].start < map->from + map->line.width; i++)
		put_fidelity(map, &scale->segments[i]);
	for (size_t i = 0; i < ticks.count; i++) {
		const struct nkv_tick *tick = &ticks.list[i];
		size_t cell = tick->position - map->from;

		if (tick->start < tick->position)
			nkv_cells_put(&map->line, cell - 1, nkv_map_glyph(map, "\u2524", "|"), "");
		else
			nkv_cells_put(&map->line, cell, nkv_map_glyph(map, "\u251c", "|"), "");
	}
	print(map, "", "");
}

/* --- the legend --- */

static void print_legend_item(struct nkv_map *map, size_t *column, const char *glyph,
			      const char *escape, const char *words)
{
	/*
	 * A glyph of several bytes is one character; only the glyph of nodes has more
	 * characters.
	 */
	size_t width = (strchr(glyph, '-') ? strlen(glyph) : 1) + strlen(words) + 3;

	if (*column > 0 && *column + width > map->style.columns) {
		fputc('\n', map->out);
		*column = 0;
	}
	fputs(*column > 0 ? "  " : "", map->out);
	nkv_put_colored(map->out, map->style.color, escape, glyph);
	fprintf(map->out, " %s", words);
	*column += width;
}

/* "0-3 a node, by its number" */
static void print_legend_nodes(struct nkv_map *map, size_t *column)
{
	size_t count = map->drawing->plan->node_count;
	char numbers[8] = "0";

	if (count > 1)
		snprintf(numbers, sizeof(numbers), "0-%s", nkv_node_glyph((int)count - 1));
	print_legend_item(map, column, numbers, "", nkv_look(NKV_MARK_NODE)->words);
}

void nkv_map_legend(struct nkv_map *map)
{
	size_t column = 0;

	fputc('\n', map->out);
	for (size_t i = 0; i < NKV_MARK_KINDS; i++) {
		const struct nkv_look *look = nkv_look((enum nkv_mark_kind)i);

		if (i == NKV_MARK_NODE)
			print_legend_nodes(map, &column);
		else if (map->seen[i] && *look->words)
			print_legend_item(map, &column,
					  nkv_map_glyph(map, look->glyph, look->ascii),
					  look->escape, look->words);
	}
	if (map->seen_fidelity[NKV_ENLARGED])
		print_legend_item(map, &column, nkv_map_glyph(map, "\u2508", "~"), "",
				  "enlarged, not to scale");
	if (map->seen_fidelity[NKV_CUT_SHORT])
		print_legend_item(map, &column, nkv_map_glyph(map, "\u2248", "/"), "", "cut short");
	fputc('\n', map->out);
}
