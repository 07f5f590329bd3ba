/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "comparing.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct outcome compare(const struct nkv_machine *machine, const char *const *planned,
		       size_t planned_count, const struct nkv_boot_record *record)
{
	struct outcome outcome = { .plan = begin_plan(machine) };
	size_t bytes = nkv_compare_bytes(planned_count, record);

	outcome.workspace = malloc(bytes);
	cr_assert(outcome.workspace);
	cr_assert(!nkv_compare(outcome.plan, planned, planned_count, record, outcome.workspace,
			       bytes / 2, &outcome.comparison));
	cr_assert(nkv_compare(outcome.plan, planned, planned_count, record, outcome.workspace,
			      bytes, &outcome.comparison));
	return outcome;
}

void end_outcome(struct outcome *outcome)
{
	free(outcome->workspace);
	end_plan(outcome->plan);
}
