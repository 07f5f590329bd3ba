/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plans as rows of a table: what can stand in a column, with its name, its
 * unit and where it comes from. Names and meanings are a contract, as those
 * of the plan's keys are.
 */
#ifndef NUMAKVA_WRITE_ROWS_COLUMNS_H
#define NUMAKVA_WRITE_ROWS_COLUMNS_H

#include "write/rows/column.h"

/* The columns in the order of --list-columns, those of nodes and of ranges last; NULL after the last. */
const struct nkv_column *nkv_column_at(size_t index);

/* The column whose name is these characters, or NULL. */
const struct nkv_column *nkv_column_find(const char *name, size_t length);

/* The figures of a plan, or of a node, as tables of columns; *count is set to how many there are. */
const struct nkv_column *nkv_plan_figures(size_t *count);
const struct nkv_column *nkv_node_figures(size_t *count);

/* The figure itself, whatever is known of the plan: for a writer that has asked. */
struct nkv_cell nkv_figure(const struct nkv_column *column, const struct nkv_row *row);

/*
 * What the row has in that column; a column of nodes, or of ranges of points,
 * has nothing in a row that is none.
 */
struct nkv_cell nkv_column_cell(const struct nkv_column *column, const struct nkv_row *row);

/* "bytes", "MiB", "pages", "pfn", "address", or "-" for none. */
const char *nkv_unit_name(enum nkv_unit unit);

#endif
