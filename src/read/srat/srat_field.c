/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/srat_field.h"

#include <string.h>
#include <strings.h>

struct nkv_span nkv_span_trim(struct nkv_span span)
{
	while (span.length > 0 && strchr(" \t\r", span.text[0])) {
		span.text++;
		span.length--;
	}
	while (span.length > 0 && strchr(" \t\r", span.text[span.length - 1]))
		span.length--;
	return span;
}

bool nkv_span_cut(struct nkv_span whole, char at, struct nkv_span *before, struct nkv_span *after)
{
	const char *found = whole.length > 0 ? memchr(whole.text, at, whole.length) : NULL;

	*before = *after = (struct nkv_span){ whole.text, 0 };
	if (!found)
		return false;
	before->text = whole.text;
	before->length = (size_t)(found - whole.text);
	after->text = found + 1;
	after->length = whole.length - before->length - 1;
	return true;
}

bool nkv_span_is(struct nkv_span name, const char *wanted)
{
	return name.length == strlen(wanted) && nkv_span_begins(name, wanted);
}

bool nkv_span_begins(struct nkv_span name, const char *wanted)
{
	return name.length >= strlen(wanted) && strncasecmp(name.text, wanted, strlen(wanted)) == 0;
}

static unsigned int digit_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *found = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;

	return found ? (unsigned int)(found - digits) : 16;
}

bool nkv_span_number(struct nkv_span span, unsigned int base, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < span.length; i++) {
		if (digit_value(span.text[i]) >= base)
			return false;
		*number = *number * base + digit_value(span.text[i]);
	}
	return span.length > 0 && span.length <= 16;
}

struct nkv_span nkv_span_take_word(struct nkv_span *span)
{
	struct nkv_span word;

	*span = nkv_span_trim(*span);
	word = (struct nkv_span){ span->text, 0 };
	while (word.length < span->length && !strchr(" \t", word.text[word.length]))
		word.length++;
	span->text += word.length;
	span->length -= word.length;
	return word;
}

/* "4", or "004h". */
static bool parse_bracket_number(struct nkv_span word, size_t *number)
{
	unsigned int base = 10;
	uint64_t value;

	if (word.length > 0 && (word.text[word.length - 1] | 0x20) == 'h') {
		base = 16;
		word.length--;
	}
	if (!nkv_span_number(word, base, &value) || value > UINT32_MAX)
		return false;
	*number = (size_t)value;
	return true;
}

/* What is in the brackets: "034h 0052   4", or the length alone. */
static bool parse_bracket(struct nkv_span inside, struct nkv_srat_field *field)
{
	struct nkv_span words[3];
	size_t count = 0;

	while ((inside = nkv_span_trim(inside)).length > 0) {
		if (count == sizeof(words) / sizeof(words[0]))
			return false;
		words[count++] = nkv_span_take_word(&inside);
	}
	if (count != 1 && count != 3)
		return false;
	field->placed = count == 3;
	if (field->placed && !parse_bracket_number(words[0], &field->offset))
		return false;
	return parse_bracket_number(words[count - 1], &field->bytes);
}

bool nkv_srat_field_parse(struct nkv_span line, struct nkv_srat_field *field)
{
	struct nkv_span inside, rest;

	line = nkv_span_trim(line);
	if (line.length == 0 || line.text[0] != '[' || !nkv_span_cut(line, ']', &inside, &rest))
		return false;
	inside.text++;
	inside.length--;
	if (!parse_bracket(inside, field) || !nkv_span_cut(rest, ':', &field->name, &field->value))
		return false;
	field->name = nkv_span_trim(field->name);
	field->value = nkv_span_trim(field->value);
	return true;
}
