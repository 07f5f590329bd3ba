/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bytes of a document. Most are looked at eight at a time; what is wrong, one by one. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text_check.h"

enum { LENGTH_MAX = 20 };

/* What is wrong with a byte among letters: "" for nothing. */
static const char *fault_of(unsigned int byte)
{
	if (byte == 0)
		return "a NUL";
	if (byte >= 0x80)
		return "text that is not UTF-8";
	if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f)
		return "a control character";
	return "";
}

/*
 * Each byte at each place of texts of each length up to a few words.
 *
 * Expect the same answer wherever it stands, and its column, from 0.
 */
Test(text, every_byte_at_every_place)
{
	char text[LENGTH_MAX];

	for (unsigned int byte = 0; byte <= 0xff; byte++) {
		for (size_t length = 1; length <= LENGTH_MAX; length++) {
			for (size_t place = 0; place < length; place++) {
				const char *wanted = fault_of(byte);
				struct nkv_text_fault fault;

				memset(text, 'x', sizeof(text));
				text[place] = (char)byte;
				fault = nkv_text_check(text, length);
				cr_assert_str_eq(fault.what ? fault.what : "", wanted,
						 "byte %#x at %zu of %zu", byte, place, length);
				if (*wanted)
					cr_assert_eq(fault.column, place, "byte %#x at %zu of %zu",
						     byte, place, length);
			}
		}
	}
}

/*
 *   lines of seven characters, the newlines drifting through the words
 *
 * Expect the line and column of what is wrong, from 0.
 */
Test(text, place_after_newlines)
{
	static const char text[] = "abcdef\nabcdef\nabcdef\nabc\x01";
	const struct nkv_text_fault fault = nkv_text_check(text, sizeof(text) - 1);

	cr_assert_str_eq(fault.what, "a control character");
	cr_assert_eq(fault.line, 3);
	cr_assert_eq(fault.column, 3);
}

/* UTF-8 of two to four bytes across the border of a word. Expect nothing wrong, then a column. */
Test(text, utf8)
{
	static const char good[] = "abcdefg\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 and so on";
	static const char bad[] = "abcdefg\xc3\xa9\xe2\x82\xac\xff";

	cr_assert_null(nkv_text_check(good, sizeof(good) - 1).what);
	cr_assert_str_eq(nkv_text_check(bad, sizeof(bad) - 1).what, "text that is not UTF-8");
	cr_assert_eq(nkv_text_check(bad, sizeof(bad) - 1).column, 9);
}
