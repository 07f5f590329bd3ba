/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where plans go, and what is handed to writers. */
#ifndef NUMAKVA_WRITE_OUTPUT_H
#define NUMAKVA_WRITE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "write/subject.h"

struct nkv_rows;
struct nkv_column;

/* How a form for people may look. */
struct nkv_style {
	bool color;	 /* ANSI colours */
	bool flush_each; /* flush after each machine: somebody waits for it */
	bool utf8;	 /* characters beyond ASCII may be used */
	size_t columns;	 /* how wide lines are */
};

/* Where a writer stands. */
struct nkv_output {
	FILE *file;
	struct nkv_style style;
	const struct nkv_rows *rows; /* which plans are written, and as which rows; NULL: all */
	size_t machines;	     /* how many were written so far */
	size_t column;		     /* where a line of text that is not whole ends */
	void *state;		     /* what the format keeps: nkv_output_keep() */
	const struct nkv_column *chart_column; /* what a map of two keys shows; NULL: the verdict */
	bool ranges;			       /* plans stand for ranges of points */
	bool differs; /* two plans, held against one another, are not alike; set at the end */
};

/*
 * Memory, all zero, that a format keeps from its begin to its end, after which it
 * is freed: what is in it is for the format's end to free, which is not called
 * without it. NULL if there is none.
 */
static inline void *nkv_output_keep(struct nkv_output *output, size_t bytes)
{
	output->state = calloc(1, bytes);
	return output->state;
}

/* Writes what is to be written of a subject. Returns false if there was no memory. */
typedef bool nkv_write(struct nkv_output *output, const struct nkv_subject *subject);

#endif
