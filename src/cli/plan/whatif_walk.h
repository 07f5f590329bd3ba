/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The points of a machine, and what can be made of them. */
#ifndef NUMAKVA_CLI_PLAN_WHATIF_WALK_H
#define NUMAKVA_CLI_PLAN_WHATIF_WALK_H

#include "cli/plan/whatif.h"

/* What is done with the points. */
struct nkv_visitor {
	nkv_whatif_take *take; /* with each point; false ends the walk */
	/* After each line of points, alike but for the sweep's last axis; or NULL. */
	bool (*end_line)(void *context);
	void *context;
};

/* Ranges of points that share a verdict, written. */
struct nkv_folding {
	const struct nkv_whatif *whatif;
	struct nkv_room plans, varied; /* of the point at hand, and of a range's first point */
	bool any;		       /* there is a range that is not written yet */
	bool broken;		       /* nothing more can be added to it */
	enum nkv_verdict verdict;      /* what it shares */
	const struct nkv_machine *base;
	struct nkv_variation first[NKV_VARY_KEYS];
	size_t variation_count;
	struct nkv_fold fold;
	bool failed; /* there was no memory */
};

nkv_whatif_take nkv_folding_take;
bool nkv_folding_end_line(void *context);

/* A machine's plans for all kernels, written side by side. */
struct nkv_side_by_side {
	const struct nkv_whatif *whatif;
	struct nkv_machine machines[NKV_KERNELS_MAX];
	struct nkv_plan *plans[NKV_KERNELS_MAX];
	struct nkv_room rooms[NKV_KERNELS_MAX];
	size_t count;
	bool failed; /* there was no memory */
};

nkv_whatif_take nkv_side_by_side_take;
bool nkv_side_by_side_write(struct nkv_side_by_side *side_by_side);
void nkv_side_by_side_free(struct nkv_side_by_side *side_by_side);

#endif
