/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Remedies as they are found. */
#ifndef NUMAKVA_CORE_VARY_FINDING_H
#define NUMAKVA_CORE_VARY_FINDING_H

#include "core/vary/trial.h"

struct nkv_finding {
	const struct nkv_plan *now; /* the plan as things are */
	struct nkv_trial first;	    /* of one change */
	struct nkv_trial second;    /* of another, with the first made */
	uint32_t plans_left;	    /* for two together */
	struct nkv_remedy *remedies;
	size_t count;
};

/* Adds the change that passed in a trial, after the one that was made before if that is not NULL. */
void nkv_finding_add(struct nkv_finding *finding, const struct nkv_change *before,
		     const struct nkv_change *change, const struct nkv_trial *trial);

/* The next profile that one may be told to take, from *next on; NULL after the last. */
const struct nkv_profile *nkv_next_advisable(const struct nkv_plan *plan, size_t *next);

/*
 * The initrd elsewhere, with each single remedy that loses it, and with each
 * profile that passes but for the initrd.
 */
void nkv_find_with_initrd(struct nkv_finding *finding);

/* Any two changes together: the cheapest of two kinds. */
void nkv_find_pairs(struct nkv_finding *finding);

#endif
