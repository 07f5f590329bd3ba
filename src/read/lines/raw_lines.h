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
	size_t next;	    /* start of the next line */
	size_t line_number; /* of that line, from 1 */
	bool inside_line;   /* the next line is the rest of one that was too long */
	/*
	 * the character by which lines are counted, sometimes a carriage
	 * return; 0: nothing was read yet
	 */
	char newline;
	bool goes_on;	  /* the next line is a part of a line in the file */
	bool is_escaped;  /* that has several lines, as JSON writes them */
	bool ended;	  /* there is nothing left to read into the buffer */
	int error;	  /* of reading: errno, or 0 */
	size_t unnoticed; /* bytes since the last line that mattered */

	struct nkv_mail_body body;	     /* how the lines are encoded */
	char decoded[NKV_RAW_DECODED_BYTES]; /* one decoded line, or many */
};

/* Valid until more is read. */
struct nkv_raw_line {
	const char *bytes;
	size_t length;
	size_t with_end; /* the length with the line's end */
	size_t newlines; /* in that length */
	bool cut;
	struct nkv_mail_body after; /* the state after the line */
};

/*
 * Prepares to read `file`, which the caller owns; `lines` is all zero. Returns false if there is
 * no memory.
 */
bool nkv_raw_lines_open(struct nkv_raw_lines *lines, FILE *file);
void nkv_raw_lines_close(struct nkv_raw_lines *lines);

/* Finds the next line, without taking it. Returns false at the end, and if a read fails. */
bool nkv_raw_lines_find(struct nkv_raw_lines *lines, struct nkv_raw_line *raw);

/* Moves past a line that was found. */
void nkv_raw_lines_take(struct nkv_raw_lines *lines, const struct nkv_raw_line *raw);

/* If the last line was too long, moves past its rest. */
void nkv_raw_lines_pass_rest(struct nkv_raw_lines *lines);

/* If no line mattered in the last MiB, moves to shortly before the next boot, or to the end. */
void nkv_raw_lines_skip_noise(struct nkv_raw_lines *lines);

#endif
