/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Room for labels under a bar: in lanes, each with a line up to its mark.
 */
#ifndef NUMAKVA_WRITE_DRAWING_LABELS_H
#define NUMAKVA_WRITE_DRAWING_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "write/drawing/marks.h"

enum { NKV_LABELS_MAX = 320 };

struct nkv_label {
	size_t anchor; /* where its mark is: the line goes straight down from here */
	size_t width;  /* with the space it wants at its side */
	size_t owner;  /* for whoever asks */
	/* What one for several marks stands for: */
	size_t first, last; /* where the outer ones of its marks are */
	size_t marks;
	uint64_t pages; /* of all its marks */
	char text[NKV_LABEL_BYTES];
	/* What is found: */
	bool placed;
	size_t start; /* left edge */
	size_t lane;  /* from 0, which is next to the bar */
};

/* How much room labels have, in units of the back end. */
struct nkv_label_room {
	size_t width;
	size_t lanes;
	size_t near; /* marks no farther apart are the first to share a label */
	size_t (*label_width)(size_t characters);
	const char *pieces; /* what several marks are called */
};

struct nkv_labels {
	struct nkv_label list[NKV_LABELS_MAX];
	size_t count;
};

/*
 * Finds a place for each label in [0, width) and at most `lanes` lanes, such
 * that no label meets another or the line of another. What finds none is not
 * placed. Labels come back ordered by anchor. Returns how many lanes are used.
 */
size_t nkv_labels_place(struct nkv_label *labels, size_t count, size_t width, size_t lanes);

/* Adds a label of a mark at the anchor. Beyond the greatest number the last stands for it, too. */
void nkv_labels_add(struct nkv_labels *labels, const struct nkv_label_room *room,
		    const struct nkv_mark *mark, size_t anchor);

/*
 * Finds a place for each label; where there is not enough room, neighbours are
 * combined to one that counts them, and more of them, until there is. Returns
 * how many lanes are used.
 */
size_t nkv_labels_fit(struct nkv_labels *labels, const struct nkv_label_room *room);

#endif
