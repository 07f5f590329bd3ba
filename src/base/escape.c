/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/escape.h"

#include <stdbool.h>

/* Whether a C1 control character, U+0080 to U+009F, begins here: terminals obey those, too. */
static bool begins_c1(const unsigned char *text, size_t length)
{
	return length >= 2 && text[0] == 0xc2 && text[1] >= 0x80 && text[1] <= 0x9f;
}

size_t nkv_escape(const char *text, size_t length, char shown[NKV_ESCAPE_BYTES])
{
	const unsigned char *bytes = (const unsigned char *)text;
	unsigned int c = bytes[0];

	if (c == '\n')
		snprintf(shown, NKV_ESCAPE_BYTES, "\\n");
	else if (c == '\t')
		snprintf(shown, NKV_ESCAPE_BYTES, "\\t");
	else if (c < 0x20 || c == 0x7f)
		snprintf(shown, NKV_ESCAPE_BYTES, "\\x%02x", c);
	else if (begins_c1(bytes, length))
		snprintf(shown, NKV_ESCAPE_BYTES, "\\u%04x", (unsigned int)bytes[1]);
	else
		snprintf(shown, NKV_ESCAPE_BYTES, "%c", (int)c);
	return begins_c1(bytes, length) ? 2 : 1;
}

/* Of ASCII, which most text is. */
static bool is_shown(unsigned char byte)
{
	return byte >= 0x20 && byte < 0x7f;
}

size_t nkv_plain_length(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t i = 0;

	while (i < length &&
	       (is_shown(bytes[i]) || (bytes[i] > 0x7f && !begins_c1(bytes + i, length - i))))
		i++;
	return i;
}

/* Writes runs of plain text at once: standard error is not buffered, so each call is a write. */
void nkv_put_escaped(FILE *out, const char *text, size_t length)
{
	char shown[NKV_ESCAPE_BYTES];

	for (size_t i = 0, plain; i < length; i += plain) {
		plain = nkv_plain_length(text + i, length - i);
		if (plain > 0) {
			fwrite(text + i, 1, plain, out);
		} else {
			plain = nkv_escape(text + i, length - i, shown);
			fputs(shown, out);
		}
	}
}

void nkv_text_add_escaped(struct nkv_text *text, const char *added)
{
	size_t length = strlen(added);
	char shown[NKV_ESCAPE_BYTES];

	for (size_t i = 0, plain; i < length; i += plain) {
		plain = nkv_plain_length(added + i, length - i);
		if (plain > 0) {
			nkv_text_add_bytes(text, added + i, plain);
		} else {
			plain = nkv_escape(added + i, length - i, shown);
			nkv_text_add(text, shown);
		}
	}
}
