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

static void count_windows(void *listener, const struct nkv_placed *placed)
{
	if (placed->kind == NKV_PLACED_WINDOW)
		++*(size_t *)listener;
}

/* Expect a window for each quad above 0 of a NUMA-Q of 2.6.12, where there is no quad 0, too. */
Test(late_places, windows_of_quads)
{
	static const struct nkv_quad quads[] = { { .number = 1, .start = 0, .size = 1 * GB },
						 { .number = 2, .start = 1 * GB, .size = 1 * GB } };
	struct nkv_machine machine = late_machine("2.6.12");
	struct nkv_plan *plan;
	size_t windows = 0;

	machine.quads = quads;
	machine.quad_count = COUNT(quads);
	plan = begin_plan(&machine);
	nkv_plan_places(&(struct nkv_placing){ plan, count_windows, &windows });
	cr_expect_eq(windows, 2);
	end_plan(plan);
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

struct counted {
	size_t bitmaps, early, listed;
};

static void count_reserved(void *listener, const struct nkv_placed *placed)
{
	struct counted *counted = listener;

	counted->bitmaps += strcmp(placed->name, "bitmap") == 0;
	if (strcmp(placed->name, "firmware") == 0) {
		cr_expect_eq(placed->pages.start_pfn, 0x2000);
		cr_expect_eq(placed->pages.end_pfn, 0x2002);
		counted->listed++;
	} else if (strcmp(placed->name, "BIOS data page") == 0) {
		cr_expect_eq(placed->pages.start_pfn, 0);
		cr_expect_eq(placed->pages.end_pfn, 1);
		counted->early++;
	} else if (strcmp(placed->name, "TEXT DATA BSS") == 0) {
		cr_expect_eq(placed->pages.start_pfn, 0x100);
		counted->early++;
	}
}

/*
 * Expect to be told of the first page, and of the image behind it, once each; of two pages for what the
 * firmware lists of a page and a byte; and of the bitmaps of both nodes.
 */
Test(late_places, what_is_reserved)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
							 MEMORY(1, 512 * MB, 1 * GB) };
	static const struct nkv_firmware_reserve reserve = { .start = 0x2000000,
							     .size = 0x1001,
							     .by = "firmware" };
	struct nkv_machine machine = late_pc("2.6.32");
	struct counted counted = { 0 };
	struct nkv_plan *plan;

	set_srat(&machine, memory, COUNT(memory));
	machine.reserve = &reserve;
	machine.reserve_count = 1;
	plan = begin_plan(&machine);
	nkv_plan_places(&(struct nkv_placing){ plan, count_reserved, &counted });
	cr_expect_eq(counted.bitmaps, 2U);
	cr_expect_eq(counted.early, 2U);
	cr_expect_eq(counted.listed, 1U);
	end_plan(plan);
}
