/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Nodes and what they give (boot-layout 2, 3, 6). */
#include <criterion/criterion.h>
#include <string.h>

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
 * |0 node 0   512M|512M node 1   1G|1G hot-add 2G|
 * Expect two nodes, and the room beyond max_pfn to be ignored but active.
 */
Test(nodes, hot_add)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
						  MEMORY(3, 512 * MB, 1 * GB),
						  MEMORY(3, 1 * GB, 2 * GB) };
	const struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->node_count, 2);
	cr_expect_eq(plan->nodes[1].pxm, 3);
	cr_expect_eq(plan->nodes[1].memory_end_pfn, 262144);
	cr_expect(plan->chunks[2].ignored);
	cr_expect(hazard_of(plan, NKV_HAZARD_SRAT_CHUNK_IGNORED));
	cr_expect_eq(plan->nodes[0].memmap_bytes, (131072 + 1) * 32);
	cr_expect_eq(plan->nodes[0].reserved_pages, 1536);
	end_plan(plan);
}

/* Expect 24 chunks to be kept, and the 25th to be dropped. */
Test(nodes, chunk_table)
{
	struct nkv_srat_memory memory[25] = { 0 };
	struct nkv_machine machine = machine_of(memory, 24);
	struct nkv_plan *plan;

	for (uint64_t i = 0; i < COUNT(memory); i++)
		memory[i] = (struct nkv_srat_memory)MEMORY(0, i * 32 * MB, (i + 1) * 32 * MB);
	plan = begin_plan(&machine);
	cr_expect_eq(plan->chunk_count, 24);
	cr_expect_eq(plan->chunks_dropped, 0);
	cr_expect_not(plan->chunk_table_overrun);
	end_plan(plan);

	machine.memory_count = 25;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->chunk_count, 24);
	cr_expect_eq(plan->chunks_dropped, 1);
	end_plan(plan);
}

/* The 24th chunk goes before another. Expect the table to be overrun. */
Test(nodes, chunk_table_overrun)
{
	struct nkv_srat_memory memory[24] = { 0 };
	const struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	for (uint64_t i = 0; i < COUNT(memory); i++)
		memory[i] =
			(struct nkv_srat_memory)MEMORY(0, (23 - i) * 32 * MB, (24 - i) * 32 * MB);
	plan = begin_plan(&machine);
	cr_expect(plan->chunk_table_overrun);
	cr_expect(hazard_of(plan, NKV_HAZARD_SRAT_TABLE_OVERRUN));
	end_plan(plan);
}

/* Expect 8 domains to be nodes, and 9 to be an error at the ninth. */
Test(nodes, domains)
{
	struct nkv_srat_memory memory[9] = { 0 };
	struct nkv_machine machine = machine_of(memory, 8);
	struct nkv_fault fault;
	struct nkv_plan *plan;

	for (size_t i = 0; i < COUNT(memory); i++)
		memory[i] = (struct nkv_srat_memory)MEMORY((uint8_t)(200 - i), i * 64 * MB,
							   (i + 1) * 64 * MB);
	plan = begin_plan(&machine);
	cr_expect_eq(plan->node_count, 8);
	cr_expect_eq(plan->nodes[0].pxm, 193);
	end_plan(plan);

	machine.memory_count = 9;
	fault = nkv_machine_check(&machine);
	cr_expect_eq(fault.error, NKV_ERROR_PXM_TOO_MANY);
	cr_expect_eq(fault.index, 8);
	machine.kernel.max_numnodes = 16;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK);
}

/* Only processors in a domain. Expect a node without pages. */
Test(nodes, processors_only)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB) };
	const struct nkv_srat_processor processors[] = { { 0, 0, true },
							 { 1, 1, true },
							 { 2, 2, false } };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.processors = processors;
	machine.processor_count = COUNT(processors);
	plan = begin_plan(&machine);
	cr_assert_eq(plan->node_count, 2);
	cr_expect_eq(plan->nodes[1].memory_end_pfn, 0);
	cr_expect_eq(plan->nodes[1].reserved_pages, 0);
	cr_expect_eq(plan->nodes[1].memmap.from, NKV_MEMMAP_NONE);
	end_plan(plan);
}

/* An SRAT whose memory entries are all disabled. Expect flat mode. */
Test(nodes, nothing_enabled)
{
	const struct nkv_srat_memory memory[] = { { .size = 1 * GB } };
	const struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->memory_source, NKV_MEMORY_FLAT);
	cr_expect_eq(plan->node_count, 1);
	cr_expect_eq(plan->nodes[0].pxm, -1);
	end_plan(plan);
}

