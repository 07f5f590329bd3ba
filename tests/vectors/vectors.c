/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Machines with the kernel's own answers, and what real kernels did when they
 * were booted: which are recorded, and how each kind is held.
 */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "support/planning.h"
#include "vector.h"

cJSON *key(const cJSON *object, const char *name)
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
