/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/clean_line.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "read/lines/prefix.h"

enum {
	ESCAPE = 0x1b,
	BELL = 0x07,
	DELETE = 0x7f,
};

/* --- control characters --- */

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

/* A byte-order mark, of UTF-8 or at the beginning of UTF-16: its length, or 0. */
static size_t byte_order_mark(const char *raw, size_t length, size_t i)
{
	if (nkv_bytes_begin_with(raw + i, length - i, "\xef\xbb\xbf"))
		return 3;
	return i == 0 && (nkv_bytes_begin_with(raw, length, "\xff\xfe") ||
			  nkv_bytes_begin_with(raw, length, "\xfe\xff"))
		       ? 2
		       : 0;
}

/* The first byte of a blank at which no line is to be broken; its second stands for it. */
static bool begins_fixed_blank(const char *raw, size_t length, size_t i)
{
	return nkv_bytes_begin_with(raw + i, length - i, "\xc2\xa0");
}

/* The place of the next character from `i` on that is no control character. */
static size_t next_shown(const char *raw, size_t length, size_t i)
{
	while (i < length) {
		unsigned char c = (unsigned char)raw[i];
		size_t mark = byte_order_mark(raw, length, i);

		if (c == ESCAPE)
			i = skip_escape(raw, length, i);
		else if (mark > 0)
			i += mark;
		else if ((c < ' ' && c != '\t') || c == DELETE ||
			 begins_fixed_blank(raw, length, i))
			i++;
		else
			break;
	}
	return i;
}

/* All blanks become one kind. */
static char shown_as(const char *raw, size_t length, size_t i)
{
	bool is_fixed_blank = i > 0 && begins_fixed_blank(raw, length, i - 1);

	if (raw[i] == '\t' || is_fixed_blank)
		return ' ';
	return raw[i];
}

static size_t drop_controls(const char *raw, size_t raw_length, char *text)
{
	size_t length = 0;

	for (size_t i = next_shown(raw, raw_length, 0);
	     i < raw_length && length < NKV_LOG_LINE_BYTES_MAX;
	     i = next_shown(raw, raw_length, i + 1))
		text[length++] = shown_as(raw, raw_length, i);
	text[length] = '\0';
	return length;
}

/* The column in the raw line, in characters, of the `index`-th byte that is shown. */
static size_t column_of(const char *raw, size_t raw_length, size_t index)
{
	size_t place = next_shown(raw, raw_length, 0);

	while (index-- > 0)
		place = next_shown(raw, raw_length, place + 1);
	return 1 + nkv_utf8_count(raw, place < raw_length ? place : raw_length);
}

/* --- the whole --- */

struct nkv_clean_line nkv_clean_line(const char *raw, size_t raw_length,
				     char text[NKV_LOG_LINE_BYTES_MAX + 1])
{
	struct nkv_clean_line clean = { .length = drop_controls(raw, raw_length, text) };
	size_t prefix = nkv_prefix_length(text, &clean.stamped);

	while (clean.length > prefix && text[clean.length - 1] == ' ')
		clean.length--;
	clean.length -= prefix;
	memmove(text, text + prefix, clean.length);
	text[clean.length] = '\0';
	clean.column = column_of(raw, raw_length, prefix);
	return clean;
}
