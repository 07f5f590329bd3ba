/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/checking.h"

#include <stdlib.h>

bool nkv_check_and_remedy(const struct nkv_check_choice *choice, const struct nkv_plan *plan,
			  struct nkv_check_result *result)
{
	struct nkv_limits limits = plan->machine->limits;
	size_t bytes = nkv_remedies_bytes(plan->machine);
	void *workspace;

	limits.allowed_hazards |= choice->allowed_hazards;
	result->remedy_count = 0;
	nkv_check_plan(plan, &limits, &result->check);
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
