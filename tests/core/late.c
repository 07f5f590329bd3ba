/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels in which the KVA is searched for (profile-2.6.32, profile-2.6.27). */
#include <criterion/criterion.h>

#include "late.h"

struct nkv_machine late_pc(const char *profile)
{
	static const struct nkv_e820_entry pc[] = { USABLE(0, 640 * KB),
						    USABLE(1 * MB, 1 * GB - 64 * KB) };

	return boot_machine(profile, pc, COUNT(pc));
}

struct nkv_machine late_machine(const char *profile)
{
	static const struct nkv_e820_entry two_gigabytes[] = { USABLE(0, 640 * KB),
							       USABLE(1 * MB, 2 * GB) };

	return boot_machine(profile, two_gigabytes, COUNT(two_gigabytes));
}

/*
 *            |16 MiB
 * |kernel|...|kmap table|mem_map ...|
 *
 * A flat machine that ends 100 pages below 768 MiB: widened to 1024 pages, its mem_map does not fit its
 * window, and comes from the boot-time allocator. Expect the page table of kmap() to take a page before the mem_map does: in 2.6.32
 * the lowest from 16 MiB on, so that the mem_map begins a page later; in 2.6.27 the lowest of all.
 */
Test(late, kmap_table_before_the_mem_map)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 768 * MB - 400 * KB) };
	static const struct {
		const char *profile;
		uint64_t memmap_pfn;
	} cases[] = { { "2.6.32", 4097 }, { "2.6.27", 4096 } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(map);
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[0].memmap.from, NKV_MEMMAP_BOOTMEM);
		cr_expect_eq(plan->nodes[0].memmap.taken.start_pfn, cases[i].memmap_pfn, "%s: %llu",
			     cases[i].profile,
			     (unsigned long long)plan->nodes[0].memmap.taken.start_pfn);
		end_plan(plan);
	}
}

/*
 * 0|   node 0   |KVA RAM|1022M  in no entry  |1023.5M  node 0  |1G - 64K
 * Memory ends between two large pages, so that what node 0 gives ends before it. Expect the RAM there
 * that no entry of the SRAT has to be unused: nothing is lost to alignment, which these kernels do without.
 */
Test(late, nothing_is_lost_to_alignment)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 1 * GB - 64 * KB) };
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 1022 * MB),
		MEMORY(0, 1023 * MB + 512 * KB, 1 * GB),
	};
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.32");
	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[0].remap_start_pfn + plan->nodes[0].reserved_pages, 1022 * 256);
	cr_expect_eq(plan->nodes[0].present_end_pfn, 1024 * 256 - 16);
	cr_expect_eq(plan->ram.wasted_pages, 0);
	cr_expect_eq(plan->ram.unused_pages, 384);
	end_plan(plan);
}

/* --- the search for what a node gives (3) --- */

/*
 * |...      |504M |506M   |510M   |511M|512M
 * |   RAM               | reserved | RAM  |
 * Node 0 gives 6 MiB, which would begin at 506 MiB. Expect them there; with a hole below its end, where
 * they end before it, a large page further down; and the node to keep its end.
 */
Test(late, search_from_the_end_of_a_node)
{
	static const struct nkv_e820_entry whole[] = { USABLE(0, 640 * KB),
						       USABLE(1 * MB, 512 * MB) };
	static const struct nkv_e820_entry holed[] = { USABLE(0, 640 * KB),
						       USABLE(1 * MB, 510 * MB),
						       USABLE(511 * MB, 512 * MB) };
	static const struct {
		const struct nkv_e820_entry *map;
		size_t count;
		uint32_t start_mb;
	} cases[] = { { whole, COUNT(whole), 506 }, { holed, COUNT(holed), 504 } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = boot_machine("2.6.32", cases[i].map, cases[i].count);
		struct nkv_plan *plan = begin_plan(&machine);

		cr_expect_eq(plan->nodes[0].reserved_pages, 6 * 256);
		cr_expect_eq(plan->nodes[0].remap_start_pfn, cases[i].start_mb * 256, "case %zu",
			     i);
		cr_expect_eq(plan->nodes[0].end_pfn, 512 * 256);
		end_plan(plan);
	}
}

/*
 * |   node 0   |512M |514M     node 1     |520M      no RAM      |1023M RAM|1G
 * Node 1 gives 6 MiB. Expect the last place that is tried to be a large page above its start, which does;
 * and with 1 MiB less no place, though there are 6 MiB of RAM from its start on.
 */
