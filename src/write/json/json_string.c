/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_string.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Whether an ASCII character needs no escape. */
static bool is_plain(char c)
{
	unsigned char byte = (unsigned char)c;

	return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

/* The letter after the backslash for a character, or 0. */
static char short_escape(char c)
{
	switch (c) {
	case '"':
	case '\\':
		return c;
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return '\0';
	}
}

static void put_ascii(struct nkv_text *line, char c)
{
	char escape = short_escape(c), text[8];

	if (escape) {
		nkv_text_add_char(line, '\\');
		nkv_text_add_char(line, escape);
		return;
	}
	snprintf(text, sizeof(text), "\\u%04x", (unsigned int)(unsigned char)c);
	nkv_text_add(line, text);
}

/* Puts the first character of the text, which needs an escape. Returns the number of its bytes. */
static size_t put_character(struct nkv_text *line, const char *text)
{
	uint32_t character;
	size_t bytes = nkv_utf8_decode(text, NKV_UTF8_BYTES_MAX, &character);

	if (bytes == 0)
		nkv_text_add(line, nkv_utf8_replacement);
	else if (bytes == 1)
		put_ascii(line, *text);
	else
		nkv_text_add_bytes(line, text, bytes);
	return bytes > 0 ? bytes : 1;
}

void nkv_json_string(struct nkv_text *line, const char *text)
{
	nkv_text_add_char(line, '"');
	while (*text) {
		size_t plain = 0;

		while (is_plain(text[plain]))
			plain++;
		nkv_text_add_bytes(line, text, plain);
		text += plain;
		if (*text)
			text += put_character(line, text);
	}
	nkv_text_add_char(line, '"');
}
