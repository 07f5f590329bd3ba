/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The E820 map and the command line (boot-layout 1). */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"

static void expect_entry(const struct nkv_plan *plan, size_t index, uint64_t start, uint64_t end,
			 uint32_t type)
{
	const struct nkv_e820_entry *entry = &plan->e820.entries[index];

	cr_assert_lt(index, plan->e820.count);
	cr_expect_eq(entry->start, start, "entry %zu", index);
	cr_expect_eq(entry->start + entry->size, end, "entry %zu", index);
	cr_expect_eq(entry->type, type, "entry %zu", index);
}

/*
 * |  usable              |
 *       | reserved |
 * Expect the reserved stretch to win, and the usable one to be split around it.
 */
Test(e820, within)
{
	const struct nkv_e820_entry map[] = { USABLE(1 * MB, 64 * MB), RESERVED(16 * MB, 32 * MB) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->e820.count, 3);
	expect_entry(plan, 0, 1 * MB, 16 * MB, NKV_E820_USABLE);
	expect_entry(plan, 1, 16 * MB, 32 * MB, NKV_E820_RESERVED);
	expect_entry(plan, 2, 32 * MB, 64 * MB, NKV_E820_USABLE);
	end_plan(plan);
}

/*
 * | usable || usable |  | reserved |   (and one of size 0)
 * Expect those that touch to be one entry, and that of size 0 not to count.
 */
Test(e820, touching)
{
	const struct nkv_e820_entry map[] = { USABLE(32 * MB, 64 * MB), USABLE(1 * MB, 32 * MB),
					      USABLE(80 * MB, 80 * MB),
					      RESERVED(96 * MB, 128 * MB) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->e820.count, 2);
	expect_entry(plan, 0, 1 * MB, 64 * MB, NKV_E820_USABLE);
	expect_entry(plan, 1, 96 * MB, 128 * MB, NKV_E820_RESERVED);
	end_plan(plan);
}

/* An entry of a byte that touches none. Expect it to be kept, and one of none not to be. */
Test(e820, one_byte_apart)
{
	const struct nkv_e820_entry map[] = { USABLE(1 * MB, 64 * MB),
					      RESERVED(65 * MB, 65 * MB + 1),
					      RESERVED(66 * MB, 66 * MB) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->e820.count, 2);
	expect_entry(plan, 1, 65 * MB, 65 * MB + 1, NKV_E820_RESERVED);
	end_plan(plan);
}

/* An entry that begins at 640 KiB. Expect nothing of it below 1 MiB, not even an entry of size 0. */
Test(e820, from_640_kib)
{
	const struct nkv_e820_entry map[] = { USABLE(640 * KB, 64 * MB),
					      RESERVED(96 * MB, 128 * MB) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->e820.count, 2);
	expect_entry(plan, 0, 1 * MB, 64 * MB, NKV_E820_USABLE);
	end_plan(plan);
}

/* A byte that is reserved within usable memory. Expect it to win like any other stretch. */
Test(e820, one_byte)
{
	const struct nkv_e820_entry map[] = { USABLE(1 * MB, 64 * MB),
					      RESERVED(16 * MB, 16 * MB + 1) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->e820.count, 3);
	expect_entry(plan, 0, 1 * MB, 16 * MB, NKV_E820_USABLE);
	expect_entry(plan, 1, 16 * MB, 16 * MB + 1, NKV_E820_RESERVED);
	expect_entry(plan, 2, 16 * MB + 1, 64 * MB, NKV_E820_USABLE);
	end_plan(plan);
}

/*
 * |0        640K   1M            64M|
 * |  usable                         |
 * Expect the hole from 640 KiB to 1 MiB to be cut out.
 */
Test(e820, bios_area)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 64 * MB), RESERVED(96 * MB, 128 * MB) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->e820.count, 3);
	expect_entry(plan, 0, 0, 640 * KB, NKV_E820_USABLE);
	expect_entry(plan, 1, 1 * MB, 64 * MB, NKV_E820_USABLE);
	end_plan(plan);
}

/*
 * |0        640K   1M|
 * |  usable          |
 * Expect nothing of it to be left above 640 KiB, not even an entry of size 0.
 */
Test(e820, bios_area_at_the_end)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 1 * MB), RESERVED(96 * MB, 128 * MB) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->e820.count, 2);
	expect_entry(plan, 0, 0, 640 * KB, NKV_E820_USABLE);
	expect_entry(plan, 1, 96 * MB, 128 * MB, NKV_E820_RESERVED);
	end_plan(plan);
}

/*
 * |0|1 page   |160 pages  |256 pages    256M|       node 1       2G|
 * Page 0 and the BIOS area, usable by the command line. The first 256 MiB are node 0's, which has no mem_map.
 * Expect 2.6.25 not to count them as RAM, so that it looks at no page of theirs.
 */
