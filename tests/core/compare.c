/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against boots: lines side by side, and what became of the boot. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "boot.h"

/* A PC of 512 MiB: with 2.6.23 its last 480 low pages are bad, with 2.6.23-numaboot none are. */
static const struct nkv_e820_entry pc_map[] = {
	USABLE(0, 0x9fc00),
	USABLE(MB, 0x1ffe0000),
	RESERVED(0x1ffe0000, 512 * MB),
};

/* One of 1 GiB, on which 2.6.23-numaboot dies of a BUG. */
static const struct nkv_e820_entry large_map[] = {
	USABLE(0, 0x9fc00),
	USABLE(MB, 0x3ffe0000),
	RESERVED(0x3ffe0000, GB),
};

struct outcome {
	struct nkv_boot_comparison comparison;
	struct nkv_plan *plan;
	void *workspace;
};

static struct outcome compare(const struct nkv_machine *machine, const char *const *planned,
			      size_t planned_count, const struct nkv_boot_record *record)
{
	struct outcome outcome = { .plan = begin_plan(machine) };
	size_t bytes = nkv_compare_bytes(planned_count, record);

	outcome.workspace = malloc(bytes);
	cr_assert(outcome.workspace);
	cr_assert(!nkv_compare(outcome.plan, planned, planned_count, record, outcome.workspace,
			       bytes / 2, &outcome.comparison));
	cr_assert(nkv_compare(outcome.plan, planned, planned_count, record, outcome.workspace,
			      bytes, &outcome.comparison));
	return outcome;
}

static void end_outcome(struct outcome *outcome)
{
	free(outcome->workspace);
	end_plan(outcome->plan);
}

/* --- lines --- */

Test(console, knows_lines_and_their_numbers)
{
	struct nkv_console_line line;

	cr_assert(nkv_console_parse("kva_start_pfn ~ -26624 find_max_low_pfn() ~ 229376", &line));
	cr_expect_str_eq(line.kind->section, "4.4, 4.5");
	cr_expect(line.is_whole);
	cr_assert_eq(line.value_count, 2);
	cr_expect_eq(line.values[0], -26624);
	cr_expect_eq(line.values[1], 229376);
	cr_assert(nkv_console_parse("node 0 will remap to vaddr f7E00000 - 0xf8200000", &line));
	cr_expect_eq(line.values[1], 0xf7e00000);
	cr_expect_eq(line.values[2], 0xf8200000);
	cr_assert(nkv_console_parse("0:        0 ->   130048", &line));
	cr_expect_eq(line.values[2], 130048);
	cr_assert(nkv_console_parse("0 65536 -131072", &line));
	cr_expect_str_eq(line.kind->form, "# *");
}

Test(console, knows_a_line_by_its_beginning)
{
	struct nkv_console_line line;

	cr_assert(nkv_console_parse("Reserving total of 51", &line));
	cr_expect(!line.is_whole);
	cr_expect_eq(line.values[0], 51);
	cr_assert(nkv_console_parse("Reserving total", &line));
	cr_expect_eq(line.value_count, 0);
	cr_expect(!nkv_console_parse("Reserving", &line), "too little to tell");
}

Test(console, does_not_know_other_lines)
{
	static const char *const others[] = {
		"", "scsi0: aic7xxx", "max_pfn = many", "- -", "896MB LOWMEM available. Or more.",
	};
	struct nkv_console_line line;

	for (size_t i = 0; i < COUNT(others); i++)
		cr_expect(!nkv_console_parse(others[i], &line), "'%s'", others[i]);
}

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

/* --- outcomes --- */

static const struct nkv_logged_fault bug = { NKV_FAULT_BUG,
					     { "kernel BUG at mm/bootmem.c:125!", 50 } };
static const struct nkv_logged_fault trap = { NKV_FAULT_TRAP, { "Int 14: CR2 f8000000", 50 } };
static const struct nkv_logged_fault late = { NKV_FAULT_PANIC, { "Kernel panic", 90 } };
static const struct nkv_logged_fault no_root = { NKV_FAULT_NO_ROOT, { "Kernel panic: VFS", 90 } };

struct outcome_case {
	const char *profile;
	const struct nkv_logged_fault *fault;
	size_t memory_line;
	uint32_t bad_page; /* its address; 0: none */
	enum nkv_outcome_reason reason;
	enum nkv_agreement agreement;
};

