/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine's plans for several kernels. */
#include <stdlib.h>

#include "cli/plan/whatif_walk.h"

static bool add_plan(struct nkv_side_by_side *side_by_side, const struct nkv_machine *machine)
{
	size_t index = side_by_side->count;
	struct nkv_plan *plan = malloc(sizeof(*plan));
	enum nkv_error error;

	/* The machine that is given goes away; its lists stay. */
	side_by_side->machines[index] = *machine;
	side_by_side->plans[index] = plan;
	if (!plan ||
	    !nkv_room_plan(&side_by_side->rooms[index], &side_by_side->machines[index], plan,
			   &error) ||
	    error != NKV_OK)
		return false;
	if (nkv_rows_keep_plan(side_by_side->whatif->output->rows, plan))
		side_by_side->count++;
	else
		free(plan);
	return true;
}

bool nkv_side_by_side_take(void *context, const struct nkv_machine *machine,
			   const struct nkv_point *point)
{
	struct nkv_side_by_side *side_by_side = context;

	(void)point;
	if (!add_plan(side_by_side, machine)) {
		free(side_by_side->plans[side_by_side->count]);
		side_by_side->failed = true;
	}
	return !side_by_side->failed;
}

bool nkv_side_by_side_write(struct nkv_side_by_side *side_by_side)
{
	const struct nkv_whatif *whatif = side_by_side->whatif;

	return side_by_side->count == 0 ||
	       nkv_output_plans(whatif->output, whatif->format,
				(const struct nkv_plan *const *)side_by_side->plans,
				side_by_side->count);
}

void nkv_side_by_side_free(struct nkv_side_by_side *side_by_side)
{
	for (size_t i = 0; i < side_by_side->count; i++)
		free(side_by_side->plans[i]);
	for (size_t i = 0; i < NKV_KERNELS_MAX; i++)
		nkv_room_free(&side_by_side->rooms[i]);
}