Test(late, search_to_the_start_of_a_node)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
							 MEMORY(1, 512 * MB, 1 * GB) };

	for (uint32_t less_mb = 0; less_mb < 2; less_mb++) {
		const struct nkv_e820_entry map[] = {
			USABLE(0, 640 * KB),
			USABLE(1 * MB, (520 - less_mb) * MB),
			USABLE(1023 * MB, 1 * GB),
		};
		struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[1].wanted_pages, 6 * 256);
		if (less_mb == 0) {
			cr_expect_eq(plan->nodes[1].remap_start_pfn, 514 * 256);
		} else {
			cr_assert(hazard_of(plan, NKV_HAZARD_KVA_RAM_NOT_FOUND));
			cr_expect_eq(hazard_of(plan, NKV_HAZARD_KVA_RAM_NOT_FOUND)->nids, 1U << 1);
			cr_expect_eq(plan->stopped_at, NKV_STOP_KVA_RAM);
		}
		end_plan(plan);
	}
}

/*
 * 0|RAM|640K  1M|   RAM   |end
 * A node gives 2 MiB. Expect the search that begins at 0 and finds nothing to hang, with an end at 3 MiB;
 * and at 4 MiB, where RAM for it begins at 2 MiB, to find that.
 */
Test(late, search_that_begins_at_zero)
{
	for (uint64_t end_mb = 3; end_mb <= 4; end_mb++) {
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						      USABLE(1 * MB, end_mb * MB) };
		struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
		struct nkv_plan *plan;

		machine.kernel.image_end = 0x180000;
		machine.kernel.has_image_end = true;
		machine.kernel.init_pg_tables_end = 0x181000;
		plan = begin_plan(&machine);
		cr_expect_eq(hazard_of(plan, NKV_HAZARD_KVA_RAM_SEARCH_HANGS) != NULL, end_mb == 3);
		if (end_mb == 4)
			cr_expect_eq(plan->nodes[0].remap_start_pfn, 2 * 256);
		end_plan(plan);
	}
}

/* --- the search for the KVA (4) --- */

/*
 *          |0x36400000   |0x36e00000  |0x36f00000 initrd |0x37000000     |low 0x379fe000
 * The KVA takes 10 MiB. Expect it at the last large page from which it fits, and with an initrd there
 * at the next one from which it ends before that.
 */
Test(late, kva_below_an_initrd)
{
	for (int with_initrd = 0; with_initrd < 2; with_initrd++) {
		struct nkv_machine machine = late_pc("2.6.32");
		struct nkv_plan *plan;

		machine.initrd_start = with_initrd ? 0x36f00000 : 0;
		machine.initrd_size = with_initrd ? 0x100000 : 0;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->max_low_pfn, 0x379fe);
		cr_expect_eq(plan->kva_pages, 10 * 256);
		cr_expect_eq(plan->kva_wanted_pfn, 0x36e00);
		cr_expect_eq(plan->kva_start_pfn, with_initrd ? 0x36400 : 0x36e00);
		end_plan(plan);
	}
}

/* --- low memory of a second node (5) --- */

/*
 * |0   node 0   512M|512M   node 1, low   |889M or 896M   high   1G|
 * Expect it to kill the kernels with one bitmap, and to be lost to the others, page for page.
 */
Test(late, low_memory_of_a_second_node)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
							 MEMORY(1, 512 * MB, 1 * GB) };
	static const struct {
		const char *profile;
		bool dies;
	} cases[] = { { "2.6.27", true },
		      { "2.6.28", true },
		      { "2.6.29", true },
		      { "2.6.30", false },
		      { "2.6.32", false } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_pc(cases[i].profile);
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, cases[i].dies ? NKV_HAZARD_LOWMEM_ON_OTHER_NODE
						       : NKV_HAZARD_LOWMEM_OF_NODES_LOST);
		cr_assert(hazard, "%s", cases[i].profile);
		if (cases[i].dies) {
			cr_expect_eq(hazard->nids, 1U << 1);
			cr_expect_eq(hazard->pages, plan->max_low_pfn - 512 * 256);
		} else {
			/* All but the KVA, which lies there. */
			cr_expect_eq(hazard->pages,
				     plan->max_low_pfn - 512 * 256 - plan->kva_pages);
			cr_expect_eq(plan->free.ranges[plan->free.count - 1].end_pfn,
				     plan->nodes[0].remap_start_pfn);
		}
		end_plan(plan);
	}
}

/*
 * |   node 0's bitmap   |node 1's ...
 * A bitmap begins at the start of the page in which the one before ends. Expect that of a node of
 * 128 MiB to fill a page, and those of nodes that are a page smaller or larger to share one.
 */
Test(late, bitmaps_that_share_a_page)
{
	for (uint64_t border = 128 * MB - 4 * KB; border <= 128 * MB + 4 * KB; border += 4 * KB) {
		const struct nkv_srat_memory memory[] = { MEMORY(0, 0, border),
							  MEMORY(1, border, 1 * GB) };
		struct nkv_machine machine = late_pc("2.6.32");
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		cr_assert_eq(plan->bitmap_count, 2);
		cr_expect_eq(hazard_of(plan, NKV_HAZARD_BOOTMAPS_SHARE_PAGES) != NULL,
			     border > 128 * MB, "%llu", (unsigned long long)border);
		cr_expect_eq(plan->bitmaps[1].bitmap_pfn, plan->bitmap_pfn + 1);
		end_plan(plan);
	}
}

