/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against boots: what became of the boot. */
#include <criterion/criterion.h>

#include "comparing.h"

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
		{ "2.6.25", &no_root, 0, 0, NKV_OUTCOME_BOOTED, NKV_CONFIRMED },
		{ "2.6.25", &late, 0, 0, NKV_OUTCOME_FAULT_UNPLANNED, NKV_CONTRADICTED },
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

/*
 * The same PC with SPARSEMEM: its one section's mem_map lies where the node's does without. Expect
 * the same pages, and none beyond the section.
 */
Test(outcome, of_a_small_pc_with_sections)
{
	static const struct outcome_case cases[] = {
		{ "2.6.23", NULL, 70, 0xc13fc000, NKV_OUTCOME_BAD_PAGES, NKV_CONFIRMED },
		{ "2.6.23", NULL, 70, 0xc1300000, NKV_OUTCOME_BAD_PAGES_ASTRAY, NKV_CONTRADICTED },
		{ "2.6.23", NULL, 70, 0xc1800000, NKV_OUTCOME_BAD_PAGES_SOMEWHERE, NKV_CONFIRMED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(pc_map);

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		machine.kernel.memory_model = NKV_MODEL_SPARSE;
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
		{ "2.6.23-numaboot", &no_root, 0, 0, NKV_OUTCOME_SURVIVED, NKV_CONTRADICTED },
		{ "2.6.23-numaboot", NULL, 0, 0xc1300000, NKV_OUTCOME_LOG_ENDS,
		  NKV_NOT_CONTRADICTED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(large_map);

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		expect_outcome(&machine, &cases[i], i);
	}
}

/*
 * Two faults, of which the first is but the want of a root file system. Expect the other one to be
 * found: before the memory line, which is setup, and after it.
 */
Test(outcome, of_the_second_fault)
{
	static const struct nkv_logged_fault faults[] = {
		{ NKV_FAULT_NO_ROOT, { "Kernel panic: VFS", 40 } },
		{ NKV_FAULT_BUG, { "kernel BUG at mm/bootmem.c:125!", 50 } },
	};
	static const struct {
		const char *profile;
		size_t memory_line;
		enum nkv_outcome_reason reason;
	} cases[] = {
		{ "2.6.23-numaboot", 0, NKV_OUTCOME_DIED_AS_PLANNED },
		{ "2.6.23-numaboot", 60, NKV_OUTCOME_DIED_AS_PLANNED },
		{ "2.6.25", 0, NKV_OUTCOME_FAULT_UNPLANNED },
		{ "2.6.25", 30, NKV_OUTCOME_BOOTED_THEN_FAULT },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(large_map);
		const struct nkv_boot_record record = { .has_memory_line = cases[i].memory_line > 0,
							.memory_line = cases[i].memory_line,
							.total_kb = 1048448,
							.faults = faults,
							.fault_count = COUNT(faults) };
		struct outcome outcome;

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		outcome = compare(&machine, NULL, 0, &record);
		cr_expect_eq(outcome.comparison.reason, cases[i].reason, "case %zu: %d", i,
			     outcome.comparison.reason);
		end_outcome(&outcome);
	}
}

/*
 * A log that tells of an initrd, and of a bad page, against a plan that boots. Expect the page to be
 * the initrd's, perhaps, if it goes bad after that and the description has none.
 */
Test(outcome, of_an_initrd_that_was_not_planned)
{
	static const struct {
		uint32_t size;	  /* of the initrd that was planned */
		size_t told_at;	  /* the line that tells of one; 0: none */
		size_t bad_at[2]; /* 0: its address is not known */
		enum nkv_outcome_reason reason;
	} cases[] = {
		{ 0, 59, { 60, 58 }, NKV_OUTCOME_INITRD_UNPLANNED },
		{ 0, 1, { 60, 0 }, NKV_OUTCOME_INITRD_UNPLANNED },
		{ 0, 60, { 60, 0 }, NKV_OUTCOME_BAD_PAGES_UNPLANNED },
		{ 0, 59, { 58, 60 }, NKV_OUTCOME_BAD_PAGES_UNPLANNED },
		{ 0, 0, { 60, 0 }, NKV_OUTCOME_BAD_PAGES_UNPLANNED },
		{ 0, 59, { 0, 0 }, NKV_OUTCOME_BAD_PAGES_UNPLANNED },
		{ 1, 59, { 60, 0 }, NKV_OUTCOME_BAD_PAGES_UNPLANNED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_logged_page pages[] = { { 1, cases[i].bad_at[0] },
							 { 1, cases[i].bad_at[1] } };
		const struct nkv_boot_record record = {
			.initrd_line = cases[i].told_at,
			.bad_pages = pages,
			.bad_page_count =
				(cases[i].bad_at[0] > 0) + (size_t)(cases[i].bad_at[1] > 0),
			.bad_page_messages = 2,
		};
		struct nkv_machine machine = MACHINE(large_map);
		struct outcome outcome;

		machine.kernel.profile = nkv_profile_find("2.6.25");
		machine.initrd_start = cases[i].size ? 0x1000000 : 0;
		machine.initrd_size = cases[i].size;
		outcome = compare(&machine, NULL, 0, &record);
		cr_assert_eq(outcome.plan->verdict, NKV_VERDICT_BOOTS);
		cr_expect_eq(outcome.comparison.reason, cases[i].reason, "case %zu: %d", i,
			     outcome.comparison.reason);
		end_outcome(&outcome);
	}
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
	cr_expect_str_eq(nkv_agreement_name(NKV_OTHER_MACHINE), "other machine");
	cr_expect_str_eq(nkv_agreement_name(NKV_NOTHING_TO_COMPARE), "nothing to compare");
}

/* A log without a memory line, but with what comes later. Expect setup to be over there. */
Test(outcome, what_comes_later_ends_setup)
{
	static const struct {
		const char *profile;
		size_t memory_line, later_line, fault_line;
		enum nkv_outcome_reason reason;
	} cases[] = {
		{ "2.6.25", 0, 40, 0, NKV_OUTCOME_BOOTED },
		{ "2.6.25", 0, 40, 50, NKV_OUTCOME_BOOTED_THEN_FAULT },
		{ "2.6.25", 0, 40, 30, NKV_OUTCOME_FAULT_UNPLANNED },
		{ "2.6.25", 60, 40, 50, NKV_OUTCOME_BOOTED_THEN_FAULT },
		{ "2.6.25", 40, 60, 50, NKV_OUTCOME_BOOTED_THEN_FAULT },
		{ "2.6.25", 0, 40, 40, NKV_OUTCOME_BOOTED_THEN_FAULT },
		{ "2.6.25", 0, 1, 50, NKV_OUTCOME_BOOTED_THEN_FAULT },
		{ "2.6.25", 1, 60, 50, NKV_OUTCOME_BOOTED_THEN_FAULT },
		{ "2.6.25", 1, 0, 50, NKV_OUTCOME_BOOTED_THEN_FAULT },
		{ "2.6.23-numaboot", 0, 40, 0, NKV_OUTCOME_SURVIVED },
		{ "2.6.23-numaboot", 0, 40, 30, NKV_OUTCOME_DIED_AS_PLANNED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_logged_fault fault = { NKV_FAULT_BUG,
							{ "kernel BUG at", cases[i].fault_line } };
		const struct nkv_boot_record record = {
			.has_memory_line = cases[i].memory_line > 0,
			.memory_line = cases[i].memory_line,
			.total_kb = 1048448,
			.later_line = cases[i].later_line,
			.faults = &fault,
			.fault_count = cases[i].fault_line > 0,
		};
		struct nkv_machine machine = MACHINE(large_map);
		struct outcome outcome;

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		outcome = compare(&machine, NULL, 0, &record);
		cr_expect_eq(outcome.comparison.reason, cases[i].reason, "case %zu: %d", i,
			     outcome.comparison.reason);
		end_outcome(&outcome);
	}
}

/* A panic that the plan says the words of, as the first line that is compared. Expect it to be as planned. */
Test(outcome, a_panic_in_the_planned_words)
{
	static const char *const planned[] = { "Kernel panic - not syncing: Can not get kva ram" };
	const struct nkv_logged_line logged = { planned[0], 50 };
	const struct nkv_logged_fault others = { NKV_FAULT_PANIC, { planned[0], 51 } };
	const struct nkv_logged_fault same = { NKV_FAULT_PANIC, logged };
	struct nkv_boot_record record = { .version = "2.6.23",
					  .lines = &logged,
					  .line_count = 1,
					  .faults = &same,
					  .fault_count = 1 };
	struct nkv_machine machine = MACHINE(large_map);
	struct outcome outcome;

	machine.kernel.profile = nkv_profile_find("2.6.23-numaboot");
	outcome = compare(&machine, planned, 1, &record);
	cr_expect_eq(outcome.comparison.reason, NKV_OUTCOME_DIED_AS_PLANNED);
	end_outcome(&outcome);
	record.faults = &others;
	outcome = compare(&machine, planned, 1, &record);
	cr_expect_eq(outcome.comparison.reason, NKV_OUTCOME_DIED_OTHERWISE);
	end_outcome(&outcome);
}
