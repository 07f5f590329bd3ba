/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/text.h"

#include <stdlib.h>

#include "base/grow.h"

enum { DIGITS_MAX = 20 };

static bool grow(struct nkv_text *text, size_t count)
{
	char *grown = NULL;

	if (!text->fixed && count <= SIZE_MAX - text->length)
		grown = nkv_grow(text->text, &text->capacity, text->length + count, 1);
	if (grown)
		text->text = grown;
	else
		text->failed = true;
	return grown != NULL;
}

static inline bool has_room(struct nkv_text *text, size_t count)
{
	return !text->failed && (text->capacity - text->length >= count || grow(text, count));
}

void nkv_text_add_bytes(struct nkv_text *text, const char *bytes, size_t count)
{
	if (count == 0 || !has_room(text, count))
		return;
	memcpy(text->text + text->length, bytes, count);
	text->length += count;
}

void nkv_text_add(struct nkv_text *text, const char *added)
{
	nkv_text_add_bytes(text, added, strlen(added));
}

void nkv_text_add_char(struct nkv_text *text, char c)
{
	if (has_room(text, 1))
		text->text[text->length++] = c;
}

void nkv_text_add_number(struct nkv_text *text, uint64_t number)
{
	char digits[DIGITS_MAX], *at = digits + DIGITS_MAX;

	do {
		*--at = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	nkv_text_add_bytes(text, at, (size_t)(digits + DIGITS_MAX - at));
}

void nkv_text_add_hex(struct nkv_text *text, uint64_t number, unsigned int digits)
{
	char hex[DIGITS_MAX], *end = hex + DIGITS_MAX, *at = end;

	do {
		*--at = "0123456789abcdef"[number % 16];
		number /= 16;
	} while (number > 0 || end - at < (ptrdiff_t)digits);
	*--at = 'x';
	*--at = '0';
	nkv_text_add_bytes(text, at, (size_t)(end - at));
}

char *nkv_text_string(struct nkv_text *text)
{
	if (!has_room(text, 1))
		return NULL;
	text->text[text->length] = '\0';
	return text->text;
}

void nkv_text_free(struct nkv_text *text)
{
	free(text->text);
	*text = (struct nkv_text){ 0 };
}
