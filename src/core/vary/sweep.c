/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <numakva/sweep.h>

#include <stdbool.h>

static bool has_axis(const struct nkv_sweep *sweep, enum nkv_vary_key key)
{
	for (size_t i = 0; i < sweep->axis_count; i++)
		if (sweep->axes[i].key == key)
			return true;
	return false;
}

static enum nkv_sweep_error check_values(enum nkv_vary_key key, uint64_t first, uint64_t last,
					 uint64_t step)
{
	const struct nkv_vary_info *info = nkv_vary_info(key);

	if (step == 0)
		return NKV_SWEEP_NO_STEP;
	if (first < info->min || first > info->max || last < info->min || last > info->max)
		return NKV_SWEEP_OUT_OF_RANGE;
	return last < first ? NKV_SWEEP_BACKWARDS : NKV_SWEEP_OK;
}

enum nkv_sweep_error nkv_sweep_add(struct nkv_sweep *sweep, enum nkv_vary_key key, uint64_t first,
				   uint64_t last, uint64_t step)
{
	enum nkv_sweep_error error = check_values(key, first, last, step);
	uint64_t steps;

	if (has_axis(sweep, key))
		return NKV_SWEEP_TWICE;
	if (error != NKV_SWEEP_OK)
		return error;
	/* Counts steps, not points: there can be 2^64 points. */
	steps = (last - first) / step;
	if (steps >= NKV_SWEEP_POINTS_MAX / nkv_sweep_points(sweep))
		return NKV_SWEEP_TOO_MANY;
	sweep->axes[sweep->axis_count++] = (struct nkv_sweep_axis){ key, first, step, steps + 1 };
	return NKV_SWEEP_OK;
}

uint64_t nkv_sweep_points(const struct nkv_sweep *sweep)
{
	uint64_t points = 1;

	for (size_t i = 0; i < sweep->axis_count; i++)
		points *= sweep->axes[i].count;
	return points;
}

void nkv_sweep_point(const struct nkv_sweep *sweep, uint64_t index,
		     struct nkv_variation variations[NKV_VARY_KEYS])
{
	for (size_t i = sweep->axis_count; i-- > 0;) {
		const struct nkv_sweep_axis *axis = &sweep->axes[i];

		variations[i].key = axis->key;
		variations[i].value = axis->first + index % axis->count * axis->step;
		index /= axis->count;
	}
}
