/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/prefix.h"

#include <string.h>

#include "base/text.h"
#include "read/lines/wrapping.h"

enum {
	TIME_BYTES_MAX = 64,   /* of "[...]" */
	TAG_BYTES_MAX = 128,   /* of everything before the message, in a syslog */
	PREFIX_COUNT_MAX = 16, /* in a row */
	INITIALS_MAX = 3,      /* of the person whom a mail quotes */
};

/* --- the parts of a prefix: each function returns its length, 0 if it is not there --- */

static size_t count_of(const char *text, const char *set)
{
	return strspn(text, set);
}

static size_t digits_at(const char *text)
{
	return count_of(text, "0123456789");
}

/* "Nov", or initials. */
static size_t letters_at(const char *text)
{
	return count_of(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

/* "> ", "JD> " and "| ", each repeated for several depths. */
static size_t quotation(const char *text)
{
	size_t initials = count_of(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (initials <= INITIALS_MAX && text[initials] == '>')
		return initials + 1;
	return text[0] == '|' && text[1] == ' ' ? 1 : 0;
}

/* "<6>" */
static size_t level_mark(const char *text)
{
	size_t digits = text[0] == '<' ? digits_at(text + 1) : 0;

	return digits > 0 && digits <= 3 && text[1 + digits] == '>' ? digits + 2 : 0;
}

/* "6,1234,5678,-;", of /dev/kmsg. */
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

/* "kern  :info  : ", of dmesg -x. */
static size_t facility_and_level(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	size_t i = 0;

	if (!nkv_text_begins_with(text, "kern ") && !nkv_text_begins_with(text, "user "))
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

/* Whether a text begins with a form, in which 'd' is any digit. */
static bool has_form(const char *text, const char *form)
{
	for (; *form; form++, text++)
		if (*form == 'd' ? digits_at(text) == 0 : *text != *form)
			return false;
	return true;
}

/* "   12.345678", or "  +0.000123" since the line before. */
static bool is_uptime(const char *text, size_t length)
{
	size_t i = count_of(text, " "), digits;

	i += text[i] == '+';
	digits = digits_at(text + i);
	if (digits == 0 || text[i + digits] != '.')
		return false;
	i += digits + 1;
	i += digits_at(text + i);
	return i == length;
}

/* "    T0": the thread that printed it. */
static bool is_caller(const char *text, size_t length)
{
	size_t i = count_of(text, " ");

	return (text[i] == 'T' || text[i] == 'C') && digits_at(text + i + 1) > 0 &&
	       i + 1 + digits_at(text + i + 1) == length;
}

/* "Nov25 04:05" */
static bool is_short_date(const char *text, size_t length)
{
	size_t letters = letters_at(text), digits = digits_at(text + letters);

	return letters > 0 && digits > 0 && letters + digits + strlen(" 04:05") == length &&
	       has_form(text + letters + digits, " dd:dd");
}

/* "Wed Nov 25 04:05:58 2026", or numbers with at least two colons. */
static bool is_date(const char *text, size_t length)
{
	size_t colons = 0;

	for (size_t i = 0; i < length; i++)
		if (text[i] == ':' && i > 0 && digits_at(text + i - 1) > 0)
			colons++;
		else if (strchr("@<>[]()=", text[i]))
			return false;
	return colons >= 2 || is_short_date(text, length);
}

/* The length without "<    0.000001>", the time since the line before, at the end. */
static size_t without_delta(const char *text, size_t length)
{
	size_t head = strcspn(text, "<"), end = length;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	if (head >= end || text[end - 1] != '>')
		return length;
	for (end--; text[end - 1] == ' ';)
		end--;
	if (!is_uptime(text + head + 1, end - head - 1))
		return length;
	while (head > 0 && text[head - 1] == ' ')
		head--;
	return head;
}

/* "[    0.000000]" and similar. */
static size_t time_in_brackets(const char *text)
{
	size_t length, time;

	if (text[0] != '[')
		return 0;
	length = strcspn(text + 1, "]");
	if (text[1 + length] != ']' || length > TIME_BYTES_MAX)
		return 0;
	time = without_delta(text + 1, length);
	return (time == 0 && length > 0) || is_uptime(text + 1, time) ||
			       is_caller(text + 1, time) || is_date(text + 1, time)
		       ? length + 2
		       : 0;
}

/* "2026-11-25T04:05:58,123456+00:00", and "11-25 04:05:58.123" of phones. */
static size_t iso_date(const char *text)
{
	static const char *const forms[] = { "dddd-dd-ddTdd:dd:dd", "dddd-dd-dd dd:dd:dd",
					     "dd-dd dd:dd:dd." };

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		size_t length = strlen(forms[i]);

		if (has_form(text, forms[i]))
			return length + count_of(text + length, "0123456789.,:+-Z");
	}
	return 0;
}

/* "04:05:58.123 ", as terminals print it, some with an arrow. */
static size_t clock(const char *text)
{
	static const char form[] = "dd:dd:dd";
	size_t i = sizeof(form) - 1;

	if (!has_form(text, form))
		return 0;
	if (text[i] == '.' || text[i] == ',')
		i += 1 + digits_at(text + i + 1);
	if (text[i] != ' ')
		return 0;
	return nkv_text_begins_with(text + i, " -> ") ? i + 4 : i;
}

/* "Nov 25 04:05:58 ", of a syslog. */
static size_t syslog_date(const char *text)
{
	size_t i = letters_at(text), digits, time;

	if (i != strlen("Nov"))
		return 0;
	i += count_of(text + i, " ");
	digits = digits_at(text + i);
	if (digits == 0 || digits > 2 || text[i + digits] != ' ')
		return 0;
	i += digits + 1;
	time = clock(text + i);
	return time > 0 ? i + time : 0;
}

/* The length of "kernel:", "[kernel]" or "kernel[0]:" if a word begins with it; otherwise 0. */
static size_t tag_of_kernel(const char *text, size_t word)
{
	static const char name[] = "kernel", bracketed[] = "[kernel]";
	size_t length = sizeof(name) - 1;

	if (nkv_bytes_are(text, word, bracketed))
		return word;
	if (!nkv_text_begins_with(text, name))
		return 0;
	if (text[length] == ':')
		return length + 1;
	return text[length] == '[' && text[word - 1] == ':' ? word : 0;
}

/* "Nov 25 04:05:58 host kernel:", with any words before the last. */
static size_t name_of_kernel(const char *text)
{
	for (size_t i = 0; i < TAG_BYTES_MAX && text[i];) {
		size_t word = strcspn(text + i, " "), tag = tag_of_kernel(text + i, word);

		if (tag > 0)
			return i + tag;
		i += word;
		i += count_of(text + i, " ");
	}
	return 0;
}

/* --- syslog of RFC 5424: "1 2026-11-25T04:05:58Z host kernel - - - " --- */

/* "-", or elements in brackets. */
static size_t structured_data(const char *text)
{
	size_t i = 0;

	if (text[0] == '-')
		return 1;
	while (text[i] == '[') {
		size_t length = strcspn(text + i, "]");

		if (!text[i + length])
			return 0;
		i += length + 1;
	}
	return i;
}

/* "host kernel - - - ": the program, its number and the kind of message, then structured data. */
static size_t syslog_fields(const char *text)
{
	size_t i = 0, data;

	for (int field = 0; field < 4; field++) {
		size_t word = strcspn(text + i, " ");

		if (field == 1 && strncmp(text + i, "kernel ", word + 1) != 0)
			return 0;
		i += word;
		i += text[i] == ' ';
	}
	data = structured_data(text + i);
	return data > 0 && (text[i + data] == ' ' || !text[i + data]) ? i + data : 0;
}

/* Files do not have the version. */
static size_t new_syslog(const char *text)
{
	size_t version = nkv_text_begins_with(text, "1 ") ? 2 : 0;
	size_t date = iso_date(text + version), fields;

	if (date == 0 || text[version + date] != ' ')
		return 0;
	fields = syslog_fields(text + version + date + 1);
	return fields > 0 ? version + date + 1 + fields : 0;
}

/* "MESSAGE=", of journalctl -o verbose. */
static size_t journal_field(const char *text)
{
	static const char name[] = "MESSAGE=";

	return nkv_text_begins_with(text, name) ? sizeof(name) - 1 : 0;
}

/* "stdout F ", in files of containers: a whole line, or part of one. */
static size_t name_of_stream(const char *text)
{
	bool is_one =
		nkv_text_begins_with(text, "stdout ") || nkv_text_begins_with(text, "stderr ");

	return is_one && (text[7] == 'F' || text[7] == 'P') && text[8] == ' ' ? 9 : 0;
}

struct prefix {
	size_t (*measure)(const char *text);
	bool stamps;
};

static const struct prefix prefixes[] = {
	{ quotation, false },	    { level_mark, true },
	{ record_head, true },	    { facility_and_level, true },
	{ time_in_brackets, true }, { new_syslog, true },
	{ iso_date, true },	    { name_of_kernel, true },
	{ syslog_date, true },	    { clock, true },
	{ journal_field, true },    { nkv_wrapping_tag, false },
	{ name_of_stream, true },
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

size_t nkv_prefix_length(const char *text, bool *stamped)
{
	size_t total = nkv_wrapping_before_time(text);

	total += count_of(text + total, " ");
	for (int i = 0; i < PREFIX_COUNT_MAX; i++) {
		size_t length = prefix_at(text + total, stamped);

		if (length == 0 && !*stamped)
			length = nkv_wrapping_mark(text + total);
		if (length == 0)
			break;
		total += length;
		total += count_of(text + total, " ");
	}
	return total;
}