Test(e820, ram_without_bios_area)
{
	static const struct nkv_range with_area[] = { { 0, 65536 } };
	static const struct nkv_range without_area[] = { { 1, 160 }, { 256, 65536 } };
	static const struct {
		const char *profile;
		const struct nkv_range *ranges;
		size_t count;
	} cases[] = { { "2.6.23", with_area, 1 }, { "2.6.25", without_area, 2 } };
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 2 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(1, 256 * MB, 2 * GB) };
	const struct nkv_srat_processor processor = { .pxm = 0, .enabled = true };
	struct nkv_machine machine = MACHINE(map);

	machine.cmdline = "memmap=exactmap memmap=2G@0";
	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	machine.processors = &processor;
	machine.processor_count = 1;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		plan = begin_plan(&machine);
		cr_expect_eq(plan->ram_pages, 524288, "%s", cases[i].profile);
		hazard = hazard_of(plan, NKV_HAZARD_MEMMAP_READ_UNMAPPED);
		cr_assert(hazard, "%s", cases[i].profile);
		cr_assert_eq(hazard->ranges.count, cases[i].count, "%s", cases[i].profile);
		for (size_t j = 0; j < cases[i].count; j++) {
			cr_expect_eq(hazard->ranges.ranges[j].start_pfn,
				     cases[i].ranges[j].start_pfn);
			cr_expect_eq(hazard->ranges.ranges[j].end_pfn, cases[i].ranges[j].end_pfn);
		}
		end_plan(plan);
	}
}

/* An entry from a byte past a page on to a byte before one. Expect the whole pages in between. */
Test(e820, whole_pages)
{
	static const struct {
		uint64_t start, end;
		uint64_t start_pfn, end_pfn;
	} cases[] = {
		{ 0x100000, 0x200000, 0x100, 0x200 },
		{ 0x100001, 0x200000, 0x101, 0x200 },
		{ 0xfffff, 0x200000, 0x100, 0x200 },
		{ 0x100000, 0x1fffff, 0x100, 0x1ff },
		{ 0x100000, 0x200fff, 0x100, 0x200 },
		{ 0x100000, 0x201000, 0x100, 0x201 },
		{ 0xfffff001, 0x100002000, 0x100000, 0x100002 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_e820_entry entry = USABLE(cases[i].start, cases[i].end);
		struct nkv_range pages = nkv_e820_pages(&entry);

		cr_expect_eq(pages.start_pfn, cases[i].start_pfn, "case %zu", i);
		cr_expect_eq(pages.end_pfn, cases[i].end_pfn, "case %zu", i);
	}
}

/* A map that is thrown away for another. Expect nothing of it to count. */
Test(e820, ram_of_the_map_in_effect)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB),
					      USABLE(2 * GB, 3 * GB) };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.cmdline = "memmap=exactmap memmap=64M@0";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->ram_pages, 16384);
	cr_expect_eq(plan->e820_max_pfn, 16384);
	end_plan(plan);
}

/*
 * 128 entries, the first of which is cut in two.
 * Expect 128 to be kept and the last to be dropped.
 */
Test(e820, full)
{
	struct nkv_e820_entry map[NKV_E820_MAX] = { USABLE(0, 2 * MB) };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.25");
	for (uint64_t i = 1; i < COUNT(map); i++)
		map[i] = (struct nkv_e820_entry)RESERVED(i * 4 * MB, i * 4 * MB + 4 * KB);
	plan = begin_plan(&machine);
	cr_expect_eq(plan->e820.count, NKV_E820_MAX);
	cr_expect_eq(plan->e820_dropped, 1);
	expect_entry(plan, 127, 126 * 4 * MB, 126 * 4 * MB + 4 * KB, NKV_E820_RESERVED);
	end_plan(plan);
}

/*
 * |                      usable                      |
 *   |r|   |r|   |r|  ... 127 times
 * Expect the first 128 of 255 stretches to be kept, and the rest to be forgotten.
 */
Test(e820, stretches)
{
	struct nkv_e820_entry map[NKV_E820_MAX] = { USABLE(1 * MB, 1 * GB) };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.25");
	for (uint64_t i = 1; i < COUNT(map); i++)
		map[i] = (struct nkv_e820_entry)RESERVED(i * 4 * MB, i * 4 * MB + 4 * KB);
	plan = begin_plan(&machine);
	cr_assert_eq(plan->e820.count, NKV_E820_MAX);
	cr_expect_eq(plan->e820_dropped, 0);
	expect_entry(plan, 0, 1 * MB, 4 * MB, NKV_E820_USABLE);
	expect_entry(plan, 127, 64 * 4 * MB, 64 * 4 * MB + 4 * KB, NKV_E820_RESERVED);
	end_plan(plan);
}

/* An entry that ends at 2^64 - 1: expect no wrap. */
Test(e820, top_of_64_bits)
{
	const struct nkv_e820_entry map[] = { USABLE(1 * MB, 64 * MB),
					      RESERVED(UINT64_MAX - 4095, UINT64_MAX) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->e820.count, 2);
	expect_entry(plan, 1, UINT64_MAX - 4095, UINT64_MAX, NKV_E820_RESERVED);
	end_plan(plan);
}

