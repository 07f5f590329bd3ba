/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "made_plan.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct nkv_plan *make_plan(const struct nkv_machine *machine)
{
	size_t bytes = nkv_workspace_bytes(machine);
	struct nkv_plan *plan = malloc(sizeof(*plan) + bytes);

	cr_assert(plan);
	cr_assert_eq(nkv_plan_machine(machine, plan + 1, bytes, plan), NKV_OK);
	return plan;
}
