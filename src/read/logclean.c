/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/logclean.h"

#include <string.h>

enum {
	ESCAPE = 0x1b,
	BELL = 0x07,
	DELETE = 0x7f,
	TIME_BYTES_MAX = 48,   /* of "[...]" */
	TAG_BYTES_MAX = 128,   /* of all before the message, in a syslog */
	PREFIX_COUNT_MAX = 16, /* one after the other */
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

/* --- what stands before a message: each returns its length, 0 if it is not there --- */

static size_t count_of(const char *text, const char *set)
{
	return strspn(text, set);
}

static size_t digits_at(const char *text)
{
	return count_of(text, "0123456789");
}

/* "> ", also of several depths, and "| ". */
static size_t quotation(const char *text)
{
	if (text[0] == '>')
		return 1;
	return text[0] == '|' && is_blank(text[1]) ? 1 : 0;
}

/* "<6>" */
static size_t level_mark(const char *text)
{
	size_t digits = text[0] == '<' ? digits_at(text + 1) : 0;

	return digits > 0 && digits <= 3 && text[1 + digits] == '>' ? digits + 2 : 0;
}

/* "6,1234,5678,-;", as /dev/kmsg has it. */
static size_t record_head(const char *text)
{
	size_t i = 0;

	for (int field = 0; field < 3; field++) {
		size_t digits = digits_at(text + i);

		if (digits == 0 || text[i + digits] != ',')
			return 0;
		i += digits + 1;
	}
	i += strcspn(text + i, "; ");
	return text[i] == ';' ? i + 1 : 0;
}

/* "kern  :info  : ", as dmesg -x has it. */
static size_t facility_and_level(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	size_t i = 0;

	if (strncmp(text, "kern ", 5) != 0 && strncmp(text, "user ", 5) != 0)
		return 0;
	for (int field = 0; field < 2; field++) {
		i += count_of(text + i, letters);
		i += count_of(text + i, " ");
		if (text[i] != ':')
			return 0;
		i++;
	}
	return i;
}

/* "   12.345678", also with "<    0.000001>" after it. */
static bool is_uptime(const char *text, size_t length)
{
	size_t i = count_of(text, " "), digits = digits_at(text + i);

	if (digits == 0 || text[i + digits] != '.')
		return false;
	i += digits + 1;
	i += digits_at(text + i);
	i += count_of(text + i, " ");
	return i == length || text[i] == '<';
}

/* "    T0": who printed it. */
static bool is_caller(const char *text, size_t length)
{
	size_t i = count_of(text, " ");

	return (text[i] == 'T' || text[i] == 'C') && digits_at(text + i + 1) > 0 &&
	       i + 1 + digits_at(text + i + 1) == length;
}

/* "Wed Nov 25 04:05:58 2026", or with figures alone: two colons at least. */
static bool is_date(const char *text, size_t length)
{
	size_t colons = 0;

	for (size_t i = 0; i < length; i++)
		if (text[i] == ':' && i > 0 && digits_at(text + i - 1) > 0)
			colons++;
		else if (strchr("@<>[]()=", text[i]))
			return false;
	return colons >= 2;
}

/* "[    0.000000]" and its relatives. */
static size_t time_in_brackets(const char *text)
{
	size_t length;

	if (text[0] != '[')
		return 0;
	length = strcspn(text + 1, "]");
	if (text[1 + length] != ']' || length > TIME_BYTES_MAX)
		return 0;
	return is_uptime(text + 1, length) || is_caller(text + 1, length) ||
			       is_date(text + 1, length)
		       ? length + 2
		       : 0;
}

/* "2026-11-25T04:05:58,123456+00:00" */
static size_t iso_date(const char *text)
{
	static const char form[] = "dddd-dd-dd dd:dd:dd";

	for (size_t i = 0; form[i]; i++) {
		bool fits = form[i] == 'd'   ? digits_at(text + i) > 0
			    : form[i] == ' ' ? text[i] == 'T' || text[i] == ' '
					     : text[i] == form[i];

		if (!fits)
			return 0;
	}
	return sizeof(form) - 1 + count_of(text + sizeof(form) - 1, "0123456789.,:+-Z");
}

/* "Nov 25 04:05:58 host kernel:", whatever the words before the last are. */
static size_t name_of_kernel(const char *text)
{
	static const char name[] = "kernel";

	for (size_t i = 0; i < TAG_BYTES_MAX && text[i];) {
		size_t word = strcspn(text + i, " ");

		if (strncmp(text + i, name, sizeof(name) - 1) == 0 && text[i + word - 1] == ':' &&
		    strcspn(text + i, ":[") == sizeof(name) - 1)
			return i + word;
		i += word;
		i += count_of(text + i, " ");
	}
	return 0;
}

struct prefix {
	size_t (*measure)(const char *text);
	bool stamps;
};

static const struct prefix prefixes[] = {
	{ quotation, false },	      { level_mark, true },	  { record_head, true },
	{ facility_and_level, true }, { time_in_brackets, true }, { iso_date, true },
	{ name_of_kernel, true },
};

static size_t prefix_at(const char *text, bool *stamped)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		size_t length = prefixes[i].measure(text);

		if (length > 0) {
			*stamped |= prefixes[i].stamps;
			return length;
		}
	}
	return 0;
}

/* The length of all prefixes, with the blanks around them. */
static size_t measure_prefixes(const char *text, bool *stamped)
{
	size_t total = count_of(text, " \t");

	for (int i = 0; i < PREFIX_COUNT_MAX; i++) {
		size_t length = prefix_at(text + total, stamped);

		if (length == 0)
			break;
		total += length;
		total += count_of(text + total, " \t");
	}
	return total;
}

struct nkv_logclean nkv_logclean(const char *raw, size_t raw_length,
				 char text[NKV_LOGLINE_BYTES_MAX + 1])
{
	struct nkv_logclean clean = { .length = drop_controls(raw, raw_length, text) };
	size_t prefix = measure_prefixes(text, &clean.stamped);

	while (clean.length > prefix && is_blank(text[clean.length - 1]))
		clean.length--;
	clean.length -= prefix;
	memmove(text, text + prefix, clean.length);
	text[clean.length] = '\0';
	clean.column = column_of(raw, raw_length, prefix);
	return clean;
}
