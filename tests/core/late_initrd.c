/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The initrd of kernels that reserve memory before there is an allocator (profile-2.6.32, profile-2.6.27, 1.9). */
#include <criterion/criterion.h>

#include "heard.h"
#include "late.h"

/*
 * |...   initrd|low 0x379fe000   high ...|
 * Expect one that ends with low memory to stay, one that ends a byte later to move; one half as large as
 * low memory to be disabled, and a byte less not.
 */
Test(late_initrd, initrd)
{
	static const struct {
		uint32_t start, size;
		enum nkv_initrd_fate fate;
	} cases[] = {
		{ 0x37000000, 0x9fe000, NKV_INITRD_KEPT },
		{ 0x37000000, 0x9fe001, NKV_INITRD_MOVED },
		{ 0x10000000, 0x1bcff000, NKV_INITRD_TOO_LARGE },
		{ 0x10000000, 0x1bcfefff, NKV_INITRD_KEPT },
		{ 0x10000000, 0, NKV_INITRD_NONE },
		{ 0, 0x1000, NKV_INITRD_NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_pc("2.6.32");
		struct nkv_plan *plan;

		machine.initrd_start = cases[i].start;
		machine.initrd_size = cases[i].size;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->initrd_fate, cases[i].fate, "case %zu", i);
		cr_expect_eq(early_of(plan, "NEW RAMDISK") != NULL,
			     cases[i].fate == NKV_INITRD_MOVED, "case %zu", i);
		cr_expect_eq(early_of(plan, "RAMDISK") != NULL, cases[i].fate == NKV_INITRD_KEPT,
			     "case %zu", i);
		if (cases[i].fate == NKV_INITRD_MOVED)
			cr_expect_eq(plan->initrd_start, 0x569000,
				     "the first place, behind the kernel");
		end_plan(plan);
	}
}

/*
 * |0..1 MiB|text ... image_end|
 *              [initrd]
 *
 * Expect the boot to end where the initrd is reserved, with both named; 2.6.28 prints where the BIOS
 * area begins only if it comes as far as that.
 */
Test(late_initrd, initrd_in_the_image)
{
	static const char *const profiles[] = { "2.6.27", "2.6.28", "2.6.32" };

	for (size_t i = 0; i < COUNT(profiles); i++) {
		struct nkv_machine machine = late_machine(profiles[i]);
		const struct nkv_said *last;
		const struct heard *heard;
		struct nkv_plan *plan;

		machine.kernel.has_image_end = true;
		machine.kernel.image_end = machine.kernel.text + 4 * MB;
		machine.kernel.init_pg_tables_end = machine.kernel.image_end + MB;
		machine.initrd_start = machine.kernel.text + MB;
		machine.initrd_size = MB;
		plan = begin_plan(&machine);
		heard = listen_to(plan);
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
Test(late_initrd, initrd_in_the_bios_area)
{
	struct nkv_machine machine = late_machine("2.6.28");
	const struct heard *heard;
	struct nkv_plan *plan;

	machine.ebda = 0x9fc00;
	machine.initrd_start = 0xa8000;
	machine.initrd_size = 64 * KB;
	plan = begin_plan(&machine);
	heard = listen_to(plan);
	cr_expect_eq(plan->stopped_at, NKV_STOP_IMAGE);
	cr_expect_str_eq(plan->early_refused.by, "BIOS reserved");
	cr_assert(find_said(heard, NKV_SAY_EBDA));
	cr_expect_eq(find_said(heard, NKV_SAY_EBDA)->values[0], 0x9fc00U);
	cr_expect_eq(find_said(heard, NKV_SAY_EBDA)->values[1], 0x9fc00U);
	cr_expect_eq(last_said(heard)->form, NKV_SAY_PANIC_EARLY_OVERLAP);
	end_plan(plan);
}

/* Each of the first reservations meets an initrd that lies there. Expect each by its name. */
Test(late_initrd, first_pages_and_the_initrd)
{
	static const struct {
		uint32_t start;
		const char *met;
	} cases[] = { { 0x800, "BIOS data page" },
		      { 0x1000, "EX TRAMPOLINE" },
		      { 0x6800, "TRAMPOLINE" } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_machine("2.6.32");
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
Test(late_initrd, initrd_in_the_brk_area)
{
	static const struct {
		const char *profile, *refused;
		enum nkv_stop stop;
	} cases[] = { { "2.6.27", "INIT_PG_TABLE", NKV_STOP_IMAGE },
		      { "2.6.32", "BRK", NKV_STOP_PAGE_TABLES } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_machine(cases[i].profile);
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
		cr_expect_eq(last_said(listen_to(plan))->form, NKV_SAY_PANIC_EARLY_OVERLAP);
		end_plan(plan);
	}
}

/*
 * |RAM to 16 MiB|hole|32|hole|48| ... every other 16 MiB ... |896 MiB| ... |initrd|
 *
 * Expect no place for an initrd of 20 MiB that lies above low memory, and one for 12 MiB.
 */
Test(late_initrd, initrd_without_room)
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
		struct nkv_machine machine = late_machine("2.6.32");
		const struct heard *heard;
		struct nkv_plan *plan;

		machine.e820 = map;
		machine.e820_count = count;
		machine.initrd_start = 1 * GB;
		machine.initrd_size = cases[i].size;
		plan = begin_plan(&machine);
		heard = listen_to(plan);
		cr_assert(find_said(heard, NKV_SAY_RAMDISK));
		if (cases[i].fits) {
			cr_expect_eq(plan->initrd_fate, NKV_INITRD_MOVED);
			cr_expect_null(early_of(plan, "RAMDISK"));
			cr_expect_eq(early_of(plan, "NEW RAMDISK")->start, plan->initrd_start);
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
