/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against boots: how much memory the kernel told of, and its high zones. */
#include <criterion/criterion.h>

#include "comparing.h"

/* A PC of 1 GiB. */
static const struct nkv_e820_entry large_map[] = {
	USABLE(0, 0x9fc00),
	USABLE(MB, 0x3ffe0000),
	RESERVED(0x3ffe0000, GB),
};

/* HIGHMEM off, and fewer pages than the log has. Expect the memory line to differ. */
Test(outcome_memory, the_memory_line)
{
	struct nkv_machine machine = MACHINE(large_map);
	const struct nkv_boot_record record = { .has_memory_line = true,
						.memory_line = 70,
						.total_kb = 1048448 };
	struct outcome outcome;

	machine.kernel.profile = nkv_profile_find("2.6.25");
	machine.kernel.highmem = NKV_HIGHMEM_OFF;
	machine.kernel.pae = false;
	outcome = compare(&machine, NULL, 0, &record);
	cr_expect_eq(outcome.comparison.planned_total_kb, 229376 * 4);
	cr_expect(outcome.comparison.memory_differs);
	cr_expect(nkv_comparison_differs(&outcome.comparison));
	end_outcome(&outcome);
}

/*
 * |0  low memory  896M|high memory|gives 2M|1G|
 * Expect the last figure of the memory line to count, where it is there, to the kilobyte.
 */
Test(outcome_memory, the_high_memory_of_the_memory_line)
{
	static const uint64_t high = 4 * (262112 - 229376 - 512 - 480);
	static const struct {
		bool has_highmem;
		uint64_t highmem_kb;
		bool differs;
	} cases[] = { { true, high, false }, { true, high + 4, true }, { false, 0, false } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(large_map);
		const struct nkv_boot_record record = { .has_memory_line = true,
							.memory_line = 70,
							.total_kb = 1048448,
							.has_highmem = cases[i].has_highmem,
							.highmem_kb = cases[i].highmem_kb };
		struct outcome outcome;

		machine.kernel.profile = nkv_profile_find("2.6.25");
		outcome = compare(&machine, NULL, 0, &record);
		cr_expect_eq(outcome.comparison.planned_highmem_kb, high);
		cr_expect_eq(outcome.comparison.memory_differs, cases[i].differs, "case %zu", i);
		end_outcome(&outcome);
	}
}

/* 5 TiB. Expect the kilobytes to be counted beyond 32 bits. */
Test(outcome_memory, the_memory_line_of_a_large_machine)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 0x9fc00), USABLE(MB, 5120 * GB) };
	const struct nkv_machine machine = MACHINE(map);
	const struct nkv_boot_record record = { .has_memory_line = true,
						.memory_line = 70,
						.total_kb = 5 * GB };
	struct outcome outcome = compare(&machine, NULL, 0, &record);

	cr_expect_eq(outcome.comparison.planned_total_kb, 5 * GB);
	cr_expect(!outcome.comparison.memory_differs);
	end_outcome(&outcome);
}

/* The high zones of a PC of 1 GiB. Expect them to the page, and those of nodes without one from 0 to 0. */
Test(outcome_memory, the_high_zones)
{
	static const struct nkv_logged_zone zones[] = {
		{ 0, 229376, 262112 - 512 - 480, 70 },
		{ 0, 229376, 262112, 71 },
		{ 1, 0, 0, 72 },
		{ 1, 5, 6, 73 },
	};
	static const bool differ[] = { false, true, false, true };

	for (size_t i = 0; i < COUNT(zones); i++) {
		struct nkv_machine machine = MACHINE(large_map);
		struct nkv_boot_record record = { .zones = &zones[i], .zone_count = 1 };
		struct outcome outcome;

		machine.kernel.profile = nkv_profile_find("2.6.25");
		outcome = compare(&machine, NULL, 0, &record);
		cr_expect_eq(outcome.comparison.zones[0].differs, differ[i], "case %zu", i);
		cr_expect_eq(nkv_comparison_differs(&outcome.comparison), differ[i]);
		end_outcome(&outcome);
		/* Another kernel's say nothing. */
		record.version = "2.6.30";
		outcome = compare(&machine, NULL, 0, &record);
		cr_expect(!nkv_comparison_differs(&outcome.comparison));
		end_outcome(&outcome);
	}
}

/* Two zones, of which one is as planned. Expect them to differ whichever it is. */
Test(outcome_memory, one_zone_of_two)
{
	static const struct nkv_logged_zone zones[] = { { 1, 0, 0, 70 },
							{ 0, 229376, 262112, 71 },
							{ 1, 0, 0, 72 } };

	for (size_t first = 0; first < 2; first++) {
		struct nkv_machine machine = MACHINE(large_map);
		const struct nkv_boot_record record = { .zones = &zones[first], .zone_count = 2 };
		struct outcome outcome;

		machine.kernel.profile = nkv_profile_find("2.6.25");
		outcome = compare(&machine, NULL, 0, &record);
		cr_expect_eq(outcome.comparison.zones[0].differs, first == 1);
		cr_expect_eq(outcome.comparison.zones[1].differs, first == 0);
		cr_expect(outcome.comparison.zones_differ);
		end_outcome(&outcome);
	}
}

/*
 * High memory that is not as planned. Expect it to count, unless the line contradicts
 * itself, or the zones agree and the map, which decides what is in them, is not in the log.
 */
Test(outcome_memory, high_memory_that_cannot_be_held)
{
	static const struct nkv_logged_line map = { "BIOS-e820: 0000000000000000 - "
						    "000000000009fc00 (usable)",
						    1 };
	static const struct nkv_logged_zone zones[] = { { 0, 229376, 262112 - 512 - 480, 60 } };
	static const struct {
		uint64_t available_kb;
		size_t line_count, zone_count;
		enum nkv_highmem_why why;
	} cases[] = {
		{ 100000, 1, 1, NKV_HIGHMEM_HELD },
		{ 100000 + 917504, 1, 1, NKV_HIGHMEM_HELD },
		{ 100000 + 917508, 1, 1, NKV_HIGHMEM_IMPOSSIBLE },
		{ 0, 0, 0, NKV_HIGHMEM_HELD },
		{ 100000, 0, 1, NKV_HIGHMEM_NO_MAP },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(large_map);
		const struct nkv_boot_record record = { .has_memory_line = true,
							.memory_line = 70,
							.available_kb = cases[i].available_kb,
							.total_kb = 1048448,
							.has_highmem = true,
							.highmem_kb = 100000,
							.lines = &map,
							.line_count = cases[i].line_count,
							.zones = zones,
							.zone_count = cases[i].zone_count };
		struct outcome outcome;

		machine.kernel.profile = nkv_profile_find("2.6.25");
		outcome = compare(&machine, NULL, 0, &record);
		cr_expect_eq(outcome.comparison.highmem_why, cases[i].why, "case %zu", i);
		cr_expect_eq(outcome.comparison.memory_differs, cases[i].why == NKV_HIGHMEM_HELD,
			     "case %zu", i);
		end_outcome(&outcome);
	}
}
