/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans whose memory is used again for the next one. */
#ifndef NUMAKVA_CLI_PLAN_WORKSPACE_H
#define NUMAKVA_CLI_PLAN_WORKSPACE_H

#include <stdbool.h>

#include <numakva/plan.h>

/* Memory that only grows. All zero to begin with. */
struct nkv_workspace {
	void *memory;
	size_t bytes;
};

/* Makes it that large at least; its content is lost. False if there is no memory. */
bool nkv_workspace_make(struct nkv_workspace *workspace, size_t bytes);
void nkv_workspace_free(struct nkv_workspace *workspace);

/*
 * Plans a machine with its lists in the workspace, until this is used again.
 * False if there is no memory; else *error is what nkv_plan_machine() returned.
 */
bool nkv_workspace_plan(struct nkv_workspace *workspace, const struct nkv_machine *machine,
			struct nkv_plan *plan, enum nkv_error *error);

#endif
