/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Figures for a whole fleet: machines by verdict, and the worst value of each column
 * (--summary).
 */
#ifndef NUMAKVA_CLI_PLAN_SUMMARY_H
#define NUMAKVA_CLI_PLAN_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <numakva/plan.h>

#include "write/rows/rows.h"

/* The worst value of a column so far. */
struct nkv_worst_cell {
	struct nkv_cell cell; /* without its text */
	char *machine;	      /* the machine that has it; NULL before the first */
};

struct nkv_summary {
	size_t by_verdict[NKV_VERDICT_PANICS + 1];
	size_t unread;	 /* machines, and whole inputs, that could not be read */
	size_t left_out; /* entries of directories that were ignored; a part has none */
	size_t failed;	 /* plans that fail --check or --compare */
	bool can_fail;	 /* plans can fail; kept when a summary is emptied, like `rows` */
	const struct nkv_rows *rows;  /* the columns to examine; NULL: machines are only counted */
	struct nkv_worst_cell *worst; /* one for each column; NULL before the first machine */
};

/* Counts a machine. Returns false if there is no memory. */
bool nkv_summary_plan(struct nkv_summary *summary, const struct nkv_subject *subject);
void nkv_summary_unread(struct nkv_summary *summary);

/* Counts the last plan as failed. */
void nkv_summary_failed(struct nkv_summary *summary);

/* The number of machines that were counted, and of those that failed or could not be read. */
size_t nkv_summary_machines(const struct nkv_summary *summary);
size_t nkv_summary_failures(const struct nkv_summary *summary);

/* Adds `part`, which comes after `summary`, and empties `part`. */
void nkv_summary_add(struct nkv_summary *summary, struct nkv_summary *part);

/* Prints the summary: a line of verdicts, and a line for the worst value of each column. */
void nkv_summary_say(FILE *to, const struct nkv_summary *summary);

/* An empty summary for the same columns. */
struct nkv_summary nkv_summary_like(const struct nkv_summary *summary);

/* Empties it. */
void nkv_summary_free(struct nkv_summary *summary);

#endif
