/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two changes together. The first is tried in steps, and the second is searched
 * for with each. The initrd's address comes last: it is searched for with each
 * change that passes without an initrd.
 */
#include "core/vary/finding.h"

/* Makes a change, so that another can be searched for with it. */
static bool make(struct nkv_finding *finding, const struct nkv_change *before)
{
	nkv_trial_passes(&finding->first, before);
	finding->second.given = finding->first.plan;
	return finding->first.planned;
}

/* --- the initrd at another address --- */

static void add_with_initrd(struct nkv_finding *finding, const struct nkv_change *before)
{
	struct nkv_change change;

	if (before->kind != NKV_CHANGE_INITRD && make(finding, before) &&
	    nkv_trial_find_initrd(&finding->second, &change))
		nkv_finding_add(finding, before, &change, &finding->second);
}

static bool passes_without_initrd(struct nkv_finding *finding, const struct nkv_change *change)
{
	bool passes;

	finding->first.without_initrd = true;
	passes = nkv_trial_passes(&finding->first, change);
	finding->first.without_initrd = false;
	return passes;
}

void nkv_find_with_initrd(struct nkv_finding *finding)
{
	const size_t singles = finding->count;
	const struct nkv_profile *profile;
	size_t next = 0;

	if (finding->now->machine->initrd_size == 0)
		return;
	for (size_t i = 0; i < singles; i++)
		if (finding->remedies[i].initrd == NKV_REMEDY_INITRD_LOST)
			add_with_initrd(finding, &finding->remedies[i].changes[0]);
	while ((profile = nkv_next_advisable(finding->now, &next))) {
		const struct nkv_change change = { .kind = NKV_CHANGE_PROFILE, .profile = profile };

		if (!nkv_trial_passes(&finding->first, &change) &&
		    passes_without_initrd(finding, &change))
			add_with_initrd(finding, &change);
	}
}

/* --- any two --- */

/* Keeps a pair, unless a cheaper pair of the same two kinds is known. */
static void keep_cheapest(struct nkv_finding *finding, const struct nkv_change *before,
			  const struct nkv_change *change)
{
	struct nkv_remedy *added;

	nkv_finding_add(finding, before, change, &finding->second);
	added = &finding->remedies[finding->count - 1];
	for (struct nkv_remedy *remedy = finding->remedies; remedy < added; remedy++) {
		if (remedy->changes[0].kind != before->kind ||
		    remedy->changes[1].kind != change->kind)
			continue;
		if (nkv_is_cheaper(added, remedy))
			*remedy = *added;
		finding->count--;
		return;
	}
}

static nkv_trial_search *const searches[NKV_CHANGE_KINDS] = {
	[NKV_CHANGE_MODEL] = nkv_trial_find_model,
	[NKV_CHANGE_MEM] = nkv_trial_find_mem,
	[NKV_CHANGE_VMALLOC] = nkv_trial_find_vmalloc,
	[NKV_CHANGE_HIGHMEM] = nkv_trial_find_highmem,
};

/* Searches for second changes after one is made: mem=, and the kinds that follow the first one. */
static void find_second(struct nkv_finding *finding, const struct nkv_change *before)
{
	struct nkv_change change;

	if (!make(finding, before))
		return;
	for (size_t kind = 0; kind < NKV_CHANGE_KINDS; kind++)
		if (searches[kind] && (kind == NKV_CHANGE_MEM || kind > before->kind) &&
		    searches[kind](&finding->second, &change))
			keep_cheapest(finding, before, &change);
}

/* Tries sizes of 64 MiB, 128 MiB, ..., and searches for a second change with each. */
static void find_with_sizes(struct nkv_finding *finding, enum nkv_change_kind kind)
{
	enum { STEP_KB = 64 << 10, PAGE_KB = NKV_PAGE_BYTES / 1024 };
	const struct nkv_plan *now = finding->now;
	uint64_t kernel_kb = (uint64_t)(0 - now->machine->kernel.page_offset) / 1024;
	uint64_t memory_kb = (uint64_t)now->e820_max_pfn * PAGE_KB;
	uint64_t end_kb =
		kind == NKV_CHANGE_HIGHMEM && memory_kb < kernel_kb ? memory_kb : kernel_kb;

	/* highmem= counts from the end of memory, so that low memory ends at these. */
	for (uint64_t kb = STEP_KB; kb < end_kb && finding->plans_left > 0; kb += STEP_KB)
		find_second(finding,
			    &(struct nkv_change){
				    .kind = kind,
				    .size_kb = kind == NKV_CHANGE_HIGHMEM ? memory_kb - kb : kb,
			    });
}

/* Searches for changes that pass without an initrd, and then for an address for it. */
static void find_around_initrd(struct nkv_finding *finding)
{
	for (size_t kind = 0; kind < NKV_CHANGE_KINDS; kind++) {
		struct nkv_change change;
		bool found;

		finding->first.without_initrd = true;
		found = searches[kind] && searches[kind](&finding->first, &change);
		finding->first.without_initrd = false;
		if (found)
			add_with_initrd(finding, &change);
	}
}

void nkv_find_pairs(struct nkv_finding *finding)
{
	const struct nkv_profile *profile;
	struct nkv_change change;
	size_t next = 0;

	nkv_trial_find_model(&finding->first, &change);
	find_second(finding, &change);
	while ((profile = nkv_next_advisable(finding->now, &next)))
		find_second(finding,
			    &(struct nkv_change){ .kind = NKV_CHANGE_PROFILE, .profile = profile });
	find_with_sizes(finding, NKV_CHANGE_VMALLOC);
	if (finding->now->machine->kernel.highmem != NKV_HIGHMEM_OFF)
		find_with_sizes(finding, NKV_CHANGE_HIGHMEM);
	if (finding->now->machine->initrd_size > 0)
		find_around_initrd(finding);
}
