/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which line of a log is held against which planned one, where several could be. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "comparing.h"

static const struct nkv_e820_entry pc_map[] = { USABLE(0, 0x9fc00), USABLE(MB, 0x1ffe0000) };

/* No line of the log is held against it. */
enum { NONE = -1 };

static struct outcome pair(const char *const *planned, size_t count,
			   const struct nkv_boot_record *record)
{
	static struct nkv_machine pc;

	pc = (struct nkv_machine)MACHINE(pc_map);
	return compare(&pc, planned, count, record);
}

/* The index of the line of the log that the planned one is held against. */
static int partner_of(const struct outcome *outcome, const char *planned)
{
	const struct nkv_boot_comparison *comparison = &outcome->comparison;

	for (size_t i = 0; i < comparison->line_count; i++) {
		const struct nkv_compared_line *line = &comparison->lines[i];

		if (line->planned && strcmp(line->planned, planned) == 0)
			return line->logged ? (int)(line->logged - comparison->record->lines)
					    : NONE;
	}
	cr_assert(false, "'%s' is lost", planned);
	return NONE;
}

/* What a boot prints of two nodes that give as much, between two lines that all logs here have. */
#define RESERVING(nid) "Reserving 512 pages of KVA for lmem_map of node " #nid
static const char *const two_nodes[] = { "NUMA - single node, flat memory mode", RESERVING(1),
					 RESERVING(2), "max_pfn = 131040" };

/* A log with one line of a third node instead of the two. */
struct third_case {
	const char *version;
	size_t lines[3];
	size_t cuts[2];
	bool goes_on;
	int first, second; /* what the planned ones are held against */
};

static void expect_third(const struct third_case *third, size_t log_first, size_t log_count,
			 size_t index)
{
	const struct nkv_logged_line logged[] = {
		{ two_nodes[0], third->lines[0] },
		{ "Reserving 256 pages of KVA for lmem_map of node 7", third->lines[1] },
		{ two_nodes[3], third->lines[2] },
	};
	const struct nkv_boot_record record = {
		.version = third->version,
		.lines = logged + log_first,
		.line_count = log_count,
		.goes_on = third->goes_on,
		.cuts = third->cuts,
		.cut_count = (third->cuts[0] > 0) + (size_t)(third->cuts[1] > 0),
	};
	struct outcome outcome = pair(two_nodes, COUNT(two_nodes), &record);

	cr_expect_eq(partner_of(&outcome, two_nodes[1]), third->first, "case %zu", index);
	cr_expect_eq(partner_of(&outcome, two_nodes[2]), third->second, "case %zu", index);
	end_outcome(&outcome);
}

/*
 * line 10|   |20: a third node|   |30      and something is cut out at a line
 * Expect the planned line to be the one that is missing that lies where something was cut out; if neither
 * does, or both, the second.
 */
