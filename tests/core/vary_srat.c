/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The SRAT of machines with more or less memory. */
#include <criterion/criterion.h>

#include "boot.h"
#include "vary.h"

static void expect_srat(const struct varied *varied, const struct nkv_srat_memory *wanted,
			size_t count)
{
	cr_assert_eq(varied->error, NKV_OK);
	cr_assert_eq(nkv_machine_check(&varied->machine).error, NKV_OK);
	cr_expect_eq(varied->machine.memory_count, count, "%zu entries",
		     varied->machine.memory_count);
	for (size_t i = 0; i < count && i < varied->machine.memory_count; i++) {
		const struct nkv_srat_memory *got = &varied->machine.memory[i];

		cr_expect_eq(got->pxm, wanted[i].pxm, "entry %zu", i);
		cr_expect_eq(got->start, wanted[i].start, "entry %zu starts at %#llx", i,
			     (unsigned long long)got->start);
		cr_expect_eq(got->size, wanted[i].size, "entry %zu has %#llx bytes", i,
			     (unsigned long long)got->size);
	}
}

#define EXPECT_SRAT(varied, ...)                                                                   \
	do {                                                                                       \
		const struct nkv_srat_memory wanted[] = { __VA_ARGS__ };                           \
                                                                                                   \
		expect_srat(varied, wanted, COUNT(wanted));                                        \
	} while (0)

/*
 *   |   0   |   1   |  2  |       |  2  |   3   |
 *
 * Nodes of 1 GiB each, one on both sides of the hole. Expect a quarter for each.
 */
Test(vary_srat, shares)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 2560 * MB),
						     USABLE(4 * GB, 5632 * MB) };
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 1 * GB),
		MEMORY(1, 1 * GB, 2 * GB),
		MEMORY(2, 2 * GB, 2560 * MB),
		MEMORY(2, 4 * GB, 4608 * MB),
		MEMORY(3, 4608 * MB, 5632 * MB),
	};
	struct nkv_machine machine = MACHINE(map);
	struct varied varied;

	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	varied = scale(&machine, 8 * GB);
	EXPECT_SRAT(&varied, MEMORY(0, 0, 2 * GB), MEMORY(1, 2 * GB, 2560 * MB),
		    MEMORY(1, 4 * GB, 5632 * MB), MEMORY(2, 5632 * MB, 6656 * MB),
		    MEMORY(2, 6656 * MB, 7680 * MB), MEMORY(3, 7680 * MB, 9728 * MB));
	end_vary(&varied);
	varied = scale(&machine, 2 * GB);
	EXPECT_SRAT(&varied, MEMORY(0, 0, 512 * MB), MEMORY(1, 512 * MB, 1 * GB),
		    MEMORY(2, 1 * GB, 1280 * MB), MEMORY(2, 1280 * MB, 1536 * MB),
		    MEMORY(3, 1536 * MB, 2 * GB));
	end_vary(&varied);
	varied = scale(&machine, 4 * GB);
	EXPECT_SRAT(&varied, memory[0], memory[1], memory[2], memory[3], memory[4]);
	end_vary(&varied);
}

/*
 * Three nodes with a border that is no multiple of a large page, whose shares
 * do not come out even. Expect each border as well aligned as it was.
 */
Test(vary_srat, borders)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB) };
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 300 * MB + 64 * KB),
		MEMORY(1, 300 * MB + 64 * KB, 700 * MB),
		MEMORY(2, 700 * MB, 1 * GB),
	};
	struct nkv_machine machine = MACHINE(map);
	struct varied varied;

	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	varied = scale(&machine, 777 * MB);
	cr_assert_eq(varied.error, NKV_OK);
	cr_assert_eq(varied.machine.memory_count, 3);
	for (size_t i = 0; i < 2; i++) {
		uint64_t border = varied.machine.memory[i].size + varied.machine.memory[i].start;

		cr_expect_eq(border, varied.machine.memory[i + 1].start);
		cr_expect_eq(border % (i == 0 ? 64 * KB : 4 * MB), 0);
		cr_expect_lt(border * 1024, (i == 0 ? 301U : 703U) * 777 * MB);
		cr_expect_gt(border * 1024, (i == 0 ? 299U : 697U) * 777 * MB);
	}
	cr_expect_eq(varied.machine.memory[2].start + varied.machine.memory[2].size, 777 * MB);
	end_vary(&varied);
}

