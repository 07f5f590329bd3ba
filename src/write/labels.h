/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Room for labels under a bar: in lanes, each with a line up to its mark.
 */
#ifndef NUMAKVA_WRITE_LABELS_H
#define NUMAKVA_WRITE_LABELS_H

#include <stdbool.h>
#include <stddef.h>

enum { NKV_LABELS_MAX = 200 };

struct nkv_label {
	size_t anchor; /* where its mark is: the line goes straight down from here */
	size_t width;  /* with the space it wants at its side */
	size_t owner;  /* for whoever asks */
	/* What is found: */
	bool placed;
	size_t start; /* left edge */
	size_t lane;  /* from 0, which is next to the bar */
};

/*
 * Finds a place for each label in [0, width) and at most `lanes` lanes, such
 * that no label meets another or the line of another. What finds none is not
 * placed. Labels come back ordered by anchor. Returns how many lanes are used.
 */
size_t nkv_labels_place(struct nkv_label *labels, size_t count, size_t width, size_t lanes);

#endif
