/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/yaml/yaml_string.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* Words that some version of YAML reads as a boolean, as null or as a number. */
static bool is_reserved(const char *word)
{
	static const char *const words[] = { "y",    "n",     "yes",  "no",  "on", "off",
					     "true", "false", "null", "nan", "inf" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(words[i], word) == 0)
			return true;
	return false;
}

static bool is_plain(const char *text)
{
	size_t first = strspn(text, letters);
	size_t length = strlen(text);

	for (size_t i = first; i < length; i++)
		if (!strchr(letters, text[i]) && !strchr("0123456789-_.", text[i]))
			return false;
	return first > 0 && !is_reserved(text);
}

/* The character at *text, in UTF-8; moves *text past it. */
static uint32_t next_character(const char **text)
{
	const unsigned char *bytes = (const unsigned char *)*text;
	size_t more = bytes[0] < 0x80 ? 0 : bytes[0] < 0xe0 ? 1 : bytes[0] < 0xf0 ? 2 : 3;
	uint32_t character = more == 0 ? bytes[0] : bytes[0] & (0x3fU >> more);

	for (size_t i = 1; i <= more; i++)
		character = character << 6 | (bytes[i] & 0x3f);
	*text += more + 1;
	return character;
}

/* Characters that a reader refuses, folds, or takes as the end of a line. */
static bool is_unprintable(uint32_t character)
{
	return character < 0x20 || (character >= 0x7f && character < 0xa0) || character == 0x2028 ||
	       character == 0x2029 || character == 0xfeff || character == 0xfffe ||
	       character == 0xffff;
}

static void put_escape(FILE *out, uint32_t character)
{
	switch (character) {
	case '\n':
		fputs("\\n", out);
		break;
	case '\r':
		fputs("\\r", out);
		break;
	case '\t':
		fputs("\\t", out);
		break;
	default:
		fprintf(out, character < 0x100 ? "\\x%02" PRIx32 : "\\u%04" PRIx32, character);
		break;
	}
}

bool nkv_yaml_quoted(FILE *out, const char *text)
{
	char *valid = nkv_utf8_valid(text);

	if (!valid)
		return false;
	fputc('"', out);
	for (const char *at = valid; *at;) {
		const char *character = at;
		uint32_t code = next_character(&at);

		if (is_unprintable(code)) {
			put_escape(out, code);
			continue;
		}
		if (code == '"' || code == '\\')
			fputc('\\', out);
		fwrite(character, 1, (size_t)(at - character), out);
	}
	fputc('"', out);
	free(valid);
	return true;
}

bool nkv_yaml_string(FILE *out, const char *text)
{
	if (!is_plain(text))
		return nkv_yaml_quoted(out, text);
	fputs(text, out);
	return true;
}

bool nkv_yaml_comment(FILE *out, const char *text)
{
	char *valid = nkv_utf8_valid(text);

	if (!valid)
		return false;
	for (const char *at = valid; *at;) {
		const char *character = at;

		if (is_unprintable(next_character(&at)))
			fputc(' ', out);
		else
			fwrite(character, 1, (size_t)(at - character), out);
	}
	free(valid);
	return true;
}
