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

/* The kernel's SRAT in another order, and with another type. Expect no difference: no description has either. */
Test(compare, what_no_description_tells)
{
	static const char *const planned[] = {
		"CPU 0x00 in proximity domain 0x00",
		"CPU 0x20 in proximity domain 0x01",
		"Memory range 0x0 to 0x10000 (type 0x0) in proximity domain 0x00 enabled",
		"Memory range 0x10000 to 0x20000 (type 0x0) in proximity domain 0x01 enabled",
	};
	static const struct nkv_logged_line logged[] = {
		{ "Memory range 0x0 to 0x10000 (type 0x1) in proximity domain 0x00 enabled", 1 },
		{ "CPU 0x00 in proximity domain 0x00", 2 },
		{ "Memory range 0x10000 to 0x20000 (type 0x12)  in proximity domain 0x01 enabled",
		  3 },
		{ "CPU 0x20 in proximity domain 0x01", 4 },
	};
	static const struct nkv_logged_line others[] = {
		{ "Memory range 0x10000 to 0x20000 (type 0x0) in proximity domain 0x01 enabled",
		  1 },
		{ "Memory range 0x0 to 0x10000 (type 0x0) in proximity domain 0x00 enabled and "
		  "removable",
		  2 },
		{ "CPU 0x20 in proximity domain 0x01", 3 },
		{ "CPU 0x00 in proximity domain 0x00", 4 },
	};
	struct nkv_machine pc = MACHINE(pc_map);
	struct nkv_boot_record record = { .version = "2.6.23", .lines = logged, .line_count = 4 };
	struct outcome outcome = compare(&pc, planned, COUNT(planned), &record);

	EXPECT_COUNTS(outcome, 4, 0, 0, 0);
	cr_expect_eq(outcome.comparison.lines[1].logged, &logged[3]);
	end_outcome(&outcome);
	/* Within each of the two, the order counts, and so do all other figures. */
	record.lines = others;
	outcome = compare(&pc, planned, COUNT(planned), &record);
	cr_expect_lt(outcome.comparison.counts[NKV_LINE_SAME], 4);
	cr_expect_eq(outcome.comparison.verdict, NKV_OTHER_MACHINE);
	end_outcome(&outcome);
}

