/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Machines with the kernel's own answers, and what real kernels did when they
 * were booted.
 */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "support/planning.h"

struct vector {
	const char *name;
	cJSON *wanted;
	char *machine; /* the description, as JSON */
	cJSON *plan;
};

typedef void check_function(const struct vector *vector);

static cJSON *key(const cJSON *object, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(object, name);
}

static void check_line(const char *line, const char *wanted, check_function *check)
{
	cJSON *object = cJSON_Parse(line);
	struct vector vector;
	char *text;

	cr_assert(object);
	vector.name = cJSON_GetStringValue(key(key(object, "machine"), "name"));
	vector.wanted = key(object, wanted);
	vector.machine = cJSON_PrintUnformatted(key(object, "machine"));
	text = plan_text(vector.machine, "ndjson");
	vector.plan = cJSON_Parse(text);
	cr_assert(vector.plan && vector.wanted);
	check(&vector);
	cJSON_Delete(vector.plan);
	cJSON_free(vector.machine);
	cJSON_Delete(object);
	free(text);
}

static void check_file(const char *name, const char *wanted, size_t least, check_function *check)
{
	FILE *file = open_test_file(name);
	char *line = NULL;
	size_t bytes = 0, count = 0;

	for (; getline(&line, &bytes, file) > 0; count++)
		check_line(line, wanted, check);
	fclose(file);
	free(line);
	cr_assert_geq(count, least);
}

static void check_console(const struct vector *vector, const cJSON *wanted)
{
	char *console = plan_text(vector->machine, "console"), *cursor = console;
	const cJSON *line;

	cJSON_ArrayForEach(line, wanted)
	{
		const char *text = cJSON_GetStringValue(line);
		size_t length = strcspn(cursor, "\n");

		cr_expect(strlen(text) == length && memcmp(text, cursor, length) == 0,
			  "%s: wanted '%s', got '%.*s'", vector->name, text, (int)length, cursor);
		cursor += length + (cursor[length] == '\n');
	}
	cr_expect_str_empty(cursor, "%s prints more", vector->name);
	free(console);
}

static void check_partial(const struct vector *vector)
{
	const cJSON *want;
	char why[512] = "";

	cJSON_ArrayForEach(want, vector->wanted)
	{
		const cJSON *got = key(vector->plan, want->string);

		if (strcmp(want->string, "console") == 0)
			check_console(vector, want);
		else if (strcmp(want->string, "hazards") == 0)
			cr_expect(has_hazards(want, got, why), "%s: %s", vector->name, why);
		else if (strcmp(want->string, "verdict") == 0)
			cr_expect_str_eq(verdict_of(key(vector->plan, "hazards")),
					 cJSON_GetStringValue(want), "%s", vector->name);
		else
			cr_expect(is_part_of(want, got, want->string, why), "%s: %s", vector->name,
				  why);
	}
}

static void check_whole(const struct vector *vector)
{
	cJSON *console = cJSON_DetachItemFromObjectCaseSensitive(vector->wanted, "console");
	cJSON *hazard;
	char why[512] = "";

	if (console)
		check_console(vector, console);
	cJSON_Delete(console);
	cJSON_ArrayForEach(hazard, key(vector->plan, "hazards"))
		cJSON_DeleteItemFromObjectCaseSensitive(hazard, "message");
	cr_expect(is_part_of(vector->wanted, vector->plan, "", why), "%s: %s", vector->name, why);
	cr_expect(is_part_of(vector->plan, vector->wanted, "", why), "%s, the other way: %s",
		  vector->name, why);
}

static void check_calls(const struct vector *vector)
{
	const cJSON *wanted = key(vector->wanted, "calls"), *want;
	const cJSON *call = key(key(vector->plan, "bootmem"), "calls");

	cr_expect_eq(cJSON_GetArraySize(wanted), cJSON_GetArraySize(call), "%s: calls",
		     vector->name);
	call = call ? call->child : NULL;
	cJSON_ArrayForEach(want, wanted)
	{
		cr_assert(call, "%s", vector->name);
		cr_expect(
			cJSON_Compare(cJSON_GetArrayItem(want, 0), key(call, "op"), true) &&
				cJSON_Compare(cJSON_GetArrayItem(want, 1), key(call, "start"),
					      true) &&
				cJSON_Compare(cJSON_GetArrayItem(want, 2), key(call, "size"), true),
			"%s: %s", vector->name, cJSON_GetStringValue(cJSON_GetArrayItem(want, 1)));
		call = call->next;
	}
}

