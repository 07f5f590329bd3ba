/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where boots end that reserve memory before there is an allocator, and what
 * they print last (profile-2.6.32, profile-2.6.27).
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "boot.h"
#include "core/console/console.h"
#include "core/places/places.h"

enum { SAID_MAX = 512 };

struct heard {
	struct nkv_said said[SAID_MAX];
	size_t count;
};

static void hear(void *listener, const struct nkv_said *said)
{
	struct heard *heard = listener;

	cr_assert_lt(heard->count, (size_t)SAID_MAX);
	heard->said[heard->count++] = *said;
}

/* What the plan's kernel prints, in a buffer that the next call takes. */
static const struct heard *listen(const struct nkv_plan *plan)
{
	static struct heard heard;

	heard.count = 0;
	nkv_plan_say(&(struct nkv_console){ plan, hear, &heard });
	return &heard;
}

static const struct nkv_said *find_said(const struct heard *heard, enum nkv_console_form form)
{
	for (size_t i = 0; i < heard->count; i++)
		if (heard->said[i].form == form)
			return &heard->said[i];
	return NULL;
}

static const struct nkv_said *last_said(const struct heard *heard)
{
	cr_assert_gt(heard->count, 0U);
	return &heard->said[heard->count - 1];
}

static const struct nkv_early_reservation *find_early(const struct nkv_plan *plan, const char *by)
{
	for (size_t i = 0; i < plan->early_count; i++)
		if (strcmp(plan->early[i].by, by) == 0)
			return &plan->early[i];
	return NULL;
}

static const struct nkv_e820_entry two_gigabytes[] = { USABLE(0, 640 * KB),
						       USABLE(1 * MB, 2 * GB) };

static struct nkv_machine machine_of(const char *profile)
{
	struct nkv_machine machine = MACHINE(two_gigabytes);

	machine.kernel.profile = nkv_profile_find(profile);
	return machine;
}

/*
 * |0..1 MiB|text ... image_end|
 *              [initrd]
 *
 * Expect the boot to end where the initrd is reserved, with both named; 2.6.28 prints where the BIOS
 * area begins only if it comes as far as that.
 */
Test(late_edges, initrd_in_the_image)
{
	static const char *const profiles[] = { "2.6.27", "2.6.28", "2.6.32" };

	for (size_t i = 0; i < COUNT(profiles); i++) {
		struct nkv_machine machine = machine_of(profiles[i]);
		const struct nkv_said *last;
		const struct heard *heard;
		struct nkv_plan *plan;

		machine.kernel.has_image_end = true;
		machine.kernel.image_end = machine.kernel.text + 4 * MB;
		machine.kernel.init_pg_tables_end = machine.kernel.image_end + MB;
		machine.initrd_start = machine.kernel.text + MB;
		machine.initrd_size = MB;
		plan = begin_plan(&machine);
		heard = listen(plan);
		last = last_said(heard);
		cr_expect_eq(plan->stopped_at, NKV_STOP_IMAGE, "%s", profiles[i]);
		cr_expect_str_eq(plan->early_refused.by, "RAMDISK");
		cr_expect_str_eq(plan->early_met.by, "TEXT DATA BSS");
		cr_expect_eq(plan->verdict, NKV_VERDICT_PANICS);
		cr_expect(hazard_of(plan, NKV_HAZARD_EARLY_RES_OVERLAP));
		cr_expect_null(find_said(heard, NKV_SAY_EBDA));
		cr_expect_eq(last->form, NKV_SAY_PANIC_EARLY_OVERLAP);
		cr_expect_eq(last->values[0], machine.initrd_start);
		cr_expect_eq(last->values[1], machine.initrd_start + MB - 1);
		cr_expect_eq(last->values[2], machine.kernel.text);
		cr_expect_eq(last->values[3], machine.kernel.image_end - 1);
		cr_expect_str_eq(last->word, "RAMDISK");
		cr_expect_str_eq(last->second_word, "TEXT DATA BSS");
		end_plan(plan);
	}
}

/*
 * |...|0x9fc00 EBDA ... 1 MiB|
 *       [initrd]
 *
 * Expect the BIOS area, the last that is reserved, to meet the initrd, although it yields to what comes
 * later; and 2.6.28 to print where it begins.
 */
