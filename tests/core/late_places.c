/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lies where in low memory, where nodes give pages for windows. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/places/places.h"
#include "late.h"

struct told {
	const struct nkv_plan *plan;
	size_t windows;
	uint64_t pages;
};

static void take_place(void *listener, const struct nkv_placed *placed)
{
	struct told *told = listener;

	if (placed->kind != NKV_PLACED_WINDOW)
		return;
	cr_expect_geq(placed->pages.start_pfn, told->plan->kva_start_pfn);
	cr_expect_leq(placed->pages.end_pfn,
		      (uint64_t)told->plan->kva_start_pfn + told->plan->kva_pages);
	told->windows++;
	told->pages += placed->pages.end_pfn - placed->pages.start_pfn;
}

/* Expect the windows to fill the KVA, one for each node that gave pages, in the last kernels and the first. */
Test(late_places, windows_fill_the_kva)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
							 MEMORY(1, 1 * GB, 2 * GB) };
	static const struct {
		const char *profile;
		size_t windows;
	} cases[] = {
		{ "2.6.5", 1 }, { "2.6.9", 1 }, { "2.6.12", 1 }, { "2.6.27", 2 }, { "2.6.32", 2 }
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_machine(cases[i].profile);
		struct told told = { 0 };

		machine.has_srat = true;
		machine.memory = memory;
		machine.memory_count = COUNT(memory);
		told.plan = begin_plan(&machine);
		nkv_plan_places(&(struct nkv_placing){ told.plan, take_place, &told });
		cr_expect_eq(told.windows, cases[i].windows, "%s: %zu", cases[i].profile,
			     told.windows);
		cr_expect_eq(told.pages, told.plan->kva_pages, "%s", cases[i].profile);
		end_plan((struct nkv_plan *)told.plan);
	}
}

static void count_given(void *listener, const struct nkv_placed *placed)
{
	struct told *told = listener;

	if (placed->kind != NKV_PLACED_GIVEN)
		return;
	told->windows++;
	told->pages += placed->pages.end_pfn - placed->pages.start_pfn;
	cr_expect_eq(placed->node, &told->plan->nodes[0]);
}

/*
 * 0 .......... 512 MiB
 *       [given]          what node 0 gave, the only node, is in low memory
 *
 * Expect one place for it, with what it gave, whatever lies behind the last node.
 */
Test(late_places, one_node_gives_once)
{
	static const struct nkv_e820_entry half[] = { USABLE(0, 640 * KB),
						      USABLE(1 * MB, 512 * MB) };
	struct nkv_machine machine = MACHINE(half);
	struct nkv_plan *plan;
	struct told told = { 0 };

	machine.kernel.profile = nkv_profile_find("2.6.32");
	plan = begin_plan(&machine);
	memset(&plan->nodes[1], 0, sizeof(plan->nodes[1]));
	told.plan = plan;
	nkv_plan_places(&(struct nkv_placing){ plan, count_given, &told });
	cr_expect_eq(told.windows, 1U);
	cr_expect_gt(told.pages, 0U);
	cr_expect_eq(told.pages, plan->nodes[0].reserved_pages);
	end_plan(plan);
}
