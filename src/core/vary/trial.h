/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans and checks a machine with one change. */
#ifndef NUMAKVA_CORE_VARY_TRIAL_H
#define NUMAKVA_CORE_VARY_TRIAL_H

#include <numakva/remedy.h>

#include "core/arena.h"

struct nkv_trial {
	const struct nkv_plan *given;  /* the plan before the change */
	const struct nkv_limits *goal; /* the limits to be passed */
	uint32_t *plans_left;	       /* how many more plans are allowed; NULL: any number */
	bool without_initrd;	       /* plan as if there were no initrd */
	struct nkv_machine machine;    /* the machine of the last trial */
	bool planned;		       /* it could be planned */
	struct nkv_plan *plan;	       /* its plan ... */
	struct nkv_check check;	       /* ... and its check */
	char *cmdline;		       /* room for a changed command line */
	void *lists;		       /* workspace for the plan */
	size_t lists_bytes;
};

/* The number of bytes that nkv_trial_begin() takes for changes of this machine. */
size_t nkv_trial_bytes(const struct nkv_machine *machine);

/* Allocates what a trial of that machine needs. Members other than these are not changed. */
void nkv_trial_begin(struct nkv_trial *trial, const struct nkv_machine *machine,
		     struct nkv_arena *arena);

/* Whether the machine passes with this change. */
bool nkv_trial_passes(struct nkv_trial *trial, const struct nkv_change *change);

/* Whether the kernel uses the initrd now, but ignores it in the last trial. */
bool nkv_trial_loses_initrd(const struct nkv_trial *trial);

/*
 * Each looks for a change of one kind (remedy.h). Returns false if there is
 * none. The last trial is that of the change.
 */
typedef bool nkv_trial_search(struct nkv_trial *trial, struct nkv_change *change);

nkv_trial_search nkv_trial_find_model;
nkv_trial_search nkv_trial_find_mem;
nkv_trial_search nkv_trial_find_vmalloc;
nkv_trial_search nkv_trial_find_highmem;
nkv_trial_search nkv_trial_find_initrd;

/* Sets the cost of the remedy that was tried last. */
void nkv_price(struct nkv_remedy *remedy, const struct nkv_plan *now, const struct nkv_plan *with);

/* Whether a remedy costs less than another. */
bool nkv_is_cheaper(const struct nkv_remedy *remedy, const struct nkv_remedy *other);

#endif