Test(late_edges, initrd_in_the_bios_area)
{
	struct nkv_machine machine = machine_of("2.6.28");
	const struct heard *heard;
	struct nkv_plan *plan;

	machine.ebda = 0x9fc00;
	machine.initrd_start = 0xa8000;
	machine.initrd_size = 64 * KB;
	plan = begin_plan(&machine);
	heard = listen(plan);
	cr_expect_eq(plan->stopped_at, NKV_STOP_IMAGE);
	cr_expect_str_eq(plan->early_refused.by, "BIOS reserved");
	cr_assert(find_said(heard, NKV_SAY_EBDA));
	cr_expect_eq(find_said(heard, NKV_SAY_EBDA)->values[0], 0x9fc00U);
	cr_expect_eq(find_said(heard, NKV_SAY_EBDA)->values[1], 0x9fc00U);
	cr_expect_eq(last_said(heard)->form, NKV_SAY_PANIC_EARLY_OVERLAP);
	end_plan(plan);
}

/* Each of the first reservations meets an initrd that lies there. Expect each by its name. */
Test(late_edges, first_pages_and_the_initrd)
{
	static const struct {
		uint32_t start;
		const char *met;
	} cases[] = { { 0x800, "BIOS data page" },
		      { 0x1000, "EX TRAMPOLINE" },
		      { 0x6800, "TRAMPOLINE" } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of("2.6.32");
		struct nkv_plan *plan;

		machine.initrd_start = cases[i].start;
		machine.initrd_size = 0x400;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->stopped_at, NKV_STOP_IMAGE);
		cr_assert(plan->early_met.by, "%s", cases[i].met);
		cr_expect_str_eq(plan->early_met.by, cases[i].met);
		end_plan(plan);
	}
}

/*
 * |image|gap ... [initrd] ... init_pg_tables_end|
 *
 * Expect the page tables of 2.6.27 to meet the initrd with the image, the brk area of 2.6.32 when low
 * memory is to be mapped.
 */
Test(late_edges, initrd_in_the_brk_area)
{
	static const struct {
		const char *profile, *refused;
		enum nkv_stop stop;
	} cases[] = { { "2.6.27", "INIT_PG_TABLE", NKV_STOP_IMAGE },
		      { "2.6.32", "BRK", NKV_STOP_PAGE_TABLES } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of(cases[i].profile);
		struct nkv_plan *plan;

		machine.kernel.has_image_end = true;
		machine.kernel.image_end = machine.kernel.text + 4 * MB;
		machine.kernel.init_pg_tables_end = machine.kernel.image_end + 4 * MB;
		machine.initrd_start = machine.kernel.image_end + MB;
		machine.initrd_size = MB;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->stopped_at, cases[i].stop, "%s", cases[i].profile);
		cr_expect_str_eq(plan->early_refused.by, cases[i].refused);
		cr_expect_str_eq(plan->early_met.by, "RAMDISK");
		cr_expect_eq(last_said(listen(plan))->form, NKV_SAY_PANIC_EARLY_OVERLAP);
		end_plan(plan);
	}
}

/*
 * |text .. image_end|BRK ...|
 *            |BIOS area ...........|1 MiB
 *
 * A kernel below 1 MiB. Expect the BIOS area to make way for the brk area, and what sticks out on either
 * side of it to stay reserved.
 */
