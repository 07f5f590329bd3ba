/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L /* strnlen */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

const char nkv_utf8_replacement[4] = "\xef\xbf\xbd";

enum { REPLACEMENT_BYTES = sizeof(nkv_utf8_replacement) - 1 };

/*
 * For each length of a character: the bits of its first byte, and the least character of that
 * length.
 */
struct form {
	unsigned char mask, lead;
	uint32_t least;
};

static const struct form forms[NKV_UTF8_BYTES_MAX] = {
	{ 0x80, 0x00, 0 },
	{ 0xe0, 0xc0, 0x80 },
	{ 0xf0, 0xe0, 0x800 },
	{ 0xf8, 0xf0, 0x10000 },
};

static bool is_character(uint32_t number, uint32_t least)
{
	return number >= least && number <= 0x10ffff && (number < 0xd800 || number > 0xdfff);
}

size_t nkv_utf8_decode(const char *text, size_t length, uint32_t *character)
{
	unsigned char lead = (unsigned char)text[0];
	size_t after = 0; /* bytes after the first */

	while (after < NKV_UTF8_BYTES_MAX && (lead & forms[after].mask) != forms[after].lead)
		after++;
	if (after == NKV_UTF8_BYTES_MAX || after >= length)
		return 0;
	*character = lead & (unsigned char)~forms[after].mask;
	for (size_t i = 1; i <= after; i++) {
		if (!nkv_utf8_continues(text[i]))
			return 0;
		*character = *character << 6 | (text[i] & 0x3f);
	}
	return is_character(*character, forms[after].least) ? after + 1 : 0;
}

size_t nkv_utf8_count(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += !nkv_utf8_continues(text[i]);
	return count;
}

size_t nkv_utf8_cut(const char *text, size_t bytes_max)
{
	size_t length = strnlen(text, bytes_max + 1);

	if (length > bytes_max)
		for (length = bytes_max; length > 0 && nkv_utf8_continues(text[length]);)
			length--;
	return length;
}

char *nkv_utf8_valid(const char *text)
{
	size_t used = 0;
	char *valid = malloc(strlen(text) * REPLACEMENT_BYTES + 1);
	uint32_t character;

	if (!valid)
		return NULL;
	while (*text) {
		size_t bytes = nkv_utf8_decode(text, NKV_UTF8_BYTES_MAX, &character);

		memcpy(valid + used, bytes ? text : nkv_utf8_replacement,
		       bytes ? bytes : REPLACEMENT_BYTES);
		used += bytes ? bytes : REPLACEMENT_BYTES;
		text += bytes ? bytes : 1;
	}
	valid[used] = '\0';
	return valid;
}
