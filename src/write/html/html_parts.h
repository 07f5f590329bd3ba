/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between the parts of the HTML writer. */
#ifndef NUMAKVA_WRITE_HTML_HTML_PARTS_H
#define NUMAKVA_WRITE_HTML_HTML_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include <numakva/plan.h>

#include "write/output.h"

/* What stands before all machines, up to <body>, and the script that ends the page. */
void nkv_html_put_head(FILE *out, const char *title);
void nkv_html_put_script(FILE *out);

/* A machine's part of the page; its id is m and its number. Returns false if there was no memory. */
bool nkv_html_put_machine(FILE *out, const struct nkv_subject *subject, size_t number);

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

/* Its tables: memory, nodes, calls, the map in effect. */
void nkv_html_put_memory(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_nodes(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_sections(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_calls(FILE *out, const struct nkv_plan *plan);
void nkv_html_put_map(FILE *out, const struct nkv_plan *plan);

/* Its row of the table of machines. */
void nkv_html_put_row(FILE *out, const struct nkv_subject *subject, const char *name,
		      size_t number);
void nkv_html_put_row_head(FILE *out, bool is_checked);

#endif
