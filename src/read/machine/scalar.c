/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/scalar.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"

enum {
	SHOWN_BYTES = 40,
	WANTED_BYTES = 256,
	CHOICES_SHOWN = 12,
};

/* From here on, a double cannot hold every integer. */
#define JSON_NUMBER_MAX (UINT64_C(1) << 53)

int nkv_shown_length(const char *text, size_t length)
{
	return (int)(length > SHOWN_BYTES ? nkv_utf8_cut(text, SHOWN_BYTES) : length);
}

const char *nkv_value_type_name(enum nkv_value_type type)
{
	static const char *const names[] = {
		[NKV_VALUE_NUMBER] = "a number",
		[NKV_VALUE_BOOLEAN] = "true or false",
		[NKV_VALUE_STRING] = "a string",
		[NKV_VALUE_CHOICE] = "a word",
		[NKV_VALUE_NUMBER_OR_CHOICE] = "a word or a number",
		[NKV_VALUE_MAPPING] = "a mapping",
		[NKV_VALUE_LIST] = "a list",
	};

	return names[type];
}

/* --- what is expected, in words --- */

/* Appends to `buffer`, as far as there is room. */
static void append(char buffer[WANTED_BYTES], const char *before, const char *text)
{
	size_t used = strlen(buffer);

	snprintf(buffer + used, WANTED_BYTES - used, "%s%s", used > 0 ? before : "", text);
}

static void append_number(char buffer[WANTED_BYTES], const char *before, uint64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), number >= 1 << 20 ? "0x%" PRIx64 : "%" PRIu64, number);
	append(buffer, before, digits);
}

static const char *wanted_number(const struct nkv_key *key, char buffer[WANTED_BYTES])
{
	buffer[0] = '\0';
	if (key->numbers) {
		for (const uint64_t *number = key->numbers; *number; number++)
			append_number(buffer, number[1] ? ", " : " or ", *number);
	} else if (key->min == key->max) {
		append_number(buffer, "", key->min);
	} else {
		append_number(buffer, "", key->min);
		append_number(buffer, " to ", key->max);
	}
	return buffer;
}

/* ", expected a, b or c"; for a long list, where to find it. */
static const char *wanted_choices(const struct nkv_key *key, char buffer[WANTED_BYTES])
{
	char list[WANTED_BYTES] = "";
	uint64_t number;
	const char *word = key->choice(0, &number), *next;
	size_t count = 0;

	for (; word; word = next) {
		next = key->choice(++count, &number);
		append(list, next ? ", " : " or ", word);
	}
	if (count <= CHOICES_SHOWN)
		snprintf(buffer, WANTED_BYTES, ", expected %.200s", list);
	else
		snprintf(buffer, WANTED_BYTES, ", expected one that numakva-plan(5) lists");
	return buffer;
}

/* --- one function for each type; each returns whether the value is valid --- */

struct scalar_context {
	const struct nkv_scalar *scalar;
	const struct nkv_key *key;
	const struct nkv_key_path *path;
	struct nkv_report *report;
	struct nkv_value *value;
};

static bool refuse(const struct scalar_context *context, const char *wanted)
{
	const struct nkv_scalar *scalar = context->scalar;
	char where[NKV_KEY_WHERE_BYTES];

	nkv_key_path_where(context->path, where);
	if (scalar->length == 0 && scalar->plain)
		nkv_report_error(context->report, &context->value->position,
				 "'%s'%s has no value, expected %s", context->key->name, where,
				 wanted);
	else
		nkv_report_error(context->report, &context->value->position,
				 "'%s'%s is '%.*s%s', expected %s", context->key->name, where,
				 nkv_shown_length(scalar->text, scalar->length), scalar->text,
				 scalar->length > SHOWN_BYTES ? "..." : "", wanted);
	return false;
}

static bool is_number_wanted(const struct nkv_key *key, uint64_t number)
{
	if (!key->numbers)
		return number >= key->min && number <= key->max;
	for (const uint64_t *wanted = key->numbers; *wanted; wanted++)
		if (*wanted == number)
			return true;
	return false;
}

static bool refuse_number(const struct scalar_context *context)
{
	char buffer[WANTED_BYTES];

	return refuse(context, wanted_number(context->key, buffer));
}

static enum nkv_number_result parse_number(const struct nkv_scalar *scalar, uint64_t *number)
{
	if (!scalar->is_number)
		return nkv_number_parse(scalar->text, scalar->length, number);
	*number = scalar->number;
	return NKV_NUMBER_OK;
}

static bool read_number(const struct scalar_context *context)
{
	struct nkv_value *value = context->value;
	const struct nkv_scalar *scalar = context->scalar;

	switch (parse_number(scalar, &value->number)) {
	case NKV_NUMBER_OK:
		break;
	case NKV_NUMBER_MALFORMED:
		return refuse(context, "a number: decimal, 0x hexadecimal, or decimal with K, M, "
				       "G or T");
	case NKV_NUMBER_TOO_LARGE:
		return refuse(context, "a number below 2^64");
	}
	if (scalar->from_json && scalar->plain && value->number >= JSON_NUMBER_MAX)
		return refuse(context, "a string for a number of 2^53 or more in JSON");
	return is_number_wanted(context->key, value->number) || refuse_number(context);
}

static bool is_text(const struct nkv_scalar *scalar, const char *text)
{
	return nkv_bytes_are(scalar->text, scalar->length, text);
}

