/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _DEFAULT_SOURCE /* strsep */
#include "write/rows/condition_parse.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/suggest.h"

static const struct {
	const char *text;
	enum nkv_comparison comparison;
} comparisons[] = {
	/* Longer ones come first. */
	{ "!=", NKV_NOT_EQUAL },    { "<=", NKV_AT_MOST }, { ">=", NKV_AT_LEAST },
	{ "!~", NKV_CONTAINS_NOT }, { "==", NKV_EQUAL },   { "=", NKV_EQUAL },
	{ "<", NKV_LESS },	    { ">", NKV_GREATER },  { "~", NKV_CONTAINS },
};

const struct nkv_column *nkv_column_parse(const char *name, char why[NKV_CONDITION_WHY_BYTES])
{
	const struct nkv_column *column = nkv_column_find(name, strlen(name));
	struct nkv_suggestion suggestion = { .given = name };
	const char *near;

	if (column)
		return column;
	for (size_t i = 0; (column = nkv_column_at(i)); i++)
		nkv_suggest_offer(&suggestion, column->name);
	near = suggestion.nearest;
	snprintf(why, NKV_CONDITION_WHY_BYTES, "unknown column '%s', %s%s%s", name,
		 near ? "did you mean '" : "--list-columns shows all", near ? near : "",
		 near ? "'?" : "");
	return NULL;
}

/* --- the value --- */

static bool take_number(const char *value, struct nkv_condition *condition,
			char why[NKV_CONDITION_WHY_BYTES])
{
	if (nkv_number_parse(value, strlen(value), &condition->number) == NKV_NUMBER_OK)
		return true;
	snprintf(why, NKV_CONDITION_WHY_BYTES,
		 "'%s' is not a number for column '%s', expected one such as 897M or 0x38000",
		 value, condition->column->name);
	return false;
}

static bool find_word(const struct nkv_column *column, const char *wanted, size_t *place)
{
	const char *word;

	for (*place = 0; (word = column->word(*place)); (*place)++)
		if (strcmp(word, wanted) == 0)
			return true;
	return false;
}

static bool refuse_word(const char *value, const struct nkv_column *column,
			char why[NKV_CONDITION_WHY_BYTES])
{
	int length = snprintf(why, NKV_CONDITION_WHY_BYTES,
			      "column '%s' is never '%s', expected one of", column->name, value);
	size_t used = length > 0 ? (size_t)length : 0;
	const char *word;

	for (size_t i = 0; (word = column->word(i)) && used < NKV_CONDITION_WHY_BYTES; i++) {
		length = snprintf(why + used, NKV_CONDITION_WHY_BYTES - used, "%s %s",
				  i > 0 ? "," : "", word);
		used += length > 0 ? (size_t)length : 0;
	}
	return false;
}

static bool take_word(const char *value, struct nkv_condition *condition,
		      char why[NKV_CONDITION_WHY_BYTES])
{
	size_t place;

	if (find_word(condition->column, value, &place)) {
		condition->number = place;
		return true;
	}
	return refuse_word(value, condition->column, why);
}

/* An empty value is the empty set; between commas there must be something. */
static bool take_set(char *value, struct nkv_condition *condition,
		     char why[NKV_CONDITION_WHY_BYTES])
{
	char *rest = *value ? value : NULL, *name;
	size_t place;

	while ((name = strsep(&rest, ","))) {
		if (!find_word(condition->column, name, &place)) {
			snprintf(why, NKV_CONDITION_WHY_BYTES,
				 "unknown %s '%s', --list-hazards shows all",
				 condition->column->of_check ? "limit or hazard" : "hazard", name);
			return false;
		}
		condition->number |= UINT64_C(1) << place;
	}
	return true;
}

static bool take_value(char *value, struct nkv_condition *condition,
		       char why[NKV_CONDITION_WHY_BYTES])
{
	bool contains = condition->comparison >= NKV_CONTAINS;

	condition->text = value;
	if (*value == '\0' && condition->comparison <= NKV_NOT_EQUAL) {
		condition->none = true;
		return true;
	}
	switch (condition->column->type) {
	case NKV_COLUMN_NUMBER:
		return take_number(value, condition, why);
	case NKV_COLUMN_WORD:
		return contains || take_word(value, condition, why);
	case NKV_COLUMN_SET:
		return take_set(value, condition, why);
	case NKV_COLUMN_TEXT:
		break;
	}
	return true;
}

/* --- the comparison --- */

static bool can_compare(const struct nkv_column *column, enum nkv_comparison comparison)
{
	if (comparison <= NKV_NOT_EQUAL)
		return true;
	if (comparison >= NKV_CONTAINS)
		return column->type != NKV_COLUMN_NUMBER;
	return column->type == NKV_COLUMN_NUMBER || column->ordered;
}

static const char *wanted_comparisons(const struct nkv_column *column)
{
	if (column->type == NKV_COLUMN_NUMBER)
		return "= != < <= > >=";
	return column->ordered ? "= != < <= > >= ~ !~" : "= != ~ !~";
}

/* Reads the comparison at the beginning of the text. Returns what follows, or NULL. */
static char *take_comparison(char *text, struct nkv_condition *condition)
{
	for (size_t i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]); i++) {
		size_t length = strlen(comparisons[i].text);

		if (strncmp(text, comparisons[i].text, length) == 0) {
			condition->comparison = comparisons[i].comparison;
			return text + length;
		}
	}
	return NULL;
}

static void trim(char *text)
{
	size_t length = strlen(text);

	while (length > 0 && strchr(" \t", text[length - 1]))
		length--;
	text[length] = '\0';
}

/* Divides the text into a name, whose end becomes NUL, and the value. */
static char *cut(char *text, struct nkv_condition *condition)
{
	char *at = text + strcspn(text, "=!<>~"), *value = take_comparison(at, condition);

	if (!value)
		return NULL;
	*at = '\0';
	trim(text);
	value += strspn(value, " \t");
	trim(value);
	return value;
}

bool nkv_condition_parse(char *text, struct nkv_condition *condition,
			 char why[NKV_CONDITION_WHY_BYTES])
{
	char *name = text + strspn(text, " \t"), *value;

	*condition = (struct nkv_condition){ 0 };
	value = cut(name, condition);
	if (!value) {
		snprintf(why, NKV_CONDITION_WHY_BYTES,
			 "'%s' is not a condition, expected COLUMN, one of = != < <= > >= ~ !~, "
			 "and a value",
			 text);
		return false;
	}
	condition->column = nkv_column_parse(name, why);
	if (!condition->column)
		return false;
	if (!can_compare(condition->column, condition->comparison)) {
		snprintf(why, NKV_CONDITION_WHY_BYTES, "column '%s' can only be compared with %s",
			 name, wanted_comparisons(condition->column));
		return false;
	}
	return take_value(value, condition, why);
}
