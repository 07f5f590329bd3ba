/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans an input: each document is planned before the next is read. */
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
	struct nkv_srat_file *srat; /* it replaces that of every machine; or NULL */
	bool live;		    /* somebody may be waiting for the results */
	bool stopped;		    /* nothing more can be done */
};

/* Reads the SRAT for every machine. If it cannot be used, reports that and returns false. */
bool nkv_intake_take_srat(struct nkv_intake *intake, const char *path);

/* Plans the machines in a file, or in a directory if the format reads one; NULL: standard input. */
void nkv_intake_take_path(struct nkv_intake *intake, const char *path);

/* Plans the machines in an open file with that name. */
void nkv_intake_take_file(struct nkv_intake *intake, const char *name, FILE *file);

/* Makes room for a message: the threads finish writing, and the line of progress is cleared. */
void nkv_intake_interrupt(struct nkv_intake *intake);

/* Reports that an input, or the rest of it, cannot be read: errno tells why. */
void nkv_intake_lose(struct nkv_intake *intake, const char *what, const char *path,
		     enum nkv_exit status);

/* Reports that there is no memory, and takes nothing more. */
void nkv_intake_stop(struct nkv_intake *intake);

#endif
