/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where lines end, and how they are joined again. Nothing is read behind the end of the bytes. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "copy_alone.h"
#include "read/lines/cut_line.h"
#include "read/lines/line_ends.h"
#include "read/lines/log_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef size_t find_function(const char *bytes, size_t length, size_t *before);

static void expect_end(find_function *find, const char *text, size_t wanted, size_t before)
{
	char *bytes = copy_alone(text, strlen(text));
	size_t got_before = 0, got = find(bytes, strlen(text), &got_before);

	cr_expect_eq(got, wanted, "'%s': %zu", text, got);
	if (wanted > 0)
		cr_expect_eq(got_before, before, "'%s': %zu", text, got_before);
	free(bytes);
}

#define TEN "0123456789"

Test(line_ends, breaks)
{
	static const struct {
		const char *text;
		size_t length, before;
	} cases[] = {
		{ "ab<br>c", 4, 2 },
		{ "<br/>", 5, 0 },
		{ "<BR />c", 6, 0 },
		{ "a</p>", 4, 1 },
		{ "a</div>", 6, 1 },
		{ "a</LI>", 5, 1 },
		{ "a</tr x>", 7, 1 },
		{ "a<b<br>", 4, 3 },
		{ "a<<br>", 4, 2 },
		{ "<brx>", 0, 0 },
		{ "<br", 0, 0 },
		{ "<br ", 0, 0 },
		{ "<b>", 0, 0 },
		{ "</span>", 0, 0 },
		{ "", 0, 0 },
		{ "<", 0, 0 },
		{ "x", 0, 0 },
		{ "<br " TEN TEN "1234567>", 32, 0 },
		{ "<br " TEN TEN "12345678>", 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_end(nkv_break, cases[i].text, cases[i].length, cases[i].before);
}

Test(line_ends, escaped_newlines)
{
	static const struct {
		const char *text;
		size_t length, before;
	} cases[] = {
		{ "ab\\nc", 2, 2 }, { "\\n", 2, 0 },	 { "\\r\\n", 4, 0 }, { "\\r\\t", 0, 0 },
		{ "\\\\n", 0, 0 },  { "\\\\\\n", 2, 2 }, { "\\t\\n", 2, 2 }, { "\\", 0, 0 },
		{ "", 0, 0 },	    { "a\\", 0, 0 },	 { "\\r\\", 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_end(nkv_escaped_newline, cases[i].text, cases[i].length, cases[i].before);
}

Test(line_ends, escaped_texts)
{
	static const struct {
		const char *text;
		bool is;
	} cases[] = {
		{ "a\\nb\\nc\\nd\\n", true },
		{ "\\n\\r\\n\\n\\n", true },
		{ "a\\nb\\nc\\nd", false },
		{ "", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bytes = copy_alone(cases[i].text, strlen(cases[i].text));

		cr_expect_eq(nkv_is_escaped_text(bytes, strlen(cases[i].text)), cases[i].is, "%s",
			     cases[i].text);
		free(bytes);
	}
}

#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

/* A return ends a line, unless another end follows, or a terminal moves on by a blank and it. */
Test(line_ends, returns)
{
	static const struct {
		const char *text;
		size_t at;
		bool ends;
	} cases[] = {
		{ "a\rb", 1, true },
		{ "a\rb", 0, false },
		{ "a\rb", 2, false },
		{ "\rb", 0, false },
		{ "a\r", 1, false },
		{ "a\r\n", 1, false },
		{ "a\r\rb", 1, false },
		{ "a\r\rb", 2, true },
		{ SEVENTY "12345678 \rb", 79, true },
		{ SEVENTY "123456789 \rb", 80, false },
		{ SEVENTY "1234567890\rb", 80, true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bytes = copy_alone(cases[i].text, strlen(cases[i].text));

		cr_expect_eq(nkv_return_ends_line(bytes, strlen(cases[i].text), cases[i].at),
			     cases[i].ends, "case %zu", i);
		free(bytes);
	}
}

/* Two returns before the first newline, or without one. */
Test(line_ends, newlines)
{
	static const struct {
		const char *text;
		char newline;
	} cases[] = {
		{ "a\rb\rc\n", '\r' },	{ "a\rb\rc", '\r' },
		{ "a\rb\n", '\n' },	{ "a\r\nb\r\nc", '\n' },
		{ "a\nb\rc\rd", '\n' }, { "a\rb\r\nc", '\n' },
		{ "\ra\rb", '\n' },	{ "\ra\rb\rc", '\r' },
		{ "a\rb\nc\rd", '\n' }, { "", '\n' },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bytes = copy_alone(cases[i].text, strlen(cases[i].text));

		cr_expect_eq(nkv_find_newline(bytes, strlen(cases[i].text)), cases[i].newline,
			     "case %zu", i);
		free(bytes);
	}
}

/* Expect a blank between, but not behind a word's hyphen; and nothing where there is no room. */
Test(line_ends, joining)
{
	static const struct {
		const char *text, *rest, *joined;
		size_t room; /* the least */
	} cases[] = {
		{ "a", "b", "a b", 4 },	    { "a-", "b", "a-b", 4 },	{ "-", "b", "- b", 4 },
		{ "a -", "b", "a - b", 6 }, { "a--", "b", "a-- b", 6 }, { "", "b", " b", 3 },
		{ "ab", "", "ab ", 4 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		for (size_t room = cases[i].room - 1; room <= cases[i].room; room++) {
			char *text = malloc(room);
			size_t length = strlen(cases[i].text);
			bool fits = room == cases[i].room;

			cr_assert(text);
			memcpy(text, cases[i].text, length + 1);
			cr_expect_eq(nkv_join_line(text, &length, room, cases[i].rest), fits, "%s",
				     cases[i].joined);
			cr_expect_str_eq(text, fits ? cases[i].joined : cases[i].text);
			cr_expect_eq(length, strlen(text));
			free(text);
		}
	}
}

Test(line_ends, joining_directly)
{
	char text[4] = "a";
	size_t length = 1;

	cr_expect_not(nkv_join_line_directly(text, &length, sizeof(text), "bcd"));
	cr_expect(nkv_join_line_directly(text, &length, sizeof(text), "bc"));
	cr_expect_str_eq(text, "abc");
	cr_expect_eq(length, 3);
}

Test(line_ends, lines_of_a_terminal)
{
	static const struct {
		const char *raw;
		bool fills;
	} cases[] = {
		{ SEVENTY TEN, true },
		{ SEVENTY TEN "\r", true },
		{ SEVENTY "123456789", false },
		{ SEVENTY TEN "1", false },
		{ SEVENTY "123456789 ", false },
		{ SEVENTY "123456789\r", false },
		{ "", false },
		{ "\r", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bytes = copy_alone(cases[i].raw, strlen(cases[i].raw));

		cr_expect_eq(nkv_fills_terminal(bytes, strlen(cases[i].raw)), cases[i].fills,
			     "case %zu", i);
		free(bytes);
	}
}

/* A note of a cut is short. */
Test(line_ends, long_cuts)
{
	cr_expect(nkv_is_cut_line("<snip> " SEVENTY "123"));
	cr_expect_not(nkv_is_cut_line("<snip> " SEVENTY "1234"));
	nkv_log_lines_free(NULL);
}
