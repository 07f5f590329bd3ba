/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What would make a machine boot: the plan computed again with one thing
 * changed.
 */
#ifndef NUMAKVA_REMEDY_H
#define NUMAKVA_REMEDY_H

#include <numakva/plan.h>

enum { NKV_REMEDIES_MAX = 8 };

struct nkv_remedy {
	const struct nkv_profile *profile; /* another kernel, or NULL */
	uint32_t limit_mb;		   /* else mem=, in MiB, added to the command line */
	enum nkv_verdict verdict;	   /* what the machine does then: better than before */
};

/* How many bytes of workspace nkv_remedies_find() takes for this machine. */
size_t nkv_remedies_bytes(const struct nkv_machine *machine);

/*
 * Tries the other profiles, and mem= at the large pages below the end of RAM
 * and of low memory. Returns how many changes make the verdict better; the
 * best first. 0 also if the workspace is too small.
 */
size_t nkv_remedies_find(const struct nkv_plan *plan, void *workspace, size_t workspace_bytes,
			 struct nkv_remedy remedies[NKV_REMEDIES_MAX]);

#endif
