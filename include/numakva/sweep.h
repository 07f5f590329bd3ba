/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Many variations of a machine: every combination of the values of some keys.
 */
#ifndef NUMAKVA_SWEEP_H
#define NUMAKVA_SWEEP_H

#include <numakva/vary.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { NKV_SWEEP_POINTS_MAX = 1000000 };

/* The values first, first + step, and so on: `count` of them. */
struct nkv_sweep_axis {
	enum nkv_vary_key key;
	uint64_t first;
	uint64_t step;
	uint64_t count;
};

/* All zero to begin with, which is one point where nothing is varied. */
struct nkv_sweep {
	struct nkv_sweep_axis axes[NKV_VARY_KEYS]; /* the last varies fastest */
	size_t axis_count;
};

enum nkv_sweep_error {
	NKV_SWEEP_OK,
	NKV_SWEEP_TWICE,	/* the key has an axis already */
	NKV_SWEEP_NO_STEP,	/* the step is 0 */
	NKV_SWEEP_BACKWARDS,	/* the last value is less than the first */
	NKV_SWEEP_OUT_OF_RANGE, /* the first or last value is none that the key can have */
	NKV_SWEEP_TOO_MANY,	/* more than NKV_SWEEP_POINTS_MAX points, all axes together */
};

/*
 * Adds the axis of a key, from `first` to `last`, which is a point if a step
 * comes to it. The sweep is as it was after an error.
 */
enum nkv_sweep_error nkv_sweep_add(struct nkv_sweep *sweep, enum nkv_vary_key key, uint64_t first,
				   uint64_t last, uint64_t step);

/* How many points there are: the product. */
uint64_t nkv_sweep_points(const struct nkv_sweep *sweep);

/* The point of that index as variations, one an axis. */
void nkv_sweep_point(const struct nkv_sweep *sweep, uint64_t index,
		     struct nkv_variation variations[NKV_VARY_KEYS]);

#ifdef __cplusplus
}
#endif

#endif
