/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against limits. */
#include <criterion/criterion.h>

#include "boot.h"

/*
 *	0      640K 1M                  1023.9M
 *	|-------|   |---------------------|
 */
static const struct nkv_e820_entry pc_map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 0x3ffe0000) };

static struct nkv_machine pc(const char *profile)
{
	struct nkv_machine machine = MACHINE(pc_map);

	machine.kernel.profile = nkv_profile_find(profile);
	return machine;
}

/* A plan that was computed to its end. Expect each limit at its figure to pass, and past it to break. */
Test(check, limits_at_the_figure)
{
	const struct nkv_machine machine = pc("2.6.25");
	struct nkv_plan *plan = begin_plan(&machine);

	for (unsigned int i = 0; i < NKV_LIMIT_COUNT; i++) {
		bool is_least = nkv_limit_info((enum nkv_limit)i)->is_least;
		struct nkv_check check;
		uint64_t value;

		cr_assert(nkv_limit_value(plan, (enum nkv_limit)i, &value));
		for (int past = 0; past < 2; past++) {
			uint64_t limit = past ? (is_least ? value + 1 : value - 1) : value;
			struct nkv_limits limits = { 0 };

			limits.bounds[i] = (struct nkv_bound){ true, limit };
			nkv_check_plan(plan, &limits, &check);
			cr_assert_eq(check.limit_count, 1);
			cr_expect_eq(check.limits[0].limit, i);
			cr_expect_eq(check.limits[0].limit_bytes, limit);
			cr_expect_eq(check.limits[0].value_bytes, value);
			cr_expect(check.limits[0].computed);
			cr_expect_eq(check.limits[0].pass, !past, "%s", nkv_limit_info(i)->name);
			cr_expect_eq(check.pass, !past);
		}
	}
	end_plan(plan);
}

/* The figures: free pages, the pages of pages-wasted, and the KVA with its slack, in bytes. */
Test(check, figures)
{
	const struct nkv_machine machine = pc("2.6.25");
	struct nkv_plan *plan = begin_plan(&machine);
	uint64_t value;

	nkv_limit_value(plan, NKV_LIMIT_MIN_LOWMEM_FREE, &value);
	cr_expect_eq(value, plan->free_pages * 4096);
	nkv_limit_value(plan, NKV_LIMIT_MAX_WASTED, &value);
	cr_expect_eq(value, hazard_of(plan, NKV_HAZARD_PAGES_WASTED)->pages * 4096);
	nkv_limit_value(plan, NKV_LIMIT_MAX_KVA, &value);
	cr_expect_eq(value, plan->kva_pages * UINT64_C(4096));
	end_plan(plan);
}

/*
 * Amounts above 4 GiB, of a plan of which nothing else matters. Expect them whole, and what is wasted to
 * be that of the one hazard among those of the plan, wherever it stands.
 */
Test(check, large_figures)
{
	static const struct nkv_hazard hazards[] = {
		{ .code = NKV_HAZARD_PAGES_WASTED, .pages = 0x100001 },
		{ .code = NKV_HAZARD_LOWMEM_LOW, .pages = 3 },
		{ .code = NKV_HAZARD_PAGES_WASTED, .pages = 7 },
	};
	static const struct {
		size_t first, count;
		uint64_t bytes;
	} cases[] = { { 0, 2, 0x100001000 }, { 1, 2, 7 * 4096 }, { 1, 1, 0 } };
	struct nkv_plan plan = { .kva_pages = 0x100002 };
	uint64_t value;

	for (size_t i = 0; i < COUNT(cases); i++) {
		plan.hazards = hazards + cases[i].first;
		plan.hazard_count = cases[i].count;
		cr_expect(nkv_limit_value(&plan, NKV_LIMIT_MAX_WASTED, &value));
		cr_expect_eq(value, cases[i].bytes, "case %zu", i);
	}
	cr_expect(nkv_limit_value(&plan, NKV_LIMIT_MAX_KVA, &value));
	cr_expect_eq(value, 0x100002000);
}

/* No limits. Expect a machine that boots to pass, and nothing to be listed. */
Test(check, no_limits)
{
	const struct nkv_machine machine = pc("2.6.25");
	const struct nkv_limits none = { 0 };
	struct nkv_plan *plan = begin_plan(&machine);
	struct nkv_check check;

	cr_assert_eq(plan->verdict, NKV_VERDICT_BOOTS);
	nkv_check_plan(plan, &none, &check);
	cr_expect(check.pass);
	cr_expect_eq(check.limit_count, 0);
	cr_expect_eq(check.allowed_hazards | check.refused_hazards, 0);
	end_plan(plan);
}

/*
 * A BUG in the boot-time allocator. Expect what is free to be uncomputed, so
 * that no limit on it holds; what was computed before, to be held; and the
 * hazard to be refused until it is allowed.
 */