/* Expect the RAM asked for, the holes as they were, and each border on 256 MiB. */
static void expect_character(const struct nkv_machine *machine, const struct varied *varied,
			     uint64_t total)
{
	uint64_t bytes = 0;

	cr_assert_eq(varied->error, NKV_OK);
	for (size_t i = 0; i < varied->machine.e820_count; i++)
		if (varied->machine.e820[i].type == NKV_E820_USABLE &&
		    varied->machine.e820[i].start >= 1 * MB)
			bytes += varied->machine.e820[i].size;
	cr_expect_eq(bytes, total - 1 * MB, "%llu", (unsigned long long)total);
	for (size_t i = 0; i < varied->machine.e820_count; i++)
		if (varied->machine.e820[i].type == NKV_E820_RESERVED)
			cr_expect_eq(varied->machine.e820[i].start, machine->e820[2].start);
	for (size_t i = 0; i + 1 < varied->machine.memory_count; i++) {
		const struct nkv_srat_memory *memory = &varied->machine.memory[i];
		uint64_t end = memory->start + memory->size, next = memory[1].start;

		cr_expect_leq(end, next);
		cr_expect_eq(next % (256 * MB), 0, "%llu: entry %zu starts at %#llx",
			     (unsigned long long)total, i + 1, (unsigned long long)next);
		cr_expect(end == next || (end <= 3 * GB && next == 4 * GB));
	}
}

/*
 *   |   0   |   1   |   2 |  hole  | 2 |   3   |
 *
 * Nodes of which each begins at a multiple of 256 MiB, below and above a hole that ends RAM 64 KiB below
 * one. Expect that of every amount of memory, in steps that are no multiple of anything.
 */
Test(vary_srat, keeps_the_alignment_of_borders)
{
	static const struct nkv_e820_entry map[] = {
		USABLE(0, 640 * KB),
		USABLE(1 * MB, 3 * GB - 64 * KB),
		RESERVED(0xfec00000, 0xfec10000),
		USABLE(4 * GB, 6 * GB),
	};
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 1280 * MB),
		MEMORY(1, 1280 * MB, 2304 * MB),
		MEMORY(2, 2304 * MB, 4608 * MB),
		MEMORY(3, 4608 * MB, 6 * GB),
	};
	struct nkv_machine machine = MACHINE(map);

	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	for (uint64_t total = 2 * GB; total < 64 * GB; total += 523 * MB + 4 * KB) {
		struct varied varied = scale(&machine, total);

		expect_character(&machine, &varied, total);
		end_vary(&varied);
	}
}

/*
 *   |   0   |tables|   1: room to grow   |
 *
 * An SRAT that covers the tables on top, and names room. Expect both on top of
 * the memory when it grows, and the room where it is when memory shrinks.
 */
Test(vary_srat, beyond_memory)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 1 * GB - 64 * KB),
						     { 1 * GB - 64 * KB, 64 * KB,
						       NKV_E820_ACPI_DATA } };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
							 MEMORY(1, 1 * GB, 9 * GB) };
	struct nkv_machine machine = MACHINE(map);
	struct varied varied;

	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	varied = scale(&machine, 2 * GB - 64 * KB);
	EXPECT_SRAT(&varied, MEMORY(0, 0, 2 * GB), MEMORY(1, 2 * GB, 10 * GB));
	end_vary(&varied);
	varied = scale(&machine, 512 * MB);
	EXPECT_SRAT(&varied, MEMORY(0, 0, 512 * MB + 64 * KB), memory[1]);
	end_vary(&varied);
}

/*
 * |0          node 0          768M|768M node 1  1G|   to 200 MiB, of which no place is a multiple of 256 MiB
 * Expect node 0 to have the first MiB, and node 1 all the rest.
 */
Test(vary_srat, less_than_the_alignment)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB) };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 768 * MB),
							 MEMORY(1, 768 * MB, 1 * GB) };
	struct nkv_machine machine = MACHINE(map);
	struct varied varied;

	set_srat(&machine, memory, COUNT(memory));
	varied = scale(&machine, 200 * MB);
	EXPECT_SRAT(&varied, MEMORY(0, 0, 1 * MB), MEMORY(1, 1 * MB, 200 * MB));
	end_vary(&varied);
}

/*
 * |0 node 0 512M + 1K|node 1|512M + 2K|   to 256 MiB: a page that is not whole counts in no share
 * Expect the border where memory ends then, less a page, which is node 1's.
 */
Test(vary_srat, a_border_in_the_last_page)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 512 * MB + 2 * KB) };
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 512 * MB + 1 * KB),
		MEMORY(1, 512 * MB + 1 * KB, 512 * MB + 2 * KB),
	};
	struct nkv_machine machine = MACHINE(map);
	struct varied varied;

	set_srat(&machine, memory, COUNT(memory));
	varied = scale(&machine, 256 * MB);
	EXPECT_SRAT(&varied, MEMORY(0, 0, 256 * MB - 4 * KB),
		    MEMORY(1, 256 * MB - 4 * KB, 256 * MB));
	end_vary(&varied);
}
