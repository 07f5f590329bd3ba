/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Threads that plan. One thread gives them documents, and the results are
 * written in the same order, as a single planner would write them. The number
 * of waiting documents is limited, so a stream of any length takes the same
 * memory.
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

/* The destination of results: nobody else uses these until nkv_jobs_wait() returns. */
struct nkv_jobs_sink {
	struct nkv_planner *planner; /* its output is written, and its status raised */
	struct nkv_destination *destination;
	struct nkv_progress *progress;
};

/*
 * Starts up to `count` threads, which plan as the sink's planner does. Its
 * output must have begun, and its format must allow parts. Returns NULL if
 * there is no memory or no thread could be started.
 */
struct nkv_jobs *nkv_jobs_start(const struct nkv_jobs_sink *sink, unsigned int count);

/*
 * Gives a copy of a document to the threads; `live` if somebody may be waiting
 * for its result. Returns false if nothing more can be done: the sink tells
 * why.
 */
bool nkv_jobs_give(struct nkv_jobs *jobs, const struct nkv_cut *cut, bool live);

/* Waits until everything is written. */
void nkv_jobs_wait(struct nkv_jobs *jobs);

/* Waits, and ends the threads. */
void nkv_jobs_end(struct nkv_jobs *jobs);

#endif
