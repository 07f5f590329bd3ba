/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels before 2.6.13: only nodes above 0 give a remap (profile-2.6.9, profile-2.6.5). */
#include <criterion/criterion.h>

#include "old.h"

/* --- 2: nodes --- */

/*
 * |0   node 0   3G|   |4G  node 1  8G|node 0  9G|      and node 1 again, below: |3G 3.5G|
 * Expect a node to start with its first chunk, sorted, and to end with its last, also lower.
 */
Test(old_nodes, first_chunk_to_last)
{
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 3 * GB),	   MEMORY(1, 4 * GB, 12 * GB),	MEMORY(0, 1 * GB, 2 * GB),
		MEMORY(1, 5 * GB, 6 * GB), MEMORY(2, 20 * GB, 24 * GB),
	};
	const struct nkv_machine machine = old_machine("2.6.9", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->node_count, 3);
	cr_expect_eq(plan->nodes[0].memory_start_pfn, 0);
	cr_expect_eq(plan->nodes[0].memory_end_pfn, 2 * GB / 4096);
	cr_expect_eq(plan->nodes[1].memory_start_pfn, 4 * GB / 4096);
	cr_expect_eq(plan->nodes[1].memory_end_pfn, 6 * GB / 4096);
	cr_expect_eq(plan->nodes[2].memory_end_pfn, 24 * GB / 4096, "max_pfn bounds nothing");
	cr_expect_eq(plan->nodes[0].memmap_bytes, 0, "node 0 gives nothing");
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SRAT_CHUNK_IGNORED));
	end_plan(plan);
}

/*
 * physnode_map, an entry for 256 MiB. |0  node 0  3G|4G  node 1  12G|
 * Expect 2.6.5 to write the entry of a chunk's end, too, and no later kernel.
 */
Test(old_nodes, physnode_map_with_its_end)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 12 * GB) };
	struct nkv_machine machine = old_machine("2.6.5", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->physnode_map[11], 0);
	cr_expect_eq(plan->physnode_map[12], 0);
	cr_expect_eq(plan->physnode_map[13], -1);
	cr_expect_eq(plan->physnode_map[48], 1);
	end_plan(plan);

	machine.kernel.profile = nkv_profile_find("2.6.8");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->physnode_map[12], -1);
	cr_expect_eq(plan->physnode_map[48], -1);
	end_plan(plan);
}

/*
 * |4G  node 1  12G, less a page, or more|
 * Expect 2.6.5 to write the entry that begins at 12 GiB only if the chunk's end is there, or above.
 */
Test(old_nodes, physnode_map_at_its_end)
{
	for (int pages = -1; pages <= 1; pages++) {
		const struct nkv_srat_memory memory[] = {
			MEMORY(0, 0, 3 * GB),
			MEMORY(1, 4 * GB, (uint64_t)(3 * 1048576 + pages) * 4096)
		};
		struct nkv_machine machine = old_machine("2.6.5", memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);

		cr_expect_eq(plan->physnode_map[47], 1);
		cr_expect_eq(plan->physnode_map[48], pages < 0 ? -1 : 1, "%d", pages);
		end_plan(plan);
	}
}

/*
 * |60G  node 1  64G|
 * Expect an end at 64 GiB to write one entry past the table in 2.6.5, and in no later kernel.
 */
Test(old_nodes, physnode_map_overflows)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 60 * GB, 64 * GB) };
	struct nkv_machine machine = old_machine("2.6.5", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *overflow = hazard_of(plan, NKV_HAZARD_PHYSNODE_OVERFLOW);

	cr_assert(overflow);
	cr_expect_eq(overflow->nids, 2);
	end_plan(plan);

	machine.kernel.profile = nkv_profile_find("2.6.8");
	plan = begin_plan(&machine);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_PHYSNODE_OVERFLOW));
	end_plan(plan);
}

/* --- 3, 4: the remap and its windows --- */

/*
 * |0  node 0  3G|4G  node 1  8G|node 2  12G|   each gives 16.5 MiB, so 9 large pages
 *                      ... |low memory|node 2|node 1|high memory
 * Expect node 0 to give nothing, and windows from the top down, below which low memory ends.
 */
