/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text put together, cells in characters, conditions, and rows that are sorted. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/rows/cell_text.h"
#include "write/rows/condition_parse.h"
#include "write/table/row_store.h"
#include "write/words/size_text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void expect_text(struct nkv_text *line, const char *wanted)
{
	nkv_text_add_char(line, '\0');
	cr_expect_str_eq(line->text, wanted);
	line->length = 0;
}

Test(line, grows)
{
	struct nkv_text line = { 0 };
	char many[3000];

	memset(many, 'x', sizeof(many));
	nkv_text_add_char(&line, 'a');
	nkv_text_add_bytes(&line, many, sizeof(many));
	nkv_text_add_bytes(&line, many, 0);
	cr_expect_eq(line.length, 3001);
	cr_expect_eq(line.text[0], 'a');
	cr_expect_eq(memcmp(line.text + 1, many, sizeof(many)), 0);
	nkv_text_free(&line);
	cr_expect_null(line.text);
}

Test(line, numbers)
{
	struct nkv_text line = { 0 };

	nkv_text_add_number(&line, 0);
	nkv_text_add_char(&line, ' ');
	nkv_text_add_number(&line, UINT64_MAX);
	expect_text(&line, "0 18446744073709551615");
	nkv_text_add_hex(&line, 0, 1);
	nkv_text_add_char(&line, ' ');
	nkv_text_add_hex(&line, 0xc0, 8);
	nkv_text_add_char(&line, ' ');
	nkv_text_add_hex(&line, UINT64_MAX, 1);
	expect_text(&line, "0x0 0x000000c0 0xffffffffffffffff");
	nkv_text_free(&line);
}

/* Expect units of 1024, one decimal where it is not 0, and rounding that never shows "1024M". */
Test(line, sizes)
{
	static const struct {
		uint64_t bytes;
		const char *text;
	} cases[] = {
		{ 0, "0" },
		{ 1023, "1023" },
		{ 1024, "1K" },
		{ 1536, "1.5K" },
		{ 1024 * 1024 - 1, "1M" },
		{ UINT64_C(897) << 20, "897M" },
		{ (UINT64_C(1) << 30) - 1, "1G" },
		{ (UINT64_C(1) << 30) - (UINT64_C(1) << 20), "1023M" },
		{ UINT64_C(5) << 39, "2.5T" },
		{ UINT64_MAX, "16777216T" },
	};
	struct nkv_text line = { 0 };

	for (size_t i = 0; i < COUNT(cases); i++) {
		nkv_text_add_size(&line, cases[i].bytes);
		expect_text(&line, cases[i].text);
	}
	nkv_text_free(&line);
}

/* Expect one decimal below 100, and none where it is 0; what is longer is in the next unit. */
Test(words, sizes)
{
	static const struct {
		uint64_t pages;
		const char *text;
	} cases[] = {
		{ 255, "1020 KiB" },
		{ 256 + 128, "1.5 MiB" },
		{ 100 * 256 - 64, "99.8 MiB" },
		{ 100 * 256 + 192, "100 MiB" },
		{ 10239 * 256, "10239 MiB" },
		{ 10240 * 256, "10 GiB" },
	};
	char text[NKV_SIZE_TEXT_BYTES];

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_str_eq(nkv_size_text(cases[i].pages, text), cases[i].text);
}

/* A plan with just what the rows below look at. */
static struct nkv_plan plan_of(const struct nkv_machine *machine, uint32_t kva_pages,
			       enum nkv_verdict verdict)
{
	return (struct nkv_plan){ .machine = machine, .kva_pages = kva_pages, .verdict = verdict };
}

static const struct nkv_column *column_of(const char *name)
{
	return nkv_column_find(name, strlen(name));
}

