/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/quoted_printable.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

void nkv_quoted_printable_header(const char *text, bool *is_quoted)
{
	static const char name[] = "Content-Transfer-Encoding:";

	if (nkv_text_begins_with(text, "From ")) {
		*is_quoted = false;
	} else if (strncasecmp(text, name, sizeof(name) - 1) == 0) {
		text += sizeof(name) - 1;
		*is_quoted = strcasecmp(text + strspn(text, " "), "quoted-printable") == 0;
	}
}

static int digit_of(char c)
{
	const char *digits = "0123456789ABCDEF0123456789abcdef";
	const char *digit = c ? strchr(digits, c) : NULL;

	return digit ? (int)((digit - digits) % 16) : -1;
}

/* How long the end of a line is that is there. */
static size_t end_of_line(const char *bytes, size_t length)
{
	if (length > 0 && bytes[0] == '\n')
		return 1;
	return length > 1 && bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 0;
}

/* Takes what stands for one byte, or for none. Returns how long it is. */
static size_t take_byte(const char *bytes, size_t length, char *text, size_t room,
			struct nkv_quoted_printable_line *line)
{
	size_t taken = 1, end = bytes[0] == '=' ? end_of_line(bytes + 1, length - 1) : 0;
	char byte = bytes[0];

	if (end > 0) {
		line->newlines++;
		return 1 + end;
	}
	if (byte == '=' && length > 2 && digit_of(bytes[1]) >= 0 && digit_of(bytes[2]) >= 0) {
		byte = (char)(unsigned char)(digit_of(bytes[1]) * 16 + digit_of(bytes[2]));
		taken = 3;
	}
	if (line->length < room)
		text[line->length++] = byte;
	return taken;
}

bool nkv_quoted_printable_decode(const char *bytes, size_t length, char *text, size_t room,
				 struct nkv_quoted_printable_line *line)
{
	size_t i = 0;

	*line = (struct nkv_quoted_printable_line){ 0 };
	while (i < length && bytes[i] != '\n')
		i += take_byte(bytes + i, length - i, text, room, line);
	line->with_end = i + 1;
	line->newlines++;
	return i < length;
}
