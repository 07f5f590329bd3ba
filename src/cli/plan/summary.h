/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A fleet in a few figures: machines by verdict, and the worst of each column (--summary). */
#ifndef NUMAKVA_CLI_PLAN_SUMMARY_H
#define NUMAKVA_CLI_PLAN_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <numakva/plan.h>

#include "write/rows/rows.h"

/* The worst value of a column so far. */
struct nkv_worst_cell {
	struct nkv_cell cell; /* its text is not kept */
	char *machine;	      /* whose it is; NULL before the first */
};

struct nkv_summary {
	size_t by_verdict[NKV_VERDICT_PANICS + 1];
	size_t unread;	 /* machines, and whole inputs, that could not be read */
	size_t left_out; /* entries of directories that are no inputs */
	size_t failed;	 /* plans that did not pass: --check, --compare */
	bool can_fail;	 /* plans can fail; stays when a summary is emptied, as `rows` does */
	const struct nkv_rows
		*rows; /* whose columns are looked at; NULL: machines are just counted */
	struct nkv_worst_cell *worst; /* one a column; NULL before the first machine */
};

/* Counts a machine. Returns false if there is no memory. */
bool nkv_summary_plan(struct nkv_summary *summary, const struct nkv_subject *subject);
void nkv_summary_unread(struct nkv_summary *summary);

/* Notes that the last plan did not pass. */
void nkv_summary_failed(struct nkv_summary *summary);

/* All machines that were counted, and those that failed or could not be read. */
size_t nkv_summary_machines(const struct nkv_summary *summary);
size_t nkv_summary_failures(const struct nkv_summary *summary);

/* Adds what was counted in `part` after what is in `summary`, and empties it. */
void nkv_summary_add(struct nkv_summary *summary, struct nkv_summary *part);

/* Says it all: a line of verdicts, and one of the worst of each column. */
void nkv_summary_say(FILE *to, const struct nkv_summary *summary);

/* An empty one that looks at the same. */
struct nkv_summary nkv_summary_like(const struct nkv_summary *summary);

/* Empties it. */
void nkv_summary_free(struct nkv_summary *summary);

#endif
