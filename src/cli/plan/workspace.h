/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes plans in memory that is used again. */
#ifndef NUMAKVA_CLI_PLAN_WORKSPACE_H
#define NUMAKVA_CLI_PLAN_WORKSPACE_H

#include <stdbool.h>

#include <numakva/plan.h>

/* Memory that only grows. Begins as all zero. */
struct nkv_workspace {
	void *memory;
	size_t bytes;
};

/* Makes it at least that large; its content is lost. Returns false if there is no memory. */
bool nkv_workspace_make(struct nkv_workspace *workspace, size_t bytes);
void nkv_workspace_free(struct nkv_workspace *workspace);

/*
 * Plans a machine. The plan is in the workspace, until this is used again.
 * Returns NULL if there is no memory. Otherwise *error is the result of
 * nkv_plan_machine().
 */
const struct nkv_plan *nkv_workspace_plan(struct nkv_workspace *workspace,
					  const struct nkv_machine *machine, enum nkv_error *error);

#endif
