/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans a document and writes the result. Several planners can work at the same time. */
#ifndef NUMAKVA_CLI_PLAN_PLANNER_H
#define NUMAKVA_CLI_PLAN_PLANNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli/exit.h"
#include "cli/options/choices.h"
#include "cli/plan/failing.h"
#include "cli/plan/workspace.h"
#include "cli/plan/summary.h"
#include "read/document.h"
#include "write/writer.h"

struct nkv_planner {
	const struct nkv_options *options;
	struct nkv_output output;    /* for plans */
	struct nkv_subject document; /* what is known of the current document, without its plan */
	struct nkv_workspace varied; /* the changed parts of the machine at a point of a sweep */
	FILE *messages;		     /* for messages */
	const struct nkv_boot_record *boot; /* compared with plans; or NULL */
	struct nkv_workspace workspace;	    /* used again for the next machine */
	struct nkv_failing failing;	    /* failing plans that are not reported yet */
	struct nkv_summary summary;
	enum nkv_exit status; /* the greatest so far */
	bool no_memory;	      /* nothing more can be done; it was reported */
};

/*
 * Reports the diagnostics of the document. If it has a machine, plans it and
 * writes the plan. `origin` is the name of its input.
 */
void nkv_planner_take(struct nkv_planner *planner, const struct nkv_document *document,
		      const char *origin);

/* Reports that the input with that name, or the rest of it, cannot be read: errno tells why. */
void nkv_planner_lose(struct nkv_planner *planner, const char *what, const char *origin);

/* Reports the diagnostics of a document: all, or with --quiet only errors. */
void nkv_planner_say(const struct nkv_planner *planner, const struct nkv_document *document);

/* Raises the status to at least this. */
void nkv_planner_worsen(struct nkv_planner *planner, enum nkv_exit status);

/* Reports that there is no memory. */
void nkv_planner_stop(struct nkv_planner *planner);

/* Frees what the planner allocated. */
void nkv_planner_free(struct nkv_planner *planner);

#endif