Test(late_edges, the_bios_area_makes_way)
{
	static const struct {
		uint32_t image_end, brk_end;
		size_t pieces;
		uint64_t first_start, first_end, last_start, last_end;
	} cases[] = {
		{ 0x90000, 0xb0000, 1, 0xb0000, 0x100000, 0xb0000, 0x100000 },
		{ 0x90000, 0x110000, 0, 0, 0, 0, 0 },
		{ 0x9f001, 0xb0000, 2, 0x9f800, 0xa0000, 0xb0000, 0x100000 },
		{ 0x9f001, 0x100000, 1, 0x9f800, 0xa0000, 0x9f800, 0xa0000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of("2.6.32");
		const struct nkv_early_reservation *first = NULL, *last = NULL;
		struct nkv_plan *plan;
		size_t pieces = 0;

		machine.ebda = 0x9f800;
		machine.kernel.text = 0x10000;
		machine.kernel.has_image_end = true;
		machine.kernel.image_end = cases[i].image_end;
		machine.kernel.init_pg_tables_end = cases[i].brk_end;
		plan = begin_plan(&machine);
		cr_expect_eq(find_early(plan, "BRK")->end, cases[i].brk_end, "%zu", i);
		for (size_t j = 0; j < plan->early_count; j++) {
			if (strcmp(plan->early[j].by, "BIOS reserved") != 0)
				continue;
			first = first ? first : &plan->early[j];
			last = &plan->early[j];
			pieces++;
			cr_expect(last->yields);
		}
		cr_assert_eq(pieces, cases[i].pieces, "%zu: %zu", i, pieces);
		if (pieces > 0) {
			cr_expect_eq(first->start, cases[i].first_start, "%zu", i);
			cr_expect_eq(first->end, cases[i].first_end, "%zu", i);
			cr_expect_eq(last->start, cases[i].last_start, "%zu", i);
			cr_expect_eq(last->end, cases[i].last_end, "%zu", i);
		}
		end_plan(plan);
	}
}

/*
 * Seven are reserved before nodes are searched, in 2.6.32: three pages, the image, the BIOS area, the brk
 * area, the page tables. Then one for each node with memory, one for the KVA, one for the pgdat of each
 * node without, one for the bitmaps: of 20. Expect the boot to end at the one that is too much.
 */
Test(late_edges, too_many_reservations)
{
	enum { NODES_MAX = 16, BEFORE = 7 };

	for (unsigned int with = 1; with <= NODES_MAX; with++) {
		for (unsigned int without = 0; with + without <= NODES_MAX; without++) {
			struct nkv_machine machine = machine_of("2.6.32");
			struct nkv_srat_memory memory[NODES_MAX];
			struct nkv_srat_processor processors[NODES_MAX];
			unsigned int kva = BEFORE + with + 1, all = kva + without + 1;
			const struct nkv_said *last;
			const struct heard *heard;
			struct nkv_plan *plan;
			enum nkv_stop stop = NKV_STOP_NONE;

			for (unsigned int i = 0; i < with; i++)
				memory[i] = (struct nkv_srat_memory){ .pxm = (uint8_t)i,
								      .start = i * 128 * MB,
								      .size = 128 * MB,
								      .enabled = true };
			for (unsigned int i = 0; i < without; i++)
				processors[i] = (struct nkv_srat_processor){
					.pxm = (uint8_t)(with + i), .apic = 0, .enabled = true
				};
			machine.kernel.max_numnodes = NODES_MAX;
			machine.kernel.nr_cpus = 32;
			machine.has_srat = true;
			machine.memory = memory;
			machine.memory_count = with;
			machine.processors = processors;
			machine.processor_count = without;
			plan = begin_plan(&machine);
			cr_assert_eq(plan->node_count, with + without);
			if (BEFORE + with > NKV_EARLY_RESERVATIONS_MAX)
				stop = NKV_STOP_KVA_RAM;
			else if (kva > NKV_EARLY_RESERVATIONS_MAX)
				stop = NKV_STOP_PLACEMENT;
			else if (all > NKV_EARLY_RESERVATIONS_MAX)
				stop = NKV_STOP_BOOTMEM;
			heard = listen(plan);
			last = last_said(heard);
			if (stop == NKV_STOP_NONE) {
				cr_expect_null(hazard_of(plan, NKV_HAZARD_EARLY_RES_FULL));
				cr_expect_null(find_said(heard, NKV_SAY_PANIC_EARLY_FULL));
			} else {
				cr_expect_neq(plan->stopped_at, NKV_STOP_NONE, "%u %u", with,
					      without);
				cr_expect_eq(plan->early_count, 20U, "%u %u", with, without);
				cr_expect(hazard_of(plan, NKV_HAZARD_EARLY_RES_FULL));
				cr_expect_eq(last->form, NKV_SAY_PANIC_EARLY_FULL, "%u %u: %d",
					     with, without, last->form);
			}
			if (stop == NKV_STOP_KVA_RAM || stop == NKV_STOP_PLACEMENT)
				cr_expect_eq(plan->stopped_at, stop, "%u %u: %d", with, without,
					     plan->stopped_at);
			end_plan(plan);
		}
	}
}

/*
 * |RAM to 16 MiB|hole|32|hole|48| ... every other 16 MiB ... |896 MiB| ... |initrd|
 *
 * Expect no place for an initrd of 20 MiB that lies above low memory, and one for 12 MiB.
 */
Test(late_edges, initrd_without_room)
{
	static const struct {
		uint32_t size;
		bool fits;
	} cases[] = { { 12 * MB, true }, { 20 * MB, false } };
	struct nkv_e820_entry map[60];
	size_t count = 0;

	map[count++] = (struct nkv_e820_entry)USABLE(0, 640 * KB);
	map[count++] = (struct nkv_e820_entry)USABLE(1 * MB, 16 * MB);
	for (uint64_t start = 32 * MB; start < 960 * MB; start += 32 * MB)
		map[count++] = (struct nkv_e820_entry)USABLE(start, start + 16 * MB);
	map[count++] = (struct nkv_e820_entry)USABLE(1 * GB, 2 * GB);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of("2.6.32");
		const struct heard *heard;
		struct nkv_plan *plan;

		machine.e820 = map;
		machine.e820_count = count;
		machine.initrd_start = 1 * GB;
		machine.initrd_size = cases[i].size;
		plan = begin_plan(&machine);
		heard = listen(plan);
		cr_assert(find_said(heard, NKV_SAY_RAMDISK));
		if (cases[i].fits) {
			cr_expect_eq(plan->initrd_fate, NKV_INITRD_MOVED);
			cr_expect_null(find_early(plan, "RAMDISK"));
			cr_expect_eq(find_early(plan, "NEW RAMDISK")->start, plan->initrd_start);
			cr_expect_eq(find_said(heard, NKV_SAY_RAMDISK_MOVED)->values[2],
				     plan->initrd_start);
		} else {
			cr_expect_eq(plan->stopped_at, NKV_STOP_INITRD);
			cr_expect(hazard_of(plan, NKV_HAZARD_INITRD_NO_ROOM));
			cr_expect_eq(last_said(heard)->form, NKV_SAY_PANIC_RAMDISK);
			cr_expect_eq(last_said(heard)->values[0], cases[i].size);
		}
		end_plan(plan);
	}
}

