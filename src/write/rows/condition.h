/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The conditions for rows (--where). */
#ifndef NUMAKVA_WRITE_ROWS_CONDITION_H
#define NUMAKVA_WRITE_ROWS_CONDITION_H

#include "write/rows/columns.h"

enum nkv_comparison {
	NKV_EQUAL,
	NKV_NOT_EQUAL,
	NKV_LESS,
	NKV_AT_MOST,
	NKV_GREATER,
	NKV_AT_LEAST,
	NKV_CONTAINS,
	NKV_CONTAINS_NOT,
};

/*
 * Compares a column with a value. Numbers and words are compared by .number,
 * text by .text. NKV_CONTAINS searches words and text for .text, and hazards
 * for all codes of .number.
 */
struct nkv_condition {
	const struct nkv_column *column;
	enum nkv_comparison comparison;
	bool none; /* the condition is about missing values: with NKV_EQUAL and NKV_NOT_EQUAL */
	uint64_t number;
	const char *text;
};

/*
 * Whether the condition is true for the row. If the row has no value, only the
 * comparisons with "not" are true.
 */
bool nkv_condition_holds(const struct nkv_condition *condition, const struct nkv_row *row);

#endif
