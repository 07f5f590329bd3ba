/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns of a check: whether the plan passes, and what it fails. */
#include "write/rows/column_tables.h"
#include "write/words/check_text.h"

static const char *check_word(size_t index)
{
	static const char *const words[] = { "passes", "fails" };

	return index < sizeof(words) / sizeof(words[0]) ? words[index] : NULL;
}

static struct nkv_cell get_check(const struct nkv_row *row)
{
	bool fails = !row->subject->check->check.pass;

	return nkv_cell_word(fails, check_word(fails));
}

static struct nkv_cell get_failed(const struct nkv_row *row)
{
	return nkv_cell_number(nkv_check_failures(&row->subject->check->check));
}

const struct nkv_column nkv_check_columns[] = {
	{ .name = "check",
	  .explanation = "whether the machine passes its check",
	  .type = NKV_COLUMN_WORD,
	  .of_check = true,
	  .ordered = true,
	  .worst = NKV_WORST_GREATEST,
	  .get = get_check,
	  .word = check_word },
	{ .name = "failed",
	  .explanation = "the hazards that are refused and the limits that are broken",
	  .type = NKV_COLUMN_SET,
	  .of_check = true,
	  .get = get_failed,
	  .word = nkv_failure_name },
};

const size_t nkv_check_column_count = sizeof(nkv_check_columns) / sizeof(nkv_check_columns[0]);