Test(old_nodes, windows_downwards)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 8 * GB),
							 MEMORY(2, 8 * GB, 12 * GB) };
	static const struct {
		const char *profile;
		uint32_t highstart_pfn;
	} cases[] = {
		{ "2.6.12", 229376 - 2 * 8704 },
		{ "2.6.9", 229376 - 2 * 8704 },
		{ "2.6.5", 229376 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine machine =
			old_machine(cases[i].profile, memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);

		cr_expect_eq(plan->nodes[0].reserved_pages, 0);
		cr_expect_eq(plan->nodes[1].reserved_pages, 8704);
		cr_expect_eq(plan->nodes[1].remap_offset_pages, 8704);
		cr_expect_eq(plan->nodes[2].remap_offset_pages, 2 * 8704);
		cr_expect_eq(plan->max_low_pfn, 229376 - 2 * 8704, "%s", cases[i].profile);
		cr_expect_eq(plan->highstart_pfn, cases[i].highstart_pfn, "%s", cases[i].profile);
		cr_expect_eq(plan->kva_start_pfn, 229376 - 2 * 8704);
		cr_expect_eq(plan->nodes[0].remap_vaddr_start, 0xf8000000);
		cr_expect_eq(plan->nodes[1].remap_vaddr_start, 0xf8000000 - 8704 * 4096);
		cr_expect_eq(plan->nodes[2].remap_vaddr_start, 0xf8000000 - 2 * 8704 * 4096);
		cr_expect_eq(plan->nodes[1].memmap.from, NKV_MEMMAP_REMAP);
		cr_expect_eq(plan->nodes[0].memmap.from, NKV_MEMMAP_BOOTMEM);
		cr_expect_eq(plan->nodes[0].memmap.bytes, (3 * GB / 4096 + 1) * 32);
		cr_expect_eq(plan->nodes[1].memmap.pages.start_pfn, 4 * GB / 4096);
		cr_expect_eq(plan->nodes[1].memmap.pages.end_pfn, 8 * GB / 4096 - 8704);
		cr_expect_eq(plan->verdict, NKV_VERDICT_BOOTS, "%s", cases[i].profile);
		end_plan(plan);
	}
}

/*
 * |0  node 0  3G|4G  node 1  8G + 1M|
 * Expect a node that does not end at a large page to have a window that is never mapped.
 */
Test(old_nodes, a_node_ends_inside_a_large_page)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 8 * GB + 1 * MB) };
	const struct nkv_machine machine = old_machine("2.6.9", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *misaligned = hazard_of(plan, NKV_HAZARD_REMAP_MISALIGNED);

	cr_assert(misaligned);
	cr_expect_eq(misaligned->nids, 2);
	cr_expect_eq(plan->nodes[1].remap_vaddr_start % (2 * MB), 0,
		     "the window itself is aligned");
	cr_expect_eq(plan->verdict, NKV_VERDICT_PANICS);
	end_plan(plan);
}

/*
 * |0  node 0  3G|4G  node 1  8G|, vmalloc=6G, which wraps
 * Expect 3 GiB of low memory, whose end wraps, too: a window that lies below PAGE_OFFSET, and is
 * as good as any that is aligned.
 */
Test(old_nodes, a_window_wraps)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 8 * GB) };
	struct nkv_machine machine = old_machine("2.6.9", memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.cmdline = "vmalloc=6G";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->highstart_pfn, 3 * GB / 4096 - plan->kva_pages);
	cr_expect_eq(plan->nodes[1].remap_vaddr_start, 0x80000000 - 8704 * 4096);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_REMAP_MISALIGNED));
	end_plan(plan);
}

/* --- 7: pages that are no RAM --- */

/*
 * |0  node 0  3G|4G  node 1  16G|   RAM up to 12G, ACPI data or nothing above
 * Expect a remap at 16G to be lost where nothing is, and to overwrite what is there.
 */
Test(old_nodes, remap_not_ram)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 16 * GB) };
	struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 3 * GB),
					USABLE(4 * GB, 12 * GB), RESERVED(15 * GB, 16 * GB) };
	static const struct {
		const char *profile, *cmdline;
		size_t entries;
		enum nkv_severity severity;
	} cases[] = {
		{ "2.6.9", "", 3, NKV_SEVERITY_FATAL },
		{ "2.6.9", "", 4, NKV_SEVERITY_CORRUPTING },
		{ "2.6.5", "memmap=12G@4G", 3, NKV_SEVERITY_FATAL },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = old_machine(cases[i].profile, memory, COUNT(memory));
		const struct nkv_hazard *lost;
		struct nkv_plan *plan;

		machine.e820 = map;
		machine.e820_count = cases[i].entries;
		machine.cmdline = cases[i].cmdline;
		plan = begin_plan(&machine);
		lost = hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM);
		cr_assert(lost, "case %zu", i);
		cr_expect_eq(lost->severity, cases[i].severity, "case %zu", i);
		cr_expect_eq(lost->ranges.ranges[0].start_pfn, plan->nodes[1].remap_start_pfn);
		cr_expect_eq(lost->pages, 1 + (plan->nodes[1].memmap.bytes + 4095) / 4096,
			     "what is not used does not count: %zu", i);
		end_plan(plan);
	}
}