static void expect_outcome(const struct nkv_machine *machine, const struct outcome_case *expected,
			   size_t index)
{
	const struct nkv_logged_page page = { expected->bad_page, 60 };
	const struct nkv_boot_record record = {
		.has_memory_line = expected->memory_line > 0,
		.memory_line = expected->memory_line,
		.total_kb = machine->e820 == pc_map ? 524160 : 1048448,
		.faults = expected->fault,
		.fault_count = expected->fault != NULL,
		.bad_pages = &page,
		.bad_page_count = expected->bad_page != 0,
		.bad_page_messages = expected->bad_page != 0,
	};
	struct outcome outcome = compare(machine, NULL, 0, &record);

	cr_expect_eq(outcome.comparison.reason, expected->reason, "case %zu: %d", index,
		     outcome.comparison.reason);
	cr_expect_eq(outcome.comparison.outcome, expected->agreement, "case %zu", index);
	cr_expect(!outcome.comparison.memory_differs, "case %zu", index);
	end_outcome(&outcome);
}

Test(outcome, of_a_small_pc)
{
	/* The mem_map is in low memory, from c1000000 on. */
	static const struct outcome_case cases[] = {
		{ "2.6.25", NULL, 70, 0, NKV_OUTCOME_BOOTED, NKV_CONFIRMED },
		{ "2.6.25", &no_root, 70, 0, NKV_OUTCOME_BOOTED, NKV_CONFIRMED },
		{ "2.6.25", &late, 70, 0, NKV_OUTCOME_BOOTED_THEN_FAULT, NKV_NOT_CONTRADICTED },
		{ "2.6.25", NULL, 0, 0, NKV_OUTCOME_LOG_ENDS, NKV_NOT_CONTRADICTED },
		{ "2.6.25", &trap, 0, 0, NKV_OUTCOME_FAULT_UNPLANNED, NKV_CONTRADICTED },
		{ "2.6.25", NULL, 70, 0xc13fc000, NKV_OUTCOME_BAD_PAGES_UNPLANNED,
		  NKV_CONTRADICTED },
		{ "2.6.23", NULL, 70, 0, NKV_OUTCOME_NOT_SHOWN, NKV_NOT_CONTRADICTED },
		{ "2.6.23", &late, 70, 0, NKV_OUTCOME_BOOTED_THEN_FAULT, NKV_NOT_CONTRADICTED },
		{ "2.6.23", NULL, 0, 0, NKV_OUTCOME_LOG_ENDS, NKV_NOT_CONTRADICTED },
		{ "2.6.23", &trap, 0, 0, NKV_OUTCOME_CORRUPTED, NKV_CONFIRMED },
		{ "2.6.23", NULL, 70, 0xc13fc000, NKV_OUTCOME_BAD_PAGES, NKV_CONFIRMED },
		{ "2.6.23", NULL, 70, 0xc1300000, NKV_OUTCOME_BAD_PAGES_ASTRAY, NKV_CONTRADICTED },
		{ "2.6.23", NULL, 70, 0xc0000001, NKV_OUTCOME_BAD_PAGES_SOMEWHERE, NKV_CONFIRMED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(pc_map);

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		expect_outcome(&machine, &cases[i], i);
	}
}

Test(outcome, of_a_pc_that_panics)
{
	static const struct outcome_case cases[] = {
		{ "2.6.23-numaboot", &bug, 0, 0, NKV_OUTCOME_DIED_AS_PLANNED, NKV_CONFIRMED },
		{ "2.6.23-numaboot", &trap, 0, 0, NKV_OUTCOME_DIED_OTHERWISE,
		  NKV_NOT_CONTRADICTED },
		{ "2.6.23-numaboot", NULL, 0, 0, NKV_OUTCOME_LOG_ENDS, NKV_NOT_CONTRADICTED },
		{ "2.6.23-numaboot", NULL, 70, 0, NKV_OUTCOME_SURVIVED, NKV_CONTRADICTED },
		{ "2.6.23-numaboot", NULL, 0, 0xc1300000, NKV_OUTCOME_LOG_ENDS,
		  NKV_NOT_CONTRADICTED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(large_map);

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		expect_outcome(&machine, &cases[i], i);
	}
}

/* HIGHMEM off, and fewer pages than the log has. Expect the memory line to differ. */
Test(outcome, the_memory_line)
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

/* A pg_data_t of two pages: the mem_map of a small PC lies in its window behind it. */
Test(outcome, a_page_tells_the_size_of_pg_data)
{
	static const struct nkv_e820_entry map[] = {
		USABLE(0, 0x9fc00),
		USABLE(MB, 0x3fe0000),
		RESERVED(0x3fe0000, 64 * MB),
	};
	struct nkv_machine machine = MACHINE(map);
	struct nkv_logged_page page = { .line = 60 };
	const struct nkv_boot_record record = { .bad_pages = &page,
						.bad_page_count = 1,
						.bad_page_messages = 1 };
	struct nkv_plan *plan;
	struct outcome outcome;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	plan = begin_plan(&machine);
	cr_assert(hazard_of(plan, NKV_HAZARD_BAD_PAGE_STATE));
	page.vaddr = plan->nodes[0].memmap.vaddr + 4096 +
		     32 * (uint32_t)hazard_of(plan, NKV_HAZARD_BAD_PAGE_STATE)
				     ->ranges.ranges[0]
				     .start_pfn;
	end_plan(plan);
	outcome = compare(&machine, NULL, 0, &record);
	cr_expect_eq(outcome.comparison.planned_pgdat_pages, 1);
	cr_expect_eq(outcome.comparison.pgdat_pages, 2);
	cr_expect_eq(outcome.comparison.bad_pages[0].place, NKV_PAGE_PREDICTED);
	cr_expect_eq(outcome.comparison.bad_pages[0].pfn,
		     outcome.comparison.bad_pages[0].predicted.start_pfn);
	end_outcome(&outcome);
}

/* Two nodes with a border at 600 MiB, which physnode_map cannot tell, and a tail of bad pages. */
Test(outcome, of_a_machine_that_can_go_wrong_anyhow)
{
	static const struct nkv_e820_entry map[] = {
		USABLE(0, 0x9fc00),
		USABLE(MB, 0x3ffe0000),
		RESERVED(0x3ffe0000, GB),
	};
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 600 * MB),
		MEMORY(1, 600 * MB, GB),
	};
	static const struct outcome_case cases[] = {
		{ "2.6.23", NULL, 70, 0, NKV_OUTCOME_NOT_SHOWN, NKV_NOT_CONTRADICTED },
		{ "2.6.23", &trap, 70, 0, NKV_OUTCOME_CORRUPTED, NKV_CONFIRMED },
		{ "2.6.23", &trap, 0, 0, NKV_OUTCOME_CORRUPTED, NKV_CONFIRMED },
		{ "2.6.23", &late, 70, 0, NKV_OUTCOME_BOOTED_THEN_FAULT, NKV_NOT_CONTRADICTED },
		/* Where nothing is known to be: it went wrong, as was planned, in some way. */
		{ "2.6.23", NULL, 70, 0xc0000001, NKV_OUTCOME_CORRUPTED, NKV_CONFIRMED },
		{ "2.6.23", NULL, 70, 0xf7e00000, NKV_OUTCOME_CORRUPTED, NKV_CONFIRMED },
	};
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	plan = begin_plan(&machine);
	cr_assert(hazard_of(plan, NKV_HAZARD_PHYSNODE_MISMATCH));
	end_plan(plan);
	for (size_t i = 0; i < COUNT(cases); i++)
		expect_outcome(&machine, &cases[i], i);
}

