/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/json_span.h"

#include <string.h>

#include "base/text.h"

/* With more blanks a key's colon may be beyond YAML's lookahead of 1024 characters. */
enum { BLANKS_MAX = 512 };

/* Whether a value can follow a character. */
static bool leads_to_value(char c)
{
	return c == ':' || c == ',' || c == '[';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c <= ' ' && (c == ' ' || c == '\t' || c == '\r' || c == '\n');
}

/* The last of the blanks that begin at `i`. */
static size_t end_of_blanks(const char *line, size_t length, size_t i)
{
	while (i + 1 < length && is_blank(line[i + 1]))
		i++;
	return i;
}

/* The last character of the string that begins at `i`, which ends within the line. */
static size_t end_of_string(const char *line, size_t length, size_t i)
{
	char quote = line[i++];

	for (; i < length && line[i] != quote; i++)
		if (line[i] == '\\' && quote == '"')
			i++;
	return i;
}

/* The same, in a line without backslashes. */
static size_t end_of_plain_string(const char *line, size_t length, size_t i)
{
	const char *end = memchr(line + i + 1, line[i], length - i - 1);

	return end ? (size_t)(end - line) : length;
}

/* Whether a zero comes before other digits. */
static bool is_leading_zero(const char *line, size_t length, size_t i)
{
	return i + 1 < length && is_digit(line[i + 1]) && !(i > 0 && is_digit(line[i - 1]));
}

/*
 * Takes a character outside strings. Numbers other than decimal digits are odd.
 * What is no JSON need not be found.
 */
static void take(struct nkv_json_span *span, const char *line, size_t length, size_t i)
{
	switch (line[i]) {
	case '{':
	case '[':
		span->depth++;
		break;
	case '}':
	case ']':
		span->depth -= span->depth > 0;
		break;
	case '+':
	case '-':
	case '.':
	case 'E':
		span->odd = true;
		break;
	case 'e':
		span->odd = span->odd || (i > 0 && is_digit(line[i - 1]));
		break;
	case '0':
		span->odd = span->odd || is_leading_zero(line, length, i);
		break;
	default:
		break;
	}
}

/* YAML has strings in single quotes; otherwise it is an apostrophe. */
static bool begins_string(const struct nkv_json_span *span, char c)
{
	return c == '"' || (c == '\'' && (leads_to_value(span->last) || span->last == '{'));
}

void nkv_json_span_take(struct nkv_json_span *span, const char *line, size_t length)
{
	bool escapes = memchr(line, '\\', length) != NULL; /* JSON and YAML have different ones */

	span->odd = span->odd || escapes || span->depth > 0;
	for (size_t i = 0; i < length; i++) {
		size_t first = i;

		if (is_blank(line[i])) {
			i = end_of_blanks(line, length, i);
			span->odd = span->odd || i - first >= BLANKS_MAX;
			continue;
		}
		if (!begins_string(span, line[i]))
			take(span, line, length, i);
		else if (escapes)
			i = end_of_string(line, length, i);
		else
			i = end_of_plain_string(line, length, i);
		span->last = line[first];
	}
}

bool nkv_json_span_is_broken(const struct nkv_json_span *span, const char *line, size_t length)
{
	static const char key[] = "\"numakva\"";
	size_t i = 1;

	if (length == 0 || line[0] != '{')
		return false;
	while (i < length && (line[i] == ' ' || line[i] == '\t'))
		i++;
	return !leads_to_value(span->last) || nkv_bytes_begin_with(line + i, length - i, key);
}
