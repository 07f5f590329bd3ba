/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Kernels in which the KVA is searched for: where there is room in low memory,
 * and what they print where there is none (profile-2.6.32, 3 to 6).
 */
#include <criterion/criterion.h>
#include <string.h>

#include "heard.h"
#include "late.h"

/*
 * |0 2 pages|4 free|page|2 page tables|free up to the initrd|initrd ...  BIOS|1M kernel 2M|KVA 12M|
 * With that initrd: the pages from 0x9000 on to it, and four below, are all that is free of low memory.
 */
static struct nkv_machine full_machine(const char *profile, uint32_t initrd_start)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 12 * MB),
						     USABLE(1008 * MB, 1 * GB) };
	struct nkv_machine machine = boot_machine(profile, map, COUNT(map));

	machine.kernel.has_image_end = true;
	machine.kernel.image_end = 0x180000;
	machine.kernel.init_pg_tables_end = 0x200000;
	machine.initrd_start = initrd_start;
	machine.initrd_size = 0x9f000 - initrd_start;
	return machine;
}

/* A bitmap of 227838 pages takes seven. Expect it in seven free pages, and a panic for six. */
Test(late_rooms, bitmap)
{
	for (uint32_t free_pages = 6; free_pages <= 7; free_pages++) {
		struct nkv_machine machine = full_machine("2.6.32", 0x9000 + free_pages * 0x1000);
		struct nkv_plan *plan = begin_plan(&machine);
		const struct nkv_hazard *no_room = hazard_of(plan, NKV_HAZARD_BOOTMAP_NO_ROOM);
		const struct nkv_said *last = last_said(listen_to(plan));

		cr_expect_eq(plan->kva_start_pfn, 512);
		cr_expect_eq(plan->bitmap_bytes, 7 * 4096);
		if (free_pages == 7) {
			cr_expect_null(no_room);
			cr_expect_eq(plan->bitmap_pfn, 9);
			cr_expect_neq(plan->stopped_at, NKV_STOP_BOOTMEM);
		} else {
			cr_assert(no_room);
			cr_expect_eq(no_room->bytes, 7 * 4096);
			cr_expect_eq(no_room->fields, NKV_HAZARD_HAS_BYTES);
			cr_expect_eq(plan->stopped_at, NKV_STOP_BOOTMEM);
			cr_expect_eq(last->form, NKV_SAY_PANIC_BOOTMAP);
			cr_expect_eq(last->values[0], 7 * 4096);
			cr_expect_eq(last->values[1], 0);
		}
		end_plan(plan);
	}
}

/*
 * A node with a processor alone, whose pgdat of a MiB finds no place.
 * Expect the kernel to take the page at the end of all addresses, above PAGE_OFFSET; 2.6.27 reserves it.
 */
Test(late_rooms, pgdat_without_a_place)
{
	static const struct nkv_srat_processor processors[] = { { .pxm = 1, .enabled = true } };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB) };
	static const char *const profiles[] = { "2.6.27", "2.6.32" };

	for (size_t i = 0; i < COUNT(profiles); i++) {
		struct nkv_machine machine = full_machine(profiles[i], 0x10000);
		const struct nkv_early_reservation *reserved;
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		machine.processors = processors;
		machine.processor_count = COUNT(processors);
		machine.kernel.pg_data_bytes = 1 * MB;
		plan = begin_plan(&machine);
		cr_assert_eq(plan->node_count, 2);
		cr_expect_eq(plan->nodes[1].pgdat_vaddr, 0xbffff000, "%s", profiles[i]);
		reserved = early_of(plan, "NODE_DATA 1");
		cr_expect_eq(reserved != NULL, i == 0, "%s", profiles[i]);
		cr_expect(!reserved || (reserved->start == 0xffffffff && reserved->end == 0xfffff));
		end_plan(plan);
	}
}

/* --- what is printed where a boot ends --- */

static size_t count_said(const struct heard *heard, enum nkv_console_form form)
{
	size_t count = 0;

	for (size_t i = 0; i < heard->count; i++)
		count += heard->said[i].form == form;
	return count;
}

/*
 * |0 RAM|1M RAM 3M or 4M| hole |62M RAM 64M - 4K|
 * Expect a search that finds no place for node 0 to end with a panic, and one that hangs without a word.
 */
