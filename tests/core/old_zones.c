/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Zones and mem_maps of kernels before 2.6.16 (profile-2.6.15, profile-2.6.9, profile-2.6.5, 6 and 7). */
#include <criterion/criterion.h>

#include "old.h"

/* --- where zones begin --- */

/*
 * |0  node 0  3G|4G  node 1  start|   2.6.12: low memory ends below one window of so many large pages
 * |DMA 16M|Normal |High ...
 * Expect a zone that begins inside a block of 4 MiB to be told of: the High zone of node 0 where the
 * windows take an odd number of large pages, and a node's own start.
 */
Test(old_zones, zone_alignment)
{
	static const struct {
		uint64_t start, end;
		uint32_t nids;
		uint64_t pfn;
	} cases[] = {
		/* a mem_map of 32 MiB and a pgdat take 17 large pages, an odd number */
		{ 4 * GB, 8 * GB, 1, 0x38000 - 17 * 512 },
		/* 33 of them */
		{ 4 * GB, 12 * GB, 1, 0x38000 - 33 * 512 },
		/* 24, an even number: only the node begins inside a block */
		{ 6 * GB + 2 * MB, 12 * GB, 2, (6 * GB + 2 * MB) / 4096 },
		/* 25: both; the room above memory counts for the mem_map */
		{ 6 * GB + 2 * MB, 12 * GB + 64 * MB, 1 | 2, 0x38000 - 25 * 512 },
		/* 24 again, and the node begins with a block */
		{ 6 * GB + 4 * MB, 12 * GB, 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							  MEMORY(1, cases[i].start, cases[i].end) };
		struct nkv_machine machine = old_machine("2.6.12", memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);
		const struct nkv_hazard *found = hazard_of(plan, NKV_HAZARD_ZONE_MISALIGNED);

		cr_expect_eq(found ? found->nids : 0, cases[i].nids, "case %zu: low memory to %x",
			     i, plan->max_low_pfn);
		cr_expect_eq(found ? found->pfn : 0, cases[i].pfn, "case %zu", i);
		cr_expect(!found || found->severity == NKV_SEVERITY_INFO, "case %zu", i);
		end_plan(plan);

		machine.kernel.profile = nkv_profile_find("2.6.14");
		plan = begin_plan(&machine);
		cr_expect_null(hazard_of(plan, NKV_HAZARD_ZONE_MISALIGNED), "case %zu", i);
		end_plan(plan);
	}
}

/*
 * |0  node 0  512M|512M  node 1  3G|   node 1 begins in low memory, 2 MiB into a block or not
 * Expect its DMA zone, which ends 16 MiB after its start, to count like its start.
 */
Test(old_zones, zones_of_a_node_in_low_memory)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 2 * GB),
						  MEMORY(1, 512 * MB + 2 * MB, 12 * GB) };
	const struct nkv_machine machine = old_machine("2.6.9", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *found = hazard_of(plan, NKV_HAZARD_ZONE_MISALIGNED);

	cr_assert(found);
	cr_expect_eq(found->nids & 2, 2);
	cr_assert(hazard_of(plan, NKV_HAZARD_ZONES_OVERLONG));
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_ZONES_OVERLONG)->nids, 2);
	end_plan(plan);
}

/* --- what they are made of --- */

/*
 * |0  node 0  3G|4G  node 1  12G|
 * Expect one struct page more than the span has, not a mem_map widened to blocks, from 2.6.13 to
 * 2.6.16; and of 2.6.12 so for node 0 alone, the others' span as it is.
 */
Test(old_zones, memmap_of_the_span)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB - 1 * MB),
							 MEMORY(1, 4 * GB, 12 * GB - 1 * MB) };
	static const struct {
		const char *profile;
		uint32_t more[2];
		bool is_widened;
	} cases[] = {
		{ "2.6.17", { 0, 0 }, true },  { "2.6.16", { 1, 1 }, false },
		{ "2.6.15", { 1, 1 }, false }, { "2.6.14", { 1, 1 }, false },
		{ "2.6.12", { 1, 0 }, false }, { "2.6.9", { 1, 0 }, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine machine =
			old_machine(cases[i].profile, memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);

		for (size_t nid = 0; nid < 2; nid++) {
			const struct nkv_node *node = &plan->nodes[nid];
			uint64_t start = node->span.start_pfn, end = node->span.end_pfn;

			if (cases[i].is_widened)
				end = (end + 1023) / 1024 * 1024;
			cr_expect_eq(node->memmap.bytes, (end - start + cases[i].more[nid]) * 32,
				     "%s, node %zu: %u", cases[i].profile, nid, node->memmap.bytes);
		}
		end_plan(plan);
	}
}

/* --- which node's a page is --- */

