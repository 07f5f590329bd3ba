/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/iomem/iomem_line.h"

#include <string.h>

enum {
	DIGITS_MIN = 8, /* of an address */
	DIGITS_MAX = 16,
	HEAD_BYTES = 96, /* of a line, with its range whole */
};

/* The digits of an address: how many, 0 if that are not as many as one has. */
static size_t read_address(const char *text, uint64_t *address)
{
	static const char digits[] = "0123456789abcdef";
	size_t count = strspn(text, digits);

	*address = 0;
	if (count < DIGITS_MIN || count > DIGITS_MAX)
		return 0;
	for (size_t i = 0; i < count; i++)
		*address = *address << 4 | (uint64_t)(strchr(digits, text[i]) - digits);
	return count;
}

bool nkv_iomem_line_parse(const char *text, struct nkv_iomem_line *line)
{
	size_t margin = strspn(text, " \t>|"), start, last;

	line->margin = margin;
	start = read_address(text + margin, &line->start);
	if (start == 0 || text[margin + start] != '-')
		return false;
	text += margin + start + 1;
	last = read_address(text, &line->last);
	if (last == 0 || line->last < line->start || strncmp(text + last, " : ", 3) != 0)
		return false;
	line->name = text + last + 3;
	return true;
}

bool nkv_iomem_line_begins(const char *text, size_t length)
{
	char head[HEAD_BYTES];
	struct nkv_iomem_line line;

	if (length > sizeof(head) - 1)
		length = sizeof(head) - 1;
	memcpy(head, text, length);
	head[length] = '\0';
	return nkv_iomem_line_parse(head, &line);
}
