/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What real kernels did when they were booted: those up to 2.6.26, with sections and without. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "support/planning.h"
#include "vector.h"

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
bool died(const struct vector *vector)
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

void check_boot(const struct vector *vector)
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

void check_sparse_boot(const struct vector *vector)
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
void check_old_boot(const struct vector *vector)
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
