/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What becomes of RAM (ram-in-use), and high memory that is freed twice (boot-layout 7). */
#include <criterion/criterion.h>

#include "boot.h"

static const struct nkv_e820_entry two_gigabytes[] = { USABLE(0, 640 * KB),
						       USABLE(1 * MB, 2 * GB) };
static const struct nkv_e820_entry five_gigabytes[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 3 * GB),
							USABLE(4 * GB, 6 * GB) };

static struct nkv_machine machine_of(const struct nkv_srat_memory *memory, size_t count)
{
	struct nkv_machine machine = MACHINE(two_gigabytes);

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.has_srat = count > 0;
	machine.memory = memory;
	machine.memory_count = count;
	return machine;
}

static void expect_sum(const struct nkv_plan *plan)
{
	const struct nkv_ram *ram = &plan->ram;

	cr_expect_eq(ram->pages, ram->low_pages + ram->high_pages + ram->remap_pages +
					 ram->wasted_pages + ram->unused_pages);
}

/*
 * |0  low memory  896M|high  2046M|gives 2M|
 * Expect what a flat machine gives for its mem_map to be under a window, and that mem_map to be
 * taken from low memory.
 */
Test(ram, flat)
{
	struct nkv_machine machine = machine_of(NULL, 0);
	struct nkv_plan *plan = begin_plan(&machine);

	expect_sum(plan);
	cr_expect_eq(plan->ram.pages, 2 * GB / 4096 - 96);
	cr_expect_eq(plan->ram.low_pages, 896 * 256 - 96);
	cr_expect_eq(plan->ram.high_pages, (2046 - 896) * 256);
	cr_expect_eq(plan->ram.remap_pages, 512);
	cr_expect_eq(plan->ram.wasted_pages, 0);
	cr_expect_eq(plan->ram.unused_pages, 0);
	cr_expect_eq(plan->lowmem_left_pages,
		     plan->free_pages - (plan->nodes[0].memmap.bytes + 4095) / 4096);
	end_plan(plan);
}

/*
 * |0  node 0  1G|node 1  1.5G|node 0  2G|
 * Expect all of node 1, but for what it gives, to be freed by both, and counted once.
 */
Test(ram, alternating_chunks)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
						  MEMORY(1, 1 * GB, 1536 * MB),
						  MEMORY(0, 1536 * MB, 2 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *twice = hazard_of(plan, NKV_HAZARD_HIGHMEM_FREED_TWICE);

	cr_assert(twice);
	cr_expect_eq(twice->ranges.count, 1);
	cr_expect_eq(twice->ranges.ranges[0].start_pfn, plan->nodes[1].span.start_pfn);
	cr_expect_eq(twice->ranges.ranges[0].end_pfn, plan->nodes[1].span.end_pfn);
	cr_expect_eq(plan->verdict, NKV_VERDICT_UNSTABLE);
	expect_sum(plan);
	/*
	 * Node 0 spans what node 1 gives, but physnode_map has node 1 for it, whose span ends
	 * below: it is no page to either.
	 */
	cr_expect_eq(plan->ram.remap_pages,
		     plan->nodes[0].reserved_pages + plan->nodes[1].reserved_pages);
	end_plan(plan);
}

/*
 * |0  low memory  896M|not in the SRAT  1G|node 0's second chunk  2G|
 * Expect what lies between the chunks of a node to be used, and what lies behind all nodes not.
 */
Test(ram, not_in_the_srat)
{
	const struct nkv_srat_memory holed[] = { MEMORY(0, 0, 896 * MB),
						 MEMORY(0, 1 * GB, 2 * GB) };
	const struct nkv_srat_memory short_one[] = { MEMORY(0, 0, 1 * GB) };
	struct nkv_machine machine = machine_of(holed, COUNT(holed));
	const struct nkv_hazard *unused;
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_null(hazard_of(plan, NKV_HAZARD_RAM_UNUSED));
	expect_sum(plan);
	end_plan(plan);
	machine = machine_of(short_one, COUNT(short_one));
	plan = begin_plan(&machine);
	unused = hazard_of(plan, NKV_HAZARD_RAM_UNUSED);
	cr_assert(unused);
	cr_expect_eq(unused->pages, 262144);
	cr_expect_eq(unused->pages, plan->ram.unused_pages);
	cr_expect_eq(unused->ranges.ranges[0].start_pfn, 262144);
	expect_sum(plan);
	end_plan(plan);
}

/*
 * |0  3G|hole|4G  6G|
 * Expect HIGHMEM 4G to leave all above 4 GiB, and HIGHMEM off all above 896 MiB, unused.
 */
Test(ram, beyond_highmem)
{
	static const struct {
		enum nkv_highmem highmem;
		uint64_t unused;
	} cases[] = {
		{ NKV_HIGHMEM_4G, 2 * GB / 4096 },
		{ NKV_HIGHMEM_OFF, (2 * GB + 2176 * MB) / 4096 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(five_gigabytes);
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find("2.6.23");
		machine.kernel.highmem = cases[i].highmem;
		machine.kernel.pae = false;
		plan = begin_plan(&machine);
		expect_sum(plan);
		/* What the node gives at its end, unused too as it is, counts as under a window. */
		cr_expect_eq(plan->ram.unused_pages + plan->ram.remap_pages, cases[i].unused,
			     "case %zu", i);
		cr_expect_eq(plan->ram.remap_pages, plan->nodes[0].reserved_pages, "case %zu", i);
		end_plan(plan);
	}
}

/*
 * |0  node 0  1G|node 1  1535M|no RAM|1536M  node 2  2G|
 * Expect node 1, which gives nothing and whose pgdat is where node 2's is, to be lost whole.
 */
Test(ram, overwritten_pgdat)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1535 * MB),
					      USABLE(1536 * MB, 2047 * MB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
						  MEMORY(1, 1 * GB, 1536 * MB),
						  MEMORY(2, 1536 * MB, 2 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *unused;
	struct nkv_plan *plan;

	machine.e820 = map;
	machine.e820_count = COUNT(map);
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[1].reserved_pages, 0);
	cr_expect_eq(plan->nodes[1].pgdat_vaddr, plan->nodes[2].pgdat_vaddr);
	unused = hazard_of(plan, NKV_HAZARD_RAM_UNUSED);
	cr_assert(unused);
	cr_expect_eq(unused->pages, 511 * 256);
	cr_expect_eq(unused->ranges.ranges[0].start_pfn, 262144);
	expect_sum(plan);
	end_plan(plan);
}

/* A machine that stops in a BUG. Expect nothing to be known. */
Test(ram, after_a_bug)
{
	struct nkv_machine machine = machine_of(NULL, 0);
	struct nkv_plan *plan;

	machine.initrd_start = 64 * MB;
	machine.kernel.profile = nkv_profile_find("2.6.23");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_BOOTMEM);
	cr_expect_not(nkv_plan_knows(plan, NKV_FACT_RAM));
	cr_expect_eq(plan->ram.pages, 0);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_RAM_UNUSED));
	end_plan(plan);
}
