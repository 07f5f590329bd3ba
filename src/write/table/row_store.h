/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows that wait for the last: for widths to be known, or to be sorted. */
#ifndef NUMAKVA_WRITE_TABLE_ROW_STORE_H
#define NUMAKVA_WRITE_TABLE_ROW_STORE_H

#include "base/text.h"
#include "write/rows/rows.h"

/* A row that was kept: its text in the store, and what it is sorted by. */
struct nkv_stored_row {
	size_t start, length; /* of its text */
	size_t key;	      /* where the NUL-terminated text that it is sorted by is */
	struct nkv_cell cell; /* .text is set when rows are sorted */
};

/* All zero to begin with. */
struct nkv_row_store {
	struct nkv_text text;
	struct nkv_stored_row *rows;
	size_t count;
	size_t capacity;
};

/* Adds a row: what was put into store->text since `start`. Returns false if there was no memory. */
bool nkv_row_store_add(struct nkv_row_store *store, const struct nkv_rows *rows,
		       const struct nkv_row *row, size_t start);

/*
 * Sorts by rows->sort, if there is one: rows that are equal in it stay in
 * their order, those that have no such value come last.
 */
void nkv_row_store_sort(struct nkv_row_store *store, const struct nkv_rows *rows);

void nkv_row_store_free(struct nkv_row_store *store);

#endif
