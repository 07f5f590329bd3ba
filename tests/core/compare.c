/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against boots, line by line. */
#include <criterion/criterion.h>
#include <string.h>

#include "comparing.h"

/* A PC of 512 MiB. */
static const struct nkv_e820_entry pc_map[] = {
	USABLE(0, 0x9fc00),
	USABLE(MB, 0x1ffe0000),
	RESERVED(0x1ffe0000, 512 * MB),
};

/* Lines of a made-up boot, of which the log has some, and others. */
static struct outcome compare_lines(const struct nkv_logged_line *logged, size_t count,
				    const char *version, bool goes_on)
{
	static const char *const planned[] = {
		"Node: 0, start_pfn: 0, end_pfn: 131040",
		"Setting physnode_map array to node 0 for pfns:",
		"0 65536",
		"NUMA - single node, flat memory mode",
		"Reserving 512 pages of KVA for lmem_map of node 0",
		"kva_start_pfn ~ 130048 find_max_low_pfn() ~ 131040",
		"max_pfn = 131040",
	};
	static struct nkv_machine pc;
	const struct nkv_boot_record record = {
		.version = version, .lines = logged, .line_count = count, .goes_on = goes_on
	};

	pc = (struct nkv_machine)MACHINE(pc_map);
	return compare(&pc, planned, COUNT(planned), &record);
}

#define EXPECT_COUNTS(outcome, same, different, only_planned, only_logged)                         \
	do {                                                                                       \
		const size_t *counts = (outcome).comparison.counts;                                \
		cr_expect_eq(counts[NKV_LINE_SAME], (same), "%zu same", counts[NKV_LINE_SAME]);    \
		cr_expect_eq(counts[NKV_LINE_DIFFERENT], (different), "%zu different",             \
			     counts[NKV_LINE_DIFFERENT]);                                          \
		cr_expect_eq(counts[NKV_LINE_ONLY_PLANNED], (only_planned), "%zu only planned",    \
			     counts[NKV_LINE_ONLY_PLANNED]);                                       \
		cr_expect_eq(counts[NKV_LINE_ONLY_LOGGED], (only_logged), "%zu only in the log",   \
			     counts[NKV_LINE_ONLY_LOGGED]);                                        \
	} while (0)

