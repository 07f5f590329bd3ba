/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/judging.h"

#include <stdlib.h>

bool nkv_judge(const struct nkv_check_choice *choice, const struct nkv_plan *plan,
	       struct nkv_judgement *judgement)
{
	struct nkv_limits limits = plan->machine->limits;
	size_t bytes = nkv_remedies_bytes(plan->machine);
	void *workspace;

	limits.allowed_hazards |= choice->allowed_hazards;
	judgement->remedy_count = 0;
	nkv_check_plan(plan, &limits, &judgement->check);
	if (judgement->check.pass)
		return true;
	workspace = malloc(bytes);
	if (!workspace)
		return false;
	judgement->remedy_count =
		nkv_remedies_find(plan, &limits, workspace, bytes, judgement->remedies);
	free(workspace);
	return true;
}
