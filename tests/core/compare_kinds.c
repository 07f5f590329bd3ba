/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against boots: lines that are cut off, and those that not all logs can have. */
#include <criterion/criterion.h>

#include "comparing.h"
#include "core/version.h"

static const struct nkv_e820_entry pc_map[] = { USABLE(0, 0x9fc00), USABLE(MB, 0x1ffe0000) };

struct counts {
	size_t same, different, only_planned, only_logged, left_out;
};

static void expect_counts(const struct outcome *outcome, struct counts wanted, size_t index)
{
	const size_t *counts = outcome->comparison.counts;

	cr_expect_eq(counts[NKV_LINE_SAME], wanted.same, "case %zu: %zu same", index,
		     counts[NKV_LINE_SAME]);
	cr_expect_eq(counts[NKV_LINE_DIFFERENT], wanted.different, "case %zu: %zu different", index,
		     counts[NKV_LINE_DIFFERENT]);
	cr_expect_eq(counts[NKV_LINE_ONLY_PLANNED], wanted.only_planned, "case %zu: %zu planned",
		     index, counts[NKV_LINE_ONLY_PLANNED]);
	cr_expect_eq(counts[NKV_LINE_ONLY_LOGGED], wanted.only_logged, "case %zu: %zu logged",
		     index, counts[NKV_LINE_ONLY_LOGGED]);
	cr_expect_eq(counts[NKV_LINE_LEFT_OUT], wanted.left_out, "case %zu: %zu left out", index,
		     counts[NKV_LINE_LEFT_OUT]);
}

/*
 * A log that ends within a line: before the type, which no description tells, or before the node that the
 * line is about. Expect it to be the line that was planned, as far as it goes, and no other of its kind.
 */
Test(compare_kinds, a_line_that_is_cut_off)
{
	static const char *const ranges[] = {
		"Memory range 0x0 to 0x10000 (type 0x0) in proximity domain 0x00 enabled",
		"Memory range 0x10000 to 0x20000 (type 0x0) in proximity domain 0x01 enabled",
	};
	static const char *const reserving[] = {
		"Reserving 512 pages of KVA for lmem_map of node 0",
		"Reserving 256 pages of KVA for lmem_map of node 1",
	};
	static const struct {
		const char *const *planned;
		const char *last;
		struct counts counts;
	} cases[] = {
		{ ranges, "Memory range 0x10000 to 0x200", { 1, 0, 0, 0, 1 } },
		{ ranges, "Memory range 0x10000 to 0x300", { 1, 1, 0, 0, 0 } },
		{ reserving, "Reserving 256 pages of KVA for l", { 1, 0, 0, 0, 1 } },
		{ reserving, "Reserving 128 pages of KVA for l", { 1, 1, 0, 0, 0 } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_logged_line logged[] = { { cases[i].planned[0], 1 },
							  { cases[i].last, 2 } };
		struct nkv_machine pc = MACHINE(pc_map);
		const struct nkv_boot_record record = { .version = "2.6.23",
							.lines = logged,
							.line_count = COUNT(logged) };
		struct outcome outcome = compare(&pc, cases[i].planned, 2, &record);

		expect_counts(&outcome, cases[i].counts, i);
		end_outcome(&outcome);
	}
}

/* Expect a processor that is listed behind a range too many to be one that a description has before. */
Test(compare_kinds, a_processor_behind_too_many_ranges)
{
	static const char *const planned[] = {
		"CPU 0x00 in proximity domain 0x00",
		"Too many mem chunks in SRAT. Ignoring 256 MBytes at 100000000",
	};
	const struct nkv_logged_line logged[] = { { planned[1], 1 }, { planned[0], 2 } };
	struct nkv_machine pc = MACHINE(pc_map);
	const struct nkv_boot_record record = { .version = "2.6.23",
						.lines = logged,
						.line_count = COUNT(logged) };
	struct outcome outcome = compare(&pc, planned, COUNT(planned), &record);

	expect_counts(&outcome, (struct counts){ 2, 0, 0, 0, 0 }, 0);
	end_outcome(&outcome);
}

/*
 * A line that is only in the log. Expect it to tell nothing where the machine's tables are not known, or
 * where no kernel like the plan's prints it.
 */
Test(compare_kinds, a_line_that_tells_nothing)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB) };
	static const char *const planned[] = { "max_pfn = 131040" };
	static const struct {
		const char *profile, *line;
		bool knows_tables;
		size_t only_logged;
	} cases[] = {
		{ "2.6.23", "Begin SRAT table scan....", false, 0 },
		{ "2.6.23", "Begin SRAT table scan....", true, 1 },
		{ "2.6.23", "node 0 pfn: [0 - 20000]", false, 0 },
		{ "2.6.32", "node 0 pfn: [0 - 20000]", false, 1 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_logged_line logged[] = { { planned[0], 1 }, { cases[i].line, 2 } };
		struct nkv_machine pc = MACHINE(pc_map);
		const struct nkv_boot_record record = { .version = cases[i].profile,
							.lines = logged,
							.line_count = COUNT(logged),
							.goes_on = true };
		struct outcome outcome;

		pc.kernel.profile = nkv_profile_find(cases[i].profile);
		set_srat(&pc, memory, COUNT(memory));
		pc.has_acpi = cases[i].knows_tables;
		outcome = compare(&pc, planned, COUNT(planned), &record);
		cr_expect_eq(outcome.comparison.counts[NKV_LINE_ONLY_LOGGED], cases[i].only_logged,
			     "case %zu: %zu", i, outcome.comparison.counts[NKV_LINE_ONLY_LOGGED]);
		end_outcome(&outcome);
	}
}

/* A kernel without NUMA on another map. Expect the map to count, and what it cannot print not to. */
Test(compare_kinds, another_map_without_numa)
{
	static const char *const planned[] = {
		"BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)",
		"NUMA - single node, flat memory mode",
		"511MB LOWMEM available.",
	};
	static const struct nkv_logged_line logged[] = {
		{ "BIOS-e820: 0000000000000000 - 00000000000a0000 (usable)", 1 },
		{ "511MB LOWMEM available.", 2 },
	};
	struct nkv_machine pc = MACHINE(pc_map);
	const struct nkv_boot_record record = {
		.version = "2.6.23", .lines = logged, .line_count = COUNT(logged), .goes_on = true
	};
	struct outcome outcome = compare(&pc, planned, COUNT(planned), &record);

	cr_expect(outcome.comparison.without_numa);
	expect_counts(&outcome, (struct counts){ 1, 1, 0, 0, 1 }, 0);
	cr_expect_eq(outcome.comparison.left_out[NKV_LEFT_OUT_NO_NUMA], 1);
	end_outcome(&outcome);
}

/* Expect a log to be of a profile by its other names, too, and by no name of another. */
Test(compare_kinds, by_another_name)
{
	static const struct {
		const char *profile, *version;
		bool is_of;
	} cases[] = {
		{ "2.6.23", "2.6.23", true },	  { "2.6.23", "2.6.19", true },
		{ "2.6.23", "2.6.24-rc7", true }, { "2.6.23", "2.6.18", false },
		{ "2.6.23", "2.6.25", false },	  { "2.6.32", "2.6.31.5", true },
		{ "2.6.32", "2.6.30", false },	  { "2.6.26", "2.6.25", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_eq(
			nkv_profile_is_of(nkv_profile_find(cases[i].profile), cases[i].version),
			cases[i].is_of, "%s %s", cases[i].profile, cases[i].version);
}
