/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Characters of UTF-8. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Encodes a number as UTF-8 does, whether or not it is a character; returns its bytes. */
static size_t encode(uint32_t number, size_t bytes, char text[NKV_UTF8_BYTES_MAX])
{
	static const unsigned char leads[] = { 0x00, 0xc0, 0xe0, 0xf0 };

	for (size_t i = bytes; i-- > 1; number >>= 6)
		text[i] = (char)(0x80 | (number & 0x3f));
	text[0] = (char)(leads[bytes - 1] | number);
	return bytes;
}

static size_t shortest(uint32_t number)
{
	if (number < 0x80)
		return 1;
	if (number < 0x800)
		return 2;
	return number < 0x10000 ? 3 : 4;
}

/*
 *   every number of up to 21 bits, in each length that can hold it
 *
 * Expect characters in their shortest form alone; no surrogates, nothing above 0x10ffff.
 */
Test(utf8, every_number_in_every_length)
{
	for (uint32_t number = 0; number < UINT32_C(1) << 21; number++) {
		bool is_character = number <= 0x10ffff && (number < 0xd800 || number > 0xdfff);

		for (size_t bytes = shortest(number); bytes <= NKV_UTF8_BYTES_MAX; bytes++) {
			bool wanted = is_character && bytes == shortest(number);
			char text[NKV_UTF8_BYTES_MAX];
			uint32_t decoded = 0;
			size_t got = nkv_utf8_decode(text, encode(number, bytes, text), &decoded);

			cr_assert_eq(got, wanted ? bytes : 0, "0x%x in %zu bytes", number, bytes);
			cr_assert(!wanted || decoded == number, "0x%x in %zu bytes", number, bytes);
		}
	}
}

/*
 *   [e2 82|ac]   a character that is cut off
 *
 * Expect none, by its length and by a NUL.
 */
Test(utf8, a_character_cut_off)
{
	uint32_t character;

	cr_expect_eq(nkv_utf8_decode("\xe2\x82\xac", 2, &character), 0);
	cr_expect_eq(nkv_utf8_decode("\xe2\x82", NKV_UTF8_BYTES_MAX, &character), 0);
	cr_expect_eq(nkv_utf8_decode("\x82", NKV_UTF8_BYTES_MAX, &character), 0);
}

/*
 *   a [c3 a4] b [e2 82 ac]   four characters, seven bytes
 *
 * Expect cuts between characters only.
 */
Test(utf8, cuts_are_between_characters)
{
	static const char text[] = "a\xc3\xa4"
				   "b\xe2\x82\xac";
	static const size_t wanted[] = { 0, 1, 1, 3, 4, 4, 4, 7, 7 };

	cr_expect_eq(nkv_utf8_count(text, strlen(text)), 4);
	for (size_t most = 0; most < sizeof(wanted) / sizeof(wanted[0]); most++)
		cr_expect_eq(nkv_utf8_cut(text, most), wanted[most], "%zu", most);
}

static void expect_valid(const char *text, const char *wanted)
{
	char *valid = nkv_utf8_valid(text);

	cr_expect_str_eq(valid, wanted);
	free(valid);
}

Test(utf8, what_is_not_becomes_a_replacement)
{
	expect_valid("", "");
	expect_valid("a\xc3\xa4\xf0\x9f\x98\x80", "a\xc3\xa4\xf0\x9f\x98\x80");
	expect_valid("a\xff"
		     "b",
		     "a\xef\xbf\xbd"
		     "b");
	expect_valid("\xc3", "\xef\xbf\xbd");
	expect_valid("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}
