/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which line of a plan is held against which of a log, and what that says. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "comparing.h"

/* A PC of 512 MiB. */
static const struct nkv_e820_entry pc_map[] = { USABLE(0, 0x9fc00), USABLE(MB, 0x1ffe0000) };

enum { LINES_MAX = 8, SHOWN_BYTES = 160 };

#define E820 "BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)"
#define E820_OTHER "BIOS-e820: 0000000000000000 - 00000000000a0000 (usable)"
#define NODE_0 "Shrinking node 0 from 100 pages to 90 pages"
#define NODE_1 "Shrinking node 1 from 200 pages to 180 pages"
#define NODE_1_OTHER "Shrinking node 1 from 200 pages to 170 pages"
#define NODE_2 "Shrinking node 2 from 300 pages to 270 pages"
#define PHYSNODE_0 "Setting physnode_map array to node 0 for pfns:"
#define PHYSNODE_1 "Setting physnode_map array to node 1 for pfns:"
#define SCAN "Begin SRAT table scan...."
#define DOMAINS "Number of logical nodes in system = 2"
#define CHUNKS "Number of memory chunks in system = 2"
#define FLAT "NUMA - single node, flat memory mode"
#define KVA "kva_start_pfn ~ 130048 find_max_low_pfn() ~ 131040"
#define TAKEN "reserve_pages = 512 find_max_low_pfn() ~ 131040"
#define MAX_PFN "max_pfn = 131040"
#define MAX_PFN_OTHER "max_pfn = 131039"

/* Lists end with NULL. */
struct alignment_case {
	const char *planned[LINES_MAX + 1], *logged[LINES_MAX + 1];
	const char *shown;
};

struct boot {
	const char *version;
	bool goes_on;
};

static size_t count_of(const char *const *lines)
{
	size_t count = 0;

	while (lines[count])
		count++;
	return count;
}

/* "0=1 1~2 2- -3": planned 0 is the same as logged 1, and so on; a letter for why one is left out. */
static void show(const struct nkv_boot_comparison *comparison, const char *const *planned,
		 const struct nkv_logged_line *logged, char text[SHOWN_BYTES])
{
	static const char states[] = { '=', '~', '-', '-', '?' };
	static const char why[] = { '?', 'k', 'n', 'l', 'b', 'e', 'c', 'f' };
	size_t length = 0;

	text[0] = '\0';
	for (size_t i = 0; i < comparison->line_count; i++) {
		const struct nkv_compared_line *line = &comparison->lines[i];
		char mark = line->state == NKV_LINE_LEFT_OUT ? why[line->why] : states[line->state];
		char from[24] = "", to[24] = "";

		for (size_t j = 0; planned[j]; j++)
			if (line->planned == planned[j])
				snprintf(from, sizeof(from), "%zu", j);
		if (line->logged)
			snprintf(to, sizeof(to), "%zu", (size_t)(line->logged - logged));
		length += (size_t)snprintf(text + length, SHOWN_BYTES - length, "%s%s%c%s",
					   i > 0 ? " " : "", from, mark, to);
	}
}

static struct outcome compare_case(const struct alignment_case *c, const struct boot *boot,
				   char shown[SHOWN_BYTES])
{
	const struct nkv_machine pc = MACHINE(pc_map);
	struct nkv_logged_line logged[LINES_MAX];
	struct nkv_boot_record record = { .version = boot->version,
					  .lines = logged,
					  .line_count = count_of(c->logged),
					  .goes_on = boot->goes_on };
	struct outcome outcome;

	for (size_t i = 0; i < record.line_count; i++)
		logged[i] = (struct nkv_logged_line){ c->logged[i], i + 1 };
	outcome = compare(&pc, c->planned, count_of(c->planned), &record);
	show(&outcome.comparison, c->planned, logged, shown);
	return outcome;
}

static void expect_shown(const struct alignment_case *cases, size_t count, const struct boot *boot)
{
	for (size_t i = 0; i < count; i++) {
		char shown[SHOWN_BYTES];
		struct outcome outcome = compare_case(&cases[i], boot, shown);

		cr_expect_str_eq(shown, cases[i].shown, "case %zu: %s", i, shown);
		end_outcome(&outcome);
	}
}