/*
 * |0  node 0  3G|4G  node 1  16G|   RAM up to 12G
 * Expect 2.6.12 to cut the node where memory ends.
 */
Test(old_nodes, remap_below_max_pfn)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 16 * GB) };
	const struct nkv_machine machine = old_machine("2.6.12", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->nodes[1].present_end_pfn, 12 * GB / 4096);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM));
	end_plan(plan);
}

/*
 * A domain with a processor alone.
 * Expect its pgdat at the 2 MiB below the wrapped pfn 0 to 2.6.11, so that its end is above all
 * memory; and 2.6.12 to pass it over.
 */
Test(old_nodes, a_node_without_memory)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 12 * GB) };
	static const struct nkv_srat_processor processors[] = { { .pxm = 1, .enabled = true } };
	static const char *const profiles[] = { "2.6.5", "2.6.8", "2.6.9" };
	struct nkv_machine machine = old_machine("2.6.12", memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.processors = processors;
	machine.processor_count = COUNT(processors);
	plan = begin_plan(&machine);
	cr_expect_not(plan->nodes[1].gives);
	cr_expect_eq(plan->nodes[1].remap_offset_pages, 0);
	cr_expect_not(plan->nodes[1].pgdat_in_remap);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM));
	end_plan(plan);

	for (size_t i = 0; i < COUNT(profiles); i++) {
		machine.kernel.profile = nkv_profile_find(profiles[i]);
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[1].memmap_bytes, 32, "%s", profiles[i]);
		cr_expect_eq(plan->nodes[1].remap_start_pfn, UINT32_MAX - 511, "%s", profiles[i]);
		cr_expect(plan->nodes[1].pgdat_in_remap, "%s", profiles[i]);
		cr_expect_eq(plan->nodes[1].pgdat_vaddr, plan->nodes[1].remap_vaddr_start);
		cr_expect_eq(plan->nodes[1].end_pfn, 12 * GB / 4096,
			     "the end wrapped, and spans all");
		cr_expect(hazard_of(plan, NKV_HAZARD_MEMMAP_OVERRUNS_REMAP), "%s", profiles[i]);
		cr_expect(hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM), "%s", profiles[i]);
		end_plan(plan);
	}
}

/*
 * |0 node 0 3G|4G node 1 |nodes 2 to 15, 512 MiB each|12G|
 * Expect a window for each but node 0, of 4 MiB and a pgdat, one below the other, and none to be misaligned,
 * or above what is there.
 */
Test(old_nodes, as_many_nodes_as_there_can_be)
{
	static const char *const profiles[] = { "2.6.5", "2.6.9", "2.6.12" };
	struct nkv_srat_memory memory[16] = { MEMORY(0, 0, 3 * GB) };
	struct nkv_machine machine = old_machine("2.6.5", memory, COUNT(memory));

	for (size_t i = 1; i < COUNT(memory); i++)
		memory[i] = (struct nkv_srat_memory)MEMORY((uint8_t)i, (i + 7) * 512 * MB,
							   (i + 8) * 512 * MB);
	machine.kernel.max_numnodes = 16;
	for (size_t i = 0; i < COUNT(profiles); i++) {
		const struct nkv_hazard *uncleared;
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find(profiles[i]);
		plan = begin_plan(&machine);
		cr_assert_eq(plan->node_count, 16);
		cr_expect_eq(plan->kva_pages, 15 * 3 * 512);
		cr_expect_eq(plan->nodes[15].remap_vaddr_start, 0xf8000000 - 15 * 6 * MB);
		uncleared = hazard_of(plan, NKV_HAZARD_MEMMAP_NOT_CLEARED);
		cr_expect(uncleared && uncleared->nids == 0xfffe);
		cr_expect_null(hazard_of(plan, NKV_HAZARD_REMAP_MISALIGNED));
		cr_expect_null(hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM));
		end_plan(plan);
	}
}