Test(late_rooms, no_place_for_what_node_0_gives)
{
	static const struct {
		uint64_t end_mb;
		enum nkv_console_form last;
	} cases[] = { { 3, NKV_SAY_NODE_PFNS }, { 64, NKV_SAY_PANIC_KVA_RAM } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_e820_entry map[] = {
			USABLE(0, 640 * KB),
			USABLE(1 * MB, 3 * MB),
			USABLE(cases[i].end_mb * MB - 4 * KB, cases[i].end_mb * MB),
		};
		struct nkv_machine machine = boot_machine("2.6.32", map, i == 0 ? 2 : 3);
		const struct heard *heard;
		struct nkv_plan *plan;

		machine.kernel.has_image_end = true;
		machine.kernel.image_end = 0x180000;
		machine.kernel.init_pg_tables_end = 0x181000;
		plan = begin_plan(&machine);
		cr_assert_eq(plan->stopped_at, NKV_STOP_KVA_RAM, "case %zu", i);
		heard = listen_to(plan);
		cr_expect_eq(last_said(heard)->form, cases[i].last, "case %zu", i);
		cr_expect_null(find_said(heard, NKV_SAY_RESERVING));
		end_plan(plan);
	}
}

/* |node 0: a processor|0  node 1  1G|. Expect node 0 to be passed over, and what comes after to be printed. */
Test(late_rooms, a_node_that_gives_nothing)
{
	static const struct nkv_srat_processor processors[] = { { .pxm = 0, .enabled = true } };
	static const struct nkv_srat_memory memory[] = { MEMORY(1, 0, 1 * GB) };
	struct nkv_machine machine = late_pc("2.6.32");
	const struct nkv_said *reserving;
	const struct heard *heard;
	struct nkv_plan *plan;

	set_srat(&machine, memory, COUNT(memory));
	machine.processors = processors;
	machine.processor_count = COUNT(processors);
	plan = begin_plan(&machine);
	heard = listen_to(plan);
	cr_expect_eq(count_said(heard, NKV_SAY_NODE_PFNS), 2);
	cr_expect_eq(count_said(heard, NKV_SAY_RESERVING), 1);
	reserving = find_said(heard, NKV_SAY_RESERVING);
	cr_assert(reserving);
	cr_expect_eq(reserving->values[0], plan->nodes[1].reserved_pages);
	cr_expect_eq(reserving->values[1], 1);
	cr_expect_eq(reserving->values[2], plan->nodes[1].remap_start_pfn);
	cr_expect(find_said(heard, NKV_SAY_RESERVING_TOTAL));
	end_plan(plan);
}

/*
 * Seven reservations, one for each of eight nodes with memory, one for the KVA: four are left of 20.
 * Expect the boot to end at the fifth of five nodes without memory, whose pgdat is not told of any more.
 */
Test(late_rooms, a_pgdat_too_many)
{
	struct nkv_srat_processor processors[5];
	struct nkv_machine machine = late_machine("2.6.32");
	struct nkv_srat_memory memory[8];
	const struct heard *heard;
	struct nkv_plan *plan;

	for (size_t i = 0; i < COUNT(memory); i++)
		memory[i] = (struct nkv_srat_memory)MEMORY((uint8_t)i, i * 128 * MB,
							   (i + 1) * 128 * MB);
	for (size_t i = 0; i < COUNT(processors); i++)
		processors[i] =
			(struct nkv_srat_processor){ .pxm = (uint8_t)(8 + i), .enabled = true };
	machine.kernel.max_numnodes = 16;
	set_srat(&machine, memory, COUNT(memory));
	machine.processors = processors;
	machine.processor_count = COUNT(processors);
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_PLACEMENT);
	cr_expect_eq(plan->stopped_nid, 12);
	heard = listen_to(plan);
	cr_expect_eq(count_said(heard, NKV_SAY_WINDOW), 13);
	cr_expect_eq(count_said(heard, NKV_SAY_PGDAT), 12);
	cr_expect_eq(last_said(heard)->form, NKV_SAY_PANIC_EARLY_FULL);
	end_plan(plan);
}

/* The brk area meets an initrd. Expect nothing to be said of a mapping of which nothing was found yet. */
Test(late_rooms, the_brk_area_meets_an_initrd)
{
	struct nkv_machine machine = late_pc("2.6.32");
	const struct heard *heard;
	struct nkv_plan *plan;

	machine.initrd_start = 0x568fff;
	machine.initrd_size = 0x1000;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_PAGE_TABLES);
	heard = listen_to(plan);
	cr_expect(find_said(heard, NKV_SAY_MAPPED_AT_START));
	cr_expect_null(find_said(heard, NKV_SAY_INIT_MAPPING));
	cr_expect_null(find_said(heard, NKV_SAY_PAGE_TABLES));
	cr_expect_eq(last_said(heard)->form, NKV_SAY_PANIC_EARLY_OVERLAP);
	end_plan(plan);
}

