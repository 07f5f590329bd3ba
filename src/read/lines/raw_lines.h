/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines of a log as they are in the file, which is read in large blocks.
 * What cannot belong to a boot is skipped quickly.
 */
#ifndef NUMAKVA_READ_LINES_RAW_LINES_H
#define NUMAKVA_READ_LINES_RAW_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "read/lines/clean_line.h"
#include "read/lines/mail_body.h"

enum { NKV_RAW_DECODED_BYTES = 1 << 15 };

struct nkv_raw_lines {
	FILE *file;
	char *buffer;
	size_t used;	    /* bytes in the buffer */
	size_t next;	    /* where the next line begins in it */
	size_t line_number; /* of that line, from 1 */
	bool inside_line;   /* that is the rest of one that was too long */
	char newline;	    /* what counts lines: also a carriage return; 0: nothing is read yet */
	bool ended;	    /* nothing is left to be read into the buffer */
	int error;	    /* of reading: errno, or 0 */
	size_t unnoticed;   /* bytes since the last line of interest */

	struct nkv_mail_body body;	     /* how a mail encodes the lines */
	char decoded[NKV_RAW_DECODED_BYTES]; /* a line of those that are encoded, or many */
};

/* Valid until more is read. */
struct nkv_raw_line {
	const char *bytes;
	size_t length;
	size_t with_end; /* the length with what ends it */
	size_t newlines; /* in that */
	bool cut;
	struct nkv_mail_body after; /* the mail's body behind the line */
};

/* The lines, all zero, of `file`, which stays the caller's. Returns false if there is no memory. */
bool nkv_raw_lines_open(struct nkv_raw_lines *lines, FILE *file);
void nkv_raw_lines_close(struct nkv_raw_lines *lines);

/* The next line, which is not taken yet. Returns false at the end, and where reading fails. */
bool nkv_raw_lines_find(struct nkv_raw_lines *lines, struct nkv_raw_line *raw);

/* Moves behind a line that was found. */
void nkv_raw_lines_take(struct nkv_raw_lines *lines, const struct nkv_raw_line *raw);

/* If the last line was too long, moves behind the rest of it. */
void nkv_raw_lines_pass_rest(struct nkv_raw_lines *lines);

/* If the last line of interest was a MiB ago, moves to shortly before the next boot, or the end. */
void nkv_raw_lines_skip_noise(struct nkv_raw_lines *lines);

#endif
