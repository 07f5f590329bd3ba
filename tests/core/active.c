/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Active ranges, and physnode_map (boot-layout 2, 3.7, 6). */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"
#include "core/boot/boot.h"

static struct nkv_plan plan;

/*
 * listed:      |100    200|
 * Expect each new range to be taken in by the first rule that applies, or to be listed.
 */
Test(active, absorb)
{
	static const struct {
		uint32_t start, end;	       /* of the new range */
		uint32_t want_start, want_end; /* of the listed one */
		size_t count;
	} cases[] = {
		{ 100, 200, 100, 200, 1 }, /* the same */
		{ 120, 180, 100, 200, 1 }, /* within */
		{ 150, 250, 100, 250, 1 }, /* the end moves up */
		{ 200, 250, 100, 250, 1 }, /* touching above */
		{ 50, 250, 100, 250, 1 },  /* around: only the end moves */
		{ 50, 150, 50, 200, 1 },   /* the start moves down */
		{ 50, 100, 50, 200, 1 },   /* touching below */
		{ 50, 200, 50, 200, 1 },   /* to the same end */
		{ 50, 99, 100, 200, 2 },   /* a page below */
		{ 201, 250, 100, 200, 2 }, /* a page above */
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		plan.active_range_count = 0;
		nkv_active_range_add(&plan, 0, 100, 200);
		nkv_active_range_add(&plan, 0, cases[i].start, cases[i].end);
		cr_expect_eq(plan.active_range_count, cases[i].count, "case %zu", i);
		cr_expect_eq(plan.active_ranges[0].start_pfn, cases[i].want_start, "case %zu", i);
		cr_expect_eq(plan.active_ranges[0].end_pfn, cases[i].want_end, "case %zu", i);
	}
}

/*
 * listed: 80|      |100    after shrinking left it inside out
 * Expect neither a range between its ends nor one below them to be taken in.
 */
Test(active, inside_out)
{
	plan.active_range_count = 0;
	nkv_active_range_add(&plan, 0, 100, 200);
	nkv_active_range_shrink(&plan, 0, 200, 80);
	nkv_active_range_add(&plan, 0, 90, 95);
	cr_assert_eq(plan.active_range_count, 2);
	cr_expect_eq(plan.active_ranges[0].end_pfn, 80);
	nkv_active_range_add(&plan, 0, 70, 80);
	cr_expect_eq(plan.active_range_count, 3);
}

/* |0 |1 |0 | touching, of two nodes. Expect a range to be taken in by one of its own node alone. */
Test(active, nodes)
{
	plan.active_range_count = 0;
	nkv_active_range_add(&plan, 0, 0, 100);
	nkv_active_range_add(&plan, 1, 100, 200);
	nkv_active_range_add(&plan, 0, 200, 300);
	cr_expect_eq(plan.active_range_count, 3);
	nkv_active_range_shrink(&plan, 1, 300, 250);
	cr_expect_eq(plan.active_ranges[2].end_pfn, 300);
	nkv_active_range_shrink(&plan, 0, 300, 250);
	cr_expect_eq(plan.active_ranges[2].end_pfn, 250);
}

/* |0|  |2|  |4|  ...: expect 256 to be listed, and the 257th to be left out. */
Test(active, full)
{
	plan.active_range_count = 0;
	for (uint32_t i = 0; i <= NKV_ACTIVE_RANGES_MAX; i++)
		nkv_active_range_add(&plan, 0, 2 * i, 2 * i + 1);
	cr_expect_eq(plan.active_range_count, NKV_ACTIVE_RANGES_MAX);
	cr_expect_eq(plan.active_ranges[255].start_pfn, 510);
	nkv_active_range_add(&plan, 0, 511, 513); /* one that is taken in still is */
	cr_expect_eq(plan.active_ranges[255].end_pfn, 513);
}

/*
 * |entry 0   65536|entry 1   131072|   ...   |entry 255   16777216|
 * Expect an entry for the start and for each 65536 pages on, and a writer beyond the last noted.
 */
Test(physnode, set)
{
	static const struct {
		uint32_t start, end;
		int first, last; /* entries written; none if last < first */
		bool overflows;
	} cases[] = {
		{ 0, 1, 0, 0, false },
		{ 0, 65536, 0, 0, false },
		{ 0, 65537, 0, 1, false },
		{ 65535, 65537, 0, 0, false }, /* entry 1 is left out */
		{ 7, 7, 0, -1, false },
		{ 16711680, 16777216, 255, 255, false },
		{ 16711680, 16777217, 255, 255, true },
		{ 16777216, 16777217, 0, -1, true },
		{ 16777215, 16842752, 255, 255, true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_boot boot = { .plan = &plan };

		plan.physnode_entries = 256;
		plan.physnode_entry_pages = 65536;
		memset(plan.physnode_map, -1, sizeof(plan.physnode_map));
		nkv_model_discontig.present(&boot, cases[i].start, cases[i].end, 3);
		for (int entry = 0; entry < NKV_PHYSNODE_ENTRIES_MAX; entry++)
			cr_expect_eq(plan.physnode_map[entry],
				     entry >= cases[i].first && entry <= cases[i].last ? 3 : -1,
				     "case %zu, entry %d", i, entry);
		cr_expect_eq(boot.physnode_overflow_nids, cases[i].overflows ? 1U << 3 : 0,
			     "case %zu", i);
	}
}
