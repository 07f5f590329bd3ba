/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which points a sweep has. */
#include <criterion/criterion.h>

#include "boot.h"

/* The last value is a point only where a step comes to it. */
Test(sweep, counts)
{
	static const struct {
		uint64_t first, last, step, count;
	} cases[] = {
		{ 1, 1, 1, 1 },
		{ 1, 10, 3, 4 },
		{ 1, 9, 3, 3 },
		{ 0, 999999, 1, 1000000 },
		{ 0, (UINT64_C(1) << 53) - 1, UINT64_MAX, 1 },
		{ 5, 6, UINT64_MAX, 1 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_sweep sweep = { .axis_count = 0 };
		struct nkv_variation variations[NKV_VARY_KEYS];

		cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_MEM, cases[i].first, cases[i].last,
					   cases[i].step),
			     NKV_SWEEP_OK);
		cr_expect_eq(nkv_sweep_points(&sweep), cases[i].count, "case %zu", i);
		nkv_sweep_point(&sweep, cases[i].count - 1, variations);
		cr_expect_leq(variations[0].value, cases[i].last);
		cr_expect_geq(variations[0].value, cases[i].first);
	}
}

/* Two axes. Expect the last to vary fastest. */
Test(sweep, points)
{
	struct nkv_sweep sweep = { .axis_count = 0 };
	struct nkv_variation variations[NKV_VARY_KEYS];

	cr_expect_eq(nkv_sweep_points(&sweep), 1);
	nkv_sweep_add(&sweep, NKV_VARY_STRUCT_PAGE, 32, 64, 16);
	nkv_sweep_add(&sweep, NKV_VARY_MEM, 1 * GB, 4 * GB, 1 * GB);
	cr_assert_eq(nkv_sweep_points(&sweep), 12);
	for (uint64_t i = 0; i < 12; i++) {
		nkv_sweep_point(&sweep, i, variations);
		cr_expect_eq(variations[0].key, NKV_VARY_STRUCT_PAGE);
		cr_expect_eq(variations[0].value, 32 + i / 4 * 16);
		cr_expect_eq(variations[1].key, NKV_VARY_MEM);
		cr_expect_eq(variations[1].value, (1 + i % 4) * GB);
	}
}

Test(sweep, refusals)
{
	struct nkv_sweep sweep = { .axis_count = 0 };

	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_MEM, 1, 2, 0), NKV_SWEEP_NO_STEP);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_MEM, 2, 1, 1), NKV_SWEEP_BACKWARDS);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_STRUCT_PAGE, 15, 32, 1),
		     NKV_SWEEP_OUT_OF_RANGE);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_STRUCT_PAGE, 16, 257, 1),
		     NKV_SWEEP_OUT_OF_RANGE);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_STRUCT_PAGE, 16, 15, 1),
		     NKV_SWEEP_OUT_OF_RANGE);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_STRUCT_PAGE, 257, 256, 1),
		     NKV_SWEEP_OUT_OF_RANGE);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_INITRD_START, 0, UINT64_C(1) << 32, 1),
		     NKV_SWEEP_OUT_OF_RANGE);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_MEM, 0, 1000000, 1), NKV_SWEEP_TOO_MANY);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_MEM, 0, (UINT64_C(1) << 53) - 1, 1),
		     NKV_SWEEP_TOO_MANY);
	cr_expect_eq(sweep.axis_count, 0);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_MEM, 1, 1000, 1), NKV_SWEEP_OK);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_MEM, 1, 2, 1), NKV_SWEEP_TWICE);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_PG_DATA, 1, 1001, 1), NKV_SWEEP_TOO_MANY);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_PG_DATA, 1, 1000, 1), NKV_SWEEP_OK);
	cr_expect_eq(nkv_sweep_points(&sweep), NKV_SWEEP_POINTS_MAX);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_INITRD_SIZE, 1, 2, 1), NKV_SWEEP_TOO_MANY);
	cr_expect_eq(nkv_sweep_add(&sweep, NKV_VARY_INITRD_SIZE, 1, 1, 1), NKV_SWEEP_OK);
}
