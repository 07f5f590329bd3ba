/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From an input to its plans: each document of it is planned before the next is read. */
#ifndef NUMAKVA_CLI_INTAKE_H
#define NUMAKVA_CLI_INTAKE_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/fleet/jobs.h"
#include "cli/options/choices.h"
#include "cli/output/destination.h"
#include "cli/output/progress.h"
#include "cli/plan/planner.h"
#include "read/srat/srat_file.h"

struct nkv_intake {
	const struct nkv_options *options;
	struct nkv_planner *planner;
	struct nkv_destination *destination;
	struct nkv_progress *progress;
	struct nkv_jobs *jobs;	    /* threads that plan, or NULL */
	struct nkv_srat_file *srat; /* in place of that of every machine, or NULL */
	bool live;		    /* somebody may be waiting for what the input brings */
	bool stopped;		    /* nothing more can be done */
};

/* Reads the SRAT that every machine is to have. False, and that it is said, if there is none. */
bool nkv_intake_take_srat(struct nkv_intake *intake, const char *path);

/* Plans what is in a file, or a directory where the format is one; NULL: in standard input. */
void nkv_intake_take_path(struct nkv_intake *intake, const char *path);

/* Plans what is in an open file of that name. */
void nkv_intake_take_file(struct nkv_intake *intake, const char *name, FILE *file);

/* Makes room for a message: what was given to threads is written, and no progress stands there. */
void nkv_intake_interrupt(struct nkv_intake *intake);

/* Says that an input, or the rest of it, cannot be had: errno tells why. */
void nkv_intake_lose(struct nkv_intake *intake, const char *what, const char *path,
		     enum nkv_exit status);

/* Says that there is no memory, and takes nothing more. */
void nkv_intake_stop(struct nkv_intake *intake);

#endif
