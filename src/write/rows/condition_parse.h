/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns and conditions as the command line has them. */
#ifndef NUMAKVA_WRITE_ROWS_CONDITION_PARSE_H
#define NUMAKVA_WRITE_ROWS_CONDITION_PARSE_H

#include <stdbool.h>

#include "write/rows/condition.h"

enum { NKV_CONDITION_WHY_BYTES = 512 };

/*
 * The column of that name. NULL if there is none: then `why` says so, with
 * the nearest one.
 */
const struct nkv_column *nkv_column_parse(const char *name, char why[NKV_CONDITION_WHY_BYTES]);

/*
 * Reads "COLUMN COMPARISON VALUE", with blanks or without: = != < <= > >= ~ !~.
 * The text is written to, and must outlive the condition. Returns false if it
 * is wrong: then `why` says what is.
 */
bool nkv_condition_parse(char *text, struct nkv_condition *condition,
			 char why[NKV_CONDITION_WHY_BYTES]);

#endif
