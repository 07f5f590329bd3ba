/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reservations that are made before there is an allocator, and where boots end
 * whose reservations meet (profile-2.6.32, profile-2.6.27, 1.6).
 */
#include <criterion/criterion.h>
#include <string.h>

#include "heard.h"
#include "late.h"

/*
 *         |text   image|BRK     0x569000|initrd ...
 * Expect an initrd that begins where the brk area ends to stay, and one that begins a byte before to
 * be fatal; likewise one that ends where the image begins, and a byte behind.
 */
Test(late_reservations, reservations_that_touch)
{
	static const struct {
		uint32_t text, start, size;
		const char *by, *with;
	} cases[] = {
		{ 0x100000, 0x569000, 0x1000, NULL, NULL },
		{ 0x100000, 0x568fff, 0x1000, "BRK", "RAMDISK" },
		{ 0x400000, 0x3ff000, 0x1000, NULL, NULL },
		{ 0x400000, 0x3ff000, 0x1001, "RAMDISK", "TEXT DATA BSS" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_pc("2.6.32");
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		machine.kernel.text = cases[i].text;
		machine.kernel.has_image_end = true;
		machine.kernel.image_end = 0x500000;
		machine.initrd_start = cases[i].start;
		machine.initrd_size = cases[i].size;
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_EARLY_RES_OVERLAP);
		cr_assert_eq(hazard != NULL, cases[i].by != NULL, "case %zu", i);
		if (hazard) {
			cr_expect_str_eq(hazard->by, cases[i].by);
			cr_expect_str_eq(hazard->with, cases[i].with);
		}
		end_plan(plan);
	}
}

/*
 * |0x80000 image|0x90000  brk area  |0xa8000
 *                       |0x9fc00   BIOS reserved, which yields    |0x100000
 * Expect what yields to keep what sticks out above, which is in the list before what came; and an initrd,
 * which is there first, not to make way for it.
 */
Test(late_reservations, reservation_that_yields)
{
	struct nkv_machine machine = late_pc("2.6.32");
	const struct nkv_early_reservation *bios;
	struct nkv_plan *plan;

	machine.ebda = 0x9fc00;
	machine.kernel.text = 0x80000;
	machine.kernel.has_image_end = true;
	machine.kernel.image_end = 0x90000;
	machine.kernel.init_pg_tables_end = 0xa8000;
	plan = begin_plan(&machine);
	bios = early_of(plan, "BIOS reserved");
	cr_assert(bios);
	cr_expect_eq(bios->start, 0xa8000);
	cr_expect_eq(bios->end, 0x100000);
	cr_expect_str_eq((bios + 1)->by, "BRK");
	end_plan(plan);
	machine.initrd_start = 0xd0000;
	machine.initrd_size = 0x1000;
	plan = begin_plan(&machine);
	cr_assert(hazard_of(plan, NKV_HAZARD_EARLY_RES_OVERLAP));
	cr_expect_str_eq(hazard_of(plan, NKV_HAZARD_EARLY_RES_OVERLAP)->by, "BIOS reserved");
	cr_expect_str_eq(hazard_of(plan, NKV_HAZARD_EARLY_RES_OVERLAP)->with, "RAMDISK");
	end_plan(plan);
}

/*
 * |text .. image_end|BRK ...|
 *            |BIOS area ...........|1 MiB
 *
 * A kernel below 1 MiB. Expect the BIOS area to make way for the brk area, and what sticks out on either
 * side of it to stay reserved.
 */