Test(condition, numbers)
{
	static const struct nkv_machine machine;
	const struct nkv_plan plan = plan_of(&machine, 512, NKV_VERDICT_BOOTS);
	const struct nkv_row row = { .plan = &plan };
	static const struct {
		enum nkv_comparison comparison;
		bool below, same, above; /* held against 511, 512 and 513 */
	} cases[] = {
		{ NKV_EQUAL, false, true, false },   { NKV_NOT_EQUAL, true, false, true },
		{ NKV_LESS, false, false, true },    { NKV_AT_MOST, false, true, true },
		{ NKV_GREATER, true, false, false }, { NKV_AT_LEAST, true, true, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_condition condition = { .column = column_of("kva_pages"),
						   .comparison = cases[i].comparison,
						   .number = 511 };

		cr_expect_eq(nkv_condition_holds(&condition, &row), cases[i].below, "%zu", i);
		condition.number = 512;
		cr_expect_eq(nkv_condition_holds(&condition, &row), cases[i].same, "%zu", i);
		condition.number = 513;
		cr_expect_eq(nkv_condition_holds(&condition, &row), cases[i].above, "%zu", i);
	}
}

/* Expect words from good to bad, or from less to more, to be less or greater, and others not. */
Test(condition, words_with_an_order)
{
	static const struct {
		const char *text;
		bool taken;
	} cases[] = {
		{ "check >= fails", true },
		{ "verdict < panics", true },
		{ "severity > info", true },
		{ "highmem_setting <= 4G", true },
		{ "memory_model > discontig", false },
		{ "name > a", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[64], why[NKV_CONDITION_WHY_BYTES];
		struct nkv_condition condition;

		snprintf(text, sizeof(text), "%s", cases[i].text);
		cr_expect_eq(nkv_condition_parse(text, &condition, why), cases[i].taken, "%s",
			     cases[i].text);
	}
}

/* A machine without a name, and a boot that does not stop. Expect only what says "not". */
Test(condition, what_is_not_there)
{
	static const struct nkv_machine machine;
	const struct nkv_plan plan = plan_of(&machine, 0, NKV_VERDICT_BOOTS);
	const struct nkv_row row = { .plan = &plan };
	static const enum nkv_comparison all[] = { NKV_EQUAL,	 NKV_NOT_EQUAL,	  NKV_LESS,
						   NKV_AT_MOST,	 NKV_GREATER,	  NKV_AT_LEAST,
						   NKV_CONTAINS, NKV_CONTAINS_NOT };

	for (size_t i = 0; i < COUNT(all); i++) {
		const struct nkv_condition condition = { .column = column_of("name"),
							 .comparison = all[i],
							 .text = "x" };
		bool negation = all[i] == NKV_NOT_EQUAL || all[i] == NKV_CONTAINS_NOT;

		cr_expect_eq(nkv_condition_holds(&condition, &row), negation, "%zu", i);
	}
	cr_expect(nkv_condition_holds(
		&(struct nkv_condition){ .column = column_of("stopped_at"), .none = true }, &row));
	cr_expect(nkv_condition_holds(
		&(struct nkv_condition){ .column = column_of("hazards"), .none = true }, &row));
	cr_expect_not(nkv_condition_holds(
		&(struct nkv_condition){ .column = column_of("verdict"), .none = true }, &row));
}

Test(condition, hazards_are_sets)
{
	static const struct nkv_machine machine;
	static const struct nkv_hazard hazards[] = { { .code = NKV_HAZARD_FREE_TWICE },
						     { .code = NKV_HAZARD_PAGES_WASTED } };
	const struct nkv_plan plan = { .machine = &machine, .hazards = hazards, .hazard_count = 2 };
	const struct nkv_row row = { .plan = &plan };
	struct nkv_condition condition = { .column = column_of("hazards"),
					   .comparison = NKV_CONTAINS,
					   .number = UINT64_C(1) << NKV_HAZARD_PAGES_WASTED };

	cr_expect(nkv_condition_holds(&condition, &row));
	condition.comparison = NKV_EQUAL;
	cr_expect_not(nkv_condition_holds(&condition, &row));
	condition.number |= UINT64_C(1) << NKV_HAZARD_FREE_TWICE;
	cr_expect(nkv_condition_holds(&condition, &row));
	condition.comparison = NKV_CONTAINS;
	cr_expect(nkv_condition_holds(&condition, &row));
	condition.number |= UINT64_C(1) << NKV_HAZARD_LOWMEM_LOW;
	cr_expect_not(nkv_condition_holds(&condition, &row));
}

/* Stores rows of these machines, sorts them, and returns their first characters in order. */
static void sorted(const struct nkv_rows *rows, const char *const *names, size_t count, char *order)
{
	struct nkv_row_store store = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct nkv_machine machine = { .name = names[i] };
		const struct nkv_plan plan =
			plan_of(&machine, (uint32_t)(i / 2), NKV_VERDICT_BOOTS);
		const struct nkv_row row = { .plan = &plan };
		size_t start = store.text.length;

		nkv_text_add_char(&store.text, (char)('0' + i));
		cr_assert(nkv_row_store_add(&store, rows, &row, start));
	}
	nkv_row_store_sort(&store, rows);
	for (size_t i = 0; i < count; i++) {
		cr_expect_eq(store.rows[i].length, 1);
		order[i] = store.text.text[store.rows[i].start];
	}
	order[count] = '\0';
	nkv_row_store_free(&store);
}

/* Expect what has no value last in both directions, and equals in their order. */
Test(row_store, sorts)
{
	static const char *const names[] = { "b", NULL, "a", "c", "a", NULL };
	struct nkv_rows rows = { .sort = column_of("name") };
	char order[16];

	sorted(&rows, names, COUNT(names), order);
	cr_expect_str_eq(order, "240315");
	rows.descending = true;
	sorted(&rows, names, COUNT(names), order);
	cr_expect_str_eq(order, "302415");
	rows.sort = column_of("kva_pages");
	sorted(&rows, names, COUNT(names), order);
	cr_expect_str_eq(order, "452301");
	rows.sort = NULL;
	sorted(&rows, names, COUNT(names), order);
	cr_expect_str_eq(order, "012345");
}
