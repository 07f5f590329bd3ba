/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _XOPEN_SOURCE 700 /* tsearch */
#include "write/drawing/drawing.h"

#include <search.h>
#include <stdlib.h>

#include "write/drawing/layout.h"

/* --- lanes --- */

/*
 * Marks that overlap compare as equal, so a tree of marks without overlaps finds the one that
 * another overlaps.
 */
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
 * Moves marks that overlap an earlier one in their lane to the next lane.
 * Returns whether there were any. Addresses above low memory may be covered by
 * other marks.
 */
static bool clear_lane(struct nkv_drawing *drawing, const struct nkv_band *band, size_t lane)
{
	void *stay = NULL;
	bool moved = false;

	for (size_t i = 0; i < band->mark_count; i++) {
		struct nkv_mark *mark = &drawing->marks[band->first_mark + i];
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

static void assign_lanes(struct nkv_drawing *drawing, struct nkv_band *band)
{
	band->lanes = 1;
	if (band->kind != NKV_BAND_BAR)
		return;
	while (clear_lane(drawing, band, band->lanes - 1))
		band->lanes++;
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
	nkv_layout_section_memmaps(drawing);
	nkv_layout_hazards(drawing, NKV_SPACE_LOWMEM);
	nkv_layout_calls(drawing);
	for (size_t i = 0; i < drawing->band_count; i++)
		assign_lanes(drawing, &drawing->bands[i]);
	draw_arrows(drawing);
	if (!drawing->failed)
		return true;
	nkv_drawing_free(drawing);
	return false;
}

void nkv_drawing_free(struct nkv_drawing *drawing)
{
	free(drawing->marks);
	free(drawing->bands);
}
