/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SPARSEMEM: the mem_maps of sections (memory-model-sparse). */
#include <criterion/criterion.h>

#include "sparse.h"

/*
 * |window of node 0: 2 MiB, its pgdat|   flat: the window has no room for 8 MiB
 * |low memory ... 16M|section 0 8M|section 1 8M|...
 * Expect both mem_maps one after the other, from 16 MiB on.
 */
Test(sparse_memmaps, memmaps_of_a_flat_machine)
{
	struct nkv_machine machine = sparse_machine("2.6.23", NULL, 0);
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *in_lowmem = hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM);

	cr_expect_eq(plan->sections[0].from, NKV_MEMMAP_BOOTMEM);
	cr_expect_eq(plan->sections[0].taken.start_pfn, 4096);
	cr_expect_eq(plan->sections[1].taken.start_pfn, 4096 + 2048);
	cr_expect_eq(plan->memmap_pages, 2 * 2048);
	cr_expect_eq(plan->lowmem_left_pages, plan->free_pages - 2 * 2048);
	cr_assert(in_lowmem);
	cr_expect_eq(in_lowmem->severity, NKV_SEVERITY_INFO);
	cr_expect_eq(in_lowmem->bytes, 2 * 8 * MB);
	end_plan(plan);
}

/*
 * |window of node 0: 18 MiB|pgdat 4K|section 0 8M|section 1 8M|rest|
 * Expect both mem_maps in the window of their home, one after the other.
 */
Test(sparse_memmaps, memmaps_in_a_window)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->nodes[0].reserved_pages, 18 * 256);
	cr_expect_eq(plan->sections[0].from, NKV_MEMMAP_REMAP);
	cr_expect_eq(plan->sections[0].vaddr, plan->nodes[0].remap_vaddr_start + 4096);
	cr_expect_eq(plan->sections[1].vaddr, plan->sections[0].vaddr + 8 * MB);
	cr_expect_eq(plan->memmap_pages, 0);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM));
	end_plan(plan);
}

/*
 * Profile 2.6.25: no windows, and a page for the first block map.
 * |16M  section 0 8M|page|section 1 8M|
 * Expect the page between the first mem_map and the second.
 */
Test(sparse_memmaps, block_map_after_the_first)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.25", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->remap_total_pages, 0);
	cr_expect_eq(plan->nodes[0].remap_vaddr_end, 0);
	cr_expect_eq(plan->sections[0].taken.start_pfn, 4096);
	cr_expect_eq(plan->sections[1].taken.start_pfn, 4096 + 2048 + 1);
	cr_expect_eq(plan->memmap_pages, 2 * 2048 + 1);
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM)->severity, NKV_SEVERITY_INFO);
	cr_expect_eq(plan->verdict, NKV_VERDICT_BOOTS);
	end_plan(plan);
}

/*
 * Profile 2.6.26: the block map comes first, and pages name their node themselves.
 * |16M page|section 0 8M|section 1 8M|
 * |node 0              1536M|node 1    2G|
 * Expect the page below the first mem_map, and nothing said of the section that both nodes have.
 */
Test(sparse_memmaps, block_map_before_the_first)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1536 * MB),
						  MEMORY(1, 1536 * MB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.26", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->sections[0].taken.start_pfn, 4096 + 1);
	cr_expect_eq(plan->sections[1].taken.start_pfn, 4096 + 1 + 2048);
	cr_expect_eq(plan->memmap_pages, 2 * 2048 + 1);
	expect_section(plan, 1, 0, 1);
	cr_expect(hazard_of(plan, NKV_HAZARD_PGDAT_NULL));
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_SHARED));
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_DEAD_ZONE));
	cr_expect_null(hazard_of(plan, NKV_HAZARD_LOWMEM_LOST));
	end_plan(plan);
}

/*
 * |0 640K|1M  8M|16M  26M|no RAM|2G  4G|   four sections, each with a mem_map of 8 MiB
 *           ^ 2nd ^ 1st
 * Expect the boot to end with the third, and what was taken before to be counted.
 */
Test(sparse_memmaps, no_room_for_a_memmap)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 26 * MB),
						     USABLE(2 * GB, 4 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", NULL, 0);
	struct nkv_plan *plan;

	give_map(&machine, map, COUNT(map));
	plan = begin_plan(&machine);
	cr_expect(plan->memmaps_lack_room);
	cr_expect_eq(plan->sections[0].taken.start_pfn, 4096);
	cr_expect_eq(plan->sections[1].taken.start_pfn, 1394);
	cr_expect_eq(plan->sections[2].taken.start_pfn, 0);
	cr_expect_eq(plan->sections[3].from, NKV_MEMMAP_BOOTMEM);
	cr_expect_eq(plan->sections[3].taken.start_pfn, 0);
	cr_expect_eq(plan->memmap_pages, 2 * 2048);
	cr_assert(hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM));
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM)->severity, NKV_SEVERITY_FATAL);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	end_plan(plan);
}

