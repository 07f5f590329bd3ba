/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/learned_prefix.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define DIGITS "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* --- learning --- */

/*
 * "Linux version 2.6.18 (": a kernel's first line, and not a text about one, such as "Report:
 * Linux version ..." without a time before it.
 */
static const char *find_banner(const char *text, bool stamped)
{
	static const char words[] = "Linux version ";
	const char *found = strstr(text, words);
	size_t digits;

	if (!found || (!stamped && found - text >= 2 && found[-2] == ':'))
		return NULL;
	digits = strspn(found + sizeof(words) - 1, DIGITS);
	return digits > 0 && found[sizeof(words) - 1 + digits] == '.' && strstr(found, " (") ? found
											     : NULL;
}

/* Whether a text is only a mark, and no words: "**", "</message>", " |". */
static bool is_mark(const char *text)
{
	if (*text && strchr(LETTERS DIGITS, *text))
		return false;
	for (; *text; text++)
		if (*text == ' ' && text[1] && strchr(LETTERS DIGITS, text[1]))
			return false;
	return true;
}

/* The line before the map, with only a mark after it. Later kernels print a subsystem before it. */
static const char *find_header(const char *text)
{
	static const char *const headers[] = { "e820: BIOS-provided physical RAM map:",
					       "BIOS-provided physical RAM map:" };

	for (size_t i = 0; i < COUNT(headers); i++) {
		const char *found = strstr(text, headers[i]);

		if (found)
			return is_mark(found + strlen(headers[i])) ? found : NULL;
	}
	return NULL;
}

/* An entry of the map, or the line before it. */
static const char *find_map(const char *text)
{
	static const char *const entries[] = { "BIOS-e820: [mem 0x", "BIOS-e820: 0000" };

	for (size_t i = 0; i < COUNT(entries); i++) {
		const char *found = strstr(text, entries[i]);

		if (found)
			return found;
	}
	return find_header(text);
}

/* Whether it is not part of another word. A sign of diff is known, but not before digits. */
static bool begins_word(const char *text, size_t known, const char *found)
{
	if (found == text + known)
		return known > 0 && strchr("+-:", text[known - 1]);
	return !strchr(LETTERS DIGITS "_-./", found[-1]);
}

size_t nkv_learn_prefix(struct nkv_learned_prefix *learned, const char *text, size_t known,
			bool stamped)
{
	const char *found = find_map(text + known);
	size_t length;

	if (!found && !learned->is_of_boot)
		found = find_banner(text + known, stamped);
	if (!found || !begins_word(text, known, found))
		return 0;
	length = (size_t)(found - text);
	if (length > sizeof(learned->text))
		return 0;
	memcpy(learned->text, text, length);
	learned->length = length;
	learned->stamped = stamped;
	return length;
}

/* --- what was learned --- */

/* The length of the run of digits or blanks with which a text begins. */
static size_t run_at(const char *text, size_t length)
{
	size_t i = 0;

	if (length > 0 && text[0] == ' ')
		while (i < length && text[i] == ' ')
			i++;
	else
		while (i < length && text[i] >= '0' && text[i] <= '9')
			i++;
	return i;
}

size_t nkv_learned_prefix_at(const struct nkv_learned_prefix *learned, const char *text)
{
	size_t i = 0, at = 0;

	while (i < learned->length) {
		size_t run = run_at(learned->text + i, learned->length - i);
		size_t other = run > 0 ? run_at(text + at, strlen(text + at)) : 0;
		bool is_blank = learned->text[i] == ' ', is_end = i + run == learned->length;

		if (run == 0 && learned->text[i] != text[at])
			return 0;
		/* Numbers are aligned by blanks before them, and messages are indented by them. */
		if (run > 0 && other == 0 && !(is_blank && (i == 0 || is_end)))
			return 0;
		if (other > 0 && (text[at] == ' ') != is_blank)
			return 0;
		i += run > 0 ? run : 1;
		at += run > 0 ? other : 1;
	}
	return at;
}

/* --- suffixes --- */

/* What follows the last year of a version's line, "... UTC 2007", or NULL. */
static const char *behind_year(const char *text)
{
	const char *behind = NULL;

	for (const char *at = strchr(text, ' '); at; at = strchr(at + 1, ' '))
		if ((nkv_text_begins_with(at, " 20") || nkv_text_begins_with(at, " 19")) &&
		    strspn(at + 1, DIGITS) == strlen("2007"))
			behind = at + strlen(" 2007");
	return behind;
}

void nkv_learn_suffix(struct nkv_learned_prefix *learned, const char *text)
{
	const char *header = find_header(text);
	const char *behind = header == text ? strstr(text, "map:") + strlen("map:")
			     : find_banner(text, true) == text ? behind_year(text)
							       : NULL;

	if (behind && is_mark(behind) && strlen(behind) < sizeof(learned->suffix))
		memcpy(learned->suffix, behind, strlen(behind) + 1);
}

size_t nkv_without_learned_suffix(const struct nkv_learned_prefix *learned, const char *text,
				  size_t length)
{
	size_t suffix = strlen(learned->suffix);

	if (length < suffix || memcmp(text + length - suffix, learned->suffix, suffix) != 0)
		return length;
	length -= suffix;
	while (length > 0 && text[length - 1] == ' ')
		length--;
	return length;
}
