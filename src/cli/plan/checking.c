/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/checking.h"

#include <stdlib.h>

static struct nkv_limits limits_of(const struct nkv_check_choice *choice,
				   const struct nkv_plan *plan)
{
	struct nkv_limits limits = plan->machine->limits;

	limits.allowed_hazards |= choice->allowed_hazards;
	return limits;
}

void nkv_check_alone(const struct nkv_check_choice *choice, const struct nkv_plan *plan,
		     struct nkv_check_result *result)
{
	const struct nkv_limits limits = limits_of(choice, plan);

	result->remedy_count = 0;
	nkv_check_plan(plan, &limits, &result->check);
}

bool nkv_check_and_remedy(const struct nkv_check_choice *choice, const struct nkv_plan *plan,
			  struct nkv_check_result *result)
{
	const struct nkv_limits limits = limits_of(choice, plan);
	size_t bytes = nkv_remedies_bytes(plan->machine);
	void *workspace;

	nkv_check_alone(choice, plan, result);
	if (result->check.pass)
		return true;
	workspace = malloc(bytes);
	if (!workspace)
		return false;
	result->remedy_count = nkv_remedies_find(plan, &limits, workspace, bytes, result->remedies);
	free(workspace);
	return true;
}

bool nkv_find_help(const struct nkv_plan *plan, struct nkv_help *help)
{
	size_t bytes = nkv_remedies_bytes(plan->machine);
	void *workspace = malloc(bytes);

	if (!workspace)
		return false;
	help->remedy_count =
		nkv_remedies_find_boot(plan, workspace, bytes, help->remedies, &help->verdict);
	free(workspace);
	return true;
}
