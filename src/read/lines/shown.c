/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/shown.h"

#include <stdbool.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum {
	ESCAPE = 0x1b,
	BELL = 0x07,
	BACKSPACE = 0x08,
	DELETE = 0x7f,
	ENTITY_DIGITS_MAX = 4,
};

/* Whether a character is copied as it is, wherever it is: most are. */
static bool is_plain(char c)
{
	return c >= ' ' && c < DELETE && c != '&' && c != '^' && c != '#' && c != '[' && c != '\\';
}

/* --- control characters --- */

/* The end of the escape sequence that begins at `i`. */
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
		return i; /* the bell is a control character, too */
	}
	/* A character set has one more byte. */
	return (kind == '(' || kind == ')') && i < length ? i + 1 : i;
}

/* Whether only carriage returns are left, which some programs write as text. */
static bool is_end(const char *text, size_t length)
{
	while (length > 0 && text[length - 1] == '\r')
		length--;
	return length == 0;
}

/*
 * The length of a control character that was written as text, with its arguments: "^[[32m" and
 * "^M" of cat -v, "#033[32m" and "#015" of a syslog, "[32m" without the character itself; or 0.
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

/* The length of a byte order mark at the beginning of UTF-16; or 0. */
static size_t byte_order_mark(const char *raw, size_t length, size_t i)
{
	return i == 0 && (nkv_bytes_begin_with(raw, length, "\xff\xfe") ||
			  nkv_bytes_begin_with(raw, length, "\xfe\xff"))
		       ? 2
		       : 0;
}

/* "\33[12C" moves the cursor over blanks. */
static bool moves_on(const char *raw, size_t length, size_t i)
{
	size_t end = skip_escape(raw, length, i);

	return end > i + 2 && raw[i + 1] == '[' && raw[end - 1] == 'C';
}

/*
 * The position of the next character from `i` on that is not a control character and does not
 * remove one.
 */
static size_t next_shown(const char *raw, size_t length, size_t i)
{
	while (i < length && !is_plain(raw[i])) {
		unsigned char c = (unsigned char)raw[i];
		size_t mark = byte_order_mark(raw, length, i);
		size_t written = written_control(raw, length, i);

		if (c == BACKSPACE || (c == ESCAPE && moves_on(raw, length, i)))
			break;
		if (c == ESCAPE)
			i = skip_escape(raw, length, i);
		else if (written > 0)
			i += written;
		else if (mark > 0)
			i += mark;
		else if ((c < ' ' && c != '\t') || c == DELETE)
			i++;
		else
			break;
	}
	return i;
}

/* --- characters that are written in other ways --- */

/* What is shown, in ASCII, and the number of bytes that it takes; 0: unknown. */
struct shown {
	const char *text; /* NULL: the byte itself */
	char c;		  /* that */
	size_t bytes;
};

/*
 * Characters from the first to the last of a range, their name in HTML, and what a kernel would
 * have printed.
 */
static const struct {
	uint32_t first, last;
	const char *name, *shown;
} signs[] = {
	{ '<', '<', "lt", "<" },
	{ '>', '>', "gt", ">" },
	{ '&', '&', "amp", "&" },
	{ '"', '"', "quot", "\"" },
	{ '\'', '\'', "apos", "'" },
	{ ' ', '~', "", NULL },
	{ 0xa0, 0xa0, "nbsp", " " },
	{ 0xad, 0xad, "shy", "" },
	{ 0x2000, 0x200a, "emsp", " " },
	{ 0x200b, 0x200f, "zwnj", "" },
	{ 0x2013, 0x2013, "ndash", "-" },
	{ 0x2010, 0x2015, "mdash", "-" },
	{ 0x2018, 0x2018, "lsquo", "'" },
	{ 0x2019, 0x2019, "rsquo", "'" },
	{ 0x201c, 0x201c, "ldquo", "\"" },
	{ 0x201d, 0x201d, "rdquo", "\"" },
	{ 0x2026, 0x2026, "hellip", "..." },
	{ 0x202a, 0x202e, "", "" },
	{ 0x202f, 0x202f, "", " " },
	{ 0x2060, 0x2060, "", "" },
	{ 0x2192, 0x2192, "rarr", "->" },
	{ 0x21d2, 0x21d2, "rArr", "=>" },
	{ 0x2212, 0x2212, "minus", "-" },
	{ 0x3000, 0x3000, "", " " },
	{ 0xfeff, 0xfeff, "", "" },
};

static struct shown sign_of(uint32_t code, size_t bytes)
{
	for (size_t i = 0; i < COUNT(signs); i++)
		if (code >= signs[i].first && code <= signs[i].last)
			return (struct shown){ signs[i].shown, (char)code, bytes };
	return (struct shown){ .bytes = 0 };
}

/* "&#91;" and "&#x5b;": a character by its number. */
static struct shown numbered(const char *raw, size_t length)
{
	bool is_hex = length > 2 && (raw[2] == 'x' || raw[2] == 'X');
	size_t first = is_hex ? 3 : 2, i = first;
	unsigned int base = is_hex ? 16 : 10, code = 0;

	for (; i < length && i < first + ENTITY_DIGITS_MAX && nkv_digit_value(raw[i]) < base; i++)
		code = code * base + nkv_digit_value(raw[i]);
	return i > first && i < length && raw[i] == ';' ? sign_of(code, i + 1)
							: (struct shown){ .bytes = 0 };
}

