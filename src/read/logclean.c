/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/logclean.h"

#include <string.h>

#include "read/logprefix.h"

enum {
	ESCAPE = 0x1b,
	BELL = 0x07,
	DELETE = 0x7f,
};

/* --- control characters --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Behind the escape sequence that begins at `i`. */
static size_t skip_escape(const char *raw, size_t length, size_t i)
{
	char kind = '\0';

	if (++i < length)
		kind = raw[i++];
	if (kind == '[') {
		while (i < length && ((unsigned char)raw[i] < 0x40 || raw[i] == '['))
			i++;
		return i < length ? i + 1 : length;
	}
	if (kind == ']') {
		while (i < length && raw[i] != BELL && raw[i] != ESCAPE)
			i++;
		return i < length && raw[i] == BELL ? i + 1 : i;
	}
	/* A character set takes one more. */
	return (kind == '(' || kind == ')') && i < length ? i + 1 : i;
}

/* The place of the next character from `i` on that is no control character. */
static size_t next_shown(const char *raw, size_t length, size_t i)
{
	while (i < length) {
		unsigned char c = (unsigned char)raw[i];

		if (c == ESCAPE)
			i = skip_escape(raw, length, i);
		else if ((c < ' ' && c != '\t') || c == DELETE)
			i++;
		else
			break;
	}
	return i;
}

static size_t drop_controls(const char *raw, size_t raw_length, char *text)
{
	size_t length = 0;

	for (size_t i = next_shown(raw, raw_length, 0);
	     i < raw_length && length < NKV_LOGLINE_BYTES_MAX;
	     i = next_shown(raw, raw_length, i + 1))
		text[length++] = raw[i];
	text[length] = '\0';
	return length;
}

/* The column in the raw line, in characters, of the `index`-th byte that is shown. */
static size_t column_of(const char *raw, size_t raw_length, size_t index)
{
	size_t place = next_shown(raw, raw_length, 0), column = 1;

	while (index-- > 0)
		place = next_shown(raw, raw_length, place + 1);
	for (size_t i = 0; i < place && i < raw_length; i++)
		column += ((unsigned char)raw[i] & 0xc0) != 0x80;
	return column;
}

/* --- the whole --- */

struct nkv_logclean nkv_logclean(const char *raw, size_t raw_length,
				 char text[NKV_LOGLINE_BYTES_MAX + 1])
{
	struct nkv_logclean clean = { .length = drop_controls(raw, raw_length, text) };
	size_t prefix = nkv_logprefix_measure(text, &clean.stamped);

	while (clean.length > prefix && is_blank(text[clean.length - 1]))
		clean.length--;
	clean.length -= prefix;
	memmove(text, text + prefix, clean.length);
	text[clean.length] = '\0';
	clean.column = column_of(raw, raw_length, prefix);
	return clean;
}
