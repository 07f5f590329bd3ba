/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/wrapping.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define DIGITS "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

enum {
	BEFORE_TIME_MAX = 512, /* bytes before a time */
	FRACTION_DIGITS = 6,   /* of a second, in a kernel's time */
	TAG_BYTES_MAX = 200,
};

/* --- a kernel's time --- */

/* "[   12.345678]" */
static bool is_uptime(const char *text)
{
	size_t i = 1 + strspn(text + 1, " "), digits = strspn(text + i, DIGITS);

	i += digits;
	if (digits == 0 || text[i] != '.')
		return false;
	digits = strspn(text + ++i, DIGITS);
	return digits == FRACTION_DIGITS && text[i + digits] == ']';
}

/* "[Wed Nov 25 04:05:58 2026]" */
static bool is_date(const char *text)
{
	static const char form[] = "aaa aaa dd dd:dd:dd dddd]";

	text++;
	for (const char *c = form; *c; c++, text++) {
		bool is_blank_day = c == form + strlen("aaa aaa ") && *text == ' ';

		if (*c == 'a'	? !*text || !strchr(LETTERS, *text)
		    : *c == 'd' ? !is_blank_day && (*text < '0' || *text > '9')
				: *c != *text)
			return false;
	}
	return true;
}

size_t nkv_wrapping_before_time(const char *text)
{
	const char *bracket = strchr(text, '[');

	for (; bracket && bracket - text < BEFORE_TIME_MAX; bracket = strchr(bracket + 1, '['))
		if (is_uptime(bracket) || is_date(bracket))
			return (size_t)(bracket - text);
	return 0;
}

/* --- marks --- */

/* "6,1234,5678,-;", as /dev/kmsg has it. */
static bool begins_record(const char *text)
{
	size_t digits = strspn(text, DIGITS);

	return digits > 0 && text[digits] == ',';
}

/*
 * "12:", "12-", "file:12:" of grep. A node's range "0: 0 -> 909824" begins like this, too; a
 * mark is followed by another number with a colon, or by a record.
 */
static size_t number_of_grep(const char *text)
{
	size_t name = strcspn(text, " :"), i = 0, digits = strspn(text, DIGITS), next;
	bool is_record = digits > 0 && text[digits] == '-' && begins_record(text + digits + 1);

	if (digits < name && text[name] == ':' && strspn(text + name + 1, DIGITS) > 0 && !is_record)
		i = name + 1;
	digits = strspn(text + i, DIGITS);
	if (digits == 0 || (text[i + digits] != ':' && text[i + digits] != '-'))
		return 0;
	i += digits + 1;
	next = i + strspn(text + i, " ");
	digits = strspn(text + next, DIGITS);
	return digits == 0 || (next > i && text[next + digits] == ':') || begins_record(text + i)
		       ? i
		       : 0;
}

/* "+", "-" and "< " of diff, and ":" of ABRT. */
static size_t sign(const char *text)
{
	static const char may_follow[] = LETTERS " [<(";

	if (!text[0] || !strchr("+-:", text[0]))
		return text[0] == '<' && text[1] == ' ' ? 1 : 0;
	/* An empty line has only the sign: strchr() finds the NUL, too. */
	return strchr(may_follow, text[1]) || begins_record(text + 1) ? 1 : 0;
}

/* "web-1  | ", of several containers in one output. */
static size_t name_of_container(const char *text)
{
	size_t i = strspn(text, LETTERS DIGITS "_.-");

	if (i == 0)
		return 0;
	i += strspn(text + i, " ");
	return text[i] == '|' && text[i + 1] == ' ' ? i + 1 : 0;
}

size_t nkv_wrapping_mark(const char *text)
{
	static size_t (*const marks[])(const char *text) = {
		number_of_grep,
		sign,
		name_of_container,
	};

	for (size_t i = 0; i < COUNT(marks); i++) {
		size_t length = marks[i](text);

		if (length > 0)
			return length;
	}
	return 0;
}

/* --- tags --- */

static const struct {
	char opens, closes;
	const char *names; /* with a blank before and after each */
} markups[] = {
	{ '<', '>', " pre code br span div p td tr li tt font samp blockquote b i " },
	{ '[', ']',
	  " code quote pre spoiler hide noparse size font color mono tt b i u php text "
	  "html bash log " },
	{ '{', '}', " code noformat quote panel " },
};

static bool has_name(const char *names, const char *name, size_t length)
{
	for (const char *at = names + 1; *at; at += strcspn(at, " ") + 1)
		if (strcspn(at, " ") == length && strncasecmp(at, name, length) == 0)
			return true;
	return false;
}

size_t nkv_wrapping_tag(const char *text)
{
	for (size_t i = 0; i < COUNT(markups); i++) {
		const char *name = text + 1, *end;
		size_t length;

		if (text[0] != markups[i].opens)
			continue;
		name += *name == '/';
		length = strspn(name, LETTERS);
		end = strchr(name, markups[i].closes);
		if (end && end - text < TAG_BYTES_MAX && strchr(" =:/>]}", name[length]) &&
		    (has_name(markups[i].names, name, length) ||
		     (length > 0 && nkv_text_begins_with(text, "</"))))
			return (size_t)(end - text) + 1;
	}
	return 0;
}

/* The tag at the end of a text; it begins with the last sign that opens one. */
static size_t tag_at_end(const char *text, size_t length)
{
	for (size_t i = 0; length > 0 && i < COUNT(markups); i++) {
		size_t at = length - 1;

		if (text[at] != markups[i].closes)
			continue;
		while (at > 0 && length - at < TAG_BYTES_MAX && text[at] != markups[i].opens)
			at--;
		if (nkv_wrapping_tag(text + at) == length - at)
			return length - at;
	}
	return 0;
}

size_t nkv_wrapping_without_end(const char *text, size_t length)
{
	size_t tag;

	do {
		while (length > 0 && strchr(" \\", text[length - 1]))
			length--;
		tag = tag_at_end(text, length);
		length -= tag;
	} while (tag > 0);
	return length;
}

/* The quote mark that is opened there and not closed; or NUL. */
static char open_quote(const char *text, size_t length)
{
	char mark = '\0';

	for (size_t i = 0; i < length; i++)
		if (text[i] == mark)
			mark = '\0';
		else if (!mark && (text[i] == '"' || text[i] == '\''))
			mark = text[i];
	return mark;
}

size_t nkv_wrapping_without_quote(const char *text, size_t prefix, size_t length)
{
	char mark = open_quote(text, prefix < length ? prefix : length);
	size_t end = length;

	while (mark && end > prefix && strchr(" ,;", text[end - 1]))
		end--;
	if (!mark || end <= prefix || text[end - 1] != mark)
		return length;
	end--;
	while (end >= prefix + 2 && text[end - 2] == '\\' && strchr("nr", text[end - 1]))
		end -= 2;
	return end;
}
