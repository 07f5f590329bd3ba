/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The remedies found so far. */
#ifndef NUMAKVA_CORE_VARY_FINDING_H
#define NUMAKVA_CORE_VARY_FINDING_H

#include "core/vary/trial.h"

struct nkv_finding {
	const struct nkv_plan *now; /* the plan without changes */
	struct nkv_trial first;	    /* with one change */
	struct nkv_trial second;    /* with a second change, after the first was made */
	uint32_t plans_left;	    /* the plans that are left for pairs of changes */
	struct nkv_remedy *remedies;
	size_t count;
};

/* Adds the change that passed in a trial. If `made` is not NULL, it is the change made before. */
void nkv_finding_add(struct nkv_finding *finding, const struct nkv_change *before,
		     const struct nkv_change *change, const struct nkv_trial *trial);

/* The next profile that may be suggested, from *next on; NULL after the last. */
const struct nkv_profile *nkv_next_advisable(const struct nkv_plan *plan, size_t *next);

/*
 * Looks for another address for the initrd, with each single remedy that loses
 * it, and with each profile that passes without the initrd.
 */
void nkv_find_with_initrd(struct nkv_finding *finding);

/* Looks for pairs of changes: the cheapest of each two kinds. */
void nkv_find_pairs(struct nkv_finding *finding);

#endif
