/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/cut_line.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { CUT_BYTES_MAX = 80 }; /* no such line is longer */

static const char frame[] = " <>[](){}-=*~#_.|";
static const char ellipsis[] = "\xe2\x80\xa6";

static const char *const words[] = {
	"snip",	     "snipped", "cut",	  "skip",    "skipped", "deleted",  "removed",
	"truncated", "omitted", "elided", "trimmed", "clipped", "stripped",
};

/* The length of the word of the list with which a text begins, or 0. */
static size_t word_at(const char *text)
{
	size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789");

	for (size_t i = 0; i < COUNT(words); i++)
		if (strlen(words[i]) == length && strncasecmp(text, words[i], length) == 0)
			return length;
	return 0;
}

/* Whether a text has only signs: "...", "-- 8< --". */
static bool is_of_signs(const char *text)
{
	static const char *const signs[] = { "...", ellipsis, "8<", ">8" };

	if (strspn(text, " <>[](){}-=*~#_.|8\xe2\x80\xa6") != strlen(text))
		return false;
	for (size_t i = 0; i < COUNT(signs); i++)
		if (strstr(text, signs[i]))
			return true;
	return false;
}

/* Whether one of the words is in the text, as in "20 lines removed". */
static bool tells_of_lines(const char *text)
{
	if (!strstr(text, "line") && !strstr(text, "output") && !strstr(text, "messages"))
		return false;
	for (; *text; text += strcspn(text, " "), text += strspn(text, " "))
		if (word_at(text) > 0)
			return true;
	return false;
}

bool nkv_is_cut_line(const char *text)
{
	size_t framed = strspn(text, frame), word = word_at(text + framed);
	const char *rest = text + framed + word;
	bool is_all = rest[strspn(rest, frame)] == '\0';

	if (strlen(text) > CUT_BYTES_MAX)
		return false;
	if (is_of_signs(text))
		return true;
	/* The kernel itself prints this, where a report is to be cut out and sent. */
	if (strstr(text, "cut here") || (framed == 0 && !is_all))
		return false;
	return word > 0 || (framed > 0 && tells_of_lines(text + framed));
}
