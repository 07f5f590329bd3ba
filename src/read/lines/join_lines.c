/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/join_lines.h"

#include <string.h>

enum { TERMINAL_COLUMNS = 80 };

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
