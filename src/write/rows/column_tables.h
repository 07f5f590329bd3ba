/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables that columns.c combines. */
#ifndef NUMAKVA_WRITE_ROWS_COLUMN_TABLES_H
#define NUMAKVA_WRITE_ROWS_COLUMN_TABLES_H

#include "write/rows/column.h"

extern const struct nkv_column nkv_machine_columns[];
extern const size_t nkv_machine_column_count;
extern const struct nkv_column nkv_plan_columns[];
extern const size_t nkv_plan_column_count;
extern const struct nkv_column nkv_node_columns[];
extern const size_t nkv_node_column_count;
extern const struct nkv_column nkv_check_columns[];
extern const size_t nkv_check_column_count;
extern const struct nkv_column nkv_fold_columns[];
extern const size_t nkv_fold_column_count;

/* Cells as getters return them. */
static inline struct nkv_cell nkv_cell_none(void)
{
	return (struct nkv_cell){ .known = false };
}

static inline struct nkv_cell nkv_cell_number(uint64_t number)
{
	return (struct nkv_cell){ .known = true, .number = number };
}

static inline struct nkv_cell nkv_cell_word(uint64_t number, const char *word)
{
	return (struct nkv_cell){ .known = true, .number = number, .text = word };
}

/* NULL is a missing value. */
static inline struct nkv_cell nkv_cell_text(const char *text)
{
	return (struct nkv_cell){ .known = text != NULL, .text = text };
}

#endif
