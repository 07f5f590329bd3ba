/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a node spans, holes and all, and the pages that no node does (boot-layout 6, 7). */
#include <criterion/criterion.h>

#include "boot.h"

static const struct nkv_e820_entry two_gigabytes[] = { USABLE(0, 640 * KB),
						       USABLE(1 * MB, 2 * GB) };

static struct nkv_machine machine_of(const struct nkv_srat_memory *memory, size_t count)
{
	struct nkv_machine machine = MACHINE(two_gigabytes);

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = count;
	return machine;
}

/*
 * |0  node 0  256M|hole, RAM too|512M  node 0  2G|
 * Expect the hole's pages to be initialised, as the node spans them, and an initrd in it to be fine.
 */
Test(spans, hole_within_a_node)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 256 * MB),
						  MEMORY(0, 512 * MB, 2 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.initrd_start = 300 * MB;
	machine.initrd_size = 4 * MB;
	machine.kernel.profile = nkv_profile_find("2.6.25");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[0].span.start_pfn, 0);
	cr_expect_eq(plan->nodes[0].span.end_pfn, plan->nodes[0].end_pfn);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_BAD_PAGE_STATE));
	cr_expect_null(hazard_of(plan, NKV_HAZARD_INITRD_FREED_LATER));
	cr_expect_eq(plan->verdict, NKV_VERDICT_BOOTS);
	end_plan(plan);
}

/*
 * |0  node 0  256M|hole, RAM too|512M  node 1  2G|
 * Expect the hole's 65536 pages to be bad, but for those of an initrd, which are bad later.
 */
Test(spans, hole_between_nodes)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 256 * MB),
						  MEMORY(1, 512 * MB, 2 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *bad, *later;
	struct nkv_plan *plan;

	machine.initrd_start = 300 * MB;
	machine.initrd_size = 4 * MB;
	machine.kernel.profile = nkv_profile_find("2.6.25");
	plan = begin_plan(&machine);
	bad = hazard_of(plan, NKV_HAZARD_BAD_PAGE_STATE);
	later = hazard_of(plan, NKV_HAZARD_INITRD_FREED_LATER);
	cr_assert(bad && later);
	cr_expect_eq(later->pages, 1024);
	/* Node 0 gives its last large page for its mem_map, which is in no span then. */
	cr_expect_eq(bad->ranges.ranges[0].start_pfn, plan->nodes[0].span.end_pfn);
	cr_expect_eq(bad->ranges.ranges[bad->ranges.count - 1].end_pfn, 131072);
	cr_expect_eq(bad->pages, 131072 - plan->nodes[0].span.end_pfn - 1024);
	end_plan(plan);
}

/*
 * |0  node 0  1G|hole, RAM too|1536M node 0 1537M|   of which node 0 gives 14 MiB
 * Expect its second range to be inside out, and to count with its end all the same.
 */
Test(spans, range_inside_out)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
						  MEMORY(0, 1536 * MB, 1537 * MB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.cmdline = "mem=1537M";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[0].reserved_pages, 14 * 256);
	cr_expect_eq(plan->active_ranges[1].start_pfn, 1536 * 256);
	cr_expect_eq(plan->active_ranges[1].end_pfn, 1522 * 256);
	cr_expect_eq(plan->nodes[0].span.start_pfn, 0);
	cr_expect_eq(plan->nodes[0].span.end_pfn, 1522 * 256);
	end_plan(plan);
}

/* A node without memory among others. Expect it to span nothing. */
Test(spans, of_a_node_without_memory)
{
	const struct nkv_srat_processor processors[] = { { .pxm = 1, .enabled = true } };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB), MEMORY(2, 1 * GB, 2 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.processors = processors;
	machine.processor_count = COUNT(processors);
	plan = begin_plan(&machine);
	cr_assert_eq(plan->node_count, 3);
	cr_expect_eq(plan->nodes[1].span.start_pfn, 0);
	cr_expect_eq(plan->nodes[1].span.end_pfn, 0);
	cr_expect_eq(plan->nodes[2].span.start_pfn, 262144);
	cr_expect_eq(plan->nodes[2].span.end_pfn, plan->nodes[2].end_pfn);
	end_plan(plan);
}

/* |0  node 0  32M|node 1  2G|   in one entry of physnode_map, which has node 1. Expect all of node 0 to be its, from page 0 on. */
Test(spans, a_node_within_an_entry)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 32 * MB),
						  MEMORY(1, 32 * MB, 2 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	plan = begin_plan(&machine);
	hazard = hazard_of(plan, NKV_HAZARD_PHYSNODE_MISMATCH);
	cr_assert(hazard);
	cr_expect_eq(hazard->ranges.count, 1);
	cr_expect_eq(hazard->ranges.ranges[0].start_pfn, 0);
	cr_expect_eq(hazard->ranges.ranges[0].end_pfn, plan->nodes[0].span.end_pfn);
	end_plan(plan);
}
