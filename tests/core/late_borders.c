/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels in which the KVA is searched for: machines at the borders (profile-2.6.32, profile-2.6.27). */
#include <criterion/criterion.h>

#include "late.h"

/* --- 1: the map and the command line --- */

/*
 * Expect a map that the command line made to need two entries, empty ones too, none of which wraps, the
 * first neither; and one that starts at the limit to be an empty one.
 */
Test(late_borders, maps_of_the_command_line)
{
	static const struct {
		const char *cmdline;
		bool dies;
	} cases[] = {
		{ "memmap=exactmap memmap=1022M@1M", true },
		{ "memmap=exactmap memmap=640K@0 memmap=1022M@1M", false },
		{ "memmap=exactmap memmap=0@0 memmap=1022M@1M", false },
		{ "memmap=exactmap memmap=0xffffffffffffffff@1M memmap=1022M@1M", true },
		{ "memmap=exactmap memmap=1022M@1M memmap=0xffffffffffffffff@1M", true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_pc("2.6.32");
		struct nkv_plan *plan;

		machine.cmdline = cases[i].cmdline;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->stopped_at == NKV_STOP_E820, cases[i].dies, "%s",
			     cases[i].cmdline);
		cr_expect_eq(hazard_of(plan, NKV_HAZARD_E820_USER_INVALID) != NULL, cases[i].dies,
			     "%s", cases[i].cmdline);
		end_plan(plan);
	}
}

/*
 * |0 640K|1M 2G - 64K|, a limit of 1 MiB, and an entry that wraps, so that the map stays as the words left it
 * Expect the entry that starts at the limit to be none, of no type.
 */
Test(late_borders, an_entry_that_starts_at_the_limit)
{
	struct nkv_machine machine = late_pc("2.6.32");
	struct nkv_plan *plan;

	machine.cmdline = "mem=1M memmap=0xffffffffffffffff@1M";
	plan = begin_plan(&machine);
	cr_assert_eq(plan->stopped_at, NKV_STOP_E820);
	cr_assert_eq(plan->e820.count, 3);
	cr_expect_eq(plan->e820.entries[1].start, 0);
	cr_expect_eq(plan->e820.entries[1].size, 0);
	cr_expect_eq(plan->e820.entries[1].type, 0);
	end_plan(plan);
}

/*
 * |1M  5G|6G  7G|, or |1M  3G|4G - 2K  5G|   without PAE
 * Expect memory to end at 4 GiB, where an entry begins in the page below, too, and what is behind to be
 * passed over.
 */
Test(late_borders, memory_without_pae)
{
	static const struct nkv_e820_entry maps[][3] = {
		{ USABLE(0, 640 * KB), USABLE(1 * MB, 5 * GB), USABLE(6 * GB, 7 * GB) },
		{ USABLE(0, 640 * KB), USABLE(1 * MB, 3 * GB), USABLE(4 * GB - 2 * KB, 5 * GB) },
	};
	static const char *const profiles[] = { "2.6.27", "2.6.32" };

	for (size_t i = 0; i < 2 * COUNT(profiles); i++) {
		struct nkv_machine machine = boot_machine(profiles[i / 2], maps[i % 2], 3);
		struct nkv_plan *plan;

		machine.kernel.highmem = NKV_HIGHMEM_4G;
		machine.kernel.pae = false;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->e820_max_pfn, 1048576, "case %zu", i);
		end_plan(plan);
	}
}

/* --- 1.7, 1.8 --- */

/* Expect the BIOS area to begin at an EBDA in the last 64 KiB below 640 KiB, and at 640 KiB with any other. */
Test(late_borders, where_the_bios_area_begins)
{
	static const struct {
		uint32_t ebda, start;
	} cases[] = {
		{ 0, 0x9f000 },	      { 0xf, 0x9f000 },	     { 0x8ffff, 0xa0000 },
		{ 0x90000, 0x90000 }, { 0x9fc0f, 0x9fc00 },  { 0xa0000, 0xa0000 },
		{ 0xa0010, 0xa0000 }, { 0x100000, 0xa0000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_pc("2.6.32");
		struct nkv_plan *plan;

		machine.ebda = cases[i].ebda;
		plan = begin_plan(&machine);
		cr_assert(early_of(plan, "BIOS reserved"));
		cr_expect_eq(early_of(plan, "BIOS reserved")->start, cases[i].start, "case %zu", i);
		cr_expect_eq(early_of(plan, "BIOS reserved")->end, 0x100000);
		end_plan(plan);
	}
}

/*
 * 516 pages for the tables of all low memory and 261 for those of 512 MiB and them, and 128 KiB: 0x329000.
 * Expect an image that ends so far below 8 MiB to need four large pages, and with a byte more five.
 */
Test(late_borders, what_is_mapped_at_the_start)
{
	for (uint32_t more = 0; more <= 1; more++) {
		struct nkv_machine machine = late_pc("2.6.32");
		struct nkv_plan *plan;

		machine.kernel.has_image_end = true;
		machine.kernel.image_end = 0x800000 - 0x329000 + more;
		machine.kernel.init_pg_tables_end = 0x900000;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->page_tables.extra_bytes, 0x329000);
		cr_expect_eq(plan->page_tables.mapped_end, 0x800000 + more * 0x200000);
		end_plan(plan);
	}
}

