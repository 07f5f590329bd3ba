/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Variations of a machine: every combination of the values of some keys. */
#ifndef NUMAKVA_SWEEP_H
#define NUMAKVA_SWEEP_H

#include <numakva/vary.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { NKV_SWEEP_POINTS_MAX = 1000000 };

/* The values first, first + step, and so on: `count` values. */
struct nkv_sweep_axis {
	enum nkv_vary_key key;
	uint64_t first;
	uint64_t step;
	uint64_t count;
};

/* All zero at first, which is one point without variations. */
struct nkv_sweep {
	struct nkv_sweep_axis axes[NKV_VARY_KEYS]; /* the last varies fastest */
	size_t axis_count;
};

enum nkv_sweep_error {
	NKV_SWEEP_OK,
	NKV_SWEEP_TWICE,	/* the key already has an axis */
	NKV_SWEEP_NO_STEP,	/* the step is 0 */
	NKV_SWEEP_BACKWARDS,	/* the last value is less than the first */
	NKV_SWEEP_OUT_OF_RANGE, /* the first or last value is out of the key's range */
	NKV_SWEEP_TOO_MANY,	/* more than NKV_SWEEP_POINTS_MAX points, with all axes */
};

/*
 * Adds the axis of a key, from `first` to `last`; `last` is a point only if a
 * step reaches it. After an error the sweep is unchanged.
 */
enum nkv_sweep_error nkv_sweep_add(struct nkv_sweep *sweep, enum nkv_vary_key key, uint64_t first,
				   uint64_t last, uint64_t step);

/* The number of points: the product of the axes' counts. */
uint64_t nkv_sweep_points(const struct nkv_sweep *sweep);

/* The point with that index, as one variation for each axis. */
void nkv_sweep_point(const struct nkv_sweep *sweep, uint64_t index,
		     struct nkv_variation variations[NKV_VARY_KEYS]);

#ifdef __cplusplus
}
#endif

#endif
