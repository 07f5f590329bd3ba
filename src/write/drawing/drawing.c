/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _XOPEN_SOURCE 700 /* tsearch */
#include "write/drawing/drawing.h"

#include <inttypes.h>
#include <search.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/drawing/layout.h"
#include "write/words/size_text.h"

/* Makes room for one more; returns false if there is none. */
static bool grow(void **items, size_t *room, size_t count, size_t item_bytes)
{
	size_t wanted = *room == 0 ? 64 : *room * 2;
	void *grown;

	if (count < *room)
		return true;
	grown = realloc(*items, wanted * item_bytes);
	if (!grown)
		return false;
	*items = grown;
	*room = wanted;
	return true;
}

struct nkv_band *nkv_layout_band(struct nkv_drawing *drawing, enum nkv_band_kind kind,
				 enum nkv_space space, const char *name)
{
	struct nkv_band *row = &drawing->spare_row;
	void *rows = drawing->rows;

	if (grow(&rows, &drawing->row_room, drawing->row_count, sizeof(*row))) {
		drawing->rows = rows;
		row = &drawing->rows[drawing->row_count++];
	} else {
		drawing->failed = true;
	}
	*row = (struct nkv_band){
		.kind = kind, .space = space, .first_mark = drawing->mark_count, .pieces = "pieces"
	};
	snprintf(row->name, sizeof(row->name), "%s", name);
	return row;
}

struct nkv_mark *nkv_layout_mark(struct nkv_drawing *drawing, enum nkv_mark_kind kind,
				 struct nkv_range pages)
{
	struct nkv_mark *mark = &drawing->spare;
	void *marks = drawing->marks;

	if (drawing->row_count > 0 &&
	    grow(&marks, &drawing->mark_room, drawing->mark_count, sizeof(*mark))) {
		drawing->marks = marks;
		mark = &drawing->marks[drawing->mark_count++];
		drawing->rows[drawing->row_count - 1].mark_count++;
	} else {
		drawing->failed = true;
	}
	*mark = (struct nkv_mark){ .kind = kind, .pages = pages, .nid = -1 };
	return mark;
}

void nkv_mark_label(struct nkv_mark *mark, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(mark->label, sizeof(mark->label), format, arguments);
	va_end(arguments);
}

void nkv_mark_title(struct nkv_mark *mark, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(mark->title, sizeof(mark->title), format, arguments);
	va_end(arguments);
}

void nkv_mark_title_pages(struct nkv_mark *mark)
{
	uint64_t pages = mark->pages.end_pfn > mark->pages.start_pfn
				 ? mark->pages.end_pfn - mark->pages.start_pfn
				 : 0;
	size_t used = strlen(mark->title);
	char size[NKV_SIZE_TEXT_BYTES];

	snprintf(mark->title + used, sizeof(mark->title) - used,
		 ", %" PRIu64 " page%s (%s), 0x%" PRIx64 "..0x%" PRIx64, pages,
		 pages == 1 ? "" : "s", nkv_size_text(pages, size), mark->pages.start_pfn,
		 mark->pages.end_pfn);
}

bool nkv_mark_is_memoryless(const struct nkv_mark *mark)
{
	return mark->kind == NKV_MARK_NODE && mark->pages.end_pfn <= mark->pages.start_pfn;
}

struct nkv_range nkv_mark_extent(const struct nkv_mark *mark)
{
	struct nkv_range extent = mark->pages;

	if (extent.end_pfn <= extent.start_pfn)
		extent.end_pfn = extent.start_pfn + 1;
	return extent;
}

const struct nkv_band *nkv_drawing_band_of(const struct nkv_drawing *drawing, size_t mark)
{
	for (size_t i = 0; i < drawing->row_count; i++) {
		const struct nkv_band *row = &drawing->rows[i];

		if (mark >= row->first_mark && mark < row->first_mark + row->mark_count)
			return row;
	}
	return NULL;
}

/* --- lanes --- */

/* Marks that meet are equal: a tree of such as do not meet finds the one that another meets. */
static int compare_places(const void *a, const void *b)
{
	struct nkv_range first = nkv_mark_extent(a), second = nkv_mark_extent(b);

	return (first.start_pfn >= second.end_pfn) - (second.start_pfn >= first.end_pfn);
}

static void free_tree(void *tree)
{
	while (tree)
		tdelete(*(const void *const *)tree, &tree, compare_places);
}

/*
 * Moves marks of the lane that meet one before them there to the next lane;
 * returns whether there were any. Addresses above low memory are the ground
 * for whatever else is there.
 */
static bool clear_lane(struct nkv_drawing *drawing, const struct nkv_band *row, size_t lane)
{
	void *stay = NULL;
	bool moved = false;

	for (size_t i = 0; i < row->mark_count; i++) {
		struct nkv_mark *mark = &drawing->marks[row->first_mark + i];
		const void *const *found;

		if (mark->lane != lane || mark->kind == NKV_MARK_VMALLOC)
			continue;
		found = tsearch(mark, &stay, compare_places);
		if (!found) {
			drawing->failed = true;
		} else if (*found != mark) {
			mark->lane++;
			moved = true;
		}
	}
	free_tree(stay);
	return moved;
}

static void assign_lanes(struct nkv_drawing *drawing, struct nkv_band *row)
{
	row->lanes = 1;
	if (row->kind != NKV_BAND_BAR)
		return;
	while (clear_lane(drawing, row, row->lanes - 1))
		row->lanes++;
}

/* --- arrows --- */

static size_t find_mark(const struct nkv_drawing *drawing, enum nkv_mark_kind kind, int nid)
{
	size_t i = 0;

	while (i < drawing->mark_count &&
	       !(drawing->marks[i].kind == kind && drawing->marks[i].nid == nid))
		i++;
	return i;
}

static void draw_arrows(struct nkv_drawing *drawing)
{
	for (size_t i = 0; i < drawing->plan->node_count; i++) {
		int nid = drawing->plan->nodes[i].nid;
		struct nkv_arrow arrow = { find_mark(drawing, NKV_MARK_GIVEN, nid),
					   find_mark(drawing, NKV_MARK_WINDOW, nid) };

		if (arrow.from < drawing->mark_count && arrow.to < drawing->mark_count)
			drawing->arrows[drawing->arrow_count++] = arrow;
	}
}

bool nkv_drawing_make(struct nkv_drawing *drawing, const struct nkv_plan *plan)
{
	*drawing = (struct nkv_drawing){ .plan = plan };
	nkv_layout_hazards(drawing, NKV_SPACE_PHYSICAL);
	nkv_layout_physical(drawing);
	nkv_layout_lowmem(drawing);
	nkv_layout_hazards(drawing, NKV_SPACE_LOWMEM);
	nkv_layout_calls(drawing);
	for (size_t i = 0; i < drawing->row_count; i++)
		assign_lanes(drawing, &drawing->rows[i]);
	draw_arrows(drawing);
	if (!drawing->failed)
		return true;
	nkv_drawing_free(drawing);
	return false;
}

void nkv_drawing_free(struct nkv_drawing *drawing)
{
	free(drawing->marks);
	free(drawing->rows);
	drawing->marks = NULL;
	drawing->rows = NULL;
}