static void check_reserving(const struct vector *vector)
{
	const cJSON *reserving = key(vector->wanted, "reserving"), *node;
	char nid[8];

	cr_expect_eq(cJSON_GetArraySize(reserving), cJSON_GetArraySize(key(vector->plan, "nodes")),
		     "%s: nodes", vector->name);
	cJSON_ArrayForEach(node, key(vector->plan, "nodes"))
	{
		snprintf(nid, sizeof(nid), "%d", key(node, "nid")->valueint);
		cr_expect(cJSON_Compare(key(reserving, nid), key(node, "reserved_pages"), true),
			  "%s: reserving of node %s", vector->name, nid);
	}
}

/* Whether it died before it came to want a root file system. */
static bool died(const struct vector *vector)
{
	return cJSON_IsTrue(key(vector->wanted, "bug")) ||
	       cJSON_IsTrue(key(vector->wanted, "fault")) ||
	       !cJSON_IsTrue(key(vector->wanted, "memory_line")) ||
	       cJSON_IsFalse(key(vector->wanted, "root_panic"));
}

/* How it ended: a panic is one, what boots has no bad page, and a BUG is a panic. */
static void check_end(const struct vector *vector)
{
	const char *verdict = cJSON_GetStringValue(key(vector->plan, "verdict"));

	if (cJSON_IsTrue(key(vector->wanted, "bug")))
		cr_expect_str_eq(verdict, "panics", "%s", vector->name);
	if (strcmp(verdict, "panics") == 0)
		cr_expect(died(vector), "%s", vector->name);
	if (strcmp(verdict, "boots") != 0)
		return;
	cr_expect_not(died(vector), "%s", vector->name);
	cr_expect_eq(key(vector->wanted, "bad_pages")->valueint, 0, "%s", vector->name);
}

/* The figure of the plan's hazard of that code, 0 without it. */
static double hazard_pages(const struct vector *vector, const char *code)
{
	const cJSON *hazard;

	cJSON_ArrayForEach(
		hazard,
		key(vector->plan, "hazards")) if (strcmp(cJSON_GetStringValue(key(hazard, "code")),
							 code) == 0) return key(hazard, "pages")
		->valuedouble;
	return 0;
}

/* The Memory line's high memory: pages that two zones give away count twice. */
static void check_highmem(const struct vector *vector)
{
	const cJSON *highmem = key(vector->wanted, "highmem_k");

	if (cJSON_IsNumber(highmem))
		cr_expect_eq(highmem->valuedouble,
			     4 * (key(key(vector->plan, "ram"), "high_pages")->valuedouble +
				  hazard_pages(vector, "highmem-freed-twice")),
			     "%s", vector->name);
}

static void check_boot(const struct vector *vector)
{
	check_calls(vector);
	check_reserving(vector);
	check_highmem(vector);
	check_end(vector);
}

/* --- boots with SPARSEMEM --- */

/* A mem_map is where the plan has it: at an address of a window, or in what was free. */
static void check_memmap(const struct vector *vector, const cJSON *memmap, uint64_t address)
{
	double pfn = (double)((address - UINT64_C(0xc0000000)) >> 12);
	const cJSON *range;
	bool found = false;

	if (strcmp(cJSON_GetStringValue(key(memmap, "from")), "remap") == 0) {
		cr_expect_eq(address,
			     strtoull(cJSON_GetStringValue(key(memmap, "vaddr")), NULL, 16), "%s",
			     vector->name);
		return;
	}
	cJSON_ArrayForEach(range, key(key(vector->plan, "bootmem"), "free")) found =
		found || (pfn >= key(range, "start_pfn")->valuedouble &&
			  pfn < key(range, "end_pfn")->valuedouble);
	cr_expect(found, "%s: page %.0f", vector->name, pfn);
}

/* "sections" of a boot: number, mem_map's address, home, owner. */
static void check_sections(const struct vector *vector)
{
	const cJSON *want, *got = key(vector->plan, "sections");

	if (cJSON_GetArraySize(key(vector->wanted, "sections")) == 0)
		return;
	cr_assert_eq(cJSON_GetArraySize(got), cJSON_GetArraySize(key(vector->wanted, "sections")),
		     "%s", vector->name);
	got = got->child;
	cJSON_ArrayForEach(want, key(vector->wanted, "sections"))
	{
		cr_expect(cJSON_Compare(cJSON_GetArrayItem(want, 0), key(got, "section"), true) &&
				  cJSON_Compare(cJSON_GetArrayItem(want, 2), key(got, "home_nid"),
						true) &&
				  cJSON_Compare(cJSON_GetArrayItem(want, 3), key(got, "nid"), true),
			  "%s: section %d", vector->name, key(got, "section")->valueint);
		check_memmap(vector, key(got, "memmap"),
			     (uint64_t)cJSON_GetArrayItem(want, 1)->valuedouble);
		got = got->next;
	}
}

