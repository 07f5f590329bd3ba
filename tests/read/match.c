/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines against forms. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <string.h>

#include "read/forms/match.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

Test(match, forms)
{
	static const struct {
		const char *line, *pattern;
		enum nkv_match match;
		uint64_t first, second;
	} cases[] = {
		{ "a b", "a b", NKV_MATCH_WHOLE, 0, 0 },
		{ "a  \tb", "a b", NKV_MATCH_WHOLE, 0, 0 },
		{ "a", "a b", NKV_MATCH_PART, 0, 0 },
		{ "a ", "a b", NKV_MATCH_NONE, 0, 0 },
		{ "ab", "a b", NKV_MATCH_NONE, 0, 0 },
		{ "a bc", "a b", NKV_MATCH_NONE, 0, 0 },
		{ "", "a b", NKV_MATCH_NONE, 0, 0 },
		{ "12 - ff", "%d - %x", NKV_MATCH_WHOLE, 12, 0xff },
		{ "12 - 0xFf", "%d - %x", NKV_MATCH_WHOLE, 12, 0xff },
		{ "12 - 0XFf", "%d - %x", NKV_MATCH_WHOLE, 12, 0xff },
		{ "0y10", "%x", NKV_MATCH_NONE, 0, 0 },
		{ "1x10", "%x", NKV_MATCH_NONE, 0, 0 },
		{ "18446744073709551615", "%d", NKV_MATCH_WHOLE, UINT64_MAX, 0 },
		{ "-0x1", "%i", NKV_MATCH_NONE, 0, 0 },
		{ "a-", "a-%d", NKV_MATCH_PART, 0, 0 },
		{ "a", "a%d", NKV_MATCH_NONE, 0, 0 },
		{ "12 -", "%d - %x", NKV_MATCH_PART, 12, 0 },
		{ "12 - g", "%d - %x", NKV_MATCH_NONE, 12, 0 },
		{ "-26624", "%d", NKV_MATCH_WHOLE, UINT64_C(4294940672), 0 },
		{ "-", "%d", NKV_MATCH_NONE, 0, 0 },
		{ "10 0x10", "%i %i", NKV_MATCH_WHOLE, 10, 16 },
		{ "0x", "%x", NKV_MATCH_NONE, 0, 0 },
		{ "ffffffffffffffff", "%x", NKV_MATCH_WHOLE, UINT64_MAX, 0 },
		{ "10000000000000000", "%x", NKV_MATCH_NONE, 0, 0 },
		{ "18446744073709551616", "%d", NKV_MATCH_NONE, 0, 0 },
		{ "word 5 rest of it", "%w %d%*", NKV_MATCH_WHOLE, 0, 5 },
		{ "word 5", "%w %d%*", NKV_MATCH_WHOLE, 0, 5 },
		{ "", "%w", NKV_MATCH_NONE, 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_capture captures[NKV_CAPTURES_MAX] = { { 0 } };

		cr_expect_eq(nkv_match(cases[i].line, cases[i].pattern, captures), cases[i].match,
			     "'%s' as '%s'", cases[i].line, cases[i].pattern);
		if (cases[i].match != NKV_MATCH_WHOLE)
			continue;
		cr_expect_eq(captures[0].number, cases[i].first, "'%s'", cases[i].line);
		cr_expect_eq(captures[1].number, cases[i].second, "'%s'", cases[i].line);
	}
}

/* A pfn is read both ways; which one counts is not known of a line alone. */
Test(match, pfns)
{
	static const struct {
		const char *line;
		uint64_t decimal, hexadecimal;
		bool is_hexadecimal;
	} cases[] = {
		{ "20000", 20000, 0x20000, false },
		{ "1fa00", 0, 0x1fa00, true },
		{ "0x10", 0, 0x10, true },
		{ "-2", UINT32_MAX - 1, 0, false },
		{ "a", 0, 0xa, true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_capture captures[NKV_CAPTURES_MAX] = { { 0 } };

		cr_expect_eq(nkv_match(cases[i].line, "%p", captures), NKV_MATCH_WHOLE, "'%s'",
			     cases[i].line);
		cr_expect(captures[0].is_pfn);
		cr_expect_eq(captures[0].number, cases[i].decimal, "'%s'", cases[i].line);
		cr_expect_eq(captures[0].hexadecimal, cases[i].hexadecimal, "'%s'", cases[i].line);
		cr_expect_eq(captures[0].is_hexadecimal, cases[i].is_hexadecimal, "'%s'",
			     cases[i].line);
	}
}

Test(match, words_and_the_rest)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX];

	cr_assert_eq(nkv_match("a bc (d e)", "a %w (%*", captures), NKV_MATCH_WHOLE);
	cr_expect_eq(captures[0].length, 2);
	cr_expect_eq(strncmp(captures[0].text, "bc", 2), 0);
	cr_expect_str_eq(captures[1].text, "d e)");
	cr_expect_eq(captures[1].length, 4);
}
