/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <numakva/remedy.h>

#include <string.h>

#include "core/arena.h"
#include "core/vary/trial.h"

/* Nobody goes back to a kernel of 2004 from a later one. */
static bool is_advisable(const struct nkv_trial *trial, const struct nkv_profile *profile)
{
	const struct nkv_profile *given = trial->given->machine->kernel.profile;

	return profile != given && (nkv_profile_is_early(given) || !nkv_profile_is_early(profile));
}

static size_t find_profiles(struct nkv_trial *trial, struct nkv_remedy remedies[NKV_REMEDIES_MAX])
{
	size_t all, count = 0;
	const struct nkv_profile *profiles = nkv_profile_all(&all);

	for (size_t i = 0; i < all && count < NKV_REMEDIES_MAX; i++) {
		remedies[count] =
			(struct nkv_remedy){ .kind = NKV_REMEDY_PROFILE, .profile = &profiles[i] };
		if (is_advisable(trial, &profiles[i]) && nkv_trial_passes(trial, &remedies[count]))
			count++;
	}
	return count;
}

static bool find_memory_model(struct nkv_trial *trial, struct nkv_remedy *remedy)
{
	enum nkv_memory_model model = trial->given->machine->kernel.memory_model;

	*remedy =
		(struct nkv_remedy){ .kind = NKV_REMEDY_MEMORY_MODEL,
				     .memory_model = model == NKV_MODEL_SPARSE ? NKV_MODEL_DISCONTIG
									       : NKV_MODEL_SPARSE };
	return nkv_trial_passes(trial, remedy);
}

size_t nkv_remedies_bytes(const struct nkv_machine *machine)
{
	return nkv_arena_bytes(1, sizeof(struct nkv_plan)) +
	       nkv_arena_bytes(1, nkv_remedy_cmdline_bytes(machine)) + nkv_workspace_bytes(machine);
}

size_t nkv_remedies_find(const struct nkv_plan *plan, const struct nkv_limits *goal,
			 void *workspace, size_t workspace_bytes,
			 struct nkv_remedy remedies[NKV_REMEDIES_MAX])
{
	bool (*const searches[])(struct nkv_trial *, struct nkv_remedy *) = {
		find_memory_model,
		nkv_trial_find_mem,
		nkv_trial_find_vmalloc,
		nkv_trial_find_initrd,
	};
	struct nkv_arena arena = { .memory = workspace, .bytes = workspace_bytes };
	struct nkv_trial trial = { .given = plan, .goal = goal };
	size_t count;

	if (workspace_bytes < nkv_remedies_bytes(plan->machine))
		return 0;
	trial.plan = nkv_arena_take(&arena, 1, sizeof(*trial.plan));
	trial.cmdline = nkv_arena_take(&arena, 1, nkv_remedy_cmdline_bytes(plan->machine));
	trial.lists_bytes = nkv_workspace_bytes(plan->machine);
	trial.lists = nkv_arena_take(&arena, 1, trial.lists_bytes);
	count = find_profiles(&trial, remedies);
	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++)
		if (count < NKV_REMEDIES_MAX && searches[i](&trial, &remedies[count]))
			count++;
	return count;
}

size_t nkv_remedies_find_boot(const struct nkv_plan *plan, void *workspace, size_t workspace_bytes,
			      struct nkv_remedy remedies[NKV_REMEDIES_MAX],
			      enum nkv_verdict *verdict)
{
	const struct nkv_limits boots = { 0 };
	const struct nkv_limits unstable = { .allowed_hazards = nkv_hazards_corrupting() };
	size_t count = nkv_remedies_find(plan, &boots, workspace, workspace_bytes, remedies);

	*verdict = NKV_VERDICT_BOOTS;
	if (count > 0 || plan->verdict == NKV_VERDICT_UNSTABLE)
		return count;
	*verdict = NKV_VERDICT_UNSTABLE;
	return nkv_remedies_find(plan, &unstable, workspace, workspace_bytes, remedies);
}
