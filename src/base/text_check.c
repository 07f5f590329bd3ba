/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/text_check.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

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

/* The highest bit of each byte of a word, and a word of the same byte. */
static const uint64_t high_bits = UINT64_C(0x8080808080808080);

static uint64_t each(unsigned char byte)
{
	return UINT64_C(0x0101010101010101) * byte;
}

/*
 * Checks eight characters at once: whether each is printable ASCII, a blank or
 * a newline. A sum can carry into the next byte only if a byte is above 0x7f,
 * and then the answer is no anyway.
 */
static bool are_plain(uint64_t word)
{
	uint64_t from_blank = word + each(0x80 - 0x20);
	uint64_t no_newline = (word ^ each('\n')) + each(0x7f);
	uint64_t above = word | (word + each(1)); /* 0x7f is the control character DEL */

	return ((above | (~from_blank & no_newline)) & high_bits) == 0;
}

/* Whether a text is plain, as nearly all descriptions are: nothing can be wrong with it. */
static bool is_plain_text(const char *text, size_t length)
{
	size_t i = 0;
	uint64_t word = each(' ');
	bool plain = true;

	for (; plain && length - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, text + i, sizeof(word));
		plain = are_plain(word);
	}
	word = each(' ');
	memcpy(&word, text + i, plain ? length - i : 0);
	return plain && are_plain(word);
}

struct nkv_text_fault nkv_text_check(const char *text, size_t length)
{
	struct nkv_text_fault fault = { 0 };

	fault.plain = is_plain_text(text, length);
	if (fault.plain)
		return fault;
	for (size_t i = 0, step; i < length; i += step) {
		uint32_t character = 0;

		step = nkv_utf8_decode(text + i, length - i, &character);
		fault.what = fault_of(step, character);
		if (fault.what)
			return fault;
		if (character == '\n' && i > 0 && text[i - 1] == '\r')
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
