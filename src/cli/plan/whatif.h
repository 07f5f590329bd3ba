/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans each machine for several kernels, and at each point of a sweep. */
#ifndef NUMAKVA_CLI_PLAN_WHATIF_H
#define NUMAKVA_CLI_PLAN_WHATIF_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/exit.h"
#include "cli/options/choices.h"
#include "cli/plan/workspace.h"
#include "write/writer.h"

/* Takes the machine at one point. Returns false to end the walk. */
typedef bool nkv_whatif_take(void *context, const struct nkv_machine *machine,
			     const struct nkv_point *point);

struct nkv_whatif {
	const struct nkv_whatif_choice *choice;
	const struct nkv_format *format;
	struct nkv_output *output;
	const struct nkv_subject *document;   /* the document of the machine */
	const struct nkv_check_choice *check; /* of plans against limits; NULL: no check */
	FILE *messages;
	struct nkv_workspace *varied; /* the changed parts of the machine at the current point */
};

/* What to do with the points. */
struct nkv_visitor {
	nkv_whatif_take *take; /* for each point; false ends the walk */
	/* After each line of points, which differ only in the last key of the sweep; or NULL. */
	bool (*end_line)(void *context);
	void *context;
};

/*
 * Walks through a machine's kernels and points. If the machine cannot be planned at a point,
 * that is reported, and the status is NKV_EXIT_INPUT. NKV_EXIT_INTERNAL means that there was no
 * memory, which the caller reports.
 */
enum nkv_exit nkv_whatif_walk(struct nkv_whatif *whatif, const struct nkv_machine *machine,
			      const struct nkv_visitor *visitor);

#endif
