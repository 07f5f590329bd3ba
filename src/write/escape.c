/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/escape.h"

#include <stdbool.h>

/* Whether a control character of C1 begins here, U+0080 to U+009F: terminals follow those, too. */
static bool begins_c1(const unsigned char *text, size_t length)
{
	return length >= 2 && text[0] == 0xc2 && text[1] >= 0x80 && text[1] <= 0x9f;
}

void nkv_put_escaped(FILE *out, const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;

	for (size_t i = 0; i < length; i++) {
		unsigned char c = bytes[i];

		if (c == '\n')
			fputs("\\n", out);
		else if (c == '\t')
			fputs("\\t", out);
		else if (c < 0x20 || c == 0x7f)
			fprintf(out, "\\x%02x", (unsigned int)c);
		else if (begins_c1(bytes + i, length - i))
			fprintf(out, "\\u%04x", (unsigned int)bytes[++i]);
		else
			fputc(c, out);
	}
}
