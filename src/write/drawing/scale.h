/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From pages to cells or pixels, whatever the unit of a back end is.
 *
 * A space is cut into segments at every edge of a mark. Segments are drawn to
 * scale, but for those that would be too small to be seen, which are enlarged,
 * and for long stretches of nothing, which are cut short.
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
	size_t least; /* units that it must have at least */
	size_t start; /* units */
	size_t width;
};

struct nkv_scale {
	struct nkv_segment *segments;
	size_t count;
	size_t width; /* units in all */
};

/* How much room a back end has, and wants marks to have, in its units. */
struct nkv_scale_room {
	size_t width;
	size_t most;		       /* the width, at any price; 0: there may be more */
	size_t least;		       /* of any mark */
	size_t cut;		       /* of what is cut short */
	size_t wanted[NKV_MARK_KINDS]; /* of marks of a kind, if there is room */
};

/*
 * The scale of each space of the drawing. Its width is that of the room, or more
 * if the least of all marks does not fit; where there may not be more, marks
 * are then smaller than the least. Returns false if there was no memory; the
 * scales are to be freed in any case.
 */
bool nkv_scales_make(struct nkv_scale scales[NKV_SPACES], const struct nkv_drawing *drawing,
		     const struct nkv_scale_room *room);

void nkv_scales_free(struct nkv_scale scales[NKV_SPACES]);

/* Where a pfn is; beyond the end, the end. */
size_t nkv_scale_at(const struct nkv_scale *scale, uint64_t pfn);

/* The index of the first segment that ends above so many units; their number if none does. */
size_t nkv_scale_segment(const struct nkv_scale *scale, size_t unit);

/* Where a mark begins, and how wide it is: at least room for a page. */
size_t nkv_scale_start(const struct nkv_scale *scale, const struct nkv_mark *mark);
size_t nkv_scale_width(const struct nkv_scale *scale, const struct nkv_mark *mark);

#endif
