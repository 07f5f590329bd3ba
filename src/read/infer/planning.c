/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/planning.h"

#include <stdint.h>
#include <stdlib.h>

#include <numakva/numakva.h>

bool nkv_planning_begin(struct nkv_planning *planning, const struct nkv_boot_facts *facts)
{
	const struct nkv_kernel_candidate candidate = { .profile = nkv_profile_default(),
							.highmem = NKV_HIGHMEM_64G,
							.pae = true };

	*planning = (struct nkv_planning){ .facts = facts };
	planning->plan = malloc(sizeof(*planning->plan));
	planning->machine = malloc(sizeof(*planning->machine));
	if (!planning->plan || !planning->machine)
		return false;
	nkv_log_machine(facts, &candidate, planning->machine);
	planning->workspace_bytes = nkv_workspace_bytes(&planning->machine->machine);
	planning->workspace = malloc(planning->workspace_bytes);
	return planning->workspace != NULL;
}

void nkv_planning_end(struct nkv_planning *planning)
{
	free(planning->workspace);
	free(planning->machine);
	free(planning->plan);
}

bool nkv_planning_plan_again(struct nkv_planning *planning)
{
	return nkv_plan_machine(&planning->machine->machine, planning->workspace,
				planning->workspace_bytes, planning->plan) == NKV_OK;
}

bool nkv_planning_plan(struct nkv_planning *planning, const struct nkv_kernel_candidate *candidate)
{
	nkv_log_machine(planning->facts, candidate, planning->machine);
	return nkv_planning_plan_again(planning);
}

struct nkv_log_contradictions nkv_planning_try(struct nkv_planning *planning,
					       const struct nkv_kernel_candidate *candidate)
{
	if (!nkv_planning_plan(planning, candidate))
		return (struct nkv_log_contradictions){ SIZE_MAX, SIZE_MAX,
							planning->facts->first };
	return nkv_log_contradict(planning->facts, planning->plan, NULL);
}

/*
 * The log's own words make roughly the map that it shows; words that are found make exactly that
 * map.
 */
static bool makes_map(struct nkv_planning *planning, const struct nkv_kernel_candidate *candidate,
		      const struct nkv_log_map *map)
{
	if (!nkv_planning_plan(planning, candidate) ||
	    !nkv_plan_knows(planning->plan, NKV_FACT_MAP))
		return false;
	return candidate->words == NKV_LOG_WORDS_OWN
		       ? nkv_log_map_is(map, &planning->plan->e820)
		       : nkv_log_map_is_exactly(map, &planning->plan->e820);
}

enum nkv_log_words nkv_planning_find_words(struct nkv_planning *planning,
					   struct nkv_kernel_candidate candidate)
{
	const struct nkv_boot_facts *facts = planning->facts;
	const struct nkv_log_map *map = nkv_log_map_in_effect(facts);

	if (!map || (!nkv_log_is_planned(facts) && nkv_log_has_map_words(facts)))
		return NKV_LOG_WORDS_OWN;
	for (; candidate.words < NKV_LOG_WORDS_EXACT; candidate.words++)
		if (makes_map(planning, &candidate, map))
			break;
	return candidate.words;
}
