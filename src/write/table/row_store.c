/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/table/row_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/number.h"

bool nkv_row_store_add(struct nkv_row_store *store, const struct nkv_rows *rows,
		       const struct nkv_row *row, size_t start)
{
	struct nkv_stored_row stored = { .start = start, .length = store->text.length - start };
	void *grown =
		nkv_grow(store->rows, &store->capacity, store->count + 1, sizeof(*store->rows));

	if (rows->sort)
		stored.cell = nkv_column_cell(rows->sort, row);
	/* The plan and its texts will not live long enough. */
	stored.key = store->text.length;
	if (stored.cell.text)
		nkv_text_add_bytes(&store->text, stored.cell.text, strlen(stored.cell.text) + 1);
	if (grown)
		store->rows = grown;
	if (!grown || store->text.failed)
		return false;
	store->rows[store->count++] = stored;
	return true;
}

static int compare_keys(const struct nkv_cell *a, const struct nkv_cell *b)
{
	if (a->number != b->number)
		return nkv_order(a->number, b->number);
	return a->text && b->text ? strcmp(a->text, b->text) : 0;
}

/* Rows that are equal stay in the order in which they were added. */
static int compare(const struct nkv_stored_row *a, const struct nkv_stored_row *b, int sign)
{
	int order;

	if (a->cell.known != b->cell.known)
		return nkv_order(b->cell.known, a->cell.known);
	order = a->cell.known ? sign * compare_keys(&a->cell, &b->cell) : 0;
	return order != 0 ? order : nkv_order(a->start, b->start);
}

static int compare_ascending(const void *a, const void *b)
{
	return compare(a, b, 1);
}

static int compare_descending(const void *a, const void *b)
{
	return compare(a, b, -1);
}

void nkv_row_store_sort(struct nkv_row_store *store, const struct nkv_rows *rows)
{
	if (!rows->sort || store->count == 0)
		return;
	for (size_t i = 0; i < store->count; i++)
		if (store->rows[i].cell.text)
			store->rows[i].cell.text = store->text.text + store->rows[i].key;
	qsort(store->rows, store->count, sizeof(*store->rows),
	      rows->descending ? compare_descending : compare_ascending);
}

void nkv_row_store_free(struct nkv_row_store *store)
{
	nkv_text_free(&store->text);
	free(store->rows);
}