/*
 * |0   node 0   1G - 4K|page of node 1|
 * Expect node 1 to give more than it has, and its end to pass below its start.
 */
Test(nodes, one_page)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB - 4 * KB),
						  MEMORY(1, 1 * GB - 4 * KB, 1 * GB) };
	const struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan = begin_plan(&machine);

	hazard = hazard_of(plan, NKV_HAZARD_NODE_END_BELOW_START);
	cr_assert(hazard);
	cr_expect_eq(hazard->nids, 1U << 1);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NODE_RANGES);
	cr_expect_eq(plan->nodes[1].remap_start_pfn, 261632);
	end_plan(plan);
}

/*
 * |0   node 0   1G|   with reserved pages at the end of node 0
 * Expect the node to give nothing, as its last pages are not RAM.
 */
Test(nodes, end_is_not_ram)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 512 * MB),
					      USABLE(768 * MB, 1 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 640 * MB),
						  MEMORY(1, 768 * MB, 1 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.e820 = map;
	machine.e820_count = COUNT(map);
	plan = begin_plan(&machine);
	cr_expect_gt(plan->nodes[0].wanted_pages, 0);
	cr_expect_eq(plan->nodes[0].reserved_pages, 0);
	cr_expect_eq(plan->nodes[0].memmap.from, NKV_MEMMAP_BOOTMEM);
	end_plan(plan);
}

/*
 * |0  node 0  |64G  node 1  66G|
 * Expect a node that begins beyond physnode_map to have no entry in it.
 */
Test(nodes, beyond_physnode_map)
{
	const struct nkv_e820_entry map[] = { USABLE(1 * MB, 1 * GB), USABLE(64 * GB, 66 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
						  MEMORY(1, 64 * GB, 66 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.e820 = map;
	machine.e820_count = COUNT(map);
	plan = begin_plan(&machine);
	hazard = hazard_of(plan, NKV_HAZARD_PHYSNODE_OVERFLOW);
	cr_assert(hazard);
	cr_expect_eq(hazard->nids, 1U << 0 | 1U << 1); /* node 0: the map's entry, section 1 */
	cr_expect_eq(plan->physnode_map[3], 0);
	cr_expect_eq(plan->physnode_map[4], -1);
	cr_expect_eq(plan->physnode_map[255], -1);
	end_plan(plan);
}

/*
 * |0   node 0   64G - 8K|   of which (16777214 + 1) * 256 + 256 bytes are 2^32, so 0
 * Expect the node to give nothing, though its end is RAM, and to lose what is not aligned.
 */
Test(nodes, size_wraps_to_nothing)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
					      USABLE(1 * MB, 64 * GB - 8 * KB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 64 * GB - 8 * KB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.e820 = map;
	machine.kernel.struct_page_bytes = 256;
	machine.kernel.pg_data_bytes = 256;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[0].memmap_bytes, UINT32_MAX - 255);
	cr_expect_eq(plan->nodes[0].wanted_pages, 0);
	cr_expect_eq(plan->nodes[0].reserved_pages, 0);
	cr_expect_eq(plan->nodes[0].alignment_pages, 510);
	end_plan(plan);
}

/*
 * |0  node 0  2G|  node 1  4G|4M|, without PAE
 * Expect the window of a node that gives its last pages to be told of where they end above 4 GiB;
 * but not if it can give none, as the last MiB is no RAM.
 */
Test(nodes, window_beyond_4g)
{
	static const struct {
		uint64_t end, ram_end;
		bool is_beyond;
	} cases[] = {
		{ 4 * GB, 4 * GB, false },
		{ 4 * GB + 4 * MB, 4 * GB + 4 * MB, true },
		{ 4 * GB + 64 * MB, 4 * GB + 32 * MB, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						      USABLE(1 * MB, cases[i].ram_end),
						      USABLE(cases[i].end - 1 * MB, cases[i].end) };
		const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 2 * GB),
							  MEMORY(1, 2 * GB, cases[i].end) };
		struct nkv_machine machine = machine_of(memory, COUNT(memory));
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		machine.e820 = map;
		machine.e820_count = cases[i].ram_end < cases[i].end ? 3 : 2;
		machine.kernel.highmem = NKV_HIGHMEM_OFF;
		machine.kernel.pae = false;
		machine.kernel.profile = nkv_profile_find("2.6.23");
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[1].reserved_pages == 0, machine.e820_count == 3);
		hazard = hazard_of(plan, NKV_HAZARD_REMAP_BEYOND_4G);
		cr_expect_eq(hazard != NULL, cases[i].is_beyond, "case %zu", i);
		cr_expect(!hazard || hazard->nids == 2, "case %zu", i);
		end_plan(plan);
	}
}

