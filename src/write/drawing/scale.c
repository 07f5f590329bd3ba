/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/drawing/scale.h"

#include <stdlib.h>

#include <numakva/numakva.h>

#include "base/number.h"

/* A hole longer than this part of all RAM is shortened. */
enum { LONG_HOLE = 4 };

static int compare_pfns(const void *a, const void *b)
{
	const uint64_t *first = a, *second = b;

	return nkv_order(*first, *second);
}

/* --- segments --- */

/*
 * The edges of all marks of the space, each once, in order; to be freed. NULL if there is no
 * memory.
 */
static uint64_t *find_edges(const struct nkv_drawing *drawing, enum nkv_space space, size_t *count)
{
	uint64_t *edges = malloc((2 * drawing->mark_count + 2) * sizeof(*edges));
	size_t found = 0;

	if (!edges)
		return NULL;
	edges[found++] = 0;
	if (space == NKV_SPACE_LOWMEM)
		edges[found++] = drawing->lowmem_end_pfn;
	for (size_t i = 0; i < drawing->band_count; i++) {
		const struct nkv_band *band = &drawing->bands[i];

		for (size_t j = 0; band->space == space && j < band->mark_count; j++) {
			struct nkv_range extent =
				nkv_mark_extent(&drawing->marks[band->first_mark + j]);

			edges[found++] = extent.start_pfn;
			edges[found++] = extent.end_pfn;
		}
	}
	qsort(edges, found, sizeof(*edges), compare_pfns);
	*count = 1;
	for (size_t i = 1; i < found; i++)
		if (edges[i] != edges[*count - 1])
			edges[(*count)++] = edges[i];
	return edges;
}

static bool make_segments(struct nkv_scale *scale, const struct nkv_drawing *drawing,
			  enum nkv_space space)
{
	size_t count;
	uint64_t *edges = find_edges(drawing, space, &count);

	if (!edges)
		return false;
	scale->segments = calloc(count, sizeof(*scale->segments));
	for (size_t i = 0; scale->segments && i + 1 < count; i++)
		scale->segments[scale->count++].pages =
			(struct nkv_range){ edges[i], edges[i + 1] };
	free(edges);
	return scale->segments != NULL;
}

