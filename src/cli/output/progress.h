/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far a run is, on standard error: a line that is written over, or one after the other. */
#ifndef NUMAKVA_CLI_OUTPUT_PROGRESS_H
#define NUMAKVA_CLI_OUTPUT_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli/options/choices.h"

struct nkv_progress {
	bool wanted;
	bool terminal;	   /* a line is written over; else each is a line of its own */
	bool shown;	   /* a line stands there */
	double began, due; /* seconds of a clock of its own */
	size_t machines;
	size_t failures;
};

/* `out` is where plans go: on a terminal they show themselves how far the run is. */
void nkv_progress_begin(struct nkv_progress *progress, enum nkv_when when, FILE *out);

/* Counts machines, and failures among them; shows them if it is time to. */
void nkv_progress_count(struct nkv_progress *progress, size_t machines, size_t failures);

/* Makes room for a message. */
void nkv_progress_clear(struct nkv_progress *progress);

/* The last line, where lines stay. */
void nkv_progress_end(struct nkv_progress *progress);

#endif