/* A log without lines 2 and 4. Expect those left out that are where something was cut out, or in an excerpt. */
Test(compare, what_was_cut_out)
{
	static const char *const planned[] = {
		"Shrinking node 0 from 100 pages to 90 pages",
		"Shrinking node 1 from 200 pages to 180 pages",
		"Reserving total of 30 pages for numa KVA remap",
		"max_pfn = 200",
	};
	static const struct nkv_logged_line logged[] = {
		{ "Shrinking node 0 from 100 pages to 90 pages", 10 },
		{ "Reserving total of 30 pages for numa KVA remap", 12 },
	};
	static const struct {
		const char *version;
		size_t cut;
		bool goes_on;
		size_t only_planned, left_out;
	} cases[] = {
		{ "2.6.23", 11, true, 1, 1 },  { "2.6.23", 13, true, 1, 1 },
		{ "2.6.23", 9, true, 2, 0 },   { "2.6.23", 12, true, 2, 0 },
		{ "2.6.23", 11, false, 0, 1 }, { NULL, 9, true, 0, 2 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine pc = MACHINE(pc_map);
		const struct nkv_boot_record record = { .version = cases[i].version,
							.lines = logged,
							.line_count = COUNT(logged),
							.goes_on = cases[i].goes_on,
							.cuts = &cases[i].cut,
							.cut_count = 1 };
		struct outcome outcome = compare(&pc, planned, COUNT(planned), &record);

		EXPECT_COUNTS(outcome, 2, 0, cases[i].only_planned, 0);
		cr_expect_eq(outcome.comparison.left_out[NKV_LEFT_OUT_CUT], cases[i].left_out,
			     "case %zu", i);
		end_outcome(&outcome);
	}
}

/*
 * A kernel with low memory that says nothing of nodes. Expect nothing but the map
 * to count; unless something was cut out, it is another kernel's, or has one such line.
 */
Test(compare, a_kernel_without_numa)
{
	static const char *const planned[] = {
		"BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)",
		"Shrinking node 0 from 131040 pages to 130048 pages",
		"896MB LOWMEM available.",
	};
	static const struct nkv_logged_line logged[] = {
		{ "BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)", 1 },
		{ "500MB LOWMEM available.", 2 },
		{ "node 0 will remap to vaddr fda00000 - fdc00000", 3 },
	};
	static const size_t cut = 1;
	static const struct {
		const char *version, *architecture;
		size_t line_count, cut_count;
		bool is_later, without_numa;
	} cases[] = {
		{ "2.6.23", NULL, 2, 0, false, true },	    { "2.6.20", NULL, 2, 0, false, true },
		{ "2.6.23", NULL, 3, 0, false, false },	    { "2.6.23", NULL, 2, 1, false, false },
		{ "2.6.23", NULL, 1, 0, false, false },	    { NULL, NULL, 2, 0, false, false },
		{ "2.6.23", "x86_64", 2, 0, false, false }, { "2.6.23", NULL, 2, 0, true, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine pc = MACHINE(pc_map);
		const struct nkv_boot_record record = { .version = cases[i].version,
							.architecture = cases[i].architecture,
							.lines = logged,
							.line_count = cases[i].line_count,
							.is_later = cases[i].is_later,
							.goes_on = true,
							.has_memory_line = true,
							.total_kb = 1,
							.memory_line = 9,
							.cuts = &cut,
							.cut_count = cases[i].cut_count };
		struct outcome outcome = compare(&pc, planned, COUNT(planned), &record);

		cr_expect_eq(outcome.comparison.without_numa, cases[i].without_numa, "case %zu", i);
		if (cases[i].without_numa) {
			EXPECT_COUNTS(outcome, 1, 0, 0, 0);
			cr_expect_eq(outcome.comparison.left_out[NKV_LEFT_OUT_NO_NUMA], 2);
			cr_expect_eq(outcome.comparison.reason, NKV_OUTCOME_NO_NUMA);
			cr_expect_eq(outcome.comparison.verdict, NKV_NOTHING_TO_COMPARE);
			cr_expect(!nkv_comparison_differs(&outcome.comparison));
		}
		cr_expect_eq(outcome.comparison.other_kernel && !cases[i].without_numa,
			     cases[i].architecture || cases[i].is_later, "case %zu", i);
		end_outcome(&outcome);
	}
}

/*
 * A log whose first line is the one that decides. Expect it to count as any other: nodes that show NUMA, low
 * memory that shows that it is over, another way to place the KVA, and an SRAT that shows another machine.
 */
Test(compare, the_first_line_decides)
{
	static const char *const planned[] = {
		"kva_start_pfn ~ 130048 find_max_low_pfn() ~ 131040",
		"chunk 0 nid 0 start_pfn 00000000 end_pfn 00020000",
		"896MB LOWMEM available.",
	};
	static const struct {
		const char *logged[2];
		size_t from; /* the first planned line */
		bool without_numa, other_kernel;
		enum nkv_agreement verdict;
	} cases[] = {
		{ { "896MB LOWMEM available.", NULL }, 2, true, false, NKV_NOTHING_TO_COMPARE },
		{ { "node 0 will remap to vaddr fda00000 - fdc00000", "896MB LOWMEM available." },
		  2,
		  false,
		  false,
		  NKV_CONTRADICTED },
		{ { "reserve_pages = 512 find_max_low_pfn() ~ 131040",
		    "chunk 0 nid 0 start_pfn 00000000 end_pfn 00020000" },
		  0,
		  false,
		  true,
		  NKV_NOT_CONTRADICTED },
		{ { "chunk 0 nid 0 start_pfn 00000000 end_pfn 00010000",
		    "896MB LOWMEM available." },
		  1,
		  false,
		  false,
		  NKV_OTHER_MACHINE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_logged_line logged[] = { { cases[i].logged[0], 1 },
							  { cases[i].logged[1], 2 } };
		const struct nkv_boot_record record = { .version = "2.6.23",
							.lines = logged,
							.line_count = cases[i].logged[1] ? 2 : 1,
							.goes_on = true };
		struct nkv_machine pc = MACHINE(pc_map);
		struct outcome outcome = compare(&pc, planned + cases[i].from,
						 COUNT(planned) - cases[i].from, &record);

		cr_expect_eq(outcome.comparison.without_numa, cases[i].without_numa, "case %zu", i);
		cr_expect_eq(outcome.comparison.other_kernel, cases[i].other_kernel, "case %zu", i);
		cr_expect_eq(outcome.comparison.verdict, cases[i].verdict, "case %zu: %d", i,
			     outcome.comparison.verdict);
		end_outcome(&outcome);
	}
}

/* Another SRAT, with the map and without. Expect it to be another machine's where no map shows otherwise. */
Test(compare, another_machine)
{
	static const char *const planned[] = {
		"BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)",
		"chunk 0 nid 0 start_pfn 00000000 end_pfn 00020000",
	};
	static const struct nkv_logged_line logged[] = {
		{ "BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)", 1 },
		{ "chunk 0 nid 0 start_pfn 00000000 end_pfn 00010000", 2 },
	};

	for (size_t from = 0; from < 2; from++) {
		struct nkv_machine pc = MACHINE(pc_map);
		const struct nkv_boot_record record = { .lines = logged + from,
							.line_count = 2 - from };
		struct outcome outcome = compare(&pc, planned, COUNT(planned), &record);

		cr_expect_eq(outcome.comparison.verdict,
			     from == 0 ? NKV_CONTRADICTED : NKV_OTHER_MACHINE);
		cr_expect(nkv_comparison_differs(&outcome.comparison));
		end_outcome(&outcome);
	}
}