/* Expect a log to be another kernel's by the three numbers that its version begins with. */
Test(compare, whose_log_it_is)
{
	static const struct {
		const char *version;
		bool other_kernel;
	} cases[] = {
		{ "2.6.23", false },	{ "2.6.23-rc3-mm1", false },
		{ "2.6.23.17", false }, { "2.6.2", true },
		{ "2.6.230", true },	{ "2.6.24", true },
		{ "3.6.23", true },	{ "2.6", true },
		{ "2", true },		{ "2.", true },
		{ "", true },		{ "2.6.", true },
		{ "2x6x23", true },	{ "numa", true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct outcome outcome = compare_lines(NULL, 0, cases[i].version, true);

		cr_expect_eq(outcome.comparison.other_kernel, cases[i].other_kernel, "'%s'",
			     cases[i].version);
		end_outcome(&outcome);
	}
}

/* Expect blanks to count as blanks, however many and of whichever kind. */
Test(compare, blanks_between_words)
{
	static const struct nkv_logged_line logged[] = {
		{ "Node:\t0, start_pfn:   0, end_pfn: 131040", 10 },
		{ "max_pfn\t =  131040", 12 },
	};
	struct outcome outcome = compare_lines(logged, 1, NULL, false);

	cr_expect_eq(outcome.comparison.counts[NKV_LINE_SAME], 1);
	end_outcome(&outcome);
	outcome = compare_lines(&logged[1], 1, NULL, false);
	cr_expect_eq(outcome.comparison.counts[NKV_LINE_SAME], 1);
	end_outcome(&outcome);
}

/* The log: all but for one figure, a line twice, and messages for debugging. Expect each told. */
Test(compare, lines_in_their_places)
{
	static const struct nkv_logged_line logged[] = {
		{ "Node: 0, start_pfn: 0,  end_pfn: 131040", 1 },
		{ "NUMA - single node, flat memory mode", 2 },
		{ "NUMA - single node, flat memory mode", 3 },
		{ "Reserving 512 pages of KVA for lmem_map of node 0", 4 },
		{ "kva_start_pfn ~ 130040 find_max_low_pfn() ~ 131040", 5 },
		{ "max_pfn = 131040", 6 },
	};
	struct outcome outcome = compare_lines(logged, COUNT(logged), "2.6.23-rc3-mm1", false);

	EXPECT_COUNTS(outcome, 4, 1, 0, 1);
	cr_expect_eq(outcome.comparison.left_out[NKV_LEFT_OUT_LEVEL], 2);
	cr_expect(!outcome.comparison.other_kernel);
	cr_expect(nkv_comparison_differs(&outcome.comparison));
	cr_expect_eq(outcome.comparison.verdict, NKV_CONTRADICTED);
	end_outcome(&outcome);
}

/* The log of a kernel that takes the KVA off low memory. Expect what follows left out. */
Test(compare, another_kernel)
{
	static const struct nkv_logged_line logged[] = {
		{ "Node: 0, start_pfn: 0, end_pfn: 131040", 1 },
		{ "Reserving 512 pages of KVA for lmem_map of node 0", 2 },
		{ "reserve_pages = 512 find_max_low_pfn() ~ 131040", 3 },
		{ "max_pfn = 131039", 4 },
	};
	struct outcome outcome = compare_lines(logged, COUNT(logged), NULL, true);

	cr_expect(outcome.comparison.other_kernel, "by the line alone");
	EXPECT_COUNTS(outcome, 2, 0, 0, 0);
	cr_expect_eq(outcome.comparison.left_out[NKV_LEFT_OUT_NODES], 1);
	cr_expect_eq(outcome.comparison.left_out[NKV_LEFT_OUT_OTHER_KERNEL], 3);
	cr_expect_eq(outcome.comparison.reason, NKV_OUTCOME_OTHER_KERNEL);
	cr_expect_eq(outcome.comparison.verdict, NKV_NOT_CONTRADICTED);
	end_outcome(&outcome);
	outcome = compare_lines(logged, 2, "2.6.32", true);
	cr_expect(outcome.comparison.other_kernel, "by its version");
	end_outcome(&outcome);
}

/* Without beginning and end. Expect nothing to differ. */
Test(compare, a_log_that_is_cut_off)
{
	static const struct nkv_logged_line logged[] = {
		{ "NUMA - single node, flat memory mode", 1 },
		{ "Reserving 512 pages of KVA for lmem_map of node 0", 2 },
		{ "kva_start_pfn ~ 1300", 3 },
	};
	struct outcome outcome = compare_lines(logged, COUNT(logged), NULL, false);

	EXPECT_COUNTS(outcome, 2, 0, 0, 0);
	cr_expect_eq(outcome.comparison.left_out[NKV_LEFT_OUT_BEGINS], 3);
	cr_expect_eq(outcome.comparison.left_out[NKV_LEFT_OUT_ENDS], 2);
	cr_expect(!nkv_comparison_differs(&outcome.comparison));
	end_outcome(&outcome);
	outcome = compare_lines(logged, COUNT(logged), "2.6.23", true);
	EXPECT_COUNTS(outcome, 2, 1, 2, 0);
	end_outcome(&outcome);
}

/* A log of something else. Expect all to be planned alone, and no verdict on it. */
Test(compare, no_lines)
{
	struct outcome outcome = compare_lines(NULL, 0, "2.6.23", true);

	EXPECT_COUNTS(outcome, 0, 0, 4, 0);
	end_outcome(&outcome);
	outcome = compare_lines(NULL, 0, NULL, false);
	EXPECT_COUNTS(outcome, 0, 0, 0, 0);
	cr_expect_eq(outcome.comparison.verdict, NKV_NOT_CONTRADICTED);
	end_outcome(&outcome);
}
