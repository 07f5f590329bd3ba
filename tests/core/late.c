/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels in which the KVA is searched for (profile-2.6.32, profile-2.6.27). */
#include <criterion/criterion.h>

#include "boot.h"

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
