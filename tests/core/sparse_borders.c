/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SPARSEMEM: machines at the borders of sections, zones and windows (memory-model-sparse 6, 7). */
#include <criterion/criterion.h>

#include "sparse.h"

static void expect_only_range(const struct nkv_hazard *hazard, uint64_t start_pfn, uint64_t end_pfn)
{
	cr_assert(hazard);
	cr_assert_eq(hazard->ranges.count, 1);
	cr_expect_eq(hazard->ranges.ranges[0].start_pfn, start_pfn, "from %llu",
		     (unsigned long long)hazard->ranges.ranges[0].start_pfn);
	cr_expect_eq(hazard->ranges.ranges[0].end_pfn, end_pfn, "to %llu",
		     (unsigned long long)hazard->ranges.ranges[0].end_pfn);
	cr_expect_eq(hazard->pages, end_pfn - start_pfn);
}

/*
 * |0 node 0  1G|1G  node 1 (2M remapped)  2G + 2M, or a page less or more|    node 0    |3G
 *              |section 1                 |section 2                                    |
 * Profile 2.6.18: a table names the last node whose high zone reaches a section, the zone's end included.
 * Expect node 1, whose end is the first page of section 2 once it has given its 2 MiB, to be taken for
 * the owner of that, too; and not where it ends a page before, which makes it give nothing of section 2.
 */
Test(sparse_borders, a_zone_ends_where_a_section_begins)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 3 * GB) };
	static const struct {
		uint64_t end;
		uint64_t shared_end;
	} cases[] = {
		{ 2 * GB, 2 * 262144 },
		{ 2 * GB + 2 * MB, 3 * 262144 - 13 * 512 },
		{ 2 * GB + 4 * MB, 3 * 262144 - 13 * 512 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
							  MEMORY(1, 1 * GB, cases[i].end),
							  MEMORY(0, cases[i].end, 3 * GB) };
		struct nkv_machine machine = sparse_machine("2.6.18", memory, COUNT(memory));
		struct nkv_plan *plan;

		give_map(&machine, map, COUNT(map));
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[0].reserved_pages, 13 * 512);
		cr_expect_eq(plan->nodes[1].reserved_pages, 512);
		expect_only_range(hazard_of(plan, NKV_HAZARD_SECTION_SHARED), 262144,
				  cases[i].shared_end);
		end_plan(plan);
	}
}

/*
 * |0 RAM 1G|   |the page below 2G|   a flat machine, whose last pages are no RAM: no window
 * |low memory|high memory's, to 0xffffffff|
 *            ^ section 0's, 64 MiB, wraps
 * Expect the mem_map behind the window of no bytes, where nothing is mapped: no page below the end of
 * low memory can be read, the first page neither.
 */
Test(sparse_borders, the_first_page_is_unreadable)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB),
						     USABLE(2 * GB - 4 * KB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23-numaboot", NULL, 0);
	const struct nkv_hazard *unmapped;
	struct nkv_plan *plan;

	give_map(&machine, map, COUNT(map));
	machine.kernel.struct_page_bytes = 256;
	machine.cmdline = "vmalloc=16M";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[0].reserved_pages, 0);
	cr_expect_eq(plan->max_low_pfn, 0x3f000);
	cr_expect_eq(plan->sections[0].from, NKV_MEMMAP_REMAP);
	cr_expect_eq(plan->sections[0].vaddr, 0xff001000);
	unmapped = hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED);
	cr_assert(unmapped);
	cr_expect_eq(unmapped->ranges.ranges[0].start_pfn, 0);
	cr_expect_eq(unmapped->pages, 160 + 0x3f000 - 256);
	end_plan(plan);
}

/*
 * vmalloc=3584M wraps: |0    low memory    1536M|   2G|: sections 0 and 1, 8 MiB of mem_map each
 *                                  |windows: 9 large pages|   whose addresses wrap, too
 * Expect no page of low memory to be readable, in neither section.
 */
Test(sparse_borders, low_memory_of_two_sections)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	const struct nkv_hazard *unmapped;
	struct nkv_plan *plan;

	machine.cmdline = "vmalloc=3584M";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->max_low_pfn, 0x60000);
	cr_expect_eq(plan->nodes[0].remap_vaddr_start, 0x20000000 - 9 * 2 * MB);
	cr_expect_eq(plan->sections[1].from, NKV_MEMMAP_REMAP);
	unmapped = hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED);
	cr_assert(unmapped);
	cr_expect_eq(unmapped->ranges.count, 2);
	cr_expect_eq(unmapped->ranges.ranges[1].start_pfn, 256);
	cr_expect_eq(unmapped->ranges.ranges[1].end_pfn, 0x60000);
	end_plan(plan);
}

/*
 * Profile 2.6.18, a pgdat of 1 MiB, vmalloc=4079M, which wraps:
 * |low memory|window: |pgdat 1M|16M ...|
 *                              ^ address 0
 * Expect no mem_map at address 0, which the kernel takes for no room, though both would fit; and both
 * of them in the window where that lies a MiB further down, so that they begin at 0xfff00000.
 */
