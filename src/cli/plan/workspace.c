/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/workspace.h"

#include <stdlib.h>

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

bool nkv_workspace_plan(struct nkv_workspace *workspace, const struct nkv_machine *machine,
			struct nkv_plan *plan, enum nkv_error *error)
{
	if (!nkv_workspace_make(workspace, nkv_workspace_bytes(machine)))
		return false;
	*error = nkv_plan_machine(machine, workspace->memory, workspace->bytes, plan);
	return true;
}