/* A log that is whole. Expect lines that are the same to find each other, and of others those about the same thing. */
Test(alignment, of_a_whole_log)
{
	static const struct alignment_case cases[] = {
		{ { NODE_0, NODE_1, MAX_PFN }, { NODE_0, NODE_1, MAX_PFN }, "0=0 1=1 2=2" },
		{ { NODE_0, NODE_1, KVA, MAX_PFN }, { KVA, MAX_PFN }, "0- 1- 2=0 3=1" },
		{ { NODE_0, NODE_1, KVA, MAX_PFN }, { NODE_0, NODE_1 }, "0=0 1=1 2- 3-" },
		{ { NODE_0, NODE_1, KVA, MAX_PFN }, { NODE_0, MAX_PFN }, "0=0 1- 2- 3=1" },
		{ { KVA, MAX_PFN }, { NODE_0, NODE_1, KVA, MAX_PFN }, "-0 -1 0=2 1=3" },
		{ { NODE_0, NODE_1 }, { NODE_0, NODE_1, KVA, MAX_PFN }, "0=0 1=1 -2 -3" },
		{ { NODE_0, MAX_PFN }, { NODE_0, NODE_1, KVA, MAX_PFN }, "0=0 -1 -2 1=3" },
		{ { NODE_0, NODE_1, NODE_2 }, { NODE_1_OTHER }, "0- 1~0 2-" },
		{ { NODE_1 }, { NODE_0, NODE_1_OTHER, NODE_2 }, "-0 0~1 -2" },
		{ { NODE_0 }, { NODE_1 }, "0~0" },
		{ { NODE_0, NODE_1 }, { NODE_1 }, "0- 1=0" },
		{ { NODE_0, NODE_1 }, { NODE_0 }, "0=0 1-" },
		{ { MAX_PFN, MAX_PFN_OTHER }, { MAX_PFN_OTHER }, "0- 1=0" },
		{ { MAX_PFN, KVA }, { MAX_PFN_OTHER, KVA }, "0~0 1=1" },
		{ { "pxm bitmap: 01 00" }, { "pxm bitmap: 0100" }, "0~0" },
		{ { "pxm bitmap: 01 00" }, { "pxm  bitmap: 01\t00" }, "0=0" },
		{ { "a line of no kind", MAX_PFN }, { MAX_PFN }, "0- 1=0" },
		{ { MAX_PFN }, { "a line of no kind", MAX_PFN }, "-0 0=1" },
		{ { "a line of no kind" }, { "0: 77 -> 130048" }, "-0 0-" },
		{ { NULL }, { MAX_PFN }, "-0" },
		{ { NULL }, { NULL }, "" },
	};

	expect_shown(cases, COUNT(cases), &(struct boot){ "2.6.23", true });
}

/* A hundred lines, and one more in the log. Expect them to find each other, and that one to be alone. */
Test(alignment, of_many_lines)
{
	enum { COUNT_OF = 100 };
	static char texts[COUNT_OF + 1][32];
	const char *planned[COUNT_OF];
	struct nkv_logged_line logged[COUNT_OF + 1];
	const struct nkv_machine pc = MACHINE(pc_map);
	const struct nkv_boot_record record = {
		.version = "2.6.23", .lines = logged, .line_count = COUNT_OF + 1, .goes_on = true
	};
	struct outcome outcome;

	for (size_t i = 0; i <= COUNT_OF; i++) {
		snprintf(texts[i], sizeof(texts[i]), "max_pfn = %zu", i);
		logged[i] = (struct nkv_logged_line){ texts[i], i + 1 };
		if (i < COUNT_OF)
			planned[i] = texts[i];
	}
	outcome = compare(&pc, planned, COUNT_OF, &record);
	cr_expect_eq(outcome.comparison.counts[NKV_LINE_SAME], COUNT_OF);
	cr_expect_eq(outcome.comparison.counts[NKV_LINE_ONLY_LOGGED], 1);
	cr_expect_eq(outcome.comparison.lines[COUNT_OF].logged, &logged[COUNT_OF]);
	end_outcome(&outcome);
}