/* Expect a word without its value to be complained of by its name, and no other. */
Test(late_edges, malformed_options)
{
	static const struct {
		const char *cmdline, *name;
	} cases[] = {
		{ "mem", "mem" },	  { "memmap", "memmap" },   { "highmem", "highmem" },
		{ "vmalloc", "vmalloc" }, { "memmap=x", "memmap" }, { "memmap=1M@2Mx", "memmap" },
		{ "mem=1G", NULL },	  { "quiet", NULL },	    { "memory", NULL },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of("2.6.32");
		const struct nkv_said *said;
		struct nkv_plan *plan;

		machine.cmdline = cases[i].cmdline;
		plan = begin_plan(&machine);
		said = find_said(listen(plan), NKV_SAY_MALFORMED_OPTION);
		cr_expect_eq(said != NULL, cases[i].name != NULL, "%s", cases[i].cmdline);
		if (said && cases[i].name)
			cr_expect_str_eq(said->word, cases[i].name);
		end_plan(plan);
	}
}

/* Expect each entry that finds the map full to be complained of. */
Test(late_edges, a_map_that_is_full)
{
	struct nkv_machine machine = machine_of("2.6.32");
	char cmdline[4096];
	int length = snprintf(cmdline, sizeof(cmdline), "memmap=exactmap memmap=2G@0");
	size_t complaints = 0;
	const struct heard *heard;
	struct nkv_plan *plan;

	for (unsigned int i = 1; i < NKV_E820_MAX + 3; i++)
		length += snprintf(cmdline + length, sizeof(cmdline) - (size_t)length,
				   " memmap=1M@%uM", 4000 + 2 * i);
	machine.cmdline = cmdline;
	plan = begin_plan(&machine);
	heard = listen(plan);
	for (size_t i = 0; i < heard->count; i++)
		complaints += heard->said[i].form == NKV_SAY_MAP_FULL;
	cr_expect_eq(complaints, 3U, "%zu", complaints);
	end_plan(plan);
}

/*
 * MAXMEM = 4 GiB - PAGE_OFFSET - VMALLOC_RESERVE wraps: with vmalloc=3840M it is 1280 MiB. Expect low
 * memory to be longer than the 1024 MiB of addresses that there are for it.
 */
Test(late_edges, lowmem_above_space)
{
	struct nkv_machine machine = machine_of("2.6.27");
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.cmdline = "vmalloc=3840M";
	plan = begin_plan(&machine);
	hazard = hazard_of(plan, NKV_HAZARD_LOWMEM_ABOVE_SPACE);
	cr_assert(hazard);
	cr_expect_eq(plan->max_low_pfn, 1280 * MB / NKV_PAGE_BYTES);
	cr_expect_eq(hazard->pages, 256 * MB / NKV_PAGE_BYTES);
	end_plan(plan);
}