Test(sparse_borders, a_window_crosses_address_0)
{
	static const struct {
		const char *cmdline;
		enum nkv_memmap_from from;
		uint32_t vaddr;
	} cases[] = { { "vmalloc=4079M", NKV_MEMMAP_BOOTMEM, 0 },
		      { "vmalloc=4078M", NKV_MEMMAP_REMAP, 0x100000 } };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 2 * GB) };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = sparse_machine("2.6.18", memory, COUNT(memory));
		struct nkv_plan *plan;

		machine.kernel.pg_data_bytes = 1 * MB;
		machine.cmdline = cases[i].cmdline;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[0].reserved_pages, 9 * 512);
		cr_expect_eq(plan->nodes[0].remap_alloc_vaddr, cases[i].vaddr);
		cr_expect_eq(plan->sections[0].from, cases[i].from, "case %zu", i);
		cr_expect_eq(plan->sections[0].vaddr, cases[i].vaddr);
		end_plan(plan);
	}
}

/*
 * |0   RAM   3G|   quads 1 and 2 alone, of 1 GiB each: node 0, which RAM is told of as, is not there
 * Expect each mem_map to come from low memory, as node 0 has no window; of whom it says that.
 */
Test(sparse_borders, the_home_is_not_there)
{
	static const struct nkv_quad quads[] = { { .number = 1, .start = 0, .size = 1 * GB },
						 { .number = 2, .start = 1 * GB, .size = 1 * GB } };
	struct nkv_machine machine = sparse_machine("2.6.23", NULL, 0);
	const struct nkv_hazard *in_lowmem;
	struct nkv_plan *plan;

	machine.kernel.max_numnodes = 16;
	machine.quads = quads;
	machine.quad_count = COUNT(quads);
	plan = begin_plan(&machine);
	expect_section(plan, 0, 0, 1);
	expect_section(plan, 1, 0, 2);
	cr_expect_eq(plan->sections[0].from, NKV_MEMMAP_BOOTMEM);
	in_lowmem = hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM);
	cr_assert(in_lowmem);
	cr_expect_eq(in_lowmem->severity, NKV_SEVERITY_WARNING);
	cr_expect_eq(in_lowmem->nids, 1);
	cr_expect_eq(in_lowmem->bytes, 2 * 8 * MB);
	cr_expect_eq(in_lowmem->fields, NKV_HAZARD_HAS_NIDS | NKV_HAZARD_HAS_BYTES);
	end_plan(plan);
}

/*
 * |0  node 0  1G|1G + 16 * 64M: nodes 1 to 15, 64 MiB each|   profile 2.6.25
 * Expect the pgdats of all nodes but 0, which has one, at address 0, and no other to be looked at.
 */
Test(sparse_borders, as_many_nodes_as_there_can_be)
{
	struct nkv_srat_memory memory[16] = { MEMORY(0, 0, 1 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.25", memory, COUNT(memory));
	struct nkv_plan *plan;

	for (size_t i = 1; i < COUNT(memory); i++)
		memory[i] = (struct nkv_srat_memory)MEMORY((uint8_t)i, (i + 15) * 64 * MB,
							   (i + 16) * 64 * MB);
	machine.kernel.max_numnodes = 16;
	plan = begin_plan(&machine);
	cr_assert_eq(plan->node_count, 16);
	cr_assert(hazard_of(plan, NKV_HAZARD_PGDAT_NULL));
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_PGDAT_NULL)->nids, 0xfffe);
	expect_section(plan, 1, 0, 15);
	end_plan(plan);
}

/*
 * |0 node 0 1G+256M|node 1 1G+512M|node 2 2G|, the last in section 1
 * Expect what the first two have left of section 1 to be shared, each up to where it gave its end away.
 */
Test(sparse_borders, section_of_three_nodes)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1280 * MB),
						  MEMORY(1, 1280 * MB, 1536 * MB),
						  MEMORY(2, 1536 * MB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *shared = hazard_of(plan, NKV_HAZARD_SECTION_SHARED);

	cr_assert(shared);
	cr_assert_eq(shared->ranges.count, 2);
	cr_expect_eq(shared->ranges.ranges[0].start_pfn, 262144);
	cr_expect_eq(shared->ranges.ranges[0].end_pfn, (1280 - 18) * 256);
	cr_expect_eq(shared->ranges.ranges[1].start_pfn, 1280 * 256);
	cr_expect_eq(shared->ranges.ranges[1].end_pfn, (1536 - 10) * 256);
	end_plan(plan);
}

/*
 * |0            node 0       1G+512M|node 1: 10 MiB|
 * |section 0        |section 1                         2G|
 * Expect node 1 to give all of its pages, and so to have no high zone for section 1, of which it is the
 * owner: what node 0 has of that, less the 18 MiB that it gave, is linked into lists never set up. With
 * a large page more node 1 has a zone.
 */
