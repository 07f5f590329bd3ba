/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/escape.h"

#include <stdbool.h>

/* Whether a control character of C1 begins here, U+0080 to U+009F: terminals follow those, too. */
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

void nkv_put_escaped(FILE *out, const char *text, size_t length)
{
	char shown[NKV_ESCAPE_BYTES];

	for (size_t i = 0; i < length;) {
		i += nkv_escape(text + i, length - i, shown);
		fputs(shown, out);
	}
}
