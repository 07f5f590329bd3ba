/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What real kernels did when they were booted: those that search for the KVA. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "support/planning.h"
#include "vector.h"

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

void check_late_boot(const struct vector *vector)
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
