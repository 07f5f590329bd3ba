/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/iomem/iomem_line.h"

#include <ctype.h>
#include <string.h>

#include "base/number.h"

enum {
	DIGITS_MIN = 8, /* of an address */
	DIGITS_MAX = 16,
};

/* Reads the digits of an address. Returns their number; 0 if they are too few or too many. */
static size_t read_address(const char *text, uint64_t *address)
{
	size_t count = strspn(text, "0123456789abcdef");

	*address = 0;
	if (count < DIGITS_MIN || count > DIGITS_MAX)
		return 0;
	for (size_t i = 0; i < count; i++)
		*address = *address << 4 | nkv_digit_value(text[i]);
	return count;
}

/* "00100000-cf1f9fff : System RAM" */
static bool parse_range(const char *text, struct nkv_iomem_line *line)
{
	size_t start = read_address(text, &line->start), last;

	if (start == 0 || text[start] != '-')
		return false;
	text += start + 1;
	last = read_address(text, &line->last);
	if (last == 0 || line->last < line->start || strncmp(text + last, " : ", 3) != 0)
		return false;
	line->name = text + last + 3;
	return true;
}

bool nkv_iomem_line_parse(const char *text, struct nkv_iomem_line *line)
{
	for (line->at = 0; text[line->at]; line->at++) {
		const char *range = text + line->at;

		if ((line->at > 0 && isalnum((unsigned char)range[-1])) ||
		    !parse_range(range, line))
			continue;
		for (line->margin = 0; line->margin < line->at; line->margin++)
			if (range[-1 - (ptrdiff_t)line->margin] != ' ')
				break;
		return true;
	}
	return false;
}
