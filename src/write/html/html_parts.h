/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared by the parts of the HTML writer. */
#ifndef NUMAKVA_WRITE_HTML_HTML_PARTS_H
#define NUMAKVA_WRITE_HTML_HTML_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include <numakva/plan.h>

#include "base/buffer.h"
#include "write/output.h"

/* Puts what precedes the machines, up to <body>, and the script at the end of the page. */
void nkv_html_put_head(FILE *out, const char *title);
void nkv_html_put_script(FILE *out);

/* --- the table of machines --- */

/*
 * A row that is kept until the last is known: its name, and the rest of it, in the text of all
 * rows.
 */
struct nkv_html_row {
	size_t start, name_bytes, bytes;
	size_t number;	   /* of the machine, from 1 */
	unsigned int rank; /* how bad the machine is */
	const char *class; /* the verdict, for its colour */
};

void nkv_html_put_row_head(FILE *out, bool is_checked);

/* Puts what follows the name in the row of a machine, or of one that could not be read. */
void nkv_html_put_row(FILE *out, const struct nkv_subject *subject);
void nkv_html_put_unread_row(FILE *out, const struct nkv_subject *subject);

/* --- a machine's part of the page --- */

enum nkv_html_stage {
	NKV_HTML_VERDICT, /* and remedies */
	NKV_HTML_PICTURE,
	NKV_HTML_FIGURES, /* hazards, memory, nodes */
	NKV_HTML_REST,	  /* the allocator's calls, the map, and the output of other formats */
	NKV_HTML_STAGES
};

/* The part of a machine, kept until the last machine is known; without its frame. */
struct nkv_html_part {
	struct nkv_buffer stages[NKV_HTML_STAGES]; /* closed buffers */
	char *name;				   /* on one line, UTF-8 */
	size_t number;				   /* of the machine, from 1 */
	unsigned int rank;
	enum nkv_verdict verdict;
};

/* Makes the part of a subject. Returns false if there was no memory; free the part even then. */
bool nkv_html_part_make(struct nkv_html_part *part, const struct nkv_subject *subject);
void nkv_html_part_free(struct nkv_html_part *part);

/* The size of a part in bytes, with or without its picture and its lines. */
size_t nkv_html_part_bytes(const struct nkv_html_part *part, bool in_full);

/* Puts a part. A closed one opens at a click. */
void nkv_html_part_put(FILE *out, const struct nkv_html_part *part, bool in_full, bool closed);

/* --- the contents of parts --- */

/*
 * Begins a table that can be sorted. `heads` are the heads of its columns,
 * separated by commas; '#' marks a column of numbers.
 */
void nkv_html_begin_table(FILE *out, const char *title, const char *heads);
void nkv_html_end_table(FILE *out);

/* Puts the result of a plan's check. */
void nkv_html_put_check(FILE *out, const struct nkv_plan *plan,
			const struct nkv_check_result *result);

/* Puts remedies as a table; nothing if there are none. */
void nkv_html_put_remedies(FILE *out, const struct nkv_remedy *remedies, size_t count);

/* Tables: memory, nodes, sections, calls, the map in effect. */
void nkv_html_put_memory(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_nodes(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_sections(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_calls(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_map(FILE *out, const struct nkv_plan *plan);

#endif
