/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where mem_maps lie, and what that comes to (boot-layout 6, 7). */
#include <criterion/criterion.h>

#include "boot.h"

static const struct nkv_e820_entry gigabyte[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB) };

static struct nkv_machine machine_of(const struct nkv_srat_memory *memory, size_t count)
{
	struct nkv_machine machine = MACHINE(gigabyte);

	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = count;
	return machine;
}

/*
 * |0 node 0|66559       node 1        130560|
 * Node 1 gives one large page of 2 MiB and ends at 130048; its mem_map, widened to
 * [65536, 130048), takes 2064384 bytes: 8 pages less than 2 MiB.
 * Expect it to be taken from the area after a pgdat of 7 pages, and from low memory
 * after one of 8, where it would end exactly at the area's end.
 */
Test(memmap, ends_at_the_area)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 66559 * 4 * KB),
						  MEMORY(1, 66559 * 4 * KB, 130560 * 4 * KB) };
	static const struct {
		uint32_t pg_data_bytes;
		enum nkv_memmap_from from;
	} cases[] = {
		{ 7 * 4096, NKV_MEMMAP_REMAP },
		{ 7 * 4096 + 1, NKV_MEMMAP_BOOTMEM },
		{ 8 * 4096, NKV_MEMMAP_BOOTMEM },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of(memory, COUNT(memory));
		const struct nkv_node *node;
		struct nkv_plan *plan;

		machine.kernel.pg_data_bytes = cases[i].pg_data_bytes;
		plan = begin_plan(&machine);
		node = &plan->nodes[1];
		cr_expect_eq(node->reserved_pages, 512);
		cr_expect_eq(node->end_pfn, 130048);
		cr_expect_eq(node->memmap.bytes, 2064384);
		cr_expect_eq(node->memmap.from, cases[i].from, "case %zu", i);
		end_plan(plan);
	}
}

/*
 * |0   node 0   64G|   node 1   128G|   of 256 bytes a page: 2^32 bytes each, which are 0
 * Expect both mem_maps in their areas of 2 MiB, far beyond which they go.
 */
Test(memmap, overruns_of_two_nodes)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 128 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 64 * GB),
						  MEMORY(1, 64 * GB, 128 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.e820 = map;
	machine.kernel.struct_page_bytes = 256;
	machine.kernel.profile = nkv_profile_find("2.6.23");
	plan = begin_plan(&machine);
	hazard = hazard_of(plan, NKV_HAZARD_MEMMAP_OVERRUNS_REMAP);
	cr_assert(hazard);
	cr_expect_eq(hazard->nids, 3);
	/* Behind a page of pg_data_t. */
	cr_expect_eq(hazard->bytes, 2 * (4 * GB - (2 * MB - 4 * KB)));
	/* As many as fit from 0xf7c01000 to the end of low memory at 0xf8000000. */
	hazard = hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED);
	cr_assert(hazard);
	cr_expect_eq(hazard->ranges.ranges[0].start_pfn, 0x3ff000 / 256);
	/* Node 1 lies beyond physnode_map. */
	hazard = hazard_of(plan, NKV_HAZARD_PHYSNODE_MISMATCH);
	cr_assert(hazard);
	cr_expect_eq(hazard->pages, 16776704);
	end_plan(plan);
}

/*
 * |0  low memory, node 0's by physnode_map   896M|   |110G node 0  112G|
 * Its mem_map is at 0xf6e01000, 110 GiB of struct pages above the one of page 0.
 * Expect those of the first pages to lie below PAGE_OFFSET, from which on all are mapped.
 */
Test(memmap, read_below_page_offset)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 112 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 110 * GB, 112 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.e820 = map;
	machine.kernel.profile = nkv_profile_find("2.6.23");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[0].memmap.vaddr, 0xf6e01000);
	hazard = hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED);
	cr_assert(hazard);
	cr_assert_eq(hazard->ranges.count, 2);
	cr_expect_eq(hazard->ranges.ranges[0].start_pfn, 0);
	cr_expect_eq(hazard->ranges.ranges[1].start_pfn, 256);
	cr_expect_eq(hazard->ranges.ranges[1].end_pfn,
		     110 * GB / 4096 - (0xf6e01000 - 0xc0000000) / 32);
	end_plan(plan);
}

/*
 * |0 node 0 256M|  node 0's by physnode_map alone   1G|, of 17 bytes a page
 * The mem_map is at 0xf7e03000: from there 2084864 bytes are mapped, one more than 122639 struct pages take.
 * Expect the page whose struct page begins in the last byte to be read, and no page after it.
 */
Test(memmap, read_in_the_last_byte)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 256 * MB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.kernel.struct_page_bytes = 17;
	machine.kernel.pg_data_bytes = 3 * 4096;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[0].memmap.vaddr, 0xf7e03000);
	hazard = hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED);
	cr_assert(hazard);
	cr_expect_eq(hazard->ranges.ranges[0].start_pfn, 122640);
	end_plan(plan);
}

/*
 * |0 reserved|free|reserved  462M|: a flat node of 115 x 1024 struct pages of 18 bytes, 517.5 pages
 * Expect a run of 518 free pages to hold its mem_map, and one of 517 to be too short.
 */
Test(memmap, lowmem_that_is_just_enough)
{
	struct nkv_firmware_reserve reserve[] = { { 0x2000, 0x9e000, "low" }, { 0, 0, "high" } };
	struct nkv_machine machine = machine_of(NULL, 0);

	machine.has_srat = false;
	machine.cmdline = "mem=462M";
	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.kernel.struct_page_bytes = 18;
	machine.reserve = reserve;
	machine.reserve_count = COUNT(reserve);
	for (uint32_t pages = 517; pages <= 518; pages++) {
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;
		uint32_t start_pfn;

		reserve[1] = (struct nkv_firmware_reserve){ 0x1000, 4096, "high" };
		plan = begin_plan(&machine);
		start_pfn = (uint32_t)plan->free.ranges[plan->free.count - 1].start_pfn + pages;
		reserve[1].start = start_pfn * 4096;
		reserve[1].size = (plan->max_low_pfn - start_pfn) * 4096;
		end_plan(plan);
		plan = begin_plan(&machine);
		cr_expect_eq(plan->free_pages, pages);
		hazard = hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM);
		cr_assert(hazard);
		cr_expect_eq(hazard->bytes, 115 * 1024 * 18);
		cr_expect_eq(hazard->severity,
			     pages < 518 ? NKV_SEVERITY_FATAL : NKV_SEVERITY_INFO);
		end_plan(plan);
	}
}

/*
 * |0  low memory, node 0's by physnode_map  2G|  node 0  3G|, mapped at 0x40000000
 * Expect struct pages of all low memory to be found below the mem_map: in low memory, which is mapped.
 */
Test(memmap, read_below_its_start)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 4 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 2 * GB, 3 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.e820 = map;
	machine.kernel.highmem = NKV_HIGHMEM_OFF;
	machine.kernel.pae = false;
	machine.kernel.page_offset = 0x40000000;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[0].memmap.from, NKV_MEMMAP_REMAP);
	cr_expect_eq(plan->nodes[0].memmap.pages.start_pfn, 524288);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED));
	end_plan(plan);
}
