/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Threads that plan: documents are given by one thread, in order, and what
 * comes of them is written in that order, as one planner would write it. What
 * waits is bounded, so that a stream of any length takes the same memory.
 */
#ifndef NUMAKVA_CLI_FLEET_JOBS_H
#define NUMAKVA_CLI_FLEET_JOBS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/output/destination.h"
#include "cli/plan/planner.h"
#include "cli/output/progress.h"
#include "read/document.h"

struct nkv_jobs;

/* Where results go: nobody else touches these until nkv_jobs_wait(). */
struct nkv_jobs_sink {
	struct nkv_planner *planner; /* whose output is written and whose status worsens */
	struct nkv_destination *destination;
	struct nkv_progress *progress;
};

/*
 * Starts up to `count` threads that plan as the sink's planner would, whose
 * output has begun and is one that can be written in parts. NULL if there is
 * no memory or not a single thread.
 */
struct nkv_jobs *nkv_jobs_start(const struct nkv_jobs_sink *sink, unsigned int count);

/*
 * Gives a copy of a document to be planned; `live` if somebody may be waiting
 * for what comes of it. Returns false if nothing more can be done: the sink
 * tells why.
 */
bool nkv_jobs_give(struct nkv_jobs *jobs, const struct nkv_cut *cut, bool live);

/* Waits until everything that was given is written. */
void nkv_jobs_wait(struct nkv_jobs *jobs);

/* Waits, and ends the threads. */
void nkv_jobs_end(struct nkv_jobs *jobs);

#endif