Test(late_reservations, the_bios_area_makes_way)
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
		struct nkv_machine machine = late_machine("2.6.32");
		const struct nkv_early_reservation *first = NULL, *last = NULL;
		struct nkv_plan *plan;
		size_t pieces = 0;

		machine.ebda = 0x9f800;
		machine.kernel.text = 0x10000;
		machine.kernel.has_image_end = true;
		machine.kernel.image_end = cases[i].image_end;
		machine.kernel.init_pg_tables_end = cases[i].brk_end;
		plan = begin_plan(&machine);
		cr_expect_eq(early_of(plan, "BRK")->end, cases[i].brk_end, "%zu", i);
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
Test(late_reservations, too_many_reservations)
{
	enum { NODES_MAX = 16, BEFORE = 7 };

	for (unsigned int with = 1; with <= NODES_MAX; with++) {
		for (unsigned int without = 0; with + without <= NODES_MAX; without++) {
			struct nkv_machine machine = late_machine("2.6.32");
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
			heard = listen_to(plan);
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

/* --- where the BIOS area begins (profile-2.6.27, 2.6.28) --- */

static void hear_ebda(void *listener, const struct nkv_said *said)
{
	if (said->form == NKV_SAY_EBDA)
		*(struct nkv_said *)listener = *said;
}

/* Expect 2.6.28 alone to print the EBDA, rounded down to 16, twice; and without one 0 and 640 KiB. */
Test(late_reservations, ebda_as_printed)
{
	static const struct {
		uint32_t ebda, first, second;
	} cases[] = { { 0x9fc00, 0x9fc00, 0x9fc00 },
		      { 0x9fc1f, 0x9fc10, 0x9fc10 },
		      { 0xf, 0, 0xa0000 },
		      { 0, 0, 0xa0000 } };

	for (size_t i = 0; i < 2 * COUNT(cases); i++) {
		bool prints = i < COUNT(cases);
		struct nkv_machine machine = late_pc(prints ? "2.6.28" : "2.6.29");
		struct nkv_said said = { .form = NKV_SAY_COUNT };
		struct nkv_plan *plan;

		machine.ebda = cases[i % COUNT(cases)].ebda;
		plan = begin_plan(&machine);
		nkv_plan_say(&(struct nkv_console){ plan, hear_ebda, &said });
		cr_expect_eq(said.form == NKV_SAY_EBDA, prints, "case %zu", i);
		if (prints) {
			cr_expect_eq(said.values[0], cases[i].first, "case %zu", i);
			cr_expect_eq(said.values[1], cases[i].second, "case %zu", i);
		}
		end_plan(plan);
	}
}

/*
 * |0 node 0 |64M |100M node 1 |200M |300M node 2 |600M node 0 |700M node 2 |800M
 *                                                       [initrd]
 * What the third bitmap has of the initrd goes on from the first, 0 to 700 MiB, where the second does not.
 * Expect that to be a BUG, and the initrd to be printed last, before what node 2 gave at its end; an image that
 * ends where node 2 begins is none of its reservations.
 */
Test(late_reservations, the_last_line_is_that_of_the_bug)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 800 * MB) };
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 64 * MB),	       MEMORY(1, 100 * MB, 200 * MB),
		MEMORY(2, 300 * MB, 600 * MB), MEMORY(0, 600 * MB, 700 * MB),
		MEMORY(2, 700 * MB, 800 * MB),
	};

	for (unsigned int touches = 0; touches < 2; touches++) {
		struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
		const struct nkv_said *last = NULL;
		const struct heard *heard;
		struct nkv_plan *plan;

		machine.initrd_start = 690 * MB;
		machine.initrd_size = 20 * MB;
		if (touches) {
			machine.kernel.text = 256 * MB;
			machine.kernel.has_image_end = true;
			machine.kernel.image_end = 300 * MB;
			machine.kernel.init_pg_tables_end = 300 * MB + 20 * KB;
		}
		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		cr_assert_eq(plan->stopped_at, NKV_STOP_BOOTMEM);
		cr_expect_eq(plan->calls[plan->call_count - 1].nid, 2);
		heard = listen_to(plan);
		for (size_t i = 0; i < heard->count; i++)
			if (heard->said[i].form == NKV_SAY_EARLY_RESERVED)
				last = &heard->said[i];
		cr_assert(last);
		cr_expect_str_eq(last->word, "RAMDISK");
		end_plan(plan);
	}
}
