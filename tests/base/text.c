/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists and texts that grow. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/grow.h"
#include "base/number.h"
#include "base/text.h"

/* A list that is asked for one more item a thousand times. Expect all of them in it. */
Test(grow, keeps_what_is_there)
{
	size_t capacity = 0;
	uint32_t *items = NULL;

	for (uint32_t i = 0; i < 1000; i++) {
		items = nkv_grow(items, &capacity, i + 1, sizeof(*items));
		cr_assert_not_null(items);
		cr_assert_gt(capacity, i);
		items[i] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		cr_assert_eq(items[i], i);
	free(items);
}

/* More items than there are addresses for. Expect ENOMEM, and the list as it was. */
Test(grow, refuses_what_no_memory_can_hold)
{
	static const size_t wanted[] = { SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 8 + 1 };
	size_t capacity = 0, before;
	uint64_t *items = nkv_grow(NULL, &capacity, 1, sizeof(*items));

	cr_assert_not_null(items);
	before = capacity;
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		errno = 0;
		cr_expect_null(nkv_grow(items, &capacity, wanted[i], sizeof(*items)));
		cr_expect_eq(errno, ENOMEM);
		cr_expect_eq(capacity, before);
	}
	free(items);
}

/* Each kind of addition, over the text's first room. Expect them one behind the other. */
Test(text, additions_follow_each_other)
{
	struct nkv_text text = { 0 };
	const char *string;

	nkv_text_add(&text, "a ");
	nkv_text_add_number(&text, UINT64_MAX);
	nkv_text_add_char(&text, ' ');
	nkv_text_add_hex(&text, 0xbeef, 8);
	nkv_text_add_bytes(&text, " bcd", 2);
	string = nkv_text_string(&text);
	cr_assert_not_null(string);
	cr_expect_str_eq(string, "a 18446744073709551615 0x0000beef b");
	for (int i = 0; i < 10000; i++)
		nkv_text_add_char(&text, 'x');
	cr_expect_eq(text.length, 10035);
	cr_expect_str_eq(nkv_text_string(&text) + 10030, "xxxxx");
	nkv_text_free(&text);
}

/* A text that has failed. Expect that it is said, and nothing added. */
Test(text, a_failure_is_kept)
{
	struct nkv_text text = { .failed = true };

	nkv_text_add(&text, "a");
	cr_expect_eq(text.length, 0);
	cr_expect_null(nkv_text_string(&text));
	nkv_text_free(&text);
}

/* Expect the beginnings and ends that are there, and no byte read behind a length. */
/* In room of the caller's: what fits is all there, one byte more is a failure, and nothing is moved. */
Test(text, fixed_room_does_not_grow)
{
	char room[4];
	struct nkv_text text = { .text = room, .capacity = sizeof(room), .fixed = true };

	nkv_text_add(&text, "abcd");
	cr_expect_not(text.failed);
	cr_expect_eq(text.length, 4U);
	nkv_text_add_char(&text, 'e');
	cr_expect(text.failed);
	cr_expect_eq(text.text, room);
	cr_expect_arr_eq(room, "abcd", 4);
}

Test(text, beginnings_and_ends)
{
	cr_expect(nkv_text_begins_with("abc", "ab"));
	cr_expect(nkv_text_begins_with("abc", ""));
	cr_expect_not(nkv_text_begins_with("ab", "abc"));
	cr_expect(nkv_text_ends_with("abc", "bc"));
	cr_expect_not(nkv_text_ends_with("bc", "abc"));
	cr_expect(nkv_bytes_begin_with("abc", 2, "ab"));
	cr_expect_not(nkv_bytes_begin_with("abc", 2, "abc"));
	cr_expect(nkv_bytes_are("abc", 2, "ab"));
	cr_expect_not(nkv_bytes_are("abc", 3, "ab"));
}

/* What is printed into a buffer. Expect it as a string once it is closed, and empty after that. */
Test(buffer, is_a_file_in_memory)
{
	struct nkv_buffer buffer;

	cr_assert(nkv_buffer_open(&buffer));
	fprintf(buffer.file, "%d %s", 1, "two");
	cr_expect_str_eq(nkv_buffer_string(&buffer), "1 two");
	cr_expect_eq(buffer.text.length, 5);
	nkv_buffer_free(&buffer);
	cr_expect_eq(buffer.text.length, 0);
}

/* Every character. Expect the value that strtoul() gives a digit, and none of all others. */
Test(number, digits)
{
	for (int c = CHAR_MIN; c <= CHAR_MAX; c++) {
		const char digit[] = { (char)c, '\0' };
		unsigned int wanted = isxdigit((unsigned char)c)
					      ? (unsigned int)strtoul(digit, NULL, 16)
					      : UINT_MAX;

		cr_expect_eq(nkv_digit_value((char)c), wanted, "%d", c);
	}
}
