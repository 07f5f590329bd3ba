/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Progress on standard error: a line that is overwritten, or a line each time. */
#ifndef NUMAKVA_CLI_OUTPUT_PROGRESS_H
#define NUMAKVA_CLI_OUTPUT_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli/options/choices.h"

struct nkv_progress {
	bool wanted;
	bool terminal;	   /* one line is overwritten; otherwise each line is new */
	bool shown;	   /* a line is shown now */
	double began, due; /* seconds of a monotonic clock */
	size_t machines;
	size_t failures;
};

/* `out` is for plans: if it is a terminal, the plans themselves show the progress. */
void nkv_progress_begin(struct nkv_progress *progress, enum nkv_when when, FILE *out);

/* Counts machines and failures, and shows them when it is time. */
void nkv_progress_count(struct nkv_progress *progress, size_t machines, size_t failures);

/* Makes room for a message. */
void nkv_progress_clear(struct nkv_progress *progress);

/* Prints the last line, if lines are not overwritten. */
void nkv_progress_end(struct nkv_progress *progress);

#endif
