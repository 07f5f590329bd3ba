/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/line_ends.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum {
	/* a terminal moves to the next line by a blank and a carriage return */
	TERMINAL_COLUMNS = 80,
	BREAK_BYTES_MAX = 32, /* of a tag that ends a line */
	ESCAPED_NEWLINES_MIN = 4,
};

bool nkv_return_ends_line(const char *bytes, size_t length, size_t at)
{
	if (bytes[at] != '\r' || at == 0 || at + 1 >= length || bytes[at + 1] == '\r' ||
	    bytes[at + 1] == '\n')
		return false;
	return at < TERMINAL_COLUMNS || bytes[at - 1] != ' ';
}

char nkv_find_newline(const char *bytes, size_t length)
{
	const char *newline = memchr(bytes, '\n', length);
	size_t count = 0;

	for (size_t i = 1; i < (newline ? (size_t)(newline - bytes) : length); i++)
		count += nkv_return_ends_line(bytes, length, i);
	return count > 1 ? '\r' : '\n';
}

static size_t break_at(const char *bytes, size_t length)
{
	static const char *const names[] = { "<br", "</p", "</div", "</li", "</tr" };
	const char *end = NULL;
	size_t i, name = 0;

	for (i = 0; i < COUNT(names); i++) {
		name = strlen(names[i]);
		if (length > name && strncasecmp(bytes, names[i], name) == 0)
			break;
	}
	if (i < COUNT(names) && bytes[name] && strchr(" />", bytes[name]))
		end = memchr(bytes, '>', length < BREAK_BYTES_MAX ? length : BREAK_BYTES_MAX);
	return end ? (size_t)(end - bytes) + 1 : 0;
}

size_t nkv_break(const char *bytes, size_t length, size_t *before)
{
	const char *at = bytes, *end = bytes + length;

	for (; (at = memchr(at, '<', (size_t)(end - at))); at++) {
		size_t tag = break_at(at, (size_t)(end - at));

		*before = (size_t)(at - bytes);
		if (tag > 0)
			return tag;
	}
	return 0;
}

size_t nkv_escaped_newline(const char *bytes, size_t length, size_t *before)
{
	const char *at = bytes, *end = bytes + length;

	while ((at = memchr(at, '\\', (size_t)(end - at)))) {
		size_t left = (size_t)(end - at);
		size_t is_return = nkv_bytes_begin_with(at, left, "\\r\\n") ? 2 : 0;

		*before = (size_t)(at - bytes);
		if (is_return || nkv_bytes_begin_with(at, left, "\\n"))
			return is_return + 2;
		/* The character after a backslash does not begin another escape. */
		at += left > 1 ? 2 : 1;
	}
	return 0;
}

bool nkv_is_escaped_text(const char *bytes, size_t length)
{
	for (int count = 0; count < ESCAPED_NEWLINES_MIN; count++) {
		size_t before, newline = nkv_escaped_newline(bytes, length, &before);

		if (newline == 0)
			return false;
		bytes += before + newline;
		length -= before + newline;
	}
	return true;
}

/* --- joining --- */

/* "0f6e3ab2-", but not "-" or "--", which are words. */
static bool ends_in_hyphen(const char *text, size_t length)
{
	return length >= 2 && text[length - 1] == '-' && text[length - 2] != ' ' &&
	       text[length - 2] != '-';
}

static bool join(char *text, size_t *length, size_t room, const char *rest, size_t blanks)
{
	size_t rest_length = strlen(rest);

	if (*length + blanks + rest_length >= room)
		return false;
	memcpy(text + *length, " ", blanks);
	memcpy(text + *length + blanks, rest, rest_length + 1);
	*length += blanks + rest_length;
	return true;
}

bool nkv_join_line(char *text, size_t *length, size_t room, const char *rest)
{
	return join(text, length, room, rest, ends_in_hyphen(text, *length) ? 0 : 1);
}

bool nkv_join_line_directly(char *text, size_t *length, size_t room, const char *rest)
{
	return join(text, length, room, rest, 0);
}

bool nkv_fills_terminal(const char *raw, size_t raw_length)
{
	if (raw_length > 0 && raw[raw_length - 1] == '\r')
		raw_length--;
	return raw_length == TERMINAL_COLUMNS && raw[raw_length - 1] != ' ';
}