/*
 * Kinds of lines that consoles leave out: l by their level, n with all of the SRAT. Expect one that is there to miss the others;
 * and of what is printed on the way to the SRAT nothing where the machine has no list of tables.
 */
Test(alignment, of_kinds_left_out)
{
	static const struct alignment_case cases[] = {
		{ { PHYSNODE_0, PHYSNODE_1, MAX_PFN }, { MAX_PFN }, "0l 1l 2=0" },
		{ { PHYSNODE_0, PHYSNODE_1, MAX_PFN }, { PHYSNODE_0, MAX_PFN }, "0=0 1- 2=1" },
		{ { PHYSNODE_0, PHYSNODE_1, MAX_PFN }, { PHYSNODE_1, MAX_PFN }, "0- 1=0 2=1" },
		{ { NODE_0, PHYSNODE_0, PHYSNODE_1 }, { NODE_0, PHYSNODE_1 }, "0=0 1- 2=1" },
		{ { NODE_0, MAX_PFN, PHYSNODE_0, PHYSNODE_1 },
		  { NODE_0, MAX_PFN, PHYSNODE_1 },
		  "0=0 1=1 2- 3=2" },
		{ { DOMAINS, CHUNKS, MAX_PFN }, { MAX_PFN }, "0n 1n 2=0" },
		{ { DOMAINS, MAX_PFN }, { SCAN, DOMAINS, MAX_PFN }, "0=1 1=2" },
		{ { SCAN, DOMAINS, MAX_PFN }, { DOMAINS, MAX_PFN }, "0- 1=0 2=1" },
		{ { DOMAINS, CHUNKS, MAX_PFN }, { DOMAINS, MAX_PFN }, "0=0 1- 2=1" },
		{ { NODE_0, MAX_PFN, DOMAINS, CHUNKS },
		  { NODE_0, MAX_PFN, CHUNKS },
		  "0=0 1=1 2- 3=2" },
	};

	expect_shown(cases, COUNT(cases), &(struct boot){ "2.6.23", true });
}

/* A log that begins late (b) and ends early (e), also in a line, and so is an excerpt (c). */
Test(alignment, of_a_part_of_a_log)
{
	static const struct alignment_case cases[] = {
		{ { NODE_0, NODE_1, KVA, MAX_PFN }, { NODE_1, KVA }, "0b 1=0 2=1 3e" },
		{ { NODE_0, NODE_1, KVA, MAX_PFN }, { NODE_0, KVA }, "0=0 1c 2=1 3e" },
		{ { NODE_0, NODE_1, KVA, MAX_PFN }, { NODE_1, MAX_PFN }, "0b 1=0 2c 3=1" },
		{ { NODE_0, NODE_1, KVA }, { NODE_0, "Shrinking node 1 from 2" }, "0=0 1e1 2e" },
		{ { NODE_0, NODE_1, KVA }, { NODE_0, "Shrinking node 1 from 3" }, "0=0 1~1 2e" },
		{ { NODE_0, NODE_1 }, { NULL }, "0b 1b" },
		/* Of lines alike, which are shown as the last, those that the log may lack. */
		{ { NODE_0, KVA, NODE_0, MAX_PFN }, { NODE_0, MAX_PFN }, "2b 1b 2=0 3=1" },
	};
	static const struct alignment_case begins[] = {
		{ { NODE_0, NODE_1 }, { NULL }, "0e 1e" },
		{ { NODE_0, NODE_1, KVA }, { NODE_1 }, "0- 1=0 2e" },
	};

	expect_shown(cases, COUNT(cases), &(struct boot){ NULL, false });
	expect_shown(begins, COUNT(begins), &(struct boot){ "2.6.23", false });
}