/* The first segment that ends above the pfn; otherwise the last segment. */
static size_t segment_of(const struct nkv_scale *scale, uint64_t pfn)
{
	size_t low = 0, high = scale->count - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (scale->segments[middle].pages.end_pfn > pfn)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* --- the segments that are not to scale --- */

static void cut_lowmem(struct nkv_scale *scale, const struct nkv_drawing *drawing)
{
	for (size_t i = 0; i < scale->count; i++)
		if (scale->segments[i].pages.start_pfn >= drawing->lowmem_end_pfn)
			scale->segments[i].fidelity = NKV_CUT_SHORT;
}

/* Physical memory: long stretches that are not RAM. */
static void cut_holes(struct nkv_scale *scale, const struct nkv_drawing *drawing)
{
	uint64_t longest = drawing->plan->ram_pages / LONG_HOLE;

	for (size_t i = 0; i < scale->count; i++) {
		struct nkv_range *pages = &scale->segments[i].pages;

		if (pages->end_pfn - pages->start_pfn > longest)
			scale->segments[i].fidelity = NKV_CUT_SHORT;
	}
	for (size_t i = 0; i < drawing->mark_count; i++) {
		const struct nkv_mark *mark = &drawing->marks[i];

		if (mark->kind != NKV_MARK_USABLE)
			continue;
		for (size_t j = segment_of(scale, mark->pages.start_pfn);
		     j < scale->count && scale->segments[j].pages.start_pfn < mark->pages.end_pfn;
		     j++)
			scale->segments[j].fidelity = NKV_TO_SCALE;
	}
}

/* --- the least width of each segment --- */

static void want(struct nkv_scale *scale, const struct nkv_mark *mark, size_t wanted)
{
	struct nkv_range extent = nkv_mark_extent(mark);
	size_t first = segment_of(scale, extent.start_pfn);
	size_t last = segment_of(scale, extent.end_pfn - 1);
	size_t each = (wanted + last - first) / (last - first + 1);

	/*
	 * All have this from the start. Without this test, many marks over many segments take
	 * very long.
	 */
	if (each <= 1)
		return;
	for (size_t i = first; i <= last; i++)
		if (scale->segments[i].least < each)
			scale->segments[i].least = each;
}

static size_t sum_least(const struct nkv_scale *scale)
{
	size_t sum = 0;

	for (size_t i = 0; i < scale->count; i++)
		sum += scale->segments[i].least;
	return sum;
}

/* Which marks get the width that they want: the less room there is, the fewer. */
enum hearing {
	HEAR_ALL,
	HEAR_NODES, /* marks with a node's number */
	HEAR_NONE,
};

static size_t wanted_by(const struct nkv_mark *mark, const struct nkv_scale_room *room,
			enum hearing hearing)
{
	bool heard = hearing == HEAR_ALL || (hearing == HEAR_NODES && mark->nid >= 0);

	return heard && room->wanted[mark->kind] > room->least ? room->wanted[mark->kind]
							       : room->least;
}

static void set_least(struct nkv_scale *scale, const struct nkv_drawing *drawing,
		      enum nkv_space space, const struct nkv_scale_room *room, enum hearing hearing)
{
	for (size_t i = 0; i < scale->count; i++) {
		bool cut = scale->segments[i].fidelity == NKV_CUT_SHORT;

		scale->segments[i].least = cut && hearing == HEAR_ALL ? room->cut : 1;
	}
	for (size_t i = 0; i < drawing->band_count; i++) {
		const struct nkv_band *band = &drawing->bands[i];

		for (size_t j = 0; band->space == space && j < band->mark_count; j++) {
			const struct nkv_mark *mark = &drawing->marks[band->first_mark + j];

			want(scale, mark, wanted_by(mark, room, hearing));
		}
	}
}

/* --- the width of each segment --- */

static double length(const struct nkv_segment *segment)
{
	return (double)(segment->pages.end_pfn - segment->pages.start_pfn);
}

/*
 * The units for each page with which the segments to scale fill what the others
 * leave, except segments that need more than that.
 */
static double units_a_page(struct nkv_scale *scale)
{
	double factor = 0;
	bool changed = true;

	while (changed) {
		double pages = 0, units = (double)scale->width;

		changed = false;
		for (size_t i = 0; i < scale->count; i++)
			if (scale->segments[i].fidelity == NKV_TO_SCALE)
				pages += length(&scale->segments[i]);
			else
				units -= (double)scale->segments[i].least;
		factor = pages > 0 && units > 0 ? units / pages : 0;
		for (size_t i = 0; i < scale->count; i++) {
			struct nkv_segment *segment = &scale->segments[i];

			if (segment->fidelity == NKV_TO_SCALE &&
			    length(segment) * factor < (double)segment->least) {
				segment->fidelity = NKV_ENLARGED;
				changed = true;
			}
		}
	}
	return factor;
}

/* Rounds at the edges. The least widths are whole numbers, so no segment becomes smaller. */
static void place_segments(struct nkv_scale *scale)
{
	double factor = units_a_page(scale), end = 0;
	size_t start = 0;

	for (size_t i = 0; i < scale->count; i++) {
		struct nkv_segment *segment = &scale->segments[i];

		end += segment->fidelity == NKV_TO_SCALE ? length(segment) * factor
							 : (double)segment->least;
		segment->start = start;
		start = (size_t)(end + 0.5);
		segment->width = start - segment->start;
	}
	scale->width = start;
}

/* Makes all segments smaller in proportion. */
static void squeeze(struct nkv_scale *scale, size_t most)
{
	for (size_t i = 0; i < scale->count; i++) {
		struct nkv_segment *segment = &scale->segments[i];
		size_t end = (segment->start + segment->width) * most / scale->width;

		segment->start = segment->start * most / scale->width;
		segment->width = end - segment->start;
	}
	scale->width = most;
}

static bool make_scale(struct nkv_scale *scale, const struct nkv_drawing *drawing,
		       enum nkv_space space, const struct nkv_scale_room *room)
{
	size_t least;

	*scale = (struct nkv_scale){ .width = room->width };
	if (!make_segments(scale, drawing, space))
		return false;
	if (scale->count == 0)
		return true;
	if (space == NKV_SPACE_LOWMEM)
		cut_lowmem(scale, drawing);
	else
		cut_holes(scale, drawing);
	/* Segments to scale should have room, too. */
	for (int hearing = HEAR_ALL; hearing <= HEAR_NONE; hearing++) {
		set_least(scale, drawing, space, room, (enum hearing)hearing);
		if (sum_least(scale) <= room->width - room->width / 4)
			break;
	}
	least = sum_least(scale);
	if (least > scale->width)
		scale->width = least;
	place_segments(scale);
	if (room->most > 0 && scale->width > room->most)
		squeeze(scale, room->most);
	return true;
}

bool nkv_scales_make(struct nkv_scale scales[NKV_SPACES], const struct nkv_drawing *drawing,
		     const struct nkv_scale_room *room)
{
	bool made = true;

	for (int space = 0; space < NKV_SPACES; space++)
		made = make_scale(&scales[space], drawing, (enum nkv_space)space, room) && made;
	return made;
}

void nkv_scales_free(struct nkv_scale scales[NKV_SPACES])
{
	for (int space = 0; space < NKV_SPACES; space++)
		free(scales[space].segments);
}

size_t nkv_scale_at(const struct nkv_scale *scale, uint64_t pfn)
{
	const struct nkv_segment *segment;

	if (scale->count == 0)
		return 0;
	segment = &scale->segments[segment_of(scale, pfn)];
	if (pfn <= segment->pages.start_pfn)
		return segment->start;
	if (pfn >= segment->pages.end_pfn)
		return segment->start + segment->width;
	return segment->start + (size_t)((double)(pfn - segment->pages.start_pfn) /
					 length(segment) * (double)segment->width);
}

size_t nkv_scale_segment(const struct nkv_scale *scale, size_t unit)
{
	size_t low = 0, high = scale->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct nkv_segment *segment = &scale->segments[middle];

		if (segment->start + segment->width > unit)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

size_t nkv_scale_start(const struct nkv_scale *scale, const struct nkv_mark *mark)
{
	return nkv_scale_at(scale, mark->pages.start_pfn);
}

size_t nkv_scale_width(const struct nkv_scale *scale, const struct nkv_mark *mark)
{
	return nkv_scale_at(scale, nkv_mark_extent(mark).end_pfn) - nkv_scale_start(scale, mark);
}
