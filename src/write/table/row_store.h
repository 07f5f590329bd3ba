/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows that are kept until the last is known, to find the widths of columns, or to be sorted. */
#ifndef NUMAKVA_WRITE_TABLE_ROW_STORE_H
#define NUMAKVA_WRITE_TABLE_ROW_STORE_H

#include "base/text.h"
#include "write/rows/rows.h"

/* A row: its text in the store, and the value by which it is sorted. */
struct nkv_stored_row {
	size_t start, length; /* of its text */
	size_t key;	      /* the place of its NUL-terminated text, if it is sorted by text */
	struct nkv_cell cell; /* .text is set only for sorting */
};

/* Begins as all zero. */
struct nkv_row_store {
	struct nkv_text text;
	struct nkv_stored_row *rows;
	size_t count;
	size_t capacity;
};

/* Adds a row: the text put into store->text since `start`. Returns false if there was no memory. */
bool nkv_row_store_add(struct nkv_row_store *store, const struct nkv_rows *rows,
		       const struct nkv_row *row, size_t start);

/* Sorts by rows->sort, if that is set. Equal rows stay in order; rows without a value come last. */
void nkv_row_store_sort(struct nkv_row_store *store, const struct nkv_rows *rows);

void nkv_row_store_free(struct nkv_row_store *store);

#endif