/*
 * |0  node 0  16M|hole|RAM|hole|32M  node 1  1G|     the kernel has pages 256 to 1384, from 1380 on for the brk area
 * Node 1's bits lie on node 0's, as node 0's bitmap does not fill its page. Expect what node 1 frees to free the
 * kernel's pages of the same place in node 0, which is fatal if there are any.
 */
Test(late, another_node_frees_the_kernel)
{
	static const struct {
		uint64_t from, to; /* RAM of node 1, in its pages, before the last that it has */
		bool is_fatal;
	} cases[] = { { 255, 256, false },  { 256, 257, true },	  { 1379, 1380, true },
		      { 1380, 1381, true }, { 1384, 1385, true }, { 1385, 1386, false } };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 16 * MB),
							 MEMORY(1, 16 * MB, 1 * GB) };

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 16 * MB),
						      USABLE(16 * MB + cases[i].from * 4 * KB,
							     16 * MB + cases[i].to * 4 * KB),
						      USABLE(32 * MB, 1 * GB) };
		struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		cr_assert_eq(early_of(plan, "BRK")->start, 1380 * 4096);
		hazard = hazard_of(plan, NKV_HAZARD_RESERVED_PAGES_FREED);
		cr_expect_eq(hazard != NULL && hazard->severity == NKV_SEVERITY_FATAL,
			     cases[i].is_fatal, "case %zu", i);
		end_plan(plan);
	}
}

/*
 * |0   4G + 36M|, and more up to 4.5G
 * Expect what the node gives above 4 GiB to meet nothing in low memory of the same 32 bits, neither where it
 * is reserved nor where low memory is freed.
 */
Test(late, what_is_given_above_4_gib)
{
	for (uint64_t more = 36 * MB; more <= 516 * MB; more += 32 * MB) {
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						      USABLE(1 * MB, 4 * GB + more) };
		struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
		struct nkv_plan *plan = begin_plan(&machine);

		cr_assert_eq(plan->stopped_at, NKV_STOP_NONE);
		cr_expect_geq(early_of(plan, "KVA RAM")->start, 4 * GB);
		cr_expect_null(hazard_of(plan, NKV_HAZARD_RESERVED_PAGES_FREED));
		end_plan(plan);
	}
}

/*
 * |0   node 0, all but its last pages reserved   |126M  KVA RAM  |128M   node 1 ...
 * Expect the low memory of node 1 to be lost, which is fatal only where node 0 has not one page left.
 */
Test(late, last_page_of_node_0)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 128 * MB),
							 MEMORY(1, 128 * MB, 1 * GB) };

	for (uint32_t left = 0; left <= 1; left++) {
		const struct nkv_firmware_reserve reserve = {
			.size = (uint32_t)(126 * MB - left * NKV_PAGE_BYTES), .by = "firmware"
		};
		struct nkv_machine machine = late_pc("2.6.32");
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		machine.reserve = &reserve;
		machine.reserve_count = 1;
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_LOWMEM_OF_NODES_LOST);
		cr_assert(hazard);
		cr_expect_eq(plan->free_pages, left);
		cr_expect_eq(hazard->severity, left ? NKV_SEVERITY_WARNING : NKV_SEVERITY_FATAL);
		end_plan(plan);
	}
}

/*
 * |0  free  16M|16M node 0, reserved  192M|192M   node 1   704M - 400K|
 * Widened to whole large pages, node 1's mem_map does not fit its window. Expect it to come from node 1
 * itself before it comes from what is free below 16 MiB.
 */
Test(late, memory_for_devices_is_spared)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 704 * MB - 400 * KB) };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 192 * MB),
							 MEMORY(1, 192 * MB, 1 * GB) };
	static const struct nkv_firmware_reserve reserve = { .start = 16 * MB,
							     .size = 176 * MB,
							     .by = "firmware" };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.32");
	set_srat(&machine, memory, COUNT(memory));
	machine.reserve = &reserve;
	machine.reserve_count = 1;
	plan = begin_plan(&machine);
	cr_assert_eq(plan->nodes[1].memmap.from, NKV_MEMMAP_BOOTMEM);
	cr_expect_geq(plan->nodes[1].memmap.taken.start_pfn, 192 * MB / NKV_PAGE_BYTES, "%llu",
		      (unsigned long long)plan->nodes[1].memmap.taken.start_pfn);
	end_plan(plan);
}