/* A node that shrinks below its start. Expect no figure of memory, and no place of a page. */
Test(outcome, of_a_boot_that_stops_at_its_nodes)
{
	static const struct nkv_srat_memory memory[] = {
		MEMORY(0, 0, 511 * MB),
		MEMORY(1, 511 * MB, 512 * MB),
	};
	const struct nkv_logged_page page = { 0xc13fc000, 60 };
	const struct nkv_boot_record record = { .has_memory_line = true,
						.memory_line = 70,
						.total_kb = 1,
						.bad_pages = &page,
						.bad_page_count = 1,
						.bad_page_messages = 1 };
	struct nkv_machine machine = MACHINE(pc_map);
	struct outcome outcome;

	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	outcome = compare(&machine, NULL, 0, &record);
	cr_assert_eq(outcome.plan->stopped_at, NKV_STOP_NODE_RANGES);
	cr_expect_eq(outcome.comparison.planned_total_kb, 0);
	cr_expect(!outcome.comparison.memory_differs);
	cr_expect_eq(outcome.comparison.bad_pages[0].place, NKV_PAGE_UNKNOWN);
	cr_expect_eq(outcome.comparison.reason, NKV_OUTCOME_SURVIVED);
	end_outcome(&outcome);
}

Test(outcome, agreements_have_names)
{
	cr_expect_str_eq(nkv_agreement_name(NKV_CONFIRMED), "confirmed");
	cr_expect_str_eq(nkv_agreement_name(NKV_NOT_CONTRADICTED), "not contradicted");
	cr_expect_str_eq(nkv_agreement_name(NKV_CONTRADICTED), "contradicted");
}
