/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/paragraph.h"

#include <stdbool.h>
#include <string.h>

size_t nkv_wrap_bytes(const char *text, size_t columns)
{
	size_t used = strcspn(text, " ");

	for (size_t next = used; next <= columns && text[next];) {
		used = next;
		next += strspn(text + next, " ");
		next += strcspn(text + next, " ");
		if (next <= columns)
			used = next;
	}
	return used;
}

/* Whether a unit begins here: it stays on one line with the number before it. */
static bool is_unit(const char *text)
{
	static const char *const units[] = { "KiB", "MiB", "GiB", "TiB", "bytes", "pages", "%" };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strncmp(text, units[i], strlen(units[i])) == 0)
			return true;
	return false;
}

/* The length of the first word, or of a number with its unit. */
static size_t piece_length(const char *text)
{
	size_t length = strcspn(text, " ");

	if (text[0] && length > 0 && text[length] == ' ' && text[length - 1] >= '0' &&
	    text[length - 1] <= '9' && is_unit(text + length + 1))
		length += 1 + strcspn(text + length + 1, " ");
	return length;
}

void nkv_paragraph(FILE *out, const char *text, size_t column, size_t indent, size_t columns)
{
	bool first = true;

	while (*text) {
		size_t length = piece_length(text);

		if (!first && column + 1 + length > columns) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			fputc(' ', out);
			column++;
		}
		fwrite(text, 1, length, out);
		column += length;
		text += length;
		text += strspn(text, " ");
		first = false;
	}
	fputc('\n', out);
}
