/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/xml.h"

#include <stdint.h>
#include <string.h>

/* A character, and how many bytes it takes; valid UTF-8 is given. */
static uint32_t decode(const char *text, size_t *bytes)
{
	const unsigned char *unsigned_text = (const unsigned char *)text;
	uint32_t c = unsigned_text[0];

	*bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	if (c >= 0x80)
		c &= 0xffu >> (*bytes + 1);
	for (size_t i = 1; i < *bytes && unsigned_text[i]; i++)
		c = c << 6 | (unsigned_text[i] & 0x3f);
	return c;
}

static size_t put_character(FILE *out, const char *text)
{
	size_t bytes;
	uint32_t c = decode(text, &bytes);

	if (c == '&')
		fputs("&amp;", out);
	else if (c == '<')
		fputs("&lt;", out);
	else if (c == '>')
		fputs("&gt;", out);
	else if (c == '"')
		fputs("&quot;", out);
	else if (c == '\n')
		fputs("\\n", out);
	else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		fprintf(out, "\\x%02x", (unsigned int)c);
	else if (c == 0xfffe || c == 0xffff)
		fputs("\xef\xbf\xbd", out);
	else
		fwrite(text, 1, bytes, out);
	return bytes;
}

/* No font has a wider character than two columns; a control character becomes four. */
static size_t columns_of(const char *text, size_t *bytes)
{
	uint32_t c = decode(text, bytes);

	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return 4;
	return c < 0x7f ? 1 : 2;
}

void nkv_xml_text(FILE *out, const char *text)
{
	while (*text)
		text += put_character(out, text);
}

void nkv_xml_text_within(FILE *out, const char *text, size_t columns)
{
	static const char dots[] = "...";
	const size_t dots_columns = sizeof(dots) - 1;
	const char *end = text, *fits = text;
	size_t used = 0, bytes;

	/* `fits` is where the text would end with dots behind it. */
	for (; *end && used <= columns; end += bytes) {
		used += columns_of(end, &bytes);
		if (used + dots_columns <= columns)
			fits = end + bytes;
	}
	if (used <= columns)
		fits = end;
	while (text < fits)
		text += put_character(out, text);
	if (*text)
		fputs(dots, out);
}

void nkv_xml_lines(FILE *out, const char *lines)
{
	while (*lines) {
		if (*lines == '\n' || *lines == '\t')
			fputc(*lines++, out);
		else
			lines += put_character(out, lines);
	}
}
