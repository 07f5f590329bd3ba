/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parses columns and conditions of the command line. */
#ifndef NUMAKVA_WRITE_ROWS_CONDITION_PARSE_H
#define NUMAKVA_WRITE_ROWS_CONDITION_PARSE_H

#include <stdbool.h>

#include "write/rows/condition.h"

enum { NKV_CONDITION_WHY_BYTES = 512 };

/* The column with that name. NULL if there is none; `why` then says so, with the nearest name. */
const struct nkv_column *nkv_column_parse(const char *name, char why[NKV_CONDITION_WHY_BYTES]);

/*
 * Reads "COLUMN COMPARISON VALUE", with or without blanks: = != < <= > >= ~ !~.
 * The text is modified, and must outlive the condition. Returns false if it is
 * wrong; `why` then says what is wrong.
 */
bool nkv_condition_parse(char *text, struct nkv_condition *condition,
			 char why[NKV_CONDITION_WHY_BYTES]);

#endif
