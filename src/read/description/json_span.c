/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/json_span.h"

#include <string.h>

#include "base/text.h"

/* Whether a value may stand behind a character. */
static bool leads_to_value(char c)
{
	return c == ':' || c == ',' || c == '[';
}

/* The last character of the string that begins at `i`, which no line goes on with. */
static size_t end_of_string(const char *line, size_t length, size_t i)
{
	char quote = line[i++];

	for (; i < length && line[i] != quote; i++)
		if (line[i] == '\\' && quote == '"')
			i++;
	return i;
}

void nkv_json_span_take(struct nkv_json_span *span, const char *line, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char c = line[i];

		if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
			continue;
		/* YAML has strings in single quotes; elsewhere it is an apostrophe. */
		if (c == '"' || (c == '\'' && (leads_to_value(span->last) || span->last == '{')))
			i = end_of_string(line, length, i);
		else if (c == '{' || c == '[')
			span->depth++;
		else if ((c == '}' || c == ']') && span->depth > 0)
			span->depth--;
		span->last = c;
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
