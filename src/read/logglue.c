/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/logglue.h"

#include <string.h>

/* "0f6e3ab2-", but neither "-" nor "--", which are words. */
static bool ends_in_hyphen(const char *text, size_t length)
{
	return length >= 2 && text[length - 1] == '-' && text[length - 2] != ' ' &&
	       text[length - 2] != '-';
}

bool nkv_logglue(char *text, size_t *length, size_t room, const char *rest)
{
	size_t blanks = ends_in_hyphen(text, *length) ? 0 : 1, rest_length = strlen(rest);

	if (*length + blanks + rest_length >= room)
		return false;
	memcpy(text + *length, " ", blanks);
	memcpy(text + *length + blanks, rest, rest_length + 1);
	*length += blanks + rest_length;
	return true;
}