Test(sparse_borders, a_node_gives_all_it_has)
{
	for (uint64_t more = 0; more < 2; more++) {
		const struct nkv_srat_memory memory[] = {
			MEMORY(0, 0, 1536 * MB - more * 2 * MB),
			MEMORY(1, 1536 * MB - more * 2 * MB, 1546 * MB),
		};
		struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);

		cr_expect_eq(plan->nodes[1].reserved_pages, 10 * 256);
		cr_expect_eq(plan->nodes[1].end_pfn - plan->nodes[1].start_pfn, more * 512);
		if (more == 0)
			expect_only_range(hazard_of(plan, NKV_HAZARD_SECTION_DEAD_ZONE), 262144,
					  (1536 - 18) * 256);
		else
			cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_DEAD_ZONE));
		end_plan(plan);
	}
}

/*
 * |0 2G| ... |64G node 1 |65G node 2 |66G|   a section more than there are for each
 * Expect RAM, which is told of as node 0's, and both nodes to be marked past the table in 2.6.23.
 */
Test(sparse_borders, two_nodes_past_the_sections)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 2 * GB),
						     USABLE(64 * GB, 66 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 2 * GB), MEMORY(1, 64 * GB, 65 * GB),
						  MEMORY(2, 65 * GB, 66 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan;

	give_map(&machine, map, COUNT(map));
	plan = begin_plan(&machine);
	cr_assert_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_assert(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW));
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW)->nids, 7);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_SHARED));
	end_plan(plan);
}

/* Quads 1 and 2 alone, profile 2.6.18. Expect no page to be found a node's, as the first is not there. */
Test(sparse_borders, no_first_node_to_look_at)
{
	static const struct nkv_quad quads[] = { { .number = 1, .start = 0, .size = 1 * GB },
						 { .number = 2, .start = 1 * GB, .size = 1 * GB } };
	struct nkv_machine machine = sparse_machine("2.6.18", NULL, 0);
	struct nkv_plan *plan;

	machine.kernel.max_numnodes = 16;
	machine.quads = quads;
	machine.quad_count = COUNT(quads);
	plan = begin_plan(&machine);
	cr_assert_eq(plan->node_count, 2);
	cr_expect_eq(plan->nodes[0].memmap_bytes, 0);
	cr_expect_eq(plan->nodes[1].memmap_bytes, 0);
	end_plan(plan);
}

/*
 * |0  node 0  480M|node 1: 2 MiB, all given|482M  node 0  512M - 64K|   2.6.18, windows inside large pages
 * Expect the window of node 0 to matter, as section 0's mem_map is in it; in node 1's is nothing.
 */
Test(sparse_borders, a_window_with_nothing_in_it)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 512 * MB - 64 * KB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 480 * MB),
						  MEMORY(1, 480 * MB, 482 * MB),
						  MEMORY(0, 482 * MB, 512 * MB - 64 * KB) };
	struct nkv_machine machine = sparse_machine("2.6.18", memory, COUNT(memory));
	const struct nkv_hazard *misaligned;
	struct nkv_plan *plan;

	give_map(&machine, map, COUNT(map));
	plan = begin_plan(&machine);
	cr_assert_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_expect_eq(plan->nodes[1].reserved_pages, 512);
	cr_expect_eq(plan->nodes[1].start_pfn, plan->nodes[1].end_pfn);
	cr_expect_eq(plan->sections[0].from, NKV_MEMMAP_REMAP);
	misaligned = hazard_of(plan, NKV_HAZARD_REMAP_MISALIGNED);
	cr_assert(misaligned);
	cr_expect_eq(misaligned->nids, 1);
	end_plan(plan);
}

/*
 * |nothing   64M|64M  node 0  2G|   2.6.18 without PAE, sections of 64 MiB, windows inside large pages
 * Expect the window of node 0 to matter where the first mem_map in it is that of section 1.
 */
Test(sparse_borders, a_window_without_section_0)
{
	static const struct nkv_e820_entry map[] = { RESERVED(0, 1 * MB), USABLE(64 * MB, 2 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 64 * MB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.18", memory, COUNT(memory));
	const struct nkv_hazard *misaligned;
	struct nkv_plan *plan;

	machine.kernel.highmem = NKV_HIGHMEM_4G;
	machine.kernel.pae = false;
	machine.cmdline = "vmalloc=131076K";
	give_map(&machine, map, COUNT(map));
	plan = begin_plan(&machine);
	cr_assert_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_expect_not(plan->sections[0].present);
	cr_expect_eq(plan->sections[1].from, NKV_MEMMAP_REMAP);
	misaligned = hazard_of(plan, NKV_HAZARD_REMAP_MISALIGNED);
	cr_assert(misaligned);
	cr_expect_eq(misaligned->nids, 1);
	end_plan(plan);
}
