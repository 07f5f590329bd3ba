/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What two plans differ in. */
#ifndef NUMAKVA_WRITE_DIFF_DIFF_H
#define NUMAKVA_WRITE_DIFF_DIFF_H

#include <stdbool.h>

#include "write/diff/plan_items.h"

/* A thing that is not the same in both. */
struct nkv_difference {
	enum nkv_plan_part part;
	const char *name;
	const char *values[2]; /* NULL where a plan has no such thing */
};

/* Where a comparison stands. Begins with both places at 0. */
struct nkv_diff {
	const struct nkv_plan_items *lists[2];
	size_t places[2];
};

/*
 * The next difference, in the order of the boot. What both have, but in
 * another order, is there once as gone and once as new. Returns false after
 * the last.
 */
bool nkv_diff_next(struct nkv_diff *diff, struct nkv_difference *difference);

#endif
