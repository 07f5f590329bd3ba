/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/workspace.h"

#include <stddef.h>
#include <stdlib.h>

/* A plan and its lists. */
struct planned {
	struct nkv_plan plan;
	max_align_t lists[];
};

bool nkv_workspace_make(struct nkv_workspace *workspace, size_t bytes)
{
	void *made;

	if (bytes <= workspace->bytes)
		return true;
	made = malloc(bytes);
	if (!made)
		return false;
	free(workspace->memory);
	workspace->memory = made;
	workspace->bytes = bytes;
	return true;
}

void nkv_workspace_free(struct nkv_workspace *workspace)
{
	free(workspace->memory);
	*workspace = (struct nkv_workspace){ 0 };
}

/* A plan is large, and most of it is left alone: on the stack all of its pages would be touched. */
const struct nkv_plan *nkv_workspace_plan(struct nkv_workspace *workspace,
					  const struct nkv_machine *machine, enum nkv_error *error)
{
	size_t bytes = nkv_workspace_bytes(machine);
	struct planned *planned;

	if (!nkv_workspace_make(workspace, sizeof(*planned) + bytes))
		return NULL;
	planned = workspace->memory;
	*error = nkv_plan_machine(machine, planned->lists, bytes, &planned->plan);
	return &planned->plan;
}
