/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine with one thing changed, planned and checked. */
#ifndef NUMAKVA_CORE_VARY_TRIAL_H
#define NUMAKVA_CORE_VARY_TRIAL_H

#include <numakva/remedy.h>

struct nkv_trial {
	const struct nkv_plan *given;  /* the plan as things are */
	const struct nkv_limits *goal; /* what a change has to reach */
	struct nkv_machine machine;    /* the machine as it was tried last */
	struct nkv_plan *plan;	       /* its plan ... */
	struct nkv_check check;	       /* ... and how it comes out */
	char *cmdline;		       /* room for a command line that is changed */
	void *lists;		       /* workspace of the plan */
	size_t lists_bytes;
};

/* Whether the machine passes with that change. Notes what becomes of the initrd. */
bool nkv_trial_passes(struct nkv_trial *trial, struct nkv_remedy *remedy);

/* The greatest mem= that passes (remedy.h); false if there is none. */
bool nkv_trial_find_mem(struct nkv_trial *trial, struct nkv_remedy *remedy);

/* The vmalloc= nearest to what it is that passes; likewise. */
bool nkv_trial_find_vmalloc(struct nkv_trial *trial, struct nkv_remedy *remedy);

/* The address of the initrd nearest to where it is that passes; likewise. */
bool nkv_trial_find_initrd(struct nkv_trial *trial, struct nkv_remedy *remedy);

#endif
