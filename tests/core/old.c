/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels before 2.6.13: the map and the boot-time allocator (profile-2.6.9, profile-2.6.5). */
#include <criterion/criterion.h>
#include <string.h>

#include "heard.h"
#include "old.h"

struct nkv_machine old_machine(const char *profile, const struct nkv_srat_memory *memory,
			       size_t count)
{
	static const struct nkv_e820_entry twelve_gigabytes[] = { USABLE(0, 640 * KB),
								  USABLE(1 * MB, 3 * GB),
								  USABLE(4 * GB, 12 * GB) };
	struct nkv_machine machine =
		boot_machine(profile, twelve_gigabytes, COUNT(twelve_gigabytes));

	set_srat(&machine, memory, count);
	return machine;
}

Test(old, names)
{
	static const struct {
		const char *name, *canonical;
	} names[] = {
		{ "2.6.13", "2.6.14" }, { "2.6.11", "2.6.9" }, { "2.6.10", "2.6.9" },
		{ "2.6.7", "2.6.5" },	{ "2.6.0", "2.6.5" },
	};

	for (size_t i = 0; i < COUNT(names); i++)
		cr_expect_str_eq(nkv_profile_find(names[i].name)->name, names[i].canonical);
	cr_expect_null(nkv_profile_find("2.5.65"));
}

/* --- 1: the map --- */

/*
 * |1M  3G|4G  12G|  mem=3584M
 *           |3.5G
 * Expect the entry above the limit to end at it, before it starts, and to cover nothing; later
 * kernels drop it.
 */
Test(old, a_limit_in_a_hole)
{
	struct nkv_machine machine = old_machine("2.6.9", NULL, 0);
	struct nkv_plan *plan;
	const struct nkv_e820_entry *last;

	machine.cmdline = "mem=3584M";
	plan = begin_plan(&machine);
	cr_assert_eq(plan->e820.count, 3);
	last = &plan->e820.entries[2];
	cr_expect_eq(last->start, 4 * GB);
	cr_expect_eq(last->start + last->size, 3584 * MB);
	cr_expect_eq(plan->e820_max_pfn, 3 * GB / 4096);
	end_plan(plan);

	machine.kernel.profile = nkv_profile_find("2.6.15");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->e820.count, 2);
	end_plan(plan);
}

/*
 * 40 usable pages, each with a hole behind it.
 * Expect 32 of them to be seen to 2.6.11, and all from 2.6.12 on.
 */
Test(old, a_long_map)
{
	static const struct {
		const char *profile;
		size_t entries;
	} cases[] = { { "2.6.5", 32 }, { "2.6.8", 32 }, { "2.6.9", 32 }, { "2.6.12", 40 } };
	struct nkv_e820_entry entries[40];
	struct nkv_machine machine = MACHINE(entries);

	for (size_t i = 0; i < COUNT(entries); i++)
		entries[i] =
			(struct nkv_e820_entry){ 1 * MB + i * 8 * MB, 4 * MB, NKV_E820_USABLE };
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		plan = begin_plan(&machine);
		cr_expect_eq(plan->bios_e820.count, cases[i].entries, "%s: %zu", cases[i].profile,
			     plan->bios_e820.count);
		end_plan(plan);
	}
}

/* Expect an entry that is added to a map of 32 to be dropped. */
Test(old, a_map_is_full_at_32)
{
	struct nkv_e820_entry entries[32];
	struct nkv_machine machine = MACHINE(entries);
	struct nkv_plan *plan;

	for (size_t i = 0; i < COUNT(entries); i++)
		entries[i] =
			(struct nkv_e820_entry){ 1 * MB + i * 8 * MB, 4 * MB, NKV_E820_USABLE };
	machine.kernel.profile = nkv_profile_find("2.6.9");
	machine.cmdline = "memmap=4M@1G";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->e820.count, 32);
	cr_expect_eq(plan->e820_max_pfn, (253 * MB) / 4096);
	end_plan(plan);
}

/* Expect vmalloc= to be a word like any other to 2.6.8. */
Test(old, vmalloc)
{
	static const struct {
		const char *profile;
		uint32_t reserve;
	} cases[] = { { "2.6.5", 128 * MB }, { "2.6.8", 128 * MB }, { "2.6.9", 256 * MB } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = old_machine(cases[i].profile, NULL, 0);
		struct nkv_plan *plan;

		machine.cmdline = "vmalloc=256M";
		plan = begin_plan(&machine);
		cr_expect_eq(plan->vmalloc_reserve, cases[i].reserve, "%s", cases[i].profile);
		end_plan(plan);
	}
}

/* --- 5: the boot-time allocator --- */

