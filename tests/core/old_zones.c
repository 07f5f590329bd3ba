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
		cr_expect(!found || found->fields == (NKV_HAZARD_HAS_NIDS | NKV_HAZARD_HAS_PFN));
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
 *                     ACPI data or RAM up to the last page, or one byte into it
 * Expect a page to be in an entry if one byte of it is, and to be RAM if all are: then what is lost are
 * tables, or the rest of the page, else there is nothing at all.
 */
Test(old_zones, edge_of_the_map)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 16 * GB) };
	static const uint32_t types[] = { NKV_E820_ACPI_DATA, NKV_E820_USABLE };

	for (size_t i = 0; i < 2 * COUNT(types); i++) {
		struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						USABLE(1 * MB, 3 * GB),
						USABLE(4 * GB, 12 * GB),
						{ 15 * GB, 1 * GB, types[i / 2] } };
		struct nkv_machine machine = old_machine("2.6.9", memory, COUNT(memory));
		uint64_t first, used, byte = i % 2;
		const struct nkv_hazard *lost;
		struct nkv_plan *plan;

		machine.e820 = map;
		machine.e820_count = COUNT(map);
		plan = begin_plan(&machine);
		first = plan->nodes[1].remap_start_pfn;
		used = first + 1 + ((uint64_t)plan->nodes[1].memmap.bytes + 4095) / 4096;
		end_plan(plan);
		map[3].size = (used - 1) * 4096 + byte - 15 * GB;
		plan = begin_plan(&machine);
		lost = hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM);
		cr_assert(lost);
		cr_expect_eq(lost->severity,
			     byte == 0 ? NKV_SEVERITY_FATAL : NKV_SEVERITY_CORRUPTING, "case %zu",
			     i);
		cr_expect_eq(lost->ranges.count, 1);
		cr_expect_eq(lost->ranges.ranges[0].start_pfn,
			     types[i / 2] == NKV_E820_USABLE ? used - 1 : first, "case %zu", i);
		cr_expect_eq(lost->ranges.ranges[0].end_pfn, used);
		end_plan(plan);
	}
}

/*
 * |0 RAM, or reserved 1G|1G  RAM  3G|4G  RAM  12G|   node 1: the first, node 0: the rest
 * Expect what node 1 gives of the first entry to be RAM there, or to overwrite what is there.
 */
Test(old_zones, first_entry_of_the_map)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(1, 0, 1 * GB),
							 MEMORY(0, 1 * GB, 12 * GB) };
	static const uint32_t types[] = { NKV_E820_RESERVED, NKV_E820_USABLE };

	for (size_t i = 0; i < COUNT(types); i++) {
		const struct nkv_e820_entry map[] = { { 0, 1 * GB, types[i] },
						      USABLE(1 * GB, 3 * GB),
						      USABLE(4 * GB, 12 * GB) };
		struct nkv_machine machine = old_machine("2.6.9", memory, COUNT(memory));
		const struct nkv_hazard *lost;
		struct nkv_plan *plan;

		machine.e820 = map;
		machine.e820_count = COUNT(map);
		plan = begin_plan(&machine);
		cr_assert_eq(plan->stopped_at, NKV_STOP_NONE);
		cr_expect_eq(plan->nodes[1].remap_start_pfn,
			     262144 - plan->nodes[1].reserved_pages);
		lost = hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM);
		cr_assert_eq(lost != NULL, types[i] == NKV_E820_RESERVED);
		cr_expect(!lost || lost->severity == NKV_SEVERITY_CORRUPTING);
		end_plan(plan);
	}
}

/* --- with next to no memory --- */

/*
 * |4G  node 1: 2 MiB that it gives, and so many pages|   2.6.9
 * Expect a mem_map in its window for one page that is left, and none for none.
 */
Test(old_zones, a_span_of_a_page)
{
	for (uint64_t pages = 0; pages <= 1; pages++) {
		const struct nkv_srat_memory memory[] = {
			MEMORY(0, 0, 3 * GB),
			MEMORY(1, 4 * GB, 4 * GB + 2 * MB + pages * 4 * KB),
		};
		const struct nkv_machine machine = old_machine("2.6.9", memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);
		const struct nkv_node *node = &plan->nodes[1];
		const struct nkv_hazard *uncleared = hazard_of(plan, NKV_HAZARD_MEMMAP_NOT_CLEARED);

		cr_expect_eq(node->reserved_pages, 512);
		cr_expect_eq(node->memmap.from, pages ? NKV_MEMMAP_REMAP : NKV_MEMMAP_NONE);
		cr_expect_eq(node->memmap.bytes, pages * 32);
		cr_expect_eq(node->memmap.vaddr, pages ? node->remap_vaddr_start + 4096 : 0);
		cr_expect_eq(uncleared != NULL, pages == 1);
		end_plan(plan);
	}
}

/*
 * |0  node 0  512M|4G node 1, more than there is|   2.6.12: a KVA of 440 or 441 large pages
 * Expect low memory of 16 MiB, where the High zone begins with a block, or of 14 MiB, which is all that
 * node 0 has then: neither is misaligned. With 439 low memory ends inside a block.
 */
Test(old_zones, low_memory_of_one_zone)
{
	static const struct {
		uint64_t large_pages;
		uint64_t span_end;
		uint64_t misaligned_pfn;
	} cases[] = { { 439, 131072, 4608 }, { 440, 131072, 0 }, { 441, 3584, 0 } };
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 512 * MB),
						     USABLE(4 * GB, 60 * GB) };

	for (size_t i = 0; i < COUNT(cases); i++) {
		/* So many struct pages as fill the windows but for the pgdat, and 31 bytes. */
		uint64_t pages = (cases[i].large_pages * 2 * MB - 4096) / 64 - 1;
		const struct nkv_srat_memory memory[] = {
			MEMORY(0, 0, 512 * MB), MEMORY(1, 4 * GB, 4 * GB + pages * 4 * KB)
		};
		struct nkv_machine machine = boot_machine("2.6.12", map, COUNT(map));
		const struct nkv_hazard *found;
		struct nkv_plan *plan;

		machine.kernel.struct_page_bytes = 64;
		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		cr_expect_eq(plan->max_low_pfn, 229376 - cases[i].large_pages * 512);
		cr_expect_eq(plan->nodes[0].span.end_pfn, cases[i].span_end);
		found = hazard_of(plan, NKV_HAZARD_ZONE_MISALIGNED);
		cr_expect_eq(found ? found->pfn : 0, cases[i].misaligned_pfn);
		end_plan(plan);
	}
}
