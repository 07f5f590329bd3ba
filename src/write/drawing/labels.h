/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Places labels below a bar, in lanes, each with a line up to its mark. */
#ifndef NUMAKVA_WRITE_DRAWING_LABELS_H
#define NUMAKVA_WRITE_DRAWING_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "write/drawing/marks.h"

enum { NKV_LABELS_MAX = 320 };

struct nkv_label {
	size_t anchor; /* the place of its mark: the line goes straight down from here */
	size_t width;  /* including the space next to it */
	size_t owner;  /* free for the caller */
	/* Of a label for several marks: */
	size_t first, last; /* the places of its outermost marks */
	size_t marks;
	uint64_t pages; /* of all its marks */
	char text[NKV_LABEL_BYTES];
	/* The result: */
	bool placed;
	size_t start; /* left edge */
	size_t lane;  /* from 0, which is next to the bar */
};

/* The room for labels, in units of the back end. */
struct nkv_label_room {
	size_t width;
	size_t lanes;
	size_t near; /* marks this close share a label first */
	size_t (*label_width)(size_t characters);
	const char *pieces; /* a word for several marks */
};

struct nkv_labels {
	struct nkv_label list[NKV_LABELS_MAX];
	size_t count;
};

/*
 * Finds a place for each label in [0, width), in at most `lanes` lanes, so that
 * no label overlaps another label or its line. A label without room is not
 * placed. Afterwards labels are ordered by anchor. Returns the number of lanes
 * used.
 */
size_t nkv_labels_place(struct nkv_label *labels, size_t count, size_t width, size_t lanes);

/*
 * Adds a label for a mark at the anchor. When there are too many, the last label stands for the
 * mark, too.
 */
void nkv_labels_add(struct nkv_labels *labels, const struct nkv_label_room *room,
		    const struct nkv_mark *mark, size_t anchor);

/*
 * Finds a place for each label. As long as there is not enough room, neighbours
 * are combined into a label with their number. Returns the number of lanes
 * used.
 */
size_t nkv_labels_fit(struct nkv_labels *labels, const struct nkv_label_room *room);

#endif