static bool read_boolean(const struct scalar_context *context)
{
	bool is_true = is_text(context->scalar, "true");

	context->value->number = is_true;
	if (context->scalar->plain && (is_true || is_text(context->scalar, "false")))
		return true;
	return refuse(context,
		      context->scalar->plain ? "true or false" : "true or false without quotes");
}

/* Whether a plain scalar is something other than a string in YAML. */
static bool is_no_string(const struct nkv_scalar *scalar)
{
	static const char *const words[] = { "",     "~",    "null",  "Null",  "NULL", "true",
					     "True", "TRUE", "false", "False", "FALSE" };
	char *end = NULL;

	if (!scalar->plain)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (is_text(scalar, words[i]))
			return true;
	if (!strchr("0123456789+-.", scalar->text[0]))
		return false;
	(void)strtod(scalar->text, &end);
	return end == scalar->text + scalar->length;
}

static bool is_word(const struct nkv_scalar *scalar)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-_.";

	return scalar->length > 0 && strspn(scalar->text, letters) == scalar->length;
}

static bool is_signature(const struct nkv_scalar *scalar)
{
	for (size_t i = 0; i < scalar->length; i++)
		if (scalar->text[i] < 0x20 || scalar->text[i] > 0x7e)
			return false;
	return scalar->length == 4;
}

static bool read_string(const struct scalar_context *context)
{
	struct nkv_value *value = context->value;
	const struct nkv_scalar *scalar = context->scalar;

	if (is_no_string(scalar))
		return refuse(context, "a string, in quotes if it looks like something else");
	if (memchr(scalar->text, '\0', scalar->length))
		return refuse(context, "a string without a NUL");
	if (context->key->is_word && !is_word(scalar))
		return refuse(context, "a word of letters, digits, '-', '_' and '.'");
	if (context->key->is_signature && !is_signature(scalar))
		return refuse(context, "a string of four ASCII characters");
	value->text = nkv_pool_copy(context->report->pool, scalar->text, scalar->length);
	if (!value->text)
		context->report->no_memory = true;
	return value->text != NULL;
}

static bool refuse_choice(const struct scalar_context *context)
{
	const struct nkv_scalar *scalar = context->scalar;
	struct nkv_suggestion suggestion = { .given = scalar->text };
	char wanted[WANTED_BYTES], where[NKV_KEY_WHERE_BYTES];
	const char *word;
	uint64_t number;

	if (scalar->length == 0 || !context->key->choice)
		return refuse(context, nkv_value_type_name(context->key->type));
	for (size_t i = 0; (word = context->key->choice(i, &number)); i++)
		nkv_suggest_offer(&suggestion, word);
	if (suggestion.nearest)
		snprintf(wanted, sizeof(wanted), ", did you mean '%s'?", suggestion.nearest);
	else
		wanted_choices(context->key, wanted);
	nkv_report_error(context->report, &context->value->position, "unknown %s '%.*s%s'%s%s",
			 context->key->choice_name, nkv_shown_length(scalar->text, scalar->length),
			 scalar->text, scalar->length > SHOWN_BYTES ? "..." : "",
			 nkv_key_path_where(context->path, where), wanted);
	return false;
}

/* Reads a word that is not one of a list. */
static bool read_other_choice(const struct scalar_context *context)
{
	const struct nkv_scalar *scalar = context->scalar;
	char words[NKV_CHOICE_WORDS_BYTES];
	const char *word;

	if (memchr(scalar->text, '\0', scalar->length))
		return refuse(context, nkv_value_type_name(context->key->type));
	word = nkv_pool_copy(context->report->pool, scalar->text, scalar->length);
	if (!word) {
		context->report->no_memory = true;
		return false;
	}
	if (!context->key->read_choice(word, &context->value->number, words)) {
		nkv_report_error(context->report, &context->value->position, "%s", words);
		return false;
	}
	if (words[0])
		nkv_report_remark(context->report, NKV_GRAVITY_NOTE, &context->value->position,
				  "%s", words);
	context->value->text = word;
	return true;
}

static bool read_choice(const struct scalar_context *context)
{
	uint64_t *number = &context->value->number;
	const char *word;

	if (context->key->read_choice && context->scalar->length > 0)
		return read_other_choice(context);

	for (size_t i = 0; context->key->choice && (word = context->key->choice(i, number)); i++)
		if (is_text(context->scalar, word))
			return true;
	return refuse_choice(context);
}

static bool read_number_or_choice(const struct scalar_context *context)
{
	char first = context->scalar->text[0];

	if (first >= '0' && first <= '9')
		return read_number(context);
	return read_choice(context);
}

void nkv_scalar_read(const struct nkv_scalar *scalar, const struct nkv_key *key,
		     const struct nkv_key_path *path, struct nkv_report *report,
		     struct nkv_value *value)
{
	static bool (*const readers[])(const struct scalar_context *) = {
		[NKV_VALUE_NUMBER] = read_number,
		[NKV_VALUE_BOOLEAN] = read_boolean,
		[NKV_VALUE_STRING] = read_string,
		[NKV_VALUE_CHOICE] = read_choice,
		[NKV_VALUE_NUMBER_OR_CHOICE] = read_number_or_choice,
	};
	const struct scalar_context context = {
		.scalar = scalar,
		.key = key,
		.path = path,
		.report = report,
		.value = value,
	};

	value->good = readers[key->type](&context);
}
