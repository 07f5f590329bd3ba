/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What if: each machine planned for several kernels, and at each point of a sweep. */
#ifndef NUMAKVA_CLI_PLAN_WHATIF_H
#define NUMAKVA_CLI_PLAN_WHATIF_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/exit.h"
#include "cli/options/choices.h"
#include "cli/plan/workspace.h"
#include "write/writer.h"

/* Takes one machine, as it is varied. Returns false if no other is to come. */
typedef bool nkv_whatif_take(void *context, const struct nkv_machine *machine,
			     const struct nkv_point *point);

struct nkv_whatif {
	const struct nkv_whatif_choice *choice;
	const struct nkv_format *format;
	struct nkv_output *output;
	const struct nkv_subject *document; /* that the machine is of */
	const struct nkv_check_choice
		*check; /* plans are held against limits; NULL: they are not */
	FILE *messages;
	struct nkv_workspace *varied; /* what differs from the machine at the point at hand */
};

/* What is done with the points. */
struct nkv_visitor {
	nkv_whatif_take *take; /* with each point; false ends the walk */
	/* After each line of points, alike but for the sweep's last axis; or NULL. */
	bool (*end_line)(void *context);
	void *context;
};

/*
 * Goes through a machine's kernels and points. One at which it cannot be planned is said, and makes
 * the status NKV_EXIT_INPUT; NKV_EXIT_INTERNAL means that there was no memory, which is for the
 * caller to say.
 */
enum nkv_exit nkv_whatif_walk(struct nkv_whatif *whatif, const struct nkv_machine *machine,
			      const struct nkv_visitor *visitor);

#endif