/*
 * With 152 processors and 13 pages for each, 71 + 13 * 152 = 2047 pages are fixed, of which the slots are the
 * last five; with one more they are six. Expect all but the last to need a table in 2.6.27 and 2.6.28; in 2.6.29
 * the first of five has the middle table, and the last is of kmap(), too, of whose slots each needs one.
 */
Test(late_borders, slots_of_fixed_addresses)
{
	static const struct {
		const char *profile;
		uint32_t pages[2];
	} cases[] = { { "2.6.27", { 4, 5 } }, { "2.6.28", { 4, 5 } }, { "2.6.29", { 4, 6 } } };

	for (size_t i = 0; i < 2 * COUNT(cases); i++) {
		struct nkv_machine machine = late_pc(cases[i / 2].profile);
		struct nkv_plan *plan;

		machine.kernel.nr_cpus = 152 + i % 2;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->page_tables.fixmap_pages, cases[i / 2].pages[i % 2], "%s: %u",
			     cases[i / 2].profile, plan->page_tables.fixmap_pages);
		end_plan(plan);
	}
}

/*
 * Small pages, 2.6.27, 8 processors: the middle table's slot is the last, too, of 512.
 * Expect low memory that ends where it begins to have none of its tables.
 */
Test(late_borders, low_memory_up_to_the_last_slot)
{
	struct nkv_machine machine = late_machine("2.6.27");
	struct nkv_plan *plan;

	machine.cmdline = "mem=nopentium vmalloc=2M";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->max_low_pfn, 511 * 512);
	cr_expect_eq(plan->page_tables.lowmem_pages, 511 - 7, "%u", plan->page_tables.lowmem_pages);
	end_plan(plan);
}

/* Expect low memory of all addresses to be none too many, and of a page more to be one. */
Test(late_borders, all_addresses_for_low_memory)
{
	for (uint32_t more = 0; more <= 1; more++) {
		struct nkv_machine machine = late_machine("2.6.27");
		const struct nkv_hazard *above;
		struct nkv_plan *plan;

		machine.cmdline = more ? "vmalloc=0xfffff000" : "vmalloc=0";
		plan = begin_plan(&machine);
		cr_expect_eq(plan->max_low_pfn, 262144 + more);
		above = hazard_of(plan, NKV_HAZARD_LOWMEM_ABOVE_SPACE);
		cr_expect_eq(above != NULL, more == 1);
		cr_expect(!above || (above->pages == 1 && above->fields == NKV_HAZARD_HAS_PAGES));
		end_plan(plan);
	}
}

/*
 * vmalloc= of 1 GiB and a page makes MAXMEM wrap to 4 GiB less a page, of which 5 GiB of RAM are enough.
 * Expect room for 4 entries of 1 GiB and for 2048 of 2 MiB, of 8 bytes each, in whole pages.
 */
Test(late_borders, the_longest_low_memory)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 5 * GB) };
	struct nkv_machine machine = boot_machine("2.6.27", map, COUNT(map));
	struct nkv_plan *plan;

	machine.cmdline = "vmalloc=0x40001000";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->max_low_pfn, 0xfffff);
	cr_expect_eq(plan->page_tables.part_bytes[0], 4096);
	cr_expect_eq(plan->page_tables.part_bytes[1], 2048 * 8);
	end_plan(plan);
}

/* --- 3: what a node gives --- */

/*
 * |0 RAM 500M|   |506M RAM 512M|   node 0 gives the 6 MiB at its end, or 2 MiB of 8 MiB there
 * Expect a range that is all given to be gone, and one of which the end is given to keep its start.
 */