static void check_sparse_boot(const struct vector *vector)
{
	check_calls(vector);
	if (cJSON_GetArraySize(key(vector->wanted, "reserving")) > 0)
		check_reserving(vector);
	check_sections(vector);
	check_highmem(vector);
	check_end(vector);
	cr_expect(key(vector->wanted, "bad_pages")->valueint == 0 ||
			  hazard_pages(vector, "bad-page-state") +
					  hazard_pages(vector, "initrd-freed-later") +
					  hazard_pages(vector, "highmem-freed-twice") >
				  0,
		  "%s: bad pages", vector->name);
}

/* --- kernels before 2.6.16 --- */

/* Lines of 400 characters and more are cut in the record. */
static void check_recorded_console(const struct vector *vector)
{
	char *console = plan_text(vector->machine, "console"), *cursor = console;
	const cJSON *line = key(vector->wanted, "console")->child;

	while (*cursor) {
		size_t length = strcspn(cursor, "\n");

		if (length < 400) {
			const char *text = cJSON_GetStringValue(line);

			cr_assert(text, "%s prints less than '%s'", vector->name, cursor);
			cr_expect(strlen(text) == length && memcmp(text, cursor, length) == 0,
				  "%s: wanted '%s', got '%.*s'", vector->name, text, (int)length,
				  cursor);
			line = line->next;
		}
		cursor += length + (cursor[length] == '\n');
	}
	cr_expect_null(line, "%s prints more", vector->name);
	free(console);
}

/* What died before its console was there has told nothing; the others, all of it. */
static void check_old_boot(const struct vector *vector)
{
	const cJSON *highmem = key(vector->wanted, "highmem_kb");

	check_end(vector);
	if (cJSON_IsTrue(key(vector->wanted, "silent")))
		return;
	check_calls(vector);
	check_recorded_console(vector);
	if (cJSON_IsNumber(highmem))
		cr_expect_eq(highmem->valuedouble,
			     4 * (key(key(vector->plan, "ram"), "high_pages")->valuedouble +
				  hazard_pages(vector, "highmem-freed-twice")),
			     "%s", vector->name);
}

/* --- boots of kernels that search for the KVA --- */

/* The first calls are the plan's, but for a last one that is a BUG and may not have been seen. */
static void check_first_calls(const struct vector *vector)
{
	const cJSON *seen = key(vector->wanted, "calls"), *call;
	int index = 0;

	cJSON_ArrayForEach(call, key(key(vector->plan, "bootmem"), "calls"))
	{
		const cJSON *want = cJSON_GetArrayItem(seen, index++);

		if (!want && strcmp(cJSON_GetStringValue(key(call, "result")), "bug") == 0)
			return;
		cr_expect(
			cJSON_Compare(cJSON_GetArrayItem(want, 0), key(call, "op"), true) &&
				cJSON_Compare(cJSON_GetArrayItem(want, 1), key(call, "start"),
					      true) &&
				cJSON_Compare(cJSON_GetArrayItem(want, 2), key(call, "size"), true),
			"%s: call %d", vector->name, index);
	}
}

/* None were seen of a boot that died early; one that died in the allocator may lack the last. */
static void check_early_reservations(const struct vector *vector)
{
	const cJSON *want = key(vector->wanted, "early_reservations"), *reservation;
	const cJSON *got = key(vector->plan, "early_reservations")->child;
	int missing = cJSON_GetArraySize(key(vector->plan, "early_reservations")) -
		      cJSON_GetArraySize(want);

	if (cJSON_GetArraySize(want) == 0)
		return;
	cr_expect(missing == 0 || (missing == 1 && !cJSON_IsNull(key(vector->plan, "stopped_at"))),
		  "%s: %d early reservations are missing", vector->name, missing);
	cJSON_ArrayForEach(reservation, want)
	{
		cr_expect(cJSON_Compare(cJSON_GetArrayItem(reservation, 0), key(got, "start"),
					true) &&
				  cJSON_Compare(cJSON_GetArrayItem(reservation, 1), key(got, "end"),
						true) &&
				  cJSON_Compare(cJSON_GetArrayItem(reservation, 2), key(got, "by"),
						true),
			  "%s: %s", vector->name,
			  cJSON_GetStringValue(cJSON_GetArrayItem(reservation, 2)));
		got = got->next;
	}
}

/* "memmaps": nid, the address of the struct page of the span's first page, that page, pages. */
static void check_span_memmap(const struct vector *vector, const cJSON *seen)
{
	const cJSON *node = cJSON_GetArrayItem(key(vector->plan, "nodes"),
					       cJSON_GetArrayItem(seen, 0)->valueint);
	const cJSON *memmap = key(node, "memmap"), *address = cJSON_GetArrayItem(seen, 1);
	const char *from = cJSON_GetStringValue(key(memmap, "from"));
	double struct_page = key(key(vector->plan, "kernel"), "struct_page")->valuedouble;
	double into = (cJSON_GetArrayItem(seen, 2)->valueint % 1024) * struct_page;

	cr_expect_eq(cJSON_IsNull(address), strcmp(from, "none") == 0, "%s: %s", vector->name,
		     from);
	if (strcmp(from, "remap") == 0)
		cr_expect_eq(
			(double)strtoull(cJSON_GetStringValue(address), NULL, 16),
			(double)strtoull(cJSON_GetStringValue(key(memmap, "vaddr")), NULL, 16) +
				into,
			"%s: node %d", vector->name, key(node, "nid")->valueint);
}