/* Expect 2.6.30 to be the first that prints how low memory is mapped. */
Test(late_rooms, how_low_memory_is_mapped)
{
	static const struct {
		const char *profile;
		bool says;
	} cases[] = { { "2.6.27", false },
		      { "2.6.28", false },
		      { "2.6.29", false },
		      { "2.6.30", true },
		      { "2.6.32", true } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_pc(cases[i].profile);
		struct nkv_plan *plan = begin_plan(&machine);
		const struct heard *heard = listen_to(plan);

		cr_expect_eq(find_said(heard, NKV_SAY_INIT_MAPPING) != NULL, cases[i].says, "%s",
			     cases[i].profile);
		cr_expect_eq(find_said(heard, NKV_SAY_MAPPED_AT_START) != NULL, cases[i].says, "%s",
			     cases[i].profile);
		end_plan(plan);
	}
}

/*
 * |0   2M|  4M, or 4K more|     low memory of two large pages of 2 MiB
 * Expect the first to be mapped in small pages, as all of what is not more than one; the second in a large one.
 */
Test(late_rooms, the_first_large_page)
{
	static const struct {
		const char *cmdline;
		size_t count;
		struct {
			uint64_t start, end;
			const char *pages;
		} stretches[3];
	} cases[] = {
		{ "mem=2M", 1, { { 0, 2 * MB, "4k" } } },
		{ "mem=4092K", 1, { { 0, 4092 * KB, "4k" } } },
		{ "mem=4M", 2, { { 0, 2 * MB, "4k" }, { 2 * MB, 4 * MB, "2M" } } },
		{ "mem=4100K",
		  3,
		  { { 0, 2 * MB, "4k" }, { 2 * MB, 4 * MB, "2M" }, { 4 * MB, 4100 * KB, "4k" } } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_pc("2.6.32");
		const struct nkv_said *said;
		struct nkv_plan *plan;
		size_t count = 0;

		machine.cmdline = cases[i].cmdline;
		plan = begin_plan(&machine);
		said = find_said(listen_to(plan), NKV_SAY_MAPPING);
		for (; said && said->form == NKV_SAY_MAPPING; said++, count++) {
			cr_assert_lt(count, cases[i].count, "%s", cases[i].cmdline);
			cr_expect_eq(said->values[0], cases[i].stretches[count].start, "%s %zu",
				     cases[i].cmdline, count);
			cr_expect_eq(said->values[1], cases[i].stretches[count].end, "%s %zu",
				     cases[i].cmdline, count);
			cr_expect_str_eq(said->word, cases[i].stretches[count].pages, "%s %zu",
					 cases[i].cmdline, count);
		}
		cr_expect_eq(count, cases[i].count, "%s", cases[i].cmdline);
		end_plan(plan);
	}
}

/* Expect a node that begins where low memory ends to have a bitmap, of no pages; and one behind it none. */
Test(late_rooms, bitmaps_at_the_end_of_low_memory)
{
	for (uint64_t more = 0; more <= 1; more++) {
		const uint64_t border = (227838 + more) * 4096;
		const struct nkv_srat_memory memory[] = { MEMORY(0, 0, border),
							  MEMORY(1, border, 1 * GB) };
		struct nkv_machine machine = late_pc("2.6.32");
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		cr_expect_eq(plan->max_low_pfn, 227838);
		cr_assert_eq(plan->bitmap_count, 2 - more);
		cr_expect_eq(plan->bitmaps[1].bitmap_bytes, 0);
		end_plan(plan);
	}
}

/* What the firmware left ends with low memory, or a byte behind. Expect that to be a BUG, at its address. */
Test(late_rooms, firmware_at_the_end_of_low_memory)
{
	static const char *const profiles[] = { "2.6.27", "2.6.32" };

	for (size_t i = 0; i < 2 * COUNT(profiles); i++) {
		uint32_t end = (i < 2 ? 229376U : 227838U) * 4096, more = i % 2;
		const struct nkv_firmware_reserve table = { .start = end - 0x800,
							    .size = 0x800 + more,
							    .by = "table" };
		struct nkv_machine machine = late_pc(profiles[i / 2]);
		const struct nkv_hazard *beyond;
		struct nkv_plan *plan;

		machine.reserve = &table;
		machine.reserve_count = 1;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->max_low_pfn, end / 4096);
		cr_expect_eq(plan->stopped_at, more ? NKV_STOP_BOOTMEM : NKV_STOP_NONE, "case %zu",
			     i);
		beyond = hazard_of(plan, NKV_HAZARD_RESERVE_BEYOND_LOWMEM);
		cr_expect_eq(beyond != NULL, more == 1, "case %zu", i);
		cr_expect(!beyond || beyond->address == end - 0x800);
		end_plan(plan);
	}
}
