/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text of other systems, made plain. */
#include <criterion/criterion.h>
#include <string.h>

#include "read/srat/plain_text.h"

/* Takes two blocks. */
static void expect_plain(const char *first, size_t first_length, const char *second,
			 size_t second_length, const char *wanted)
{
	struct nkv_plain_text state = { 0 };
	unsigned char bytes[64];
	size_t length;

	memcpy(bytes, first, first_length);
	length = nkv_plain_text(&state, bytes, first_length);
	memcpy(bytes + length, second, second_length);
	length += nkv_plain_text(&state, bytes + length, second_length);
	cr_expect_eq(length, strlen(wanted));
	cr_expect_arr_eq(bytes, wanted, strlen(wanted));
}

#define EXPECT_PLAIN(first, second, wanted)                                                        \
	expect_plain(first, sizeof(first) - 1, second, sizeof(second) - 1, wanted)

/* Each end of a line, also one that two blocks have. Expect newlines, as many as there are lines. */
Test(plain_text, newlines_end_lines)
{
	EXPECT_PLAIN("a\nb\n", "\nc", "a\nb\n\nc");
	EXPECT_PLAIN("a\r\nb\r", "\n\r\nc", "a\nb\n\nc");
	EXPECT_PLAIN("a\rb\r", "\rc", "a\nb\n\nc");
	EXPECT_PLAIN("a\r", "b", "a\nb");
}

/* Both kinds of UTF-16, with a mark or without. Expect ASCII. */
Test(plain_text, wide_characters_are_narrowed)
{
	EXPECT_PLAIN("\xff\xfe"
		     "a\0\r\0",
		     "\n\0b\0", "a\nb");
	EXPECT_PLAIN("\xfe\xff\0a\0\r\0", "\n\0b", "a\nb");
	EXPECT_PLAIN("a\0b", "\0", "ab");
}
