/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan in every form there is: alone, checked, beside another, and what it differs in from itself. */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/support/fuzz.h"
#include "fuzz/support/planned.h"

static bool put_check(struct nkv_output *output, const struct nkv_format *format, const void *what)
{
	const struct nkv_plan *plan = what;
	struct nkv_check_result result = { .remedy_count = 0 };

	nkv_check_plan(plan, &plan->machine->limits, &result.check);
	return nkv_output_subject(
		output, format,
		&(struct nkv_subject){ .plan = plan, .title = "m", .check = &result });
}

static bool put_side_by_side(struct nkv_output *output, const struct nkv_format *format,
			     const void *what)
{
	const struct nkv_plan *plans[] = { what, what };

	return nkv_output_plans(output, format, &(struct nkv_subject){ .title = "m" }, plans, 2);
}

static bool put_twice(struct nkv_output *output, const struct nkv_format *format, const void *what)
{
	return fuzz_put_plan(output, format, what) && fuzz_put_plan(output, format, what);
}

static void check_json(const char *name, const char *text)
{
	cJSON *object;

	if (strcmp(name, "json") != 0 && strcmp(name, "ndjson") != 0)
		return;
	object = cJSON_Parse(text);
	fuzz_require(cJSON_IsObject(object), "JSON that is not an object");
	cJSON_Delete(object);
}

/* Memory that was not set would show as a difference between what is written of two plans. */
static void check_form(const struct nkv_format *format, fuzz_put *put, const struct nkv_plan *plan,
		       const struct nkv_plan *other)
{
	char *text = fuzz_write(format, put, plan), *other_text = fuzz_write(format, put, other);

	if (strcmp(text, other_text) != 0)
		fuzz_fail("format %s depends on memory that was not set", format->name);
	check_json(format->name, text);
	free(other_text);
	free(text);
}

static void check_no_difference(const struct nkv_plan *plan)
{
	char *text = fuzz_write(nkv_format_diff(nkv_format_find("ndjson")), put_twice, plan);
	cJSON *object = cJSON_Parse(text);
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, "differences");

	if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) != 0)
		fuzz_fail("a plan differs from itself: %s", text);
	cJSON_Delete(object);
	free(text);
}

enum { ONE_IN = 64 };

/*
 * Whether a form may be left out: of a machine that does not boot it says what would boot, for which
 * it is planned some thousands of times more. One in so many is enough.
 */
static bool is_left_out(const struct nkv_format *format, const struct nkv_plan *plan)
{
	return format->helps && plan->verdict != NKV_VERDICT_BOOTS &&
	       (plan->e820_max_pfn ^ plan->min_low_pfn ^ plan->kva_start_pfn) % ONE_IN != 0;
}

void fuzz_check_forms(const struct nkv_plan *plan, const struct nkv_plan *other)
{
	size_t count;
	const struct nkv_format *formats = nkv_format_all(&count);

	for (size_t i = 0; i < count; i++) {
		const struct nkv_format *format = &formats[i];
		const struct nkv_format *checked = format->checked ? format->checked : format;

		if (format->plan && !is_left_out(format, plan))
			check_form(format, fuzz_put_plan, plan, other);
		if (checked->check)
			check_form(checked, put_check, plan, other);
		if (format->side_by_side)
			check_form(format, put_side_by_side, plan, other);
		if (nkv_format_diff(format))
			check_form(nkv_format_diff(format), put_twice, plan, other);
	}
	check_no_difference(plan);
}
