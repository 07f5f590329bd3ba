/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/xml.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static size_t put_character(FILE *out, const char *text)
{
	uint32_t c = 0;
	size_t bytes = nkv_utf8_decode(text, NKV_UTF8_BYTES_MAX, &c);

	if (bytes == 0 || c == 0xfffe || c == 0xffff)
		fputs(nkv_utf8_replacement, out);
	else if (c == '&')
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
	else
		fwrite(text, 1, bytes, out);
	return bytes > 0 ? bytes : 1;
}

/* A character is at most two columns wide; an escaped control character takes four. */
static size_t columns_of(const char *text, size_t *bytes)
{
	uint32_t c = 0;

	*bytes = nkv_utf8_decode(text, NKV_UTF8_BYTES_MAX, &c);
	if (*bytes == 0)
		*bytes = 1;
	else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
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

	/* `fits` is where the text is cut if "..." must follow it. */
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
