/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine with one thing changed, planned and checked. */
#ifndef NUMAKVA_CORE_VARY_TRIAL_H
#define NUMAKVA_CORE_VARY_TRIAL_H

#include <numakva/remedy.h>

#include "core/arena.h"

struct nkv_trial {
	const struct nkv_plan *given;  /* the plan as things are, or with another change made */
	const struct nkv_limits *goal; /* what a change has to reach */
	uint32_t *plans_left;	       /* how many more may be planned; NULL: as many as it takes */
	bool without_initrd;	       /* as if there were no initrd */
	struct nkv_machine machine;    /* the machine as it was tried last */
	bool planned;		       /* whether it can be planned */
	struct nkv_plan *plan;	       /* its plan ... */
	struct nkv_check check;	       /* ... and how it comes out */
	char *cmdline;		       /* room for a command line that is changed */
	void *lists;		       /* workspace of the plan */
	size_t lists_bytes;
};

/* How many bytes nkv_trial_begin() takes for changes of this machine. */
size_t nkv_trial_bytes(const struct nkv_machine *machine);

/* Takes room for a trial of that machine; its members other than that are left as they are. */
void nkv_trial_begin(struct nkv_trial *trial, const struct nkv_machine *machine,
		     struct nkv_arena *arena);

/* Whether the machine passes with that change. */
bool nkv_trial_passes(struct nkv_trial *trial, const struct nkv_change *change);

/* Whether the kernel ignores the initrd in the last trial, which it uses as things are. */
bool nkv_trial_loses_initrd(const struct nkv_trial *trial);

/*
 * Each looks for a change of its kind (remedy.h); false if there is none. The
 * last trial is then that of the change.
 */
typedef bool nkv_trial_search(struct nkv_trial *trial, struct nkv_change *change);

nkv_trial_search nkv_trial_find_model;
nkv_trial_search nkv_trial_find_mem;
nkv_trial_search nkv_trial_find_vmalloc;
nkv_trial_search nkv_trial_find_highmem;
nkv_trial_search nkv_trial_find_initrd;

/* Notes what a remedy costs that was tried last. */
void nkv_price(struct nkv_remedy *remedy, const struct nkv_plan *now, const struct nkv_plan *with);

/* Whether a remedy costs less than another. */
bool nkv_is_cheaper(const struct nkv_remedy *remedy, const struct nkv_remedy *other);

#endif
