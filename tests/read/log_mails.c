/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs in mails, as mail programs encode them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "opened_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Expect lines to be counted as they stand in the mail, and the next mail not to be decoded. */
/* What shows it is several "=3D", one between blanks, or a full line that goes on; up to what cannot be. */
Test(log_mails, what_is_quoted_printable_without_a_header)
{
	static const char log[] =
		"a=3D1\n"
		"b=3D1 c=3D2\n"
		"d=3D3=\n"
		"e\n"
		"f=gh\n"
		"i=3D1\n"
		"j =3D 1\n"
		"k=l\n"
		"m nopqrstuvwxyz0123456789012345678901234567890123456789012345678901234567=\n"
		"89\n"
		"Content-Transfer-Encoding: 8bit\n"
		"n =3D 1\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "a=3D1", 1, 0);
	expect_line(lines, "b=1 c=2", 2, 0);
	expect_line(lines, "d=3e", 3, 0);
	expect_line(lines, "f=gh", 5, 0);
	expect_line(lines, "i=3D1", 6, 0);
	expect_line(lines, "j = 1", 7, 0);
	expect_line(lines, "k=l", 8, 0);
	expect_line(lines,
		    "m nopqrstuvwxyz012345678901234567890123456789012345678901234567890123456789",
		    9, 0);
	expect_line(lines, "Content-Transfer-Encoding: 8bit", 11, 0);
	expect_line(lines, "n =3D 1", 12, 0);
	expect_end(lines);
	nkv_log_lines_free(lines);
}

Test(log_mails, a_mail_that_is_quoted_printable)
{
	static const char log[] = "a=3D1\n"
				  "Content-Transfer-Encoding: quoted-printable\n"
				  "\n"
				  "b=3D1 =C2=A0c=\n"
				  "d=\r\n"
				  "e=20\r\n"
				  "f=3d=x=\n"
				  "\n"
				  "content-transfer-encoding: 7bit\n"
				  "g=3D\n"
				  "Content-Transfer-Encoding: Quoted-Printable\n"
				  "h=3D\n"
				  "From a\n"
				  "i=3D=";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "a=3D1", 1, 0);
	expect_line(lines, "Content-Transfer-Encoding: quoted-printable", 2, 0);
	expect_line(lines, "b=1  cde", 4, 0);
	expect_line(lines, "f==x", 7, 0);
	expect_line(lines, "content-transfer-encoding: 7bit", 9, 0);
	expect_line(lines, "g=3D", 10, 0);
	expect_line(lines, "Content-Transfer-Encoding: Quoted-Printable", 11, 0);
	expect_line(lines, "h=", 12, 0);
	expect_line(lines, "From a", 13, 0);
	expect_line(lines, "i=3D=", 14, 0);
	expect_end(lines);
	nkv_log_lines_free(lines);
}

/*
 * "one\ntwo three\r\n\nfour" and "five\nsix" in base64, the lines of which
 * end anywhere, and what looks like it.
 *
 * Expect each line where its first character is encoded, and all else as it stands.
 */
Test(log_mails, a_mail_in_base64)
{
	static const char log[] = "Content-Transfer-Encoding: base64\n"
				  "Content-Type: text/plain\n"
				  "\n"
				  "b25lCnR3byB0\r\n"
				  "aHJl\n"
				  "ZQ0KCmZvdXI=\n"
				  "\n"
				  "--b--\n"
				  "aHJl\n"
				  "content-transfer-encoding: BASE64\n"
				  "\n"
				  "Zml2ZQpzaXg=\n"
				  "abcde\n"
				  "aHJl\n"
				  "Content-Transfer-Encoding: base64\n"
				  "From a\n"
				  "\n"
				  "aHJl";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "Content-Transfer-Encoding: base64", 1, 0);
	expect_line(lines, "Content-Type: text/plain", 2, 0);
	expect_line(lines, "one", 4, 0);
	expect_line(lines, "two three", 4, 0);
	expect_line(lines, "four", 6, 0);
	expect_line(lines, "--b--", 8, 0);
	expect_line(lines, "aHJl", 9, 0);
	expect_line(lines, "content-transfer-encoding: BASE64", 10, 0);
	expect_line(lines, "five", 12, 0);
	expect_line(lines, "six", 12, 0);
	expect_line(lines, "abcde", 13, 0);
	expect_line(lines, "aHJl", 14, 0);
	expect_line(lines, "Content-Transfer-Encoding: base64", 15, 0);
	expect_line(lines, "From a", 16, 0);
	expect_line(lines, "aHJl", 18, 0);
	expect_end(lines);
	nkv_log_lines_free(lines);
}