/* What was printed, without lines that say how far physnode_map is set. */
static void check_logged_console(const struct vector *vector)
{
	char *console = plan_text(vector->machine, "console"), *line, *rest = console;
	const cJSON *want = key(vector->wanted, "console")->child;

	while ((line = strtok_r(rest, "\n", &rest))) {
		if (strstr(line, "Setting physnode_map array") || strlen(line) >= 400)
			continue;
		cr_assert(want, "%s: '%s' is more than was printed", vector->name, line);
		cr_expect_str_eq(line, cJSON_GetStringValue(want), "%s", vector->name);
		want = want->next;
	}
	cr_expect(!want, "%s: more was printed", vector->name);
	free(console);
}

static void check_late_boot(const struct vector *vector)
{
	const char *verdict = cJSON_GetStringValue(key(vector->plan, "verdict"));
	const cJSON *wanted = vector->wanted, *seen;
	bool went_wrong = cJSON_IsTrue(key(wanted, "bug")) || cJSON_IsTrue(key(wanted, "fault")) ||
			  key(wanted, "bad_pages")->valueint > 0 ||
			  !cJSON_IsTrue(key(wanted, "memory_line"));

	check_first_calls(vector);
	check_early_reservations(vector);
	if (cJSON_IsNull(key(vector->plan, "stopped_at")))
		cJSON_ArrayForEach(seen, key(wanted, "memmaps")) check_span_memmap(vector, seen);
	if (cJSON_GetArraySize(key(wanted, "console")) > 0)
		check_logged_console(vector);
	cr_expect_eq(went_wrong, strcmp(verdict, "boots") != 0, "%s: %s", vector->name, verdict);
}

Test(vectors, kernel_answers)
{
	check_file("data/plans.ndjson", "expect", 900, check_partial);
}

Test(vectors, whole_plans)
{
	check_file("data/full.ndjson", "expect", 300, check_whole);
}

Test(vectors, whole_plans_2_6_18)
{
	check_file("data/full-2.6.18.ndjson", "expect", 500, check_whole);
}

Test(vectors, whole_plans_2_6_17)
{
	check_file("data/full-2.6.17.ndjson", "expect", 119, check_whole);
}

Test(vectors, whole_plans_2_6_16)
{
	check_file("data/full-2.6.16.ndjson", "expect", 120, check_whole);
}

Test(vectors, whole_plans_sparse)
{
	check_file("data/full-sparse.ndjson", "expect", 1500, check_whole);
}

Test(vectors, whole_plans_2_6_26)
{
	check_file("data/full-2.6.26.ndjson", "expect", 300, check_whole);
}

Test(vectors, whole_plans_before_2_6_16)
{
	check_file("data/full-old.ndjson", "expect", 1200, check_whole);
}

Test(vectors, srat_in_reach)
{
	check_file("data/srat-in-reach.ndjson", "expect", 200, check_whole);
}

Test(vectors, recorded_boots)
{
	check_file("data/boots.ndjson", "observed", 253, check_boot);
}

Test(vectors, recorded_boots_of_made_srats)
{
	check_file("data/boots-discontig-srat.ndjson", "observed", 2, check_boot);
}

Test(vectors, recorded_boots_2_6_18)
{
	check_file("data/boots-2.6.18.ndjson", "observed", 56, check_boot);
}

Test(vectors, recorded_boots_sparse)
{
	check_file("data/boots-sparse.ndjson", "observed", 44, check_sparse_boot);
}

Test(vectors, recorded_boots_before_2_6_16)
{
	check_file("data/boots-old.ndjson", "observed", 40, check_old_boot);
}

Test(vectors, whole_plans_2_6_27)
{
	check_file("data/full-2.6.27.ndjson", "expect", 400, check_whole);
}

Test(vectors, whole_plans_2_6_32)
{
	check_file("data/full-2.6.32.ndjson", "expect", 400, check_whole);
}

Test(vectors, strange_machines_2_6_27)
{
	check_file("data/odd-2.6.27.ndjson", "expect", 150, check_whole);
}

Test(vectors, strange_machines_2_6_32)
{
	check_file("data/odd-2.6.32.ndjson", "expect", 150, check_whole);
}

Test(vectors, recorded_boots_that_search)
{
	check_file("data/boots-late.ndjson", "observed", 100, check_late_boot);
}
