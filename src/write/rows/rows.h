/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of the plans becomes rows, and how the rows are shown. */
#ifndef NUMAKVA_WRITE_ROWS_ROWS_H
#define NUMAKVA_WRITE_ROWS_ROWS_H

#include "write/rows/condition.h"

/*
 * The columns that are shown after the machine's name if none are chosen, of
 * machines, of nodes, and of ranges of points: names with commas.
 */
extern const char nkv_machine_default_columns[];
extern const char nkv_kernel_default_columns[]; /* of machines, for several memory models */
extern const char nkv_node_default_columns[];
extern const char nkv_fold_default_columns[];
extern const char nkv_kernel_fold_default_columns[]; /* likewise */

struct nkv_rows {
	const struct nkv_column **columns; /* that are shown */
	size_t column_count;
	struct nkv_condition *conditions; /* a row is kept if all hold */
	size_t condition_count;
	const struct nkv_column *sort; /* NULL: in the order of the machines */
	bool descending;
	bool nodes;	/* a row a node, not one a machine */
	bool human;	/* sizes for people */
	bool no_header; /* without the line of names */
};

/*
 * Whether a plan is to be written at all: always where a row is a node, for
 * then each of them is asked.
 */
bool nkv_rows_keep_subject(const struct nkv_rows *rows, const struct nkv_subject *subject);

/*
 * The subject's rows that are kept, one after the other: *row is empty before
 * the first. Returns false after the last.
 */
bool nkv_rows_next(const struct nkv_rows *rows, const struct nkv_subject *subject,
		   struct nkv_row *row);

#endif
