/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A boot log as the kernel's own lines: what loggers, terminals and mail
 * programs made of them is taken away (logclean.h), boots are told from each
 * other, and what cannot belong to a boot is passed over quickly. Takes the
 * same memory for a log of any length.
 */
#ifndef NUMAKVA_READ_LINES_LOGLINES_H
#define NUMAKVA_READ_LINES_LOGLINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A line of a log; not an empty one. The text is valid until the next is read. */
struct nkv_logline {
	const char *text; /* NUL-terminated, without blanks at either end */
	size_t length;
	size_t line;   /* in the log, from 1 */
	size_t column; /* of the text in that line, from 1, in characters */
	bool stamped;  /* there was a time, a level or a program's name before it */
	size_t boot;   /* from 1; 0 before the first line of any */
};

enum nkv_loglines_result {
	NKV_LOGLINES_LINE,
	NKV_LOGLINES_END,
	NKV_LOGLINES_FAILED, /* reading failed: errno tells why */
};

struct nkv_loglines;

/* The lines of `file`, which stays the caller's. NULL if there is no memory. */
struct nkv_loglines *nkv_loglines_new(FILE *file);

/* The next line that may be of interest. */
enum nkv_loglines_result nkv_loglines_next(struct nkv_loglines *lines, struct nkv_logline *line);

/*
 * Adds the log's next line to the current one, as a mail program broke it
 * (logglue.h). Returns false, and adds nothing, if that cannot be: at the
 * end, before an empty line, or if the next has a time or level of its own.
 */
bool nkv_loglines_join(struct nkv_loglines *lines, struct nkv_logline *line);

/*
 * The line that nkv_loglines_join() would add, without its blanks and NUL-
 * terminated, valid until the next is read; NULL if it would add none.
 */
const char *nkv_loglines_peek(struct nkv_loglines *lines);

/*
 * Says that the current line was of interest. Long after the last such line
 * only the beginning of another boot is looked for.
 */
void nkv_loglines_noticed(struct nkv_loglines *lines);

void nkv_loglines_free(struct nkv_loglines *lines);

#endif
