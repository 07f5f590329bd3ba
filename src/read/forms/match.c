/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/match.h"

#include <stdbool.h>
#include <string.h>

#include "base/number.h"

/* Reads digits. Returns what follows, or NULL if there are none or too many. */
static const char *read_digits(const char *text, unsigned int base, uint64_t *number)
{
	const char *begin = text;
	uint64_t value = 0;
	unsigned int digit;

	for (; (digit = nkv_digit_value(*text)) < base; text++) {
		if (value > (UINT64_MAX - digit) / base)
			return NULL;
		value = value * base + digit;
	}
	*number = value;
	return text == begin ? NULL : text;
}

static bool has_hex_mark(const char *text)
{
	return text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

static const char *read_number(const char *text, char conversion, uint64_t *number)
{
	bool marked = has_hex_mark(text);
	const char *end;

	if (conversion == 'x' || (conversion == 'i' && marked))
		return read_digits(marked ? text + 2 : text, 16, number);
	if (*text != '-')
		return read_digits(text, 10, number);
	end = read_digits(text + 1, 10, number);
	*number = (uint32_t) - (uint32_t)*number;
	return end;
}

/* Reads the number both ways. If it has a digit above 9, only the hexadecimal one is valid. */
static const char *read_pfn(const char *text, struct nkv_capture *capture)
{
	const char *decimal = read_number(text, 'd', &capture->number);
	const char *end = read_number(text, 'x', &capture->hexadecimal);

	capture->is_pfn = true;
	capture->is_hexadecimal = end && end != decimal;
	if (capture->is_hexadecimal)
		capture->number = 0;
	return end ? end : decimal;
}

/* Reads what the conversion stands for. Returns what follows, or NULL. */
static const char *convert(const char *text, char conversion, struct nkv_capture *capture)
{
	const char *end;

	*capture = (struct nkv_capture){ .text = text };
	if (conversion == '*')
		end = text + strlen(text);
	else if (conversion == 'w')
		end = text + strcspn(text, " \t");
	else if (conversion == 'p')
		end = read_pfn(text, capture);
	else
		end = read_number(text, conversion, &capture->number);
	if (end)
		capture->length = (size_t)(end - text);
	return conversion == 'w' && end == text ? NULL : end;
}

enum nkv_match nkv_match(const char *line, const char *pattern,
			 struct nkv_capture captures[NKV_CAPTURES_MAX])
{
	char after = '\0'; /* the character of the pattern before this one */

	for (; *pattern; pattern++) {
		if (!*line && *pattern == '%' && after == '-')
			return NKV_MATCH_PART;
		after = *pattern;
		if (*pattern == ' ') {
			size_t blanks = strspn(line, " \t");

			if (blanks == 0)
				return *line ? NKV_MATCH_NONE : NKV_MATCH_PART;
			line += blanks;
		} else if (*pattern == '%') {
			line = convert(line, *++pattern, captures++);
			if (!line)
				return NKV_MATCH_NONE;
		} else if (*line++ != *pattern) {
			return NKV_MATCH_NONE;
		}
	}
	return *line ? NKV_MATCH_NONE : NKV_MATCH_WHOLE;
}
