/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/base64_table.h"

#include <stdint.h>
#include <string.h>

#include "base/base64.h"
#include "base/text.h"

static const char margin[] = " \t>|";

/*
 * The beginning of the line that begins with "SRAT" in base64, and the number of lines before
 * it; NULL if there is none.
 */
static const char *find_table(const char *text, const char *end, size_t *line)
{
	for (*line = 1; text && text < end; ++*line) {
		const char *first = text, *newline;

		while (first < end && *first && strchr(margin, *first))
			first++;
		if (nkv_bytes_begin_with(first, (size_t)(end - first), "U1JBV"))
			return first;
		newline = memchr(text, '\n', (size_t)(end - text));
		text = newline ? newline + 1 : NULL;
	}
	return NULL;
}

static bool put(struct nkv_srat_text *table, unsigned char byte, size_t line)
{
	if (!nkv_srat_text_make_room(table, table->length + 1))
		return false;
	table->bytes[table->length] = byte;
	table->lines[table->length++] = line;
	return true;
}

enum nkv_srat_text_result nkv_base64_table_read(struct nkv_srat_text *table, const char *text,
						size_t length)
{
	const char *end = text + length;
	size_t line;
	unsigned int bits = 0, count = 0;

	text = find_table(text, end, &line);
	if (!text)
		return NKV_SRAT_TEXT_NO_FIELDS;
	for (; text < end; text++) {
		unsigned char digit = nkv_base64_digits[(unsigned char)*text];

		line += *text == '\n';
		if (*text == '\n' || (*text && strchr(margin, *text)))
			continue;
		if (digit == 0)
			break;
		bits = (bits << 6 | (digit - 1U)) & 0xffff;
		count += 6;
		if (count < 8)
			continue;
		count -= 8;
		if (!put(table, (unsigned char)(bits >> count), line))
			return NKV_SRAT_TEXT_NO_MEMORY;
	}
	return NKV_SRAT_TEXT_TABLE;
}
