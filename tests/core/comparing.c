/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "comparing.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* What the workspace is full of, and what must still be there behind it. */
enum { PATTERN = 0xff, GUARD_BYTES = 64, PLANNED_MAX = 128 };

/* Of a line that no kernel prints. */
static const struct nkv_console_kind no_kind = {
	.form = "%s", .section = "", .step = "", .key = NKV_CONSOLE_NO_KEY
};

static void *allocate(size_t bytes)
{
	void *workspace = malloc(bytes + GUARD_BYTES);

	cr_assert(workspace);
	memset(workspace, PATTERN, bytes + GUARD_BYTES);
	return workspace;
}

static void expect_guard(const unsigned char *end)
{
	for (size_t i = 0; i < GUARD_BYTES; i++)
		cr_assert_eq(end[i], PATTERN, "the workspace is written beyond its end");
}

struct outcome compare(const struct nkv_machine *machine, const char *const *planned,
		       size_t planned_count, const struct nkv_boot_record *record)
{
	struct outcome outcome = { .plan = begin_plan(machine) };
	size_t bytes = nkv_compare_bytes(planned_count, record);
	static struct nkv_planned_line lines[PLANNED_MAX]; /* the comparison points to them */

	cr_assert_leq(planned_count, COUNT(lines));
	for (size_t i = 0; i < planned_count; i++) {
		lines[i].text = planned[i];
		if (!nkv_console_parse(planned[i], &lines[i].line))
			lines[i].line = (struct nkv_console_line){ .kind = &no_kind };
	}

	outcome.workspace = allocate(bytes);
	cr_assert(!nkv_compare(outcome.plan, lines, planned_count, record, outcome.workspace,
			       bytes - 1, &outcome.comparison));
	cr_assert(nkv_compare(outcome.plan, lines, planned_count, record, outcome.workspace, bytes,
			      &outcome.comparison));
	expect_guard((const unsigned char *)outcome.workspace + bytes);
	return outcome;
}

void end_outcome(struct outcome *outcome)
{
	free(outcome->workspace);
	end_plan(outcome->plan);
}
