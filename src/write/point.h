/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which point of a sweep a plan is of. */
#ifndef NUMAKVA_WRITE_POINT_H
#define NUMAKVA_WRITE_POINT_H

#include <stdbool.h>

#include <numakva/vary.h>

/*
 * A range of points, alike but for the last of their variations, that share a
 * verdict: from the plan's own to another. A line of ranges is what the other
 * variations, and the kernel, have in common.
 */
struct nkv_fold {
	uint64_t last;	 /* the last point's value of that variation */
	uint64_t points; /* how many there are; not 0 */
	bool opens;	 /* the line's first range */
	bool closes;	 /* the line's last */
};

struct nkv_point {
	const struct nkv_machine *base; /* that is varied */
	const struct nkv_variation *variations;
	size_t variation_count;
	const struct nkv_fold *fold; /* NULL: the point stands for itself alone */
};

#endif