Test(late_borders, a_range_is_given_whole)
{
	for (uint64_t start_mb = 504; start_mb <= 506; start_mb += 2) {
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 500 * MB),
						      USABLE(start_mb * MB, 512 * MB) };
		struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
		struct nkv_plan *plan = begin_plan(&machine);

		cr_expect_eq(plan->nodes[0].remap_start_pfn, 506 * 256);
		cr_assert_eq(plan->active_range_count, start_mb == 506 ? 2 : 3);
		cr_expect_eq(plan->active_ranges[1].end_pfn, 500 * 256);
		if (start_mb == 504) {
			cr_expect_eq(plan->active_ranges[2].start_pfn, 504 * 256);
			cr_expect_eq(plan->active_ranges[2].end_pfn, 506 * 256);
		}
		end_plan(plan);
	}
}

/*
 * |16M node 0 18M|18M node 1 1G|   node 0 gives all it has, and that is the first range of the list
 * Expect it to stay there blank, below node 0's start: 2.6.32 dies of that.
 */
Test(late_borders, a_blank_range_below_its_node)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 16 * MB, 18 * MB),
							 MEMORY(1, 18 * MB, 1 * GB) };
	struct nkv_machine machine = late_pc("2.6.32");
	const struct nkv_hazard *blank;
	struct nkv_plan *plan;

	set_srat(&machine, memory, COUNT(memory));
	plan = begin_plan(&machine);
	cr_expect_eq(plan->active_ranges[0].end_pfn, 0);
	cr_expect_eq(plan->active_ranges[0].nid, 0);
	cr_expect_eq(plan->stopped_at, NKV_STOP_BOOTMEM);
	blank = hazard_of(plan, NKV_HAZARD_ACTIVE_RANGE_BLANK);
	cr_assert(blank);
	cr_expect_eq(blank->nids, 1);
	cr_expect_eq(blank->fields, NKV_HAZARD_HAS_NIDS);
	cr_expect_eq(plan->calls[plan->call_count - 1].bug, NKV_BUG_BLANK_RANGE);
	end_plan(plan);
}

/*
 * |0  node 0  512M|512M node 1: 2 MiB, all given|514M  node 0  1G|
 * Expect no pages of node 1 to be unreadable: it has no mem_map, and they are read through its zero.
 */
Test(late_borders, a_node_without_a_memmap)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
							 MEMORY(1, 512 * MB, 514 * MB),
							 MEMORY(0, 514 * MB, 1 * GB) };
	struct nkv_machine machine = late_pc("2.6.32");
	struct nkv_plan *plan;

	set_srat(&machine, memory, COUNT(memory));
	plan = begin_plan(&machine);
	cr_expect_eq(plan->nodes[1].reserved_pages, 512);
	cr_expect_eq(plan->nodes[1].memmap.from, NKV_MEMMAP_NONE);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED));
	end_plan(plan);
}

/* --- 4: where the KVA goes --- */

/*
 * Eight nodes of 8 GiB, 256 bytes a struct page: 257 large pages each, 4112 MiB in all, which wrap to 16 MiB.
 * |1M  low RAM  18M|  no RAM ... but for what each node gives, at its end
 * Expect the search, which begins at a pfn that wrapped, to end at 2 MiB, where 16 MiB fit.
 */
Test(late_borders, a_kva_that_wraps)
{
	struct nkv_e820_entry map[10] = { USABLE(0, 640 * KB), USABLE(1 * MB, 18 * MB) };
	struct nkv_srat_memory memory[8];
	struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
	struct nkv_plan *plan;

	for (size_t i = 0; i < COUNT(memory); i++) {
		uint64_t end = (i + 1) * 8 * GB;

		memory[i] = (struct nkv_srat_memory)MEMORY((uint8_t)i, i * 8 * GB, end);
		map[i + 2] = (struct nkv_e820_entry)USABLE(end - 600 * MB, end);
	}
	set_srat(&machine, memory, COUNT(memory));
	machine.kernel.struct_page_bytes = 256;
	machine.kernel.has_image_end = true;
	machine.kernel.image_end = 0x180000;
	machine.kernel.init_pg_tables_end = 0x181000;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->kva_pages, 8 * 257 * 512);
	cr_expect_eq(plan->kva_start_pfn, 512, "%u", plan->kva_start_pfn);
	end_plan(plan);
}

/*
 * |low memory ... 2G|... 2.9G|high|   PAGE_OFFSET 0x40000000
 * Expect the KVA of low memory that ends above 2 GiB to begin a large page below 2 GiB.
 */
Test(late_borders, a_kva_below_2_gib)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 3584 * MB),
						     USABLE(4 * GB, 5 * GB) };
	struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
	struct nkv_plan *plan;

	machine.kernel.page_offset = 0x40000000;
	plan = begin_plan(&machine);
	cr_expect_gt(plan->max_low_pfn, 0x80000);
	cr_expect_eq(plan->kva_start_pfn, 0x80000 - 512);
	end_plan(plan);
}
