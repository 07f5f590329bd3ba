/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands before and behind the lines of a log: what is learned from some, and found at others. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "copy_alone.h"
#include "read/lines/learned_prefix.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define HEADER "BIOS-provided physical RAM map:"

/* A kernel's first line has a version with points, and who built it. Expect nothing of others. */
Test(learned_prefix, first_lines)
{
	static const struct {
		const char *text;
		bool stamped;
		size_t length;
	} cases[] = {
		{ "> Linux version 2.6.18 (a@b)", false, 2 },
		{ "> Linux version 2-6.18 (a@b)", false, 0 },
		{ "> Linux version 2", false, 0 },
		{ "> Linux version .18 (a@b)", false, 0 },
		{ "> Linux version x (a@b)", false, 0 },
		{ "> Linux version 2.6.18 is out", false, 0 },
		{ "Report: Linux version 2.6.18 (a@b)", false, 0 },
		{ "Report: Linux version 2.6.18 (a@b)", true, 8 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_learned_prefix learned = { .length = 0 };

		cr_expect_eq(nkv_learn_prefix(&learned, cases[i].text, 0, cases[i].stamped),
			     cases[i].length, "%s", cases[i].text);
	}
}

/* Expect nothing to be left of a longer one that was learned before. */
Test(learned_prefix, a_shorter_one)
{
	struct nkv_learned_prefix learned = { .length = 0 };

	cr_assert_eq(nkv_learn_prefix(&learned, ">     Linux version 2.6.18 (a@b)", 0, false), 6);
	cr_assert_eq(nkv_learn_prefix(&learned, "> " HEADER, 0, false), 2);
	cr_expect_eq(nkv_learned_prefix_at(&learned, "> Memory"), 2);
	cr_expect_eq(nkv_learned_prefix_at(&learned, ">Memory"), 1);
}

/* Expect a line without its mark, and without the blanks before that; a line may have no more. */
Test(learned_prefix, marks_behind_lines)
{
	static const struct {
		const char *text;
		size_t length;
	} cases[] = { { "x **", 1 },  { "x   **", 1 }, { "x**", 3 }, { " **", 0 },
		      { "   **", 0 }, { "**", 2 },     { "", 0 } };
	struct nkv_learned_prefix learned = { .length = 0 };

	nkv_learn_suffix(&learned, HEADER " **");
	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_eq(
			nkv_without_learned_suffix(&learned, cases[i].text, strlen(cases[i].text)),
			cases[i].length, "'%s'", cases[i].text);
}

/* Marks as long as can be kept, and longer. Expect nothing but the mark to be read or written. */
Test(learned_prefix, long_marks)
{
	struct nkv_learned_prefix learned;

	for (size_t length = 1; length <= sizeof(learned.suffix); length++) {
		char text[sizeof(HEADER) + sizeof(learned.suffix)] = HEADER, *alone;

		memset(text + strlen(HEADER), '*', length);
		alone = copy_alone(text, strlen(text) + 1);
		learned = (struct nkv_learned_prefix){ .length = 0 };
		nkv_learn_suffix(&learned, alone);
		cr_expect_eq(strlen(learned.suffix), length < sizeof(learned.suffix) ? length : 0);
		free(alone);
	}
}
