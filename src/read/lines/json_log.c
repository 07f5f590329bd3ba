/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/json_log.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"

/* The character that "\u001b" stands for; a question mark if it is not ASCII. */
static char coded(const char *digits, size_t length)
{
	unsigned int code = 0;

	if (length < 4)
		return '?';
	for (size_t i = 0; i < 4; i++) {
		unsigned int digit = nkv_digit_value(digits[i]);

		if (digit >= 16)
			return '?';
		code = code * 16 + digit;
	}
	return (char)(code < 0x80 ? code : '?');
}

/* The character after a backslash. *bytes, which is 0, becomes the number of bytes that it takes. */
static char unescape(const char *text, size_t length, size_t *bytes)
{
	static const char names[] = "nrtbf\"\\/", chars[] = "\n\r\t\b\f\"\\/";
	const char *name = length > 0 && text[0] ? strchr(names, text[0]) : NULL;

	if (name) {
		*bytes = 1;
		return chars[name - names];
	}
	if (length == 0 || text[0] != 'u')
		return '\\';
	*bytes = length < 5 ? length : 5;
	return coded(text + 1, length - 1);
}

/* Where the value of one of the keys begins, after its quotation mark; 0 if there is none. */
static size_t find_value(const char *line, size_t length)
{
	static const char *const keys[] = { "\"log\":\"",  "\"log\": \"",    "\"msg\":\"",
					    "\"msg\": \"", "\"message\":\"", "\"message\": \"",
					    "\"text\":\"", "\"text\": \"",   "\"line\":\"",
					    "\"line\": \"" };

	for (size_t i = 0; i < length; i++)
		for (size_t j = 0; line[i] == '"' && j < sizeof(keys) / sizeof(keys[0]); j++)
			if (nkv_bytes_begin_with(line + i, length - i, keys[j]))
				return i + strlen(keys[j]);
	return 0;
}

/* Whether this quotation mark ends a value, and is not part of a text. */
static bool ends_value(const char *text, size_t length)
{
	return text[0] == '"' && (length == 1 || strchr(",}]", text[1]));
}

size_t nkv_json_unescape(const char *text, size_t length, char *value, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < length && !ends_value(text + i, length - i) && count < room; i++) {
		size_t bytes = 0;

		value[count] = text[i];
		if (text[i] == '\\')
			value[count] = unescape(text + i + 1, length - i - 1, &bytes);
		i += bytes;
		count++;
	}
	return count;
}

size_t nkv_json_log_unpack(const char *line, size_t length, char *text, size_t room)
{
	size_t begin = length > 0 && line[0] == '{' ? find_value(line, length) : 0;

	return begin > 0 ? nkv_json_unescape(line + begin, length - begin, text, room) : 0;
}
