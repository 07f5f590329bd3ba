/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/shown.h"

#include <stdbool.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"

enum {
	ESCAPE = 0x1b,
	BELL = 0x07,
	DELETE = 0x7f,
	FIXED_BLANK = 0xa0,
	ENTITY_DIGITS_MAX = 4,
};

/* Stands for itself, wherever it is: most do. */
static bool is_plain(char c)
{
	return c >= ' ' && c < DELETE && c != '&' && c != '^' && c != '#' && c != '[';
}

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

/* Whether nothing but carriage returns is left, which some programs write out. */
static bool is_end(const char *text, size_t length)
{
	while (length > 0 && text[length - 1] == '\r')
		length--;
	return length == 0;
}

/*
 * How long a control character is as text, with what belongs to it: "^[[32m" and "^M" of cat -v, "#033[32m"
 * and "#015" of a syslog, "[32m" where the character itself was lost; or 0.
 */
static size_t written_control(const char *raw, size_t length, size_t i)
{
	const char *text = raw + i;
	size_t left = length - i, figures = 1;

	if (nkv_bytes_begin_with(text, left, "^[[") || nkv_bytes_begin_with(text, left, "^[("))
		return skip_escape(raw, length, i + 1) - i;
	if (nkv_bytes_begin_with(text, left, "#033["))
		return skip_escape(raw, length, i + 3) - i;
	if (nkv_bytes_begin_with(text, left, "^M"))
		return is_end(text + 2, left - 2) ? 2 : 0;
	if (nkv_bytes_begin_with(text, left, "#015"))
		return is_end(text + 4, left - 4) ? 4 : 0;
	while (text[0] == '[' && figures < left &&
	       ((text[figures] >= '0' && text[figures] <= '9') || text[figures] == ';'))
		figures++;
	return figures > 1 && figures < left && text[figures] == 'm' ? figures + 1 : 0;
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
	while (i < length && !is_plain(raw[i])) {
		unsigned char c = (unsigned char)raw[i];
		size_t mark = byte_order_mark(raw, length, i);
		size_t written = written_control(raw, length, i);

		if (c == ESCAPE)
			i = skip_escape(raw, length, i);
		else if (written > 0)
			i += written;
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

/* A character, as what it is shown, and how many bytes stand for it. */
struct shown {
	char c;
	size_t bytes;
};

/* "&#91;" and "&#x5b;": a sign by its number; "&" if it is none that ASCII shows. */
static struct shown numbered(const char *raw, size_t length)
{
	bool is_hex = length > 2 && (raw[2] == 'x' || raw[2] == 'X');
	size_t first = is_hex ? 3 : 2, i = first;
	unsigned int base = is_hex ? 16 : 10, code = 0;

	for (; i < length && i < first + ENTITY_DIGITS_MAX && nkv_digit_value(raw[i]) < base; i++)
		code = code * base + nkv_digit_value(raw[i]);
	if (code == FIXED_BLANK)
		code = ' ';
	if (i >= length || raw[i] != ';' || code < ' ' || code >= DELETE)
		return (struct shown){ '&', 1 };
	return (struct shown){ (char)code, i + 1 };
}

/* All blanks become one kind, and what HTML writes for a sign becomes the sign. */
static struct shown decode(const char *raw, size_t length, size_t i)
{
	static const struct {
		const char *entity;
		char c;
	} entities[] = { { "&lt;", '<' },   { "&gt;", '>' },   { "&amp;", '&' },
			 { "&quot;", '"' }, { "&nbsp;", ' ' }, { "&apos;", '\'' } };
	bool is_blank = raw[i] == '\t' || (i > 0 && begins_fixed_blank(raw, length, i - 1));

	if (nkv_bytes_begin_with(raw + i, length - i, "&#"))
		return numbered(raw + i, length - i);
	for (size_t j = 0; raw[i] == '&' && j < sizeof(entities) / sizeof(entities[0]); j++)
		if (nkv_bytes_begin_with(raw + i, length - i, entities[j].entity))
			return (struct shown){ entities[j].c, strlen(entities[j].entity) };
	return (struct shown){ (char)(is_blank ? ' ' : raw[i]), 1 };
}

static struct shown shown_at(const char *raw, size_t length, size_t i)
{
	return is_plain(raw[i]) ? (struct shown){ raw[i], 1 } : decode(raw, length, i);
}

size_t nkv_shown(const char *raw, size_t raw_length, char text[NKV_LOG_LINE_BYTES_MAX + 1])
{
	size_t length = 0, i = 0;

	while ((i = next_shown(raw, raw_length, i)) < raw_length &&
	       length < NKV_LOG_LINE_BYTES_MAX) {
		struct shown shown = shown_at(raw, raw_length, i);

		text[length++] = shown.c;
		i += shown.bytes;
	}
	text[length] = '\0';
	return length;
}

size_t nkv_shown_column(const char *raw, size_t raw_length, size_t index)
{
	size_t i = next_shown(raw, raw_length, 0);

	while (index-- > 0 && i < raw_length)
		i = next_shown(raw, raw_length, i + shown_at(raw, raw_length, i).bytes);
	return 1 + nkv_utf8_count(raw, i < raw_length ? i : raw_length);
}
