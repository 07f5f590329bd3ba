/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/whatif_kernels.h"

#include <stdlib.h>

#include "write/rows/rows.h"

/* A machine's plans for all kernels, while they are collected. */
struct side_by_side {
	const struct nkv_whatif *whatif;
	struct nkv_machine machines[NKV_KERNELS_MAX];
	const struct nkv_plan *plans[NKV_KERNELS_MAX];
	struct nkv_workspace workspaces[NKV_KERNELS_MAX];
	size_t count;
	bool failed; /* there was no memory */
};

static bool add_plan(struct side_by_side *side_by_side, const struct nkv_machine *machine)
{
	size_t index = side_by_side->count;
	struct nkv_subject subject = *side_by_side->whatif->document;
	enum nkv_error error;

	/* The given machine is temporary; its lists are not. */
	side_by_side->machines[index] = *machine;
	subject.plan = nkv_workspace_plan(&side_by_side->workspaces[index],
					  &side_by_side->machines[index], &error);
	if (!subject.plan || error != NKV_OK)
		return false;
	side_by_side->plans[index] = subject.plan;
	if (nkv_rows_keep_subject(side_by_side->whatif->output->rows, &subject))
		side_by_side->count++;
	return true;
}

static bool take(void *context, const struct nkv_machine *machine, const struct nkv_point *point)
{
	struct side_by_side *side_by_side = context;

	(void)point;
	side_by_side->failed = !add_plan(side_by_side, machine);
	return !side_by_side->failed;
}

static bool write_plans(struct side_by_side *side_by_side)
{
	const struct nkv_whatif *whatif = side_by_side->whatif;

	return side_by_side->count == 0 ||
	       nkv_output_plans(whatif->output, whatif->format, whatif->document,
				side_by_side->plans, side_by_side->count);
}

static void free_plans(struct side_by_side *side_by_side)
{
	for (size_t i = 0; i < NKV_KERNELS_MAX; i++)
		nkv_workspace_free(&side_by_side->workspaces[i]);
}

enum nkv_exit nkv_whatif_kernels(struct nkv_whatif *whatif, const struct nkv_machine *machine)
{
	struct side_by_side side_by_side = { .whatif = whatif };
	const struct nkv_visitor visitor = { take, NULL, &side_by_side };
	enum nkv_exit status = nkv_whatif_walk(whatif, machine, &visitor);

	if (!side_by_side.failed && !write_plans(&side_by_side))
		side_by_side.failed = true;
	free_plans(&side_by_side);
	return side_by_side.failed ? NKV_EXIT_INTERNAL : status;
}
