/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From one document to its plan written: what is done with each, whoever does
 * it. Several planners may work at the same time.
 */
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
	struct nkv_output output;    /* where plans go */
	struct nkv_subject document; /* what is known of the document at hand, but for its plan */
	struct nkv_workspace varied; /* what differs from the machine at a point of a sweep */
	FILE *messages;		     /* where what is said goes */
	const struct nkv_boot_record *boot; /* which plans are held against, or NULL */
	struct nkv_workspace workspace;	    /* kept from one machine to the next */
	struct nkv_failing failing;	    /* plans that are still to be said not to pass */
	struct nkv_summary summary;
	enum nkv_exit status; /* the greatest that applies so far */
	bool no_memory;	      /* nothing more can be done; said already */
};

/*
 * Says what there is to be said about the document; plans its machine, if it
 * has one, and writes the plan. `origin` is the name of its input.
 */
void nkv_planner_take(struct nkv_planner *planner, const struct nkv_document *document,
		      const char *origin);

/* Notes that the input of that name, or the rest of it, cannot be had: errno says why. */
void nkv_planner_lose(struct nkv_planner *planner, const char *what, const char *origin);

/* Says what there is to be said about a document: all of it, or only errors if that is wanted. */
void nkv_planner_say(const struct nkv_planner *planner, const struct nkv_document *document);

/* The status is to be at least this. */
void nkv_planner_worsen(struct nkv_planner *planner, enum nkv_exit status);

/* Says that there is no memory. */
void nkv_planner_stop(struct nkv_planner *planner);

/* Frees what the planner allocated. */
void nkv_planner_free(struct nkv_planner *planner);

#endif