/* With HIGHMEM off, expect a node to span low memory alone, and all the RAM above to be unused. */
Test(late_edges, a_span_ends_with_the_zones)
{
	struct nkv_machine machine = machine_of("2.6.32");
	struct nkv_plan *plan;

	machine.kernel.highmem = NKV_HIGHMEM_OFF;
	machine.kernel.pae = false;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_expect_eq(plan->nodes[0].span.end_pfn, plan->max_low_pfn);
	cr_expect_eq(plan->ram.high_pages, 0U);
	cr_expect_gt(plan->ram.unused_pages, 1 * GB / NKV_PAGE_BYTES);
	end_plan(plan);
}

/* With mem=nopentium, expect low memory to be mapped in small pages, and to need a table for each 2 MiB. */
Test(late_edges, small_pages)
{
	struct nkv_machine machine = machine_of("2.6.32");
	const struct heard *heard;
	struct nkv_plan *plan;
	size_t mappings = 0;

	machine.cmdline = "mem=nopentium";
	plan = begin_plan(&machine);
	heard = listen(plan);
	for (size_t i = 0; i < heard->count; i++)
		mappings += heard->said[i].form == NKV_SAY_MAPPING;
	cr_expect_eq(mappings, 1U);
	cr_expect_str_eq(find_said(heard, NKV_SAY_MAPPING)->word, "4k");
	cr_expect_not(plan->page_tables.has_large_pages);
	cr_expect_gt(plan->page_tables.lowmem_pages, 300U);
	end_plan(plan);
}

/* --- what lies where --- */

struct told {
	const struct nkv_plan *plan;
	size_t windows;
	uint64_t pages;
};

static void take_place(void *listener, const struct nkv_placed *placed)
{
	struct told *told = listener;

	if (placed->kind != NKV_PLACED_WINDOW)
		return;
	cr_expect_geq(placed->pages.start_pfn, told->plan->kva_start_pfn);
	cr_expect_leq(placed->pages.end_pfn,
		      (uint64_t)told->plan->kva_start_pfn + told->plan->kva_pages);
	told->windows++;
	told->pages += placed->pages.end_pfn - placed->pages.start_pfn;
}

/* Expect the windows to fill the KVA, one for each node that gave pages, in the last kernels and the first. */
Test(late_edges, windows_fill_the_kva)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
							 MEMORY(1, 1 * GB, 2 * GB) };
	static const struct {
		const char *profile;
		size_t windows;
	} cases[] = {
		{ "2.6.5", 1 }, { "2.6.9", 1 }, { "2.6.12", 1 }, { "2.6.27", 2 }, { "2.6.32", 2 }
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of(cases[i].profile);
		struct told told = { 0 };

		machine.has_srat = true;
		machine.memory = memory;
		machine.memory_count = COUNT(memory);
		told.plan = begin_plan(&machine);
		nkv_plan_places(&(struct nkv_placing){ told.plan, take_place, &told });
		cr_expect_eq(told.windows, cases[i].windows, "%s: %zu", cases[i].profile,
			     told.windows);
		cr_expect_eq(told.pages, told.plan->kva_pages, "%s", cases[i].profile);
		end_plan((struct nkv_plan *)told.plan);
	}
}

static void count_given(void *listener, const struct nkv_placed *placed)
{
	struct told *told = listener;

	if (placed->kind != NKV_PLACED_GIVEN)
		return;
	told->windows++;
	told->pages += placed->pages.end_pfn - placed->pages.start_pfn;
	cr_expect_eq(placed->node, &told->plan->nodes[0]);
}

/*
 * 0 .......... 512 MiB
 *       [given]          what node 0 gave, the only node, is in low memory
 *
 * Expect one place for it, with what it gave, whatever lies behind the last node.
 */
Test(late_edges, one_node_gives_once)
{
	static const struct nkv_e820_entry half[] = { USABLE(0, 640 * KB),
						      USABLE(1 * MB, 512 * MB) };
	struct nkv_machine machine = MACHINE(half);
	struct nkv_plan *plan;
	struct told told = { 0 };

	machine.kernel.profile = nkv_profile_find("2.6.32");
	plan = begin_plan(&machine);
	memset(&plan->nodes[1], 0, sizeof(plan->nodes[1]));
	told.plan = plan;
	nkv_plan_places(&(struct nkv_placing){ plan, count_given, &told });
	cr_expect_eq(told.windows, 1U);
	cr_expect_gt(told.pages, 0U);
	cr_expect_eq(told.pages, plan->nodes[0].reserved_pages);
	end_plan(plan);
}