/*
 * |0 node 0 5G|5G node 1 6G|6G node 0 7G|7G node 1 12G|
 * Expect the RAM of both high zones to be given twice to 2.6.12, whatever physnode_map says of it;
 * 2.6.14 gives what physnode_map names a node for whose span ends above it: here all of it, too.
 */
Test(old_zones, highmem_of_two_nodes)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 5 * GB),
							 MEMORY(1, 5 * GB, 6 * GB),
							 MEMORY(0, 6 * GB, 7 * GB),
							 MEMORY(1, 7 * GB, 12 * GB) };

	for (size_t i = 0; i < 2; i++) {
		const struct nkv_machine machine =
			old_machine(i == 0 ? "2.6.12" : "2.6.14", memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);
		const struct nkv_hazard *twice = hazard_of(plan, NKV_HAZARD_HIGHMEM_FREED_TWICE);

		cr_assert(twice);
		cr_expect_eq(twice->ranges.ranges[0].start_pfn, 5 * GB / 4096);
		cr_expect_eq(twice->ranges.ranges[twice->ranges.count - 1].end_pfn,
			     plan->nodes[0].span.end_pfn);
		end_plan(plan);
	}
}

/*
 * |0  node 0  2G| hole |2560M  node 0  3G|4G  node 1  12G|   the SRAT leaves 512 MiB out
 * Expect pages that no chunk has to be no matter to 2.6.5 where there is no RAM, and to be told of
 * where there is.
 */
Test(old_zones, physnode_of_ram_alone)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 2 * GB - 64 * MB),
							 MEMORY(0, 2560 * MB, 3 * GB),
							 MEMORY(1, 4 * GB, 12 * GB) };
	static const struct nkv_e820_entry holed[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 2 * GB),
						       USABLE(2560 * MB, 3 * GB),
						       USABLE(4 * GB, 12 * GB) };
	struct nkv_machine machine = old_machine("2.6.5", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *mismatch = hazard_of(plan, NKV_HAZARD_PHYSNODE_MISMATCH);

	/* The entry of [1792M, 2048M) is set; the two up to 2560M are not. */
	cr_assert(mismatch);
	cr_expect_eq(mismatch->ranges.ranges[0].start_pfn, 2 * GB / 4096);
	cr_expect_eq(mismatch->pages, 512 * MB / 4096);
	end_plan(plan);

	machine.e820 = holed;
	machine.e820_count = COUNT(holed);
	plan = begin_plan(&machine);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_PHYSNODE_MISMATCH));
	end_plan(plan);
}

/*
 * Without HIGHMEM high memory begins at 0.
 * Expect the windows of 2.6.5 to lie below PAGE_OFFSET, where they are never mapped, and those of
 * 2.6.9 to lie over the kernel.
 */
Test(old_zones, without_highmem)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
							 MEMORY(1, 512 * MB, 2 * GB) };
	struct nkv_machine machine = old_machine("2.6.5", memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.kernel.highmem = NKV_HIGHMEM_OFF;
	machine.cmdline = "mem=2G";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->kva_start_pfn, (uint32_t) - (int32_t)plan->kva_pages);
	cr_expect_lt(plan->nodes[1].remap_vaddr_start, 0xc0000000);
	end_plan(plan);

	machine.kernel.profile = nkv_profile_find("2.6.9");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->kva_start_pfn, 0);
	cr_expect_eq(plan->nodes[1].remap_vaddr_start, 0xc0000000);
	end_plan(plan);
}

/* --- where memory is not --- */

/*
 * |4G  node 1  16G|   it gives its last pages: |pgdat|mem_map ... last page used|not used|
 *                     ACPI data up to the last page, or one byte into it
 * Expect a page to be in an entry if one byte of it is: then what is lost are tables, else there is
 * nothing at all.
 */
Test(old_zones, edge_of_the_map)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 16 * GB) };
	struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
					USABLE(1 * MB, 3 * GB),
					USABLE(4 * GB, 12 * GB),
					{ .start = 15 * GB, .type = NKV_E820_ACPI_DATA } };
	struct nkv_machine machine = old_machine("2.6.9", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	uint64_t used = plan->nodes[1].remap_start_pfn + 1 +
			((uint64_t)plan->nodes[1].memmap.bytes + 4095) / 4096;

	end_plan(plan);
	machine.e820 = map;
	machine.e820_count = COUNT(map);
	for (uint64_t byte = 0; byte < 2; byte++) {
		const struct nkv_hazard *lost;

		map[3].size = (used - 1) * 4096 + byte - 15 * GB;
		plan = begin_plan(&machine);
		lost = hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM);
		cr_assert(lost);
		cr_expect_eq(lost->severity,
			     byte == 0 ? NKV_SEVERITY_FATAL : NKV_SEVERITY_CORRUPTING,
			     "with %d bytes", (int)byte);
		cr_expect_eq(lost->ranges.ranges[0].end_pfn, used);
		end_plan(plan);
	}
}