/*
 * |window of node 0: pgdat, rest|high memory's, to 0xffffffff|   mem_maps of 64 MiB each
 *                  ^ section 0 ...                        wraps
 * Expect the first mem_map in the window, as the sum wraps, where it cannot be read from the end of
 * low memory on.
 */
Test(sparse_memmaps, a_memmap_wraps)
{
	static const struct {
		uint32_t pg_data_bytes;
		uint64_t readable_pages;
	} cases[] = { { 4096, (2 * MB - 4096) / 256 }, { 1 * MB, 1 * MB / 256 } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = sparse_machine("2.6.23", NULL, 0);
		const struct nkv_hazard *overrun, *unmapped;
		struct nkv_plan *plan;

		machine.kernel.struct_page_bytes = 256;
		machine.kernel.pg_data_bytes = cases[i].pg_data_bytes;
		machine.cmdline = "vmalloc=16M";
		plan = begin_plan(&machine);
		overrun = hazard_of(plan, NKV_HAZARD_MEMMAP_OVERRUNS_REMAP);
		cr_assert(overrun, "case %zu", i);
		cr_expect_eq(overrun->nids, 1);
		cr_expect(overrun->fields & NKV_HAZARD_HAS_NIDS);
		cr_expect(overrun->fields & NKV_HAZARD_HAS_BYTES);
		cr_expect_eq(overrun->bytes, 64 * MB - 256 * cases[i].readable_pages);
		unmapped = hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED);
		cr_assert(unmapped, "case %zu", i);
		cr_expect_eq(unmapped->ranges.ranges[0].start_pfn, cases[i].readable_pages);
		end_plan(plan);
	}
}

/*
 * |0  node 0  1G|1G  node 1: no RAM  3G|3G  node 2  4G|   profile 2.6.18: node 1 counts one section
 * |node 0: 66M|node 1: none, as it gave nothing|node 2: 2M|high memory's, to 0xffffffff|
 * Expect the mem_map of section 1 in node 1's window of no bytes, and that of section 3 in what node 0
 * has left, as the sums wrap; each overruns.
 */
Test(sparse_memmaps, a_memmap_of_a_later_section_wraps)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB),
						     USABLE(3 * GB, 4 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB), MEMORY(1, 1 * GB, 3 * GB),
						  MEMORY(2, 3 * GB, 4 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.18", memory, COUNT(memory));
	const struct nkv_hazard *overrun;
	struct nkv_plan *plan;

	give_map(&machine, map, COUNT(map));
	machine.kernel.struct_page_bytes = 256;
	machine.cmdline = "vmalloc=16M";
	plan = begin_plan(&machine);
	overrun = hazard_of(plan, NKV_HAZARD_MEMMAP_OVERRUNS_REMAP);
	cr_assert(overrun);
	cr_expect_eq(overrun->nids, 3);
	cr_expect_eq(overrun->bytes, 64 * MB + 4096 + 64 * MB - (2 * MB - 4096));
	cr_expect_eq(plan->sections[2].vaddr, plan->sections[1].vaddr + (uint32_t)(64 * MB));
	end_plan(plan);
}

/*
 * |16M  4M free|20M  initrd  22M or 28M|section 0 8M|page|section 1 8M|   profile 2.6.25
 * Expect the page for the block map above the mem_map, not in the room below it.
 */
Test(sparse_memmaps, block_map_above_a_gap)
{
	for (uint32_t end_mb = 22; end_mb <= 28; end_mb += 6) {
		struct nkv_machine machine = sparse_machine("2.6.25", NULL, 0);
		struct nkv_plan *plan;

		machine.initrd_start = 20 * MB;
		machine.initrd_size = (end_mb - 20) * MB;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->sections[0].taken.start_pfn, end_mb * 256);
		cr_expect_eq(plan->sections[1].taken.start_pfn, (end_mb + 8) * 256 + 1);
		end_plan(plan);
	}
}

/*
 * |8K page|12K  section 0: 512K|640K|   profile 2.6.26 with 16 MiB, without PAE
 * Expect the page for the block map to be the lowest, as there is none above 16 MiB.
 */
Test(sparse_memmaps, block_map_below_16_mib)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 16 * MB) };
	struct nkv_machine machine = sparse_machine("2.6.26", NULL, 0);
	struct nkv_plan *plan;

	machine.kernel.highmem = NKV_HIGHMEM_4G;
	machine.kernel.pae = false;
	give_map(&machine, map, COUNT(map));
	plan = begin_plan(&machine);
	cr_expect_eq(plan->free.ranges[0].start_pfn, 2);
	cr_expect_eq(plan->sections[0].taken.start_pfn, 3);
	cr_expect_eq(plan->memmap_pages, 128 + 1);
	end_plan(plan);
}