/* The chunk that fills the table. Expect it to write past the table wherever it goes but at the end. */
Test(nodes, chunk_that_fills_the_table)
{
	for (size_t place = 0; place < 24; place++) {
		struct nkv_srat_memory memory[24] = { 0 };
		struct nkv_machine machine = machine_of(memory, COUNT(memory));
		struct nkv_plan *plan;

		for (size_t i = 0; i < COUNT(memory); i++) {
			size_t at = i == 23 ? place : i + (i >= place);

			memory[i] =
				(struct nkv_srat_memory)MEMORY(0, at * 32 * MB, (at + 1) * 32 * MB);
		}
		plan = begin_plan(&machine);
		cr_expect_eq(plan->chunk_table_overrun, place < 23, "place %zu", place);
		end_plan(plan);
	}
}

/* A domain with memory, of each number that there is. Expect it to be node 1, after that of domain 0. */
Test(nodes, each_domain)
{
	for (unsigned int pxm = 1; pxm <= 255; pxm++) {
		const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
							  MEMORY((uint8_t)pxm, 512 * MB, 1 * GB) };
		const struct nkv_machine machine = machine_of(memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);

		cr_assert_eq(plan->node_count, 2, "domain %u", pxm);
		cr_expect_eq(plan->nodes[1].pxm, (int)pxm, "domain %u", pxm);
		cr_expect_eq(plan->chunks[1].nid, 1, "domain %u", pxm);
		end_plan(plan);
	}
}

/*
 * |0 64511 pages|  node 1  1G|: (64511 + 1) * 32 bytes and 32768 are one large page
 * Expect a byte more of pg_data_t to take another.
 */
Test(nodes, a_byte_more_than_a_large_page)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 64511 * 4 * KB),
						  MEMORY(1, 64511 * 4 * KB, 1 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));

	for (uint32_t more = 0; more < 2; more++) {
		struct nkv_plan *plan;

		machine.kernel.pg_data_bytes = 32768 + more;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[0].memmap_bytes, 64512 * 32);
		cr_expect_eq(plan->nodes[0].wanted_pages, more ? 1024 : 512);
		end_plan(plan);
	}
}

/*
 * |0 node 0 960M|  node 1  |hole|1G|   of a kernel whose windows need not be aligned
 * Expect a node that gives nothing to have no window that could be misaligned.
 */
Test(nodes, nothing_misaligned)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 1 * GB - 1 * MB),
						     USABLE(1 * GB - 512 * KB, 1 * GB) };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 960 * MB),
							 MEMORY(1, 960 * MB, 1 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.e820 = map;
	machine.e820_count = COUNT(map);
	machine.kernel.profile = nkv_profile_find("2.6.18");
	machine.cmdline = "vmalloc=131076K";
	plan = begin_plan(&machine);
	hazard = hazard_of(plan, NKV_HAZARD_REMAP_MISALIGNED);
	cr_expect_eq(plan->nodes[1].reserved_pages, 0);
	cr_expect(plan->nodes[1].pgdat_in_remap);
	cr_assert(hazard);
	cr_expect_eq(hazard->nids, 1U << 0);
	end_plan(plan);
}

/*
 * |0 node 0 256M|node 1 512M|  node 0  1G|   of a kernel that sizes zones from 0 on
 * Expect node 1, which ends below low memory, to stop the boot before node 0 has its mem_map.
 */
Test(nodes, stop_at_the_second)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 256 * MB),
							 MEMORY(1, 256 * MB, 512 * MB),
							 MEMORY(0, 512 * MB, 1 * GB) };
	struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.18");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_ZONES);
	cr_expect_eq(plan->stopped_nid, 1);
	cr_expect_eq(plan->nodes[0].memmap.from, NKV_MEMMAP_NONE);
	end_plan(plan);
}

/* A boundary that is no multiple of 256 MiB. Expect pages that physnode_map gets wrong. */
Test(nodes, physnode_mismatch)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 480 * MB),
						  MEMORY(1, 480 * MB, 1 * GB) };
	const struct nkv_machine machine = machine_of(memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect(hazard_of(plan, NKV_HAZARD_PHYSNODE_MISMATCH) ||
		  hazard_of(plan, NKV_HAZARD_BAD_PAGE_STATE));
	cr_expect_eq(plan->physnode_map[0], 0);
	cr_expect_eq(plan->physnode_map[1], 1);
	cr_expect_eq(plan->physnode_map[4], -1);
	end_plan(plan);
}
