/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which plans become rows, and how rows are shown. */
#ifndef NUMAKVA_WRITE_ROWS_ROWS_H
#define NUMAKVA_WRITE_ROWS_ROWS_H

#include "write/rows/condition.h"

/*
 * The default columns after the machine's name, for machines, nodes, and ranges
 * of points: names separated by commas.
 */
extern const char nkv_machine_default_columns[];
extern const char nkv_kernel_default_columns[]; /* of machines, for several memory models */
extern const char nkv_node_default_columns[];
extern const char nkv_fold_default_columns[];
extern const char nkv_kernel_fold_default_columns[]; /* the same for ranges */

struct nkv_rows {
	const struct nkv_column **columns; /* that are shown */
	size_t column_count;
	struct nkv_condition *conditions; /* a row is kept if all are true */
	size_t condition_count;
	const struct nkv_column *sort; /* NULL: in the order of the machines */
	bool descending;
	bool nodes;	/* a row for each node, not for each machine */
	bool human;	/* sizes for people */
	bool no_header; /* without the line of column names */
};

/* Whether to write a plan at all. If rows are nodes, always: the conditions are for each node. */
bool nkv_rows_keep_subject(const struct nkv_rows *rows, const struct nkv_subject *subject);

/*
 * The rows of a subject that are kept, one after another. *row is empty before
 * the first. Returns false after the last.
 */
bool nkv_rows_next(const struct nkv_rows *rows, const struct nkv_subject *subject,
		   struct nkv_row *row);

#endif
