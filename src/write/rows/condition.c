/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/rows/condition.h"

#include <string.h>

#include "base/number.h"

static bool is_negation(enum nkv_comparison comparison)
{
	return comparison == NKV_NOT_EQUAL || comparison == NKV_CONTAINS_NOT;
}

/* Compares the cell with the condition's value: less than, equal to or greater than 0. */
static int compare(const struct nkv_condition *condition, struct nkv_cell cell)
{
	if (condition->column->type == NKV_COLUMN_TEXT)
		return strcmp(cell.text, condition->text);
	return nkv_order(cell.number, condition->number);
}

static bool contains(const struct nkv_condition *condition, struct nkv_cell cell)
{
	if (condition->column->type == NKV_COLUMN_SET)
		return (cell.number & condition->number) == condition->number;
	return strstr(cell.text, condition->text) != NULL;
}

/* An empty text or set counts as no value. */
static bool is_none(const struct nkv_condition *condition, struct nkv_cell cell)
{
	switch (condition->column->type) {
	case NKV_COLUMN_TEXT:
		return !cell.known || *cell.text == '\0';
	case NKV_COLUMN_SET:
		return !cell.known || cell.number == 0;
	default:
		return !cell.known;
	}
}

bool nkv_condition_holds(const struct nkv_condition *condition, const struct nkv_row *row)
{
	struct nkv_cell cell = nkv_column_cell(condition->column, row);

	if (condition->none)
		return is_none(condition, cell) != is_negation(condition->comparison);
	if (!cell.known)
		return is_negation(condition->comparison);
	switch (condition->comparison) {
	case NKV_EQUAL:
		return compare(condition, cell) == 0;
	case NKV_NOT_EQUAL:
		return compare(condition, cell) != 0;
	case NKV_LESS:
		return compare(condition, cell) < 0;
	case NKV_AT_MOST:
		return compare(condition, cell) <= 0;
	case NKV_GREATER:
		return compare(condition, cell) > 0;
	case NKV_AT_LEAST:
		return compare(condition, cell) >= 0;
	case NKV_CONTAINS:
		return contains(condition, cell);
	case NKV_CONTAINS_NOT:
		return !contains(condition, cell);
	}
	return false;
}