/* A line of base64 longer than any may be, without a newline in it, and one that is none. */
Test(log_mails, base64_of_a_long_line)
{
	enum { COUNT = 100000 };
	static const char head[] = "Content-Transfer-Encoding: base64\n\n";
	char *log = malloc(sizeof(head) + COUNT + 1);

	cr_assert(log);
	memcpy(log, head, sizeof(head) - 1);
	for (size_t i = 0; i < COUNT; i += 4)
		memcpy(log + sizeof(head) - 1 + i, i % 40000 == 0 ? "YWEK" : "YWFh", 4);
	for (size_t end = 0; end <= 1; end++) {
		size_t length = sizeof(head) - 1 + COUNT, count = 0;
		struct nkv_log_lines *lines;
		struct nkv_log_line line;

		if (end == 1)
			log[length++] = '\n';
		lines = open_lines(log, length);
		while (nkv_log_lines_next(lines, &line) == NKV_LOG_LINES_LINE)
			count++;
		cr_expect_eq(count, 2); /* the header, and the beginning of what is not decoded */
		nkv_log_lines_free(lines);
	}
	free(log);
}

/* Breaks behind "=" in a mail that another quotes, and a line without its end, which stays as it is. */
Test(log_mails, quoted_printable_at_its_ends)
{
	static const struct {
		const char *log, *lines[3];
	} cases[] = {
		{ "> a b=3D1 c=\n> d\n", { "a b=1 cd" } },
		{ ">> a b=3D1 c=\n>> d\n", { "a b=1 cd" } },
		{ "> > a=20b=\r\n> > c\r\n", { "a bc" } },
		{ "> a=20b=\nc\n", { "a bc" } },
		{ "a=20b=\n> c\n", { "a b> c" } },
		{ "> a=20b=\n>", { "a=20b=" } },
		{ "> a=20b=\n", { "a=20b=" } },
		{ "a=20b=\r", { "a=20b=" } },
		{ "a=20b=", { "a=20b=" } },
		{ "a=20b=3", { "a=20b=3" } },
		{ "a=20b=3x\nc=x3\n", { "a b=3x", "c=x3" } },
		{ "a=20b=3g=G3\n", { "a b=3g=G3" } },
		{ "a=20b=\r\n", { "a=20b=" } },
	};
	static const char head[] = "Content-Transfer-Encoding: quoted-printable";

	for (size_t i = 0; i < COUNT(cases); i++) {
		char log[256];
		struct nkv_log_lines *lines;

		snprintf(log, sizeof(log), "%s\n%s", head, cases[i].log);
		lines = open_lines(log, strlen(log));
		expect_line(lines, head, 1, 0);
		for (size_t j = 0; cases[i].lines[j]; j++)
			expect_line(lines, cases[i].lines[j], 2 + j, 0);
		expect_end(lines);
		nkv_log_lines_free(lines);
	}
}

/* Lines of base64 with blanks behind them, and lines that are nearly some. */
Test(log_mails, base64_at_its_ends)
{
	static const struct {
		const char *log, *lines[4];
		size_t numbers[3];
	} cases[] = {
		{ "b25lCnR3bw== \t\r\n", { "one", "two" }, { 3, 3 } },
		{ "b25l", { "one" }, { 3 } },
		{ "b25lCg", { "b25lCg" }, { 3 } },
		{ "b25lC\n", { "b25lC" }, { 3 } },
		{ "b2=l\n", { "b2=l" }, { 3 } },
		{ "b25l=\n", { "b25l=" }, { 3 } },
		{ "b 5l\n", { "b 5l" }, { 3 } },
		{ "b25l\n\nb25l\n", { "oneone" }, { 3 } },
		{ "b25\nb25l\n", { "b25", "b25l" }, { 3, 4 } },
		{ "b25l\n--b--\nb25l\n", { "one", "--b--", "b25l" }, { 3, 4, 5 } },
	};
	static const char head[] = "Content-Transfer-Encoding: base64";

	for (size_t i = 0; i < COUNT(cases); i++) {
		char log[256];
		struct nkv_log_lines *lines;

		snprintf(log, sizeof(log), "%s\n\n%s", head, cases[i].log);
		lines = open_lines(log, strlen(log));
		expect_line(lines, head, 1, 0);
		for (size_t j = 0; cases[i].lines[j]; j++)
			expect_line(lines, cases[i].lines[j], cases[i].numbers[j], 0);
		expect_end(lines);
		nkv_log_lines_free(lines);
	}
}
