/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Converts pages to cells or pixels, the units of a back end.
 *
 * A space is divided into segments at every edge of a mark. Segments are drawn
 * to scale, with two exceptions: those that would be too small to see are
 * enlarged, and long stretches with nothing in them are shortened.
 */
#ifndef NUMAKVA_WRITE_DRAWING_SCALE_H
#define NUMAKVA_WRITE_DRAWING_SCALE_H

#include <stdbool.h>
#include <stddef.h>

#include "write/drawing/marks.h"

enum nkv_fidelity {
	NKV_TO_SCALE,
	NKV_ENLARGED,
	NKV_CUT_SHORT,
};

struct nkv_segment {
	struct nkv_range pages;
	enum nkv_fidelity fidelity;
	size_t least; /* the least width */
	size_t start; /* the start */
	size_t width;
};

struct nkv_scale {
	struct nkv_segment *segments;
	size_t count;
	size_t width; /* the width of all segments */
};

/* The room that a back end has, and that marks should have, in its units. */
struct nkv_scale_room {
	size_t width;
	size_t most;  /* the greatest possible width; 0: no limit */
	size_t least; /* the least width of any mark */
	size_t cut;   /* the width of a stretch that is shortened */
	/* the width that marks of a kind should have if there is room */
	size_t wanted[NKV_MARK_KINDS];
};

/*
 * Makes the scale of each space of the drawing. Its width is that of the room,
 * or more if the least widths do not fit. If it cannot be more, marks become
 * narrower than that. Returns false if there was no memory; free the scales
 * even then.
 */
bool nkv_scales_make(struct nkv_scale scales[NKV_SPACES], const struct nkv_drawing *drawing,
		     const struct nkv_scale_room *room);

void nkv_scales_free(struct nkv_scale scales[NKV_SPACES]);

/* The place of a pfn; beyond the end, the end. */
size_t nkv_scale_at(const struct nkv_scale *scale, uint64_t pfn);

/*
 * The index of the first segment that ends above `unit`; the number of segments if there is
 * none.
 */
size_t nkv_scale_segment(const struct nkv_scale *scale, size_t unit);

/* The start and the width of a mark, which is at least that of a page. */
size_t nkv_scale_start(const struct nkv_scale *scale, const struct nkv_mark *mark);
size_t nkv_scale_width(const struct nkv_scale *scale, const struct nkv_mark *mark);

#endif
