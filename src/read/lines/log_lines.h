/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads a log as the lines that the kernel printed, numbered by boot, without
 * the additions of loggers, terminals and mail programs (clean_line.h). What
 * cannot belong to a boot is skipped quickly. A log of any length takes the
 * same memory.
 */
#ifndef NUMAKVA_READ_LINES_LOG_LINES_H
#define NUMAKVA_READ_LINES_LOG_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A line of a log that is not empty. The text is valid until the next line is read. */
struct nkv_log_line {
	const char *text; /* NUL-terminated, without blanks at either end */
	size_t length;
	size_t line;   /* in the log, from 1 */
	size_t column; /* of the text in that line, from 1, in characters */
	bool stamped;  /* a time, a level or a program's name came before it */
	size_t boot;   /* from 1; 0 before the first boot */
};

enum nkv_log_lines_result {
	NKV_LOG_LINES_LINE,
	NKV_LOG_LINES_END,
	NKV_LOG_LINES_FAILED, /* a read failed: errno tells why */
};

struct nkv_log_lines;

/* The lines of `file`, which the caller owns. Returns NULL if there is no memory. */
struct nkv_log_lines *nkv_log_lines_new(FILE *file);

/* Reads the next line that may matter. */
enum nkv_log_lines_result nkv_log_lines_next(struct nkv_log_lines *lines,
					     struct nkv_log_line *line);

/*
 * Appends the log's next line to the current one, of which it is the rest
 * (line_ends.h). Returns false, and appends nothing, at the end, before an
 * empty line, and if the next line has its own time or level.
 */
bool nkv_log_lines_join(struct nkv_log_lines *lines, struct nkv_log_line *line);

/*
 * The line that nkv_log_lines_join() would append, without blanks at its ends,
 * valid until the next line is read; NULL if there is none.
 */
const char *nkv_log_lines_following(struct nkv_log_lines *lines);

/*
 * Notes that the current line mattered. When a MiB has passed since the last
 * such line, everything is skipped to the beginning of the next boot.
 */
void nkv_log_lines_noticed(struct nkv_log_lines *lines);

void nkv_log_lines_free(struct nkv_log_lines *lines);

#endif
