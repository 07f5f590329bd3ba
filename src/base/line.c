/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/line.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 512, DIGITS_MAX = 20 };

/* Room for that many more bytes. */
static bool grow(struct nkv_line *line, size_t count)
{
	size_t wanted = line->capacity < FIRST_BYTES ? FIRST_BYTES : line->capacity;
	char *grown;

	while (wanted - line->length < count)
		wanted *= 2;
	grown = realloc(line->text, wanted);
	if (!grown) {
		line->failed = true;
		return false;
	}
	line->text = grown;
	line->capacity = wanted;
	return true;
}

static inline bool has_room(struct nkv_line *line, size_t count)
{
	return !line->failed && (line->capacity - line->length >= count || grow(line, count));
}

void nkv_line_bytes(struct nkv_line *line, const char *bytes, size_t count)
{
	if (count == 0 || !has_room(line, count))
		return;
	memcpy(line->text + line->length, bytes, count);
	line->length += count;
}

void nkv_line_text(struct nkv_line *line, const char *text)
{
	nkv_line_bytes(line, text, strlen(text));
}

void nkv_line_char(struct nkv_line *line, char c)
{
	if (has_room(line, 1))
		line->text[line->length++] = c;
}

void nkv_line_number(struct nkv_line *line, uint64_t number)
{
	char digits[DIGITS_MAX], *at = digits + DIGITS_MAX;

	do {
		*--at = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	nkv_line_bytes(line, at, (size_t)(digits + DIGITS_MAX - at));
}

void nkv_line_hex(struct nkv_line *line, uint64_t number, unsigned int digits)
{
	char text[DIGITS_MAX], *end = text + DIGITS_MAX, *at = end;

	do {
		*--at = "0123456789abcdef"[number % 16];
		number /= 16;
	} while (number > 0 || end - at < (ptrdiff_t)digits);
	*--at = 'x';
	*--at = '0';
	nkv_line_bytes(line, at, (size_t)(end - at));
}

void nkv_line_free(struct nkv_line *line)
{
	free(line->text);
	*line = (struct nkv_line){ 0 };
}
