/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <numakva/remedy.h>

#include "core/vary/finding.h"

/* The plans for pairs of changes; fewer if a plan takes long. */
enum { PLANS = 8000, PLANS_ENTRIES = 20 };

void nkv_finding_add(struct nkv_finding *finding, const struct nkv_change *before,
		     const struct nkv_change *change, const struct nkv_trial *trial)
{
	struct nkv_remedy remedy = { .change_count = 0 };

	if (finding->count == NKV_REMEDIES_MAX)
		return;
	if (before)
		remedy.changes[remedy.change_count++] = *before;
	remedy.changes[remedy.change_count++] = *change;
	nkv_price(&remedy, finding->now, trial->plan);
	finding->remedies[finding->count++] = remedy;
}

/* Early kernels are not suggested to machines with later ones. */
const struct nkv_profile *nkv_next_advisable(const struct nkv_plan *plan, size_t *next)
{
	const struct nkv_profile *given = plan->machine->kernel.profile;
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	while (*next < count) {
		const struct nkv_profile *profile = &profiles[(*next)++];

		if (profile != given &&
		    (nkv_profile_is_early(given) || !nkv_profile_is_early(profile)))
			return profile;
	}
	return NULL;
}

static void find_profiles(struct nkv_finding *finding)
{
	const struct nkv_profile *profile;
	size_t next = 0;

	while ((profile = nkv_next_advisable(finding->now, &next))) {
		const struct nkv_change change = { .kind = NKV_CHANGE_PROFILE, .profile = profile };

		if (nkv_trial_passes(&finding->first, &change))
			nkv_finding_add(finding, NULL, &change, &finding->first);
	}
}

static void find_singles(struct nkv_finding *finding)
{
	static nkv_trial_search *const searches[] = {
		nkv_trial_find_model,	nkv_trial_find_mem,    nkv_trial_find_vmalloc,
		nkv_trial_find_highmem, nkv_trial_find_initrd,
	};
	struct nkv_change change;

	find_profiles(finding);
	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++)
		if (searches[i](&finding->first, &change))
			nkv_finding_add(finding, NULL, &change, &finding->first);
}

/* The cheapest first; equal ones stay in the order in which they were found. */
static void sort(struct nkv_remedy *remedies, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct nkv_remedy remedy = remedies[i];
		size_t place = i;

		for (; place > 0 && nkv_is_cheaper(&remedy, &remedies[place - 1]); place--)
			remedies[place] = remedies[place - 1];
		remedies[place] = remedy;
	}
}

size_t nkv_remedies_bytes(const struct nkv_machine *machine)
{
	return 2 * nkv_trial_bytes(machine);
}

size_t nkv_remedies_find(const struct nkv_plan *plan, const struct nkv_limits *goal,
			 void *workspace, size_t workspace_bytes,
			 struct nkv_remedy remedies[NKV_REMEDIES_MAX])
{
	struct nkv_arena arena = { .memory = workspace, .bytes = workspace_bytes };
	struct nkv_finding finding = {
		.now = plan,
		.first = { .given = plan, .goal = goal },
		.second = { .goal = goal },
		.plans_left = PLANS / (uint32_t)(1 + plan->machine->memory_count / PLANS_ENTRIES),
		.remedies = remedies,
	};

	if (workspace_bytes < nkv_remedies_bytes(plan->machine))
		return 0;
	nkv_trial_begin(&finding.first, plan->machine, &arena);
	nkv_trial_begin(&finding.second, plan->machine, &arena);
	find_singles(&finding);
	nkv_find_with_initrd(&finding);
	if (finding.count == 0) {
		finding.second.plans_left = &finding.plans_left;
		nkv_find_pairs(&finding);
	}
	sort(remedies, finding.count);
	return finding.count;
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