/* The log of a kernel that takes the KVA off low memory. Expect lines in which kernels vary to be left out (k). */
Test(alignment, of_another_kernel)
{
	static const struct alignment_case cases[] = {
		{ { KVA, NODE_0, MAX_PFN }, { TAKEN, NODE_1, MAX_PFN_OTHER }, "0k k0 1~1 2k2" },
		{ { NODE_0, KVA, "no kind" }, { NODE_0, TAKEN }, "0=0 k1 1k 2k" },
		{ { KVA, MAX_PFN }, { TAKEN, MAX_PFN, "no kind" }, "0k k0 1=1 -2" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char shown[SHOWN_BYTES];
		struct outcome outcome =
			compare_case(&cases[i], &(struct boot){ NULL, true }, shown);

		cr_expect(outcome.comparison.other_kernel, "case %zu", i);
		cr_expect_str_eq(shown, cases[i].shown, "case %zu: %s", i, shown);
		end_outcome(&outcome);
	}
}

/* The log of a kernel that is not planned at all. Expect what the firmware says to count, and nothing else. */
Test(alignment, of_a_later_kernel)
{
	static const struct alignment_case cases[] = {
		{ { E820, NODE_0, FLAT }, { E820_OTHER, NODE_1 }, "0~0 1k1 2k" },
		{ { E820, NODE_0, FLAT }, { E820, NODE_0 }, "0=0 1=1 2k" },
		{ { E820, NODE_0 }, { NODE_0 }, "0k 1=0" },
		{ { E820, E820_OTHER, NODE_0 }, { E820, NODE_0 }, "0=0 1- 2=1" },
	};

	expect_shown(cases, COUNT(cases), &(struct boot){ "5.10.0", true });
}

/* The log of a kernel that is planned, too, by its version. Expect what all of these print alike to count. */
Test(alignment, of_another_planned_kernel)
{
	static const struct alignment_case cases[] = {
		{ { NODE_0, MAX_PFN }, { NODE_1, MAX_PFN_OTHER }, "0~0 1k1" },
	};
	static const char *const versions[] = { "2.6.16", "2.6.18", "2.6.25" };

	for (size_t i = 0; i < COUNT(versions); i++)
		expect_shown(cases, COUNT(cases), &(struct boot){ versions[i], true });
}

/* One line that differs, is only planned, or only in the log. Expect each alone to make a difference. */
Test(alignment, one_difference)
{
	static const struct alignment_case cases[] = {
		{ { KVA, MAX_PFN }, { KVA, MAX_PFN_OTHER }, "0=0 1~1" },
		{ { KVA, MAX_PFN }, { KVA }, "0=0 1-" },
		{ { KVA }, { KVA, MAX_PFN }, "0=0 -1" },
		{ { KVA }, { KVA }, "0=0" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char shown[SHOWN_BYTES];
		struct outcome outcome =
			compare_case(&cases[i], &(struct boot){ "2.6.23", true }, shown);

		cr_expect_eq(nkv_comparison_differs(&outcome.comparison), i < 3, "case %zu", i);
		cr_expect_str_eq(shown, cases[i].shown, "case %zu: %s", i, shown);
		end_outcome(&outcome);
	}
}

/* A boot as it was planned. Expect that to confirm the plan, if a line of it is there. */
Test(alignment, what_confirms)
{
	static const struct nkv_logged_line line = { MAX_PFN, 1 };
	static const char *const planned[] = { MAX_PFN };
	struct nkv_machine pc = MACHINE(pc_map);

	pc.kernel.profile = nkv_profile_find("2.6.23-numaboot");
	for (size_t count = 0; count < 2; count++) {
		const struct nkv_boot_record record = { .lines = &line,
							.line_count = count,
							.has_memory_line = true,
							.total_kb = 524160,
							.memory_line = 2 };
		struct outcome outcome = compare(&pc, planned, count, &record);

		cr_expect_eq(outcome.comparison.outcome, NKV_CONFIRMED);
		cr_expect_eq(outcome.comparison.verdict,
			     count > 0 ? NKV_CONFIRMED : NKV_NOT_CONTRADICTED);
		end_outcome(&outcome);
	}
}
