/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/text.h"

#include <stdbool.h>
#include <stdint.h>

/* One character of UTF-8: how many bytes it takes, 0 if it is none. */
static size_t decode(const unsigned char *text, size_t length, uint32_t *character)
{
	static const struct {
		unsigned char mask, lead;
		uint32_t least;
	} forms[] = { { 0x80, 0x00, 0 },
		      { 0xe0, 0xc0, 0x80 },
		      { 0xf0, 0xe0, 0x800 },
		      { 0xf8, 0xf0, 0x10000 } };

	for (size_t form = 0; form < sizeof(forms) / sizeof(forms[0]); form++) {
		if ((text[0] & forms[form].mask) != forms[form].lead)
			continue;
		if (form >= length)
			return 0;
		*character = text[0] & (unsigned char)~forms[form].mask;
		for (size_t i = 1; i <= form; i++) {
			if ((text[i] & 0xc0) != 0x80)
				return 0;
			*character = *character << 6 | (text[i] & 0x3f);
		}
		if (*character < forms[form].least || *character > 0x10ffff ||
		    (*character >= 0xd800 && *character <= 0xdfff))
			return 0;
		return form + 1;
	}
	return 0;
}

static bool is_control(uint32_t character)
{
	if (character < 0x20)
		return character != '\t' && character != '\n' && character != '\r';
	return (character >= 0x7f && character < 0xa0 && character != 0x85) ||
	       character == 0xfffe || character == 0xffff;
}

static const char *fault_of(size_t bytes, uint32_t character)
{
	if (bytes == 0)
		return "text that is not UTF-8";
	if (character == 0)
		return "a NUL";
	return is_control(character) ? "a control character" : NULL;
}

struct nkv_text_fault nkv_text_check(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	struct nkv_text_fault fault = { 0 };

	for (size_t i = 0, step; i < length; i += step) {
		uint32_t character = 0;

		step = decode(bytes + i, length - i, &character);
		fault.what = fault_of(step, character);
		if (fault.what)
			return fault;
		if (character == '\n' && i > 0 && bytes[i - 1] == '\r')
			continue;
		if (character == '\n' || character == '\r') {
			fault.line++;
			fault.column = 0;
		} else if (character != 0xfeff || i > 0) {
			fault.column++;
		}
	}
	return fault;
}