Test(pairing, beside_a_cut)
{
	static const struct third_case cases[] = {
		{ "2.6.23", { 10, 20, 30 }, { 0 }, true, 1, NONE },
		{ "2.6.23", { 10, 20, 30 }, { 15 }, true, NONE, 1 },
		{ "2.6.23", { 10, 20, 30 }, { 11 }, true, NONE, 1 },
		{ "2.6.23", { 10, 20, 30 }, { 19 }, true, NONE, 1 },
		{ "2.6.23", { 10, 20, 30 }, { 10 }, true, 1, NONE },
		{ "2.6.23", { 10, 20, 30 }, { 20 }, true, 1, NONE },
		{ "2.6.23", { 10, 20, 30 }, { 5 }, true, 1, NONE },
		{ "2.6.23", { 10, 20, 30 }, { 25 }, true, 1, NONE },
		{ "2.6.23", { 10, 20, 30 }, { 5, 15 }, true, NONE, 1 },
		{ "2.6.23", { 10, 20, 30 }, { 15, 35 }, true, NONE, 1 },
		{ "2.6.23", { 10, 20, 30 }, { 15, 25 }, true, 1, NONE },
		{ "2.6.23", { 10, 20, 30 }, { 5, 35 }, true, 1, NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_third(&cases[i], 0, 3, i);
}

/*
 * Excerpts, which do not tell the version. Expect the planned line to be the one that is missing that
 * lies where the log has something else, too, as each may lack anywhere.
 */
Test(pairing, in_an_excerpt)
{
	static const struct third_case cases[] = {
		{ NULL, { 10, 11, 12 }, { 0 }, true, 1, NONE },
		{ NULL, { 10, 12, 13 }, { 0 }, true, NONE, 1 },
		{ NULL, { 10, 11, 13 }, { 0 }, true, 1, NONE },
		{ NULL, { 10, 12, 14 }, { 0 }, true, 1, NONE },
		{ "2.6.23", { 10, 12, 13 }, { 0 }, true, 1, NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_third(&cases[i], 0, 3, i);
}

/* Expect what lies before an excerpt's first line to be missing rather than what follows it. */
Test(pairing, at_the_beginning)
{
	static const struct third_case cases[] = {
		{ NULL, { 0, 1, 2 }, { 0 }, true, NONE, 0 },
		{ NULL, { 0, 5, 6 }, { 0 }, true, NONE, 0 },
		{ "2.6.23", { 0, 1, 2 }, { 0 }, true, 0, NONE },
		{ "2.6.23", { 0, 5, 6 }, { 0 }, true, 0, NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_third(&cases[i], 1, 2, i);
}

/* Expect what lies behind the last line of a log that ends there to be missing as well as what was cut out. */
Test(pairing, at_the_end)
{
	static const struct third_case cases[] = {
		{ "2.6.23", { 10, 20, 0 }, { 15 }, true, NONE, 1 },
		{ "2.6.23", { 10, 20, 0 }, { 15 }, false, 1, NONE },
		{ "2.6.23", { 10, 20, 0 }, { 15, 25 }, true, 1, NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_third(&cases[i], 0, 2, i);
}

/*
 * Two lines in the other order, with other figures: only one of them can have a partner. Expect it to be the
 * one that is about the same, which a line that is about nothing in particular always is.
 */
Test(pairing, what_is_about_the_same)
{
	static const struct {
		const char *planned[2];
		const char *logged[2];
		int first, second;
	} cases[] = {
		{ { "max_pfn = 131040", RESERVING(1) },
		  { "Reserving 256 pages of KVA for lmem_map of node 1", "max_pfn = 99" },
		  1,
		  NONE },
		{ { "max_pfn = 131040", RESERVING(1) },
		  { "Reserving 256 pages of KVA for lmem_map of node 2", "max_pfn = 99" },
		  1,
		  NONE },
		{ { RESERVING(1), "max_pfn = 131040" },
		  { "max_pfn = 99", "Reserving 256 pages of KVA for lmem_map of node 1" },
		  1,
		  NONE },
		{ { RESERVING(1), "max_pfn = 131040" },
		  { "max_pfn = 99", "Reserving 256 pages of KVA for lmem_map of node 2" },
		  NONE,
		  0 },
		{ { RESERVING(1), RESERVING(2) },
		  { "Reserving 256 pages of KVA for lmem_map of node 2", "max_pfn = 99" },
		  NONE,
		  0 },
		{ { RESERVING(1), RESERVING(2) },
		  { "Reserving 256 pages of KVA for lmem_map of node 1", "max_pfn = 99" },
		  0,
		  NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_logged_line logged[] = { { cases[i].logged[0], 1 },
							  { cases[i].logged[1], 2 } };
		const struct nkv_boot_record record = {
			.version = "2.6.23", .lines = logged, .line_count = 2, .goes_on = true
		};
		struct outcome outcome = pair(cases[i].planned, 2, &record);

		cr_expect_eq(partner_of(&outcome, cases[i].planned[0]), cases[i].first, "case %zu",
			     i);
		cr_expect_eq(partner_of(&outcome, cases[i].planned[1]), cases[i].second, "case %zu",
			     i);
		end_outcome(&outcome);
	}
}

/* Two lines that are missing, and one that is not planned. Expect the line between to keep its partner. */
Test(pairing, among_lines_alone)
{
	static const struct nkv_logged_line logged[] = {
		{ "max_pfn = 99", 1 }, { "Node: 3, start_pfn: 0, end_pfn: 5", 2 }
	};
	const struct nkv_boot_record record = {
		.version = "2.6.23", .lines = logged, .line_count = 2, .goes_on = true
	};
	struct outcome outcome = pair(two_nodes + 1, 3, &record);

	cr_expect_eq(partner_of(&outcome, two_nodes[1]), NONE);
	cr_expect_eq(partner_of(&outcome, two_nodes[2]), NONE);
	cr_expect_eq(partner_of(&outcome, two_nodes[3]), 0);
	cr_expect_eq(outcome.comparison.counts[NKV_LINE_ONLY_LOGGED], 1);
	end_outcome(&outcome);
}

/* --- lines in another order --- */

enum { NODES = 60 };

/* A plan's lines: "NUMA -", a line for each of so many nodes, and "max_pfn". Returns how many. */
static size_t plan_nodes(const char **planned, size_t nodes)
{
	static char texts[NODES][96];
	size_t count = 0;

	planned[count++] = two_nodes[0];
	for (size_t i = 0; i < nodes; i++) {
		snprintf(texts[i], sizeof(texts[i]),
			 "Reserving %zu pages of KVA for lmem_map of node %zu", i + 1, i);
		planned[count++] = texts[i];
	}
	planned[count++] = two_nodes[3];
	return count;
}

/* Expect all lines of the log to be planned ones, in the log's order, and as many others only planned. */
static void expect_moved(const struct outcome *outcome, size_t only_planned)
{
	const struct nkv_boot_comparison *comparison = &outcome->comparison;
	size_t logged = 0;

	cr_expect_eq(comparison->counts[NKV_LINE_SAME], comparison->record->line_count);
	cr_expect_eq(comparison->counts[NKV_LINE_ONLY_PLANNED], only_planned);
	cr_expect_eq(comparison->line_count, comparison->record->line_count + only_planned);
	for (size_t i = 0; i < comparison->line_count; i++) {
		const struct nkv_compared_line *line = &comparison->lines[i];

		cr_assert(line->planned && line->plan_line);
		if (line->state != NKV_LINE_SAME)
			continue;
		cr_expect_eq(line->logged, &comparison->record->lines[logged++]);
		cr_expect_str_eq(line->planned, line->logged->text);
		cr_expect_eq(line->plan_line->kind, line->log_line->kind);
	}
}

/* The last planned line at the beginning of a log, or the first ones at its end. Expect them found there. */
Test(pairing, moved_to_an_end)
{
	static const struct {
		size_t nodes, logged,
			shift; /* the log has so many lines, and begins with that one */
	} cases[] = { { 3, 5, 4 },	 { 3, 5, 2 },	   { 3, 4, 3 },
		      { NODES, 62, 61 }, { NODES, 62, 3 }, { NODES, 16, 14 },
		      { NODES, 15, 13 }, { NODES, 10, 8 }, { NODES, 17, 15 } };
	const char *planned[NODES + 2];
	struct nkv_logged_line logged[NODES + 2];

	for (size_t i = 0; i < COUNT(cases); i++) {
		const size_t count = plan_nodes(planned, cases[i].nodes);
		const struct nkv_boot_record record = { .version = "2.6.23",
							.lines = logged,
							.line_count = cases[i].logged,
							.goes_on = true };
		struct outcome outcome;

		for (size_t j = 0; j < cases[i].logged; j++)
			logged[j] = (struct nkv_logged_line){
				planned[(j + cases[i].shift) % cases[i].logged], j + 1
			};
		outcome = pair(planned, count, &record);
		expect_moved(&outcome, count - cases[i].logged);
		end_outcome(&outcome);
	}
}

/* A moved line that the log has twice. Expect one of the two to be planned. */
Test(pairing, moved_twice)
{
	const char *planned[5];
	const size_t count = plan_nodes(planned, 3);
	const struct nkv_logged_line logged[] = { { planned[4], 1 },
						  { planned[4], 2 },
						  { planned[0], 3 },
						  { planned[1], 4 },
						  { planned[2], 5 } };
	const struct nkv_boot_record record = {
		.version = "2.6.23", .lines = logged, .line_count = COUNT(logged), .goes_on = true
	};
	struct outcome outcome = pair(planned, count, &record);
	const size_t *counts = outcome.comparison.counts;

	cr_expect_eq(partner_of(&outcome, planned[4]), 0);
	cr_expect_eq(partner_of(&outcome, planned[3]), NONE);
	cr_expect_eq(counts[NKV_LINE_SAME], 4);
	cr_expect_eq(counts[NKV_LINE_ONLY_LOGGED], 1);
	cr_expect_eq(counts[NKV_LINE_ONLY_PLANNED], 1);
	end_outcome(&outcome);
}

/* Memory in another order, and with another type, which no description tells. Expect it to be the same. */
Test(pairing, moved_with_what_is_not_told)
{
	static const char *const planned[] = {
		"Memory range 0x0 to 0x10000 (type 0x0) in proximity domain 0x00 enabled",
		"Memory range 0x10000 to 0x20000 (type 0x0) in proximity domain 0x01 enabled",
		"chunk 0 nid 0 start_pfn 00000000 end_pfn 00010000",
	};
	static const struct nkv_logged_line logged[] = {
		{ "Memory range 0x10000 to 0x20000 (type 0x1) in proximity domain 0x01 enabled",
		  1 },
		{ "Memory range 0x0 to 0x10000 (type 0x2) in proximity domain 0x00 enabled", 2 },
		{ "chunk 0 nid 0 start_pfn 00000000 end_pfn 00010000", 3 },
	};
	const struct nkv_boot_record record = {
		.version = "2.6.23", .lines = logged, .line_count = 3, .goes_on = true
	};
	struct outcome outcome = pair(planned, COUNT(planned), &record);

	cr_expect_eq(partner_of(&outcome, planned[0]), 1);
	cr_expect_eq(partner_of(&outcome, planned[1]), 0);
	cr_expect_eq(outcome.comparison.counts[NKV_LINE_SAME], 3);
	end_outcome(&outcome);
}

/* Expect blanks to count as blanks between the words that no description goes on from, too. */
Test(pairing, blanks_before_what_is_not_told)
{
	static const char *const planned[] = {
		"Memory range 0x0 to 0x10000 (type 0x0) in proximity domain 0x00 enabled",
	};
	static const struct {
		const char *logged;
		bool same;
	} cases[] = {
		{ "Memory range 0x0 to 0x10000 (type  0x0) in proximity domain 0x00 enabled",
		  true },
		{ "Memory range 0x0 to 0x10000 (type  0x1) in proximity domain 0x00 enabled",
		  false },
		{ "Memory range 0x0 to 0x10000 (type 0x1) in  proximity domain 0x00 enabled",
		  true },
		{ "Memory range 0x1 to 0x10000 (type 0x0) in proximity domain 0x00 enabled",
		  false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_logged_line logged = { cases[i].logged, 1 };
		const struct nkv_boot_record record = {
			.version = "2.6.23", .lines = &logged, .line_count = 1, .goes_on = true
		};
		struct outcome outcome = pair(planned, 1, &record);

		cr_expect_eq(outcome.comparison.counts[NKV_LINE_SAME], cases[i].same, "case %zu",
			     i);
		end_outcome(&outcome);
	}
}
