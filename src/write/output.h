/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The destination of plans, and the settings of writers. */
#ifndef NUMAKVA_WRITE_OUTPUT_H
#define NUMAKVA_WRITE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "write/subject.h"

struct nkv_rows;
struct nkv_column;

/* The style of output for people. */
struct nkv_style {
	bool color;	 /* ANSI colours */
	bool flush_each; /* flush after each machine, because somebody waits for it */
	bool utf8;	 /* characters other than ASCII can be used */
	size_t columns;	 /* the width of lines */
};

/* The state of a writer. */
struct nkv_output {
	FILE *file;
	struct nkv_style style;
	const struct nkv_rows *rows; /* the rows to write, and which plans; NULL: all plans */
	size_t machines;	     /* the number written so far */
	size_t column;		     /* the end of an incomplete line of text */
	void *state;		     /* the format's own: nkv_output_keep() */
	const struct nkv_column *chart_column; /* shown in a map of two keys; NULL: the verdict */
	bool ranges;			       /* a plan stands for a range of points */
	bool differs;			       /* two compared plans differ; set at the end */
};

/*
 * Allocates the state of a format, all zero, for use from its begin to its end;
 * it is freed after that. The format's end frees what the state points to;
 * without a state it is not called. Returns NULL if there is no memory.
 */
static inline void *nkv_output_keep(struct nkv_output *output, size_t bytes)
{
	output->state = calloc(1, bytes);
	return output->state;
}

/* Writes a subject. Returns false if there was no memory. */
typedef bool nkv_write(struct nkv_output *output, const struct nkv_subject *subject);

#endif
