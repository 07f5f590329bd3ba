/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Looks things up in a plan. */
#include <numakva/plan.h>

const struct nkv_node *nkv_plan_node(const struct nkv_plan *plan, int nid)
{
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].nid == nid)
			return &plan->nodes[i];
	return NULL;
}

bool nkv_plan_knows(const struct nkv_plan *plan, enum nkv_fact fact)
{
	return (plan->known & fact) == fact;
}

const struct nkv_hazard *nkv_plan_hazard(const struct nkv_plan *plan, enum nkv_hazard_code code)
{
	for (size_t i = 0; i < plan->hazard_count; i++)
		if (plan->hazards[i].code == code)
			return &plan->hazards[i];
	return NULL;
}
