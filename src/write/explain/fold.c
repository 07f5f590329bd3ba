/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _DEFAULT_SOURCE /* strsep */
#include "write/explain/fold.h"

#include <string.h>

#include "base/paragraph.h"

enum { HANGING = 2 };

/*
 * The length of what precedes the words of a line: blanks, and a section with the blanks after
 * it.
 */
static size_t before_words(const char *line)
{
	size_t blanks = strspn(line, " ");
	size_t section = strspn(line + blanks, "0123456789.,");

	if (section == 0 || strncmp(line + blanks + section, "  ", 2) != 0)
		return blanks;
	return blanks + section + strspn(line + blanks + section, " ");
}

static void put_line(FILE *out, char *line, size_t columns)
{
	size_t before;

	if (strlen(line) <= columns) {
		fprintf(out, "%s\n", line);
		return;
	}
	before = before_words(line);
	fwrite(line, 1, before, out);
	nkv_paragraph(out, line + before, before, before + HANGING, columns);
}

void nkv_explain_fold(FILE *out, char *lines, size_t columns)
{
	char *rest = lines, *line;

	while ((line = strsep(&rest, "\n")) && rest)
		put_line(out, line, columns);
}