/* Expect each kernel to reserve the platform's pages in its own order. */
Test(old, platform_reserves)
{
	static const struct {
		const char *profile, *order;
	} cases[] = {
		{ "2.6.5", "kernel page-0 trampoline " },
		{ "2.6.8", "kernel page-0 trampoline " },
		{ "2.6.9", "kernel page-0 trampoline ebda " },
		{ "2.6.12", "kernel page-0 ebda amd-k7 trampoline " },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = old_machine(cases[i].profile, NULL, 0);
		char order[64] = "";
		struct nkv_plan *plan;

		machine.ebda = 0x9f000;
		machine.kernel.amd_k7 = true;
		machine.kernel.text = 16 * MB;
		plan = begin_plan(&machine);
		for (size_t j = 0; j < plan->call_count; j++) {
			if (plan->calls[j].op != NKV_BOOTMEM_RESERVE)
				continue;
			strcat(order, plan->calls[j].by);
			strcat(order, " ");
		}
		cr_expect_str_eq(order, cases[i].order, "%s", cases[i].profile);
		cr_expect_eq(plan->text, 1 * MB, "it lies at 1 MiB, wherever it is said to be");
		end_plan(plan);
	}
}

/*
 * 64 nodes' worth of mem_maps: |0  node 0  1G|node 1 from 1G to 2000G|
 * Expect 2.6.5 to know where high memory begins before it finds no low memory left.
 */
Test(old, lowmem_swallowed)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 200 * GB) };
	const struct nkv_machine machine = old_machine("2.6.5", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->stopped_at, NKV_STOP_PLACEMENT);
	cr_assert(hazard_of(plan, NKV_HAZARD_LOWMEM_SWALLOWED));
	cr_expect_eq(plan->highstart_pfn, 229376);
	end_plan(plan);
}

/*
 * |0  node 0  512M|4G node 1|   a KVA of 448 large pages, which is all of low memory, or one more
 * Expect the boot to end where low memory would be less than none; with none it goes on, to an allocator
 * that has not one page for the kernel.
 */
Test(old, all_of_lowmem_is_swallowed)
{
	static const char *const profiles[] = { "2.6.5", "2.6.9", "2.6.12" };
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 512 * MB),
						     USABLE(4 * GB, 63 * GB) };

	for (size_t i = 0; i < 2 * COUNT(profiles); i++) {
		uint64_t large_pages = 448 + i % 2;
		uint64_t pages = (large_pages * 2 * MB - 4096) / 64 - 1;
		const struct nkv_srat_memory memory[] = {
			MEMORY(0, 0, 512 * MB), MEMORY(1, 4 * GB, 4 * GB + pages * 4 * KB)
		};
		struct nkv_machine machine = boot_machine(profiles[i / 2], map, COUNT(map));
		const struct nkv_hazard *swallowed;
		struct nkv_plan *plan;

		machine.kernel.struct_page_bytes = 64;
		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		cr_expect_eq(plan->kva_pages, large_pages * 512);
		swallowed = hazard_of(plan, NKV_HAZARD_LOWMEM_SWALLOWED);
		if (large_pages == 448) {
			cr_expect_null(swallowed, "%s", profiles[i / 2]);
			cr_expect_eq(plan->max_low_pfn, 0);
			cr_expect_eq(plan->stopped_at, NKV_STOP_BOOTMEM, "%s", profiles[i / 2]);
		} else {
			cr_assert(swallowed, "%s", profiles[i / 2]);
			cr_expect_eq(swallowed->pages, 512);
			cr_expect_eq(plan->stopped_at, NKV_STOP_PLACEMENT);
		}
		end_plan(plan);
	}
}

/* Expect the mem_map of a window to be named, and that of low memory to be as it should. */
Test(old, memmap_not_cleared)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 3 * GB),
							 MEMORY(1, 4 * GB, 12 * GB) };
	struct nkv_machine machine = old_machine("2.6.12", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *uncleared = hazard_of(plan, NKV_HAZARD_MEMMAP_NOT_CLEARED);

	cr_assert(uncleared);
	cr_expect_eq(uncleared->nids, 2);
	cr_expect_eq(uncleared->severity, NKV_SEVERITY_WARNING);
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM)->severity, NKV_SEVERITY_INFO);
	end_plan(plan);

	machine.kernel.profile = nkv_profile_find("2.6.14");
	plan = begin_plan(&machine);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_MEMMAP_NOT_CLEARED), "2.6.13 clears it");
	end_plan(plan);
}

/* Expect memory above 4 GiB to be told of with the advice of the time: to use PAE to 2.6.18. */
Test(old, advice_for_memory_above_4g)
{
	static const struct {
		const char *profile;
		enum nkv_console_form said, unsaid;
	} cases[] = {
		{ "2.6.5", NKV_SAY_USE_PAE, NKV_SAY_USE_HIGHMEM64G },
		{ "2.6.12", NKV_SAY_USE_PAE, NKV_SAY_USE_HIGHMEM64G },
		{ "2.6.18", NKV_SAY_USE_PAE, NKV_SAY_USE_HIGHMEM64G },
		{ "2.6.23", NKV_SAY_USE_HIGHMEM64G, NKV_SAY_USE_PAE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = old_machine(cases[i].profile, NULL, 0);
		const struct heard *heard;
		struct nkv_plan *plan;

		machine.kernel.highmem = NKV_HIGHMEM_4G;
		machine.kernel.pae = false;
		plan = begin_plan(&machine);
		heard = listen_to(plan);
		cr_expect(find_said(heard, cases[i].said), "%s", cases[i].profile);
		cr_expect_null(find_said(heard, cases[i].unsaid), "%s", cases[i].profile);
		end_plan(plan);
	}
}