Test(check, bug)
{
	const struct nkv_machine machine = pc("2.6.23-numaboot");
	struct nkv_limits limits = { .bounds = { [NKV_LIMIT_MIN_LOWMEM_FREE] = { true, 0 },
						 [NKV_LIMIT_MAX_WASTED] = { true, 2 * MB } } };
	struct nkv_plan *plan = begin_plan(&machine);
	struct nkv_check check;
	uint64_t bug = UINT64_C(1) << NKV_HAZARD_RESERVE_BEYOND_LOWMEM;

	cr_assert_eq(plan->stopped_at, NKV_STOP_BOOTMEM);
	nkv_check_plan(plan, &limits, &check);
	cr_assert_eq(check.limit_count, 2);
	cr_expect_not(check.limits[0].computed);
	cr_expect_not(check.limits[0].pass);
	cr_expect_eq(check.limits[0].value_bytes, 0);
	cr_expect(check.limits[1].computed);
	cr_expect(check.limits[1].pass);
	cr_expect_eq(check.limits[1].value_bytes, 480 * 4096);
	cr_expect_eq(check.refused_hazards, bug);

	limits = (struct nkv_limits){ .allowed_hazards = bug };
	nkv_check_plan(plan, &limits, &check);
	cr_expect(check.pass);
	cr_expect_eq(check.allowed_hazards, bug);
	cr_expect_eq(check.refused_hazards, 0);
	end_plan(plan);
}

/*
 * A PC with an initrd at its end, which goes wrong in several ways. Expect
 * all-corrupting to let it pass, and each hazard to count alone.
 */
Test(check, corrupting)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 0x1ffe0000) };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_limits limits = { .allowed_hazards = nkv_hazards_corrupting() };
	uint64_t bad_pages = UINT64_C(1) << NKV_HAZARD_BAD_PAGE_STATE;
	struct nkv_plan *plan;
	struct nkv_check check;
	uint64_t all;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.initrd_start = 0x1fd03000;
	machine.initrd_size = 3000000;
	plan = begin_plan(&machine);
	nkv_check_plan(plan, &limits, &check);
	cr_expect(check.pass);
	all = check.allowed_hazards;
	cr_expect_eq(all, bad_pages | UINT64_C(1) << NKV_HAZARD_REMAP_BACKING_FREED |
				  UINT64_C(1) << NKV_HAZARD_INITRD_FREED_LATER);
	limits.allowed_hazards = 0;
	nkv_check_plan(plan, &limits, &check);
	cr_expect_eq(check.refused_hazards, all);
	cr_expect_eq(check.allowed_hazards, 0);
	limits.allowed_hazards = all & ~bad_pages;
	nkv_check_plan(plan, &limits, &check);
	cr_expect_not(check.pass);
	cr_expect_eq(check.refused_hazards, bad_pages);
	cr_expect_eq(check.allowed_hazards, all & ~bad_pages);
	end_plan(plan);
}

/* Expect all-corrupting to be those that cannot be worse, and no bit without a hazard. */
Test(check, all_corrupting)
{
	uint64_t mask = nkv_hazards_corrupting();

	for (unsigned int code = 0; code < NKV_HAZARD_COUNT; code++)
		cr_expect_eq(mask >> code & 1,
			     nkv_hazard_info((enum nkv_hazard_code)code)->severity ==
				     NKV_SEVERITY_CORRUPTING,
			     "%s", nkv_hazard_info((enum nkv_hazard_code)code)->code);
	cr_expect_eq(mask >> NKV_HAZARD_COUNT, 0);
}

/* Names, there and back. */
Test(check, names)
{
	for (unsigned int i = 0; i < NKV_LIMIT_COUNT; i++)
		cr_expect_eq(nkv_limit_find(nkv_limit_info((enum nkv_limit)i)->name), i);
	cr_expect_eq(nkv_limit_find("max_kv"), NKV_LIMIT_COUNT);
}

/*
 * Two hazards are refused and one is allowed; of two limits one is broken.
 * Expect the set of what fails: the bits of the refused hazards, and behind those of all hazards that
 * of the broken limit.
 */
Test(check, failures)
{
	const uint64_t refused = UINT64_C(1) | UINT64_C(1) << (NKV_HAZARD_COUNT - 1);
	const struct nkv_check check = {
		.refused_hazards = refused,
		.allowed_hazards = 2,
		.limits = { { .limit = NKV_LIMIT_MAX_WASTED, .pass = true },
			    { .limit = NKV_LIMIT_MAX_KVA, .pass = false } },
		.limit_count = 2,
	};

	cr_expect_eq(nkv_check_failures(&check),
		     refused | UINT64_C(1) << (NKV_HAZARD_COUNT + NKV_LIMIT_MAX_KVA));
}
