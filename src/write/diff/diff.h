/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the differences of two plans. */
#ifndef NUMAKVA_WRITE_DIFF_DIFF_H
#define NUMAKVA_WRITE_DIFF_DIFF_H

#include <stdbool.h>

#include "write/diff/plan_items.h"

/* An item that differs. */
struct nkv_difference {
	enum nkv_plan_part part;
	const char *name;
	const char *values[2]; /* NULL if a plan does not have the item */
};

/* The position of a comparison. Begins with both places at 0. */
struct nkv_diff {
	const struct nkv_plan_items *lists[2];
	size_t places[2];
};

/*
 * The next difference, in the order of the boot. An item that both have, but in
 * another order, is once removed and once new. Returns false after the last.
 */
bool nkv_diff_next(struct nkv_diff *diff, struct nkv_difference *difference);

#endif
