/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between the parts of the HTML writer. */
#ifndef NUMAKVA_WRITE_HTML_HTML_PARTS_H
#define NUMAKVA_WRITE_HTML_HTML_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include <numakva/plan.h>

#include "base/buffer.h"
#include "write/output.h"

/* What stands before all machines, up to <body>, and the script that ends the page. */
void nkv_html_put_head(FILE *out, const char *title);
void nkv_html_put_script(FILE *out);

/* --- the table of machines --- */

/* A row waits for the last: its name, and then the rest of it, in the text of all rows. */
struct nkv_html_row {
	size_t start, name_bytes, bytes;
	size_t number;	   /* of the machine, from 1 */
	unsigned int rank; /* how bad it is */
	const char *class; /* the verdict, for its colour */
};

void nkv_html_put_row_head(FILE *out, bool is_checked);

/* What follows the name in a machine's row, and in that of one that could not be read. */
void nkv_html_put_row(FILE *out, const struct nkv_subject *subject);
void nkv_html_put_unread_row(FILE *out, const struct nkv_subject *subject);

/* --- a machine's part of the page --- */

enum nkv_html_stage {
	NKV_HTML_VERDICT, /* and what would help */
	NKV_HTML_PICTURE,
	NKV_HTML_FIGURES, /* hazards, memory, nodes */
	NKV_HTML_REST,	  /* the allocator's calls, the map, and what other forms say */
	NKV_HTML_STAGES
};

/* A machine's part, which waits for the last; without what stands around it. */
struct nkv_html_part {
	struct nkv_buffer stages[NKV_HTML_STAGES]; /* closed */
	char *name;				   /* on one line, UTF-8 */
	size_t number;				   /* of the machine, from 1 */
	unsigned int rank;
	enum nkv_verdict verdict;
};

/* Makes the part of a subject. Returns false if there was no memory; to be freed all the same. */
bool nkv_html_part_make(struct nkv_html_part *part, const struct nkv_subject *subject);
void nkv_html_part_free(struct nkv_html_part *part);

/* How many bytes it has, with its picture and its lines or without. */
size_t nkv_html_part_bytes(const struct nkv_html_part *part, bool in_full);

/* Puts it; one that is closed opens at a click. */
void nkv_html_part_put(FILE *out, const struct nkv_html_part *part, bool in_full, bool closed);

/* --- what they consist of --- */

/*
 * A table that can be sorted, from its heads up to its rows: words with commas
 * between; those with a '#' are of numbers.
 */
void nkv_html_begin_table(FILE *out, const char *title, const char *heads);
void nkv_html_end_table(FILE *out);

/* What a check of the plan came to. */
void nkv_html_put_check(FILE *out, const struct nkv_plan *plan,
			const struct nkv_check_result *result);

/* Remedies as a table; nothing without any. */
void nkv_html_put_remedies(FILE *out, const struct nkv_remedy *remedies, size_t count);

/* Tables: memory, nodes, sections, calls, the map in effect. */
void nkv_html_put_memory(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_nodes(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_sections(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_calls(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_map(FILE *out, const struct nkv_plan *plan);

#endif
