/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which rows are kept (--where). */
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
 * A column held against a value. Numbers and words compare by .number, text by
 * .text; NKV_CONTAINS looks for .text in words and text, and for all of the
 * codes of .number among hazards.
 */
struct nkv_condition {
	const struct nkv_column *column;
	enum nkv_comparison comparison;
	bool none; /* the value is that there is none: with NKV_EQUAL and NKV_NOT_EQUAL */
	uint64_t number;
	const char *text;
};

/*
 * Whether the row meets the condition. Where it has no such value only the
 * comparisons that say "not" hold.
 */
bool nkv_condition_holds(const struct nkv_condition *condition, const struct nkv_row *row);

#endif
