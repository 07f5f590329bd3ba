/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/paragraph.h"

#include <stdbool.h>
#include <string.h>

void nkv_paragraph(FILE *out, const char *text, size_t column, size_t indent)
{
	nkv_paragraph_within(out, text, column, indent, NKV_COLUMNS);
}

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

void nkv_paragraph_within(FILE *out, const char *text, size_t column, size_t indent, size_t columns)
{
	bool first = true;

	while (*text) {
		size_t length = strcspn(text, " ");

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