/* "&lt;": a character by its name in HTML, after the "&". */
static struct shown entity(const char *raw, size_t length)
{
	if (length > 1 && raw[1] == '#')
		return numbered(raw, length);
	for (size_t i = 0; i < COUNT(signs); i++) {
		size_t name = strlen(signs[i].name);

		if (name > 0 && length > name + 1 && raw[1 + name] == ';' &&
		    memcmp(raw + 1, signs[i].name, name) == 0)
			return (struct shown){ .text = signs[i].shown, .bytes = name + 2 };
	}
	return (struct shown){ .bytes = 0 };
}

/* Some programs encode the "&" again. */
static struct shown entity_of_entity(const char *raw, size_t length)
{
	static const char twice[] = "&amp;";
	const size_t before = sizeof(twice) - 2;
	struct shown shown = { .bytes = 0 };

	if (nkv_bytes_begin_with(raw, length, twice))
		shown = entity(raw + before, length - before);
	if (shown.bytes == 0)
		return entity(raw, length);
	shown.bytes += before;
	return shown;
}

/*
 * A character in UTF-8, or in Windows' own encoding where UTF-8 has none; not inside another
 * character.
 */
static struct shown wide_sign(const char *raw, size_t length, bool is_inside)
{
	static const struct {
		unsigned char byte;
		uint32_t code;
	} bytes[] = { { 0x85, 0x2026 }, { 0x91, 0x2018 }, { 0x92, 0x2019 }, { 0x93, 0x201c },
		      { 0x94, 0x201d }, { 0x96, 0x2013 }, { 0x97, 0x2014 }, { 0xa0, 0xa0 } };
	uint32_t code;
	size_t count = nkv_utf8_decode(raw, length, &code);

	if (count > 0)
		return sign_of(code, count);
	for (size_t i = 0; i < COUNT(bytes) && !is_inside; i++)
		if ((unsigned char)raw[0] == bytes[i].byte)
			return sign_of(bytes[i].code, 1);
	return (struct shown){ .bytes = 0 };
}

/* "\\[": markup writes a backslash before a character that would be markup. */
static bool is_escaped(const char *raw, size_t length)
{
	return length > 1 && raw[0] == '\\' && raw[1] && strchr("[](){}<>*_#.|`~!+-", raw[1]);
}

static struct shown decode(const char *raw, size_t length, size_t i)
{
	struct shown shown = { .bytes = 0 };

	if (raw[i] == '\t')
		return (struct shown){ .c = ' ', .bytes = 1 };
	if (raw[i] == ESCAPE)
		return (struct shown){ .c = ' ', .bytes = skip_escape(raw, length, i) - i };
	if (is_escaped(raw + i, length - i))
		return (struct shown){ .c = raw[i + 1], .bytes = 2 };
	if (raw[i] == '&')
		shown = entity_of_entity(raw + i, length - i);
	else if ((unsigned char)raw[i] & 0x80)
		shown = wide_sign(raw + i, length - i, i > 0 && (unsigned char)raw[i - 1] & 0x80);
	return shown.bytes > 0 ? shown : (struct shown){ .c = raw[i], .bytes = 1 };
}

static struct shown shown_at(const char *raw, size_t length, size_t i)
{
	return is_plain(raw[i]) ? (struct shown){ .c = raw[i], .bytes = 1 }
				: decode(raw, length, i);
}

/* --- the whole line --- */

/* Adds what is shown to a text of `length` bytes. Returns the new length. */
static size_t put(const struct shown *shown, char *text, size_t length)
{
	if (!shown->text && shown->c == BACKSPACE)
		return length > 0 ? length - 1 : 0;
	if (!shown->text) {
		text[length] = shown->c;
		return length + 1;
	}
	for (const char *c = shown->text; *c && length < NKV_LOG_LINE_BYTES_MAX; c++)
		text[length++] = *c;
	return length;
}

size_t nkv_shown(const char *raw, size_t raw_length, char text[NKV_LOG_LINE_BYTES_MAX + 1])
{
	size_t length = 0, i = 0;

	while (i < raw_length && length < NKV_LOG_LINE_BYTES_MAX) {
		struct shown shown;

		if (is_plain(raw[i])) {
			text[length++] = raw[i++];
			continue;
		}
		i = next_shown(raw, raw_length, i);
		if (i >= raw_length)
			break;
		shown = shown_at(raw, raw_length, i);
		length = put(&shown, text, length);
		i += shown.bytes;
	}
	text[length] = '\0';
	return length;
}

/* The length of a text after what is shown is added. */
static size_t length_with(const struct shown *shown, size_t length)
{
	if (!shown->text && shown->c == BACKSPACE)
		return length > 0 ? length - 1 : 0;
	return length + (shown->text ? strlen(shown->text) : 1);
}

size_t nkv_shown_column(const char *raw, size_t raw_length, size_t index)
{
	bool takes_back = memchr(raw, BACKSPACE, raw_length);
	size_t length = 0, place = raw_length;

	for (size_t i = next_shown(raw, raw_length, 0); i < raw_length;) {
		struct shown shown = shown_at(raw, raw_length, i);
		size_t next = length_with(&shown, length);

		if (length <= index && next > index) {
			place = i;
			if (!takes_back)
				break;
		}
		length = next;
		i = next_shown(raw, raw_length, i + shown.bytes);
	}
	return 1 + nkv_utf8_count(raw, place);
}