/*
 * |0  640K|  |1M        64M|  |80M reserved|  |96M usable 128M|
 * Expect a limit to cut what reaches it, and at a border the entry above it.
 */
Test(cmdline, limit)
{
	static const struct {
		const char *cmdline;
		size_t count;
		uint64_t last_end;
		bool user_defined;
	} cases[] = {
		{ "", 4, 128 * MB, false },
		{ "quiet mem=nopentium", 4, 128 * MB, false },
		{ "mem=32M", 2, 32 * MB, true },
		{ "mem=64M", 2, 64 * MB, true },      /* at the border of an entry */
		{ "mem=67108865", 3, 88 * MB, true }, /* a byte above it */
		{ "mem=0x2000000", 2, 32 * MB, true },
		{ "mem=0200000000", 2, 32 * MB, true }, /* octal */
		{ "mem=1G", 4, 128 * MB, true },
		{ "mem=1m", 1, 640 * KB, true }, /* starts at the limit: goes */
		{ "mem=512k", 1, 512 * KB, true },
		{ "memmap=32768k", 2, 32 * MB, true },
		{ "mem=64M mem=32M", 2, 32 * MB, true },
	};
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 64 * MB),
					      RESERVED(80 * MB, 88 * MB),
					      USABLE(96 * MB, 128 * MB) };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(map);
		struct nkv_plan *plan;

		machine.cmdline = cases[i].cmdline;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->e820.count, cases[i].count, "'%s': %zu", cases[i].cmdline,
			     plan->e820.count);
		if (plan->e820.count > 0) {
			const struct nkv_e820_entry *last =
				&plan->e820.entries[plan->e820.count - 1];

			cr_expect_eq(last->start + last->size, cases[i].last_end, "'%s'",
				     cases[i].cmdline);
		}
		cr_expect_eq(plan->user_defined_e820, cases[i].user_defined, "'%s'",
			     cases[i].cmdline);
		end_plan(plan);
	}
}

/* Expect a map of the user's own, neither sorted nor sanitised. */
Test(cmdline, exactmap)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 64 * MB) };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.cmdline = "memmap=exactmap memmap=32M@16M memmap=4M#64M memmap=640K@0 "
			  "memmap=1M$80M vmalloc=256M highmem=8M";
	plan = begin_plan(&machine);
	cr_assert_eq(plan->e820.count, 4);
	expect_entry(plan, 0, 16 * MB, 48 * MB, NKV_E820_USABLE);
	expect_entry(plan, 1, 64 * MB, 68 * MB, NKV_E820_ACPI_DATA);
	expect_entry(plan, 2, 0, 640 * KB, NKV_E820_USABLE);
	expect_entry(plan, 3, 80 * MB, 81 * MB, NKV_E820_RESERVED);
	cr_expect_eq(plan->vmalloc_reserve, 256 * MB);
	cr_expect_eq(plan->maxmem_pfn, 768 * MB / 4096);
	cr_expect(plan->highmem_given);
	cr_expect_eq(plan->highmem_given_pages, 2048);
	end_plan(plan);
}

/* Overlapping usable entries of memmap=. Expect the second free to be a BUG. */
Test(cmdline, overlap)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 64 * MB) };
	struct nkv_machine machine = MACHINE(map);
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.cmdline = "memmap=8M@32M";
	plan = begin_plan(&machine);
	hazard = hazard_of(plan, NKV_HAZARD_FREE_TWICE);
	cr_assert(hazard);
	cr_expect_eq(plan->stopped_at, NKV_STOP_BOOTMEM);
	cr_expect_eq(plan->verdict, NKV_VERDICT_PANICS);
	cr_assert_eq(hazard->ranges.count, 1);
	cr_expect_eq(hazard->ranges.ranges[0].start_pfn, 8192);
	cr_expect_eq(hazard->ranges.ranges[0].end_pfn, 10240);
	end_plan(plan);
}

/* An addition to a map that is full. Expect it not to be added. */
Test(cmdline, full)
{
	struct nkv_e820_entry map[NKV_E820_MAX];
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	for (uint64_t i = 0; i < COUNT(map); i++)
		map[i] = (struct nkv_e820_entry)USABLE((i + 1) * 4 * MB, (i + 1) * 4 * MB + 4 * KB);
	machine.cmdline = "memmap=4K@1G";
	machine.kernel.profile = nkv_profile_find("2.6.25");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->e820.count, NKV_E820_MAX);
	cr_expect_eq(plan->e820_max_pfn, 128 * 1024 + 1);
	end_plan(plan);
}

/* No usable memory at all. Expect a plan all the same, with nothing in it. */
Test(e820, nothing_usable)
{
	const struct nkv_e820_entry map[] = { RESERVED(0, 640 * KB), RESERVED(1 * MB, 64 * MB) };
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->e820_max_pfn, 0);
	cr_expect_eq(plan->ram_pages, 0);
	cr_expect_eq(plan->verdict, NKV_VERDICT_PANICS);
	end_plan(plan);
}
