/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plans as rows of a table: the columns, with their names, units and sources.
 * Names and meanings are a contract, like those of the plan's keys.
 */
#ifndef NUMAKVA_WRITE_ROWS_COLUMNS_H
#define NUMAKVA_WRITE_ROWS_COLUMNS_H

#include "write/rows/column.h"

/*
 * The columns in the order of --list-columns, those of nodes and of ranges last; NULL after the
 * last.
 */
const struct nkv_column *nkv_column_at(size_t index);

/* The column whose name these characters are, or NULL. */
const struct nkv_column *nkv_column_find(const char *name, size_t length);

/* The figures of a plan, or of a node, as tables of columns. Sets *count to their number. */
const struct nkv_column *nkv_plan_figures(size_t *count);
const struct nkv_column *nkv_node_figures(size_t *count);

/* The value of a figure, even if the plan does not know it: for a writer that has checked. */
struct nkv_cell nkv_figure(const struct nkv_column *column, const struct nkv_row *row);

/*
 * The value of a row in a column. Columns of nodes, or of ranges of points,
 * have no value in other rows.
 */
struct nkv_cell nkv_column_cell(const struct nkv_column *column, const struct nkv_row *row);

/* "bytes", "MiB", "pages", "pfn", "address", or "-" for none. */
const char *nkv_unit_name(enum nkv_unit unit);

#endif
