/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of encoded mails, decoded one by one. Nothing is read behind the end of the bytes. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "copy_alone.h"
#include "read/lines/mail_body.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { ROOM = 64 };

/* --- what shows quoted-printable --- */

#define FIFTY "a 34567890123456789012345678901234567890123456789"

Test(mail_parts, guessed)
{
	static const struct {
		const char *line;
		enum nkv_mail_encoding before, after;
	} cases[] = {
		{ "a", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ "a", NKV_MAIL_QUOTED, NKV_MAIL_QUOTED },
		{ "a=3Db", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ "a=3Db=3Dc", NKV_MAIL_PLAIN, NKV_MAIL_QUOTED },
		{ "a=3Db=3Dc\r", NKV_MAIL_PLAIN, NKV_MAIL_QUOTED },
		{ "a =3D b", NKV_MAIL_PLAIN, NKV_MAIL_QUOTED },
		{ "a =3Db", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ "a=3D b", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ "=3D b", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ "a =3D", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ "a=3D=3D=00=99=A0=0A=FF=F9=9F", NKV_MAIL_PLAIN, NKV_MAIL_QUOTED },
		{ "a=3D=3D=:0", NKV_MAIL_QUOTED, NKV_MAIL_PLAIN },
		{ "a=3D=3D=/0", NKV_MAIL_QUOTED, NKV_MAIL_PLAIN },
		{ "a=3D=3D=0@", NKV_MAIL_QUOTED, NKV_MAIL_PLAIN },
		{ "a=3D=3D=0G", NKV_MAIL_QUOTED, NKV_MAIL_PLAIN },
		{ "a=3D=3D=0a", NKV_MAIL_QUOTED, NKV_MAIL_PLAIN },
		{ "a=3D=3D=", NKV_MAIL_PLAIN, NKV_MAIL_QUOTED },
		{ "a=3D=3D=0", NKV_MAIL_QUOTED, NKV_MAIL_PLAIN },
		{ "", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ "\r", NKV_MAIL_QUOTED, NKV_MAIL_QUOTED },
		/* Full lines that go on: 70 to 76 characters, with a blank. */
		{ FIFTY "01234567890123456789=", NKV_MAIL_PLAIN, NKV_MAIL_QUOTED },
		{ FIFTY "0123456789012345678=", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ FIFTY "01234567890123456789012345=", NKV_MAIL_PLAIN, NKV_MAIL_QUOTED },
		{ FIFTY "012345678901234567890123456=", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ FIFTY "01234567890123456789012=\r", NKV_MAIL_PLAIN, NKV_MAIL_QUOTED },
		{ FIFTY "01234567890123456789012", NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
		{ "aa345678901234567890123456789012345678901234567890123456789012345678901=",
		  NKV_MAIL_PLAIN, NKV_MAIL_PLAIN },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t length = strlen(cases[i].line);
		char *bytes = copy_alone(cases[i].line, length);
		struct nkv_mail_body body = { .encoding = cases[i].before };
		struct nkv_mail_body told = { .encoding = cases[i].before, .is_told = true };
		struct nkv_mail_body other = { .encoding = NKV_MAIL_BASE64 };

		nkv_mail_body_guess(&body, bytes, length);
		cr_expect_eq(body.encoding, cases[i].after, "'%s'", cases[i].line);
		nkv_mail_body_guess(&told, bytes, length);
		cr_expect_eq(told.encoding, cases[i].before, "'%s'", cases[i].line);
		nkv_mail_body_guess(&other, bytes, length);
		cr_expect_eq(other.encoding, NKV_MAIL_BASE64);
		free(bytes);
	}
}

/* --- one line --- */

struct part {
	const char *bytes;
	bool is_all;
	enum nkv_mail_result result;
	const char *text;
	size_t with_end, newlines;
};

static void expect_part(enum nkv_mail_encoding encoding, const struct part *part, size_t room)
{
	const struct nkv_mail_body body = { .encoding = encoding };
	size_t length = strlen(part->bytes);
	char *bytes = copy_alone(part->bytes, length), text[ROOM];
	struct nkv_mail_line line;

	cr_expect_eq(nkv_mail_body_decode(&body, bytes, length, part->is_all, text, room, &line),
		     part->result, "'%s'", part->bytes);
	cr_expect_eq(line.length, strlen(part->text), "'%s': %zu", part->bytes, line.length);
	cr_expect_eq(strncmp(text, part->text, line.length), 0, "'%s': '%.*s'", part->bytes,
		     (int)line.length, text);
	cr_expect_eq(line.with_end, part->with_end, "'%s': %zu", part->bytes, line.with_end);
	cr_expect_eq(line.newlines, part->newlines, "'%s': %zu", part->bytes, line.newlines);
	free(bytes);
}

Test(mail_parts, quoted)
{
	static const struct part parts[] = {
		{ "ab\nc", false, NKV_MAIL_LINE, "ab", 3, 1 },
		{ "a=3Db\n", false, NKV_MAIL_LINE, "a=b", 6, 1 },
		{ "a=3db=09\n", false, NKV_MAIL_LINE, "a=b\t", 9, 1 },
		{ "a=\nb\n", false, NKV_MAIL_LINE, "ab", 5, 2 },
		{ "a=\r\nb\n", false, NKV_MAIL_LINE, "ab", 6, 2 },
		{ "a=\rb\n", false, NKV_MAIL_LINE, "a=\rb", 5, 1 },
		{ "a=3xb\n", false, NKV_MAIL_LINE, "a=3xb", 6, 1 },
		{ "a=x3b\n", false, NKV_MAIL_LINE, "a=x3b", 6, 1 },
		{ "a=3", false, NKV_MAIL_MORE, "a=3", 4, 1 },
		{ "a=", false, NKV_MAIL_MORE, "a=", 3, 1 },
		{ "a=\r", false, NKV_MAIL_MORE, "a=\r", 4, 1 },
		{ "a=\n", false, NKV_MAIL_MORE, "a", 4, 2 },
		{ "", false, NKV_MAIL_MORE, "", 1, 1 },
		/* In a quotation of that depth. */
		{ "> a=\n> b\n", false, NKV_MAIL_LINE, "> ab", 9, 2 },
		{ ">> a=\n>> b\n", false, NKV_MAIL_LINE, ">> ab", 11, 2 },
		{ "> > a=\n> > b\n", false, NKV_MAIL_LINE, "> > ab", 13, 2 },
		{ "> a=\n>> b\n", false, NKV_MAIL_LINE, "> a b", 10, 2 },
		{ "> a=\nb\n", false, NKV_MAIL_LINE, "> ab", 7, 2 },
		{ "a=\n> b\n", false, NKV_MAIL_LINE, "a> b", 7, 2 },
		{ "> a=\n>", false, NKV_MAIL_MORE, "> a", 7, 2 },
		{ "> a=\n", false, NKV_MAIL_MORE, "> a", 6, 2 },
	};

	for (size_t i = 0; i < COUNT(parts); i++)
		expect_part(NKV_MAIL_QUOTED, &parts[i], ROOM);
	expect_part(NKV_MAIL_QUOTED,
		    &(const struct part){ "abc\n", false, NKV_MAIL_LINE, "ab", 4, 1 }, 2);
}

/* "one\ntwo" is b25lCnR3bw==, "abc" is YWJj, "ab\n" is YWIK. */
Test(mail_parts, base64)
{
	static const struct part parts[] = {
		{ "b25lCnR3bw==\n", false, NKV_MAIL_LINE, "one", 6, 0 },
		{ "YWIK\nYWJj\n", false, NKV_MAIL_LINE, "ab", 4, 0 },
		{ "YWJj\nYWIK\n", false, NKV_MAIL_LINE, "abcab", 9, 1 },
		{ "YWJj\r\nYWIK\r\n", false, NKV_MAIL_LINE, "abcab", 10, 1 },
		{ "YWJj\n", false, NKV_MAIL_MORE, "abc", 5, 1 },
		{ "YWJj\n", true, NKV_MAIL_LINE, "abc", 5, 1 },
		{ "YWJj", false, NKV_MAIL_MORE, "", 0, 0 },
		{ "YWJj", true, NKV_MAIL_LINE, "abc", 4, 0 },
		{ "YWI=\nYWIK\n", false, NKV_MAIL_LINE, "abab", 9, 1 },
		{ "YQ==\nYWIK\n", false, NKV_MAIL_LINE, "aab", 9, 1 },
		{ "\nYWIK\n", false, NKV_MAIL_LINE, "ab", 5, 1 },
		{ "\nx y\n", false, NKV_MAIL_LINE, "", 1, 1 },
		{ "x y\n", false, NKV_MAIL_ENDED, "", 0, 0 },
		{ "abc\n", false, NKV_MAIL_ENDED, "", 0, 0 },
		{ "abcde\n", false, NKV_MAIL_ENDED, "", 0, 0 },
		{ "YWJj\n--x\n", false, NKV_MAIL_LINE, "abc", 5, 1 },
		{ "YWJj \t\nYWIK\n", false, NKV_MAIL_LINE, "abcab", 11, 1 },
		{ "YWJj=YWJj\n", false, NKV_MAIL_ENDED, "", 0, 0 },
		{ "", false, NKV_MAIL_MORE, "", 0, 0 },
		{ "", true, NKV_MAIL_LINE, "", 0, 0 },
	};

	for (size_t i = 0; i < COUNT(parts); i++)
		expect_part(NKV_MAIL_BASE64, &parts[i], ROOM);
	for (size_t room = 3; room <= 6; room++) {
		const char *const texts[] = { "abc", "abca", "abcab", "abcabc" };

		expect_part(NKV_MAIL_BASE64,
			    &(const struct part){ "YWJjYWJj\n", true, NKV_MAIL_LINE,
						  texts[room - 3], 9, 1 },
			    room);
	}
}

/* A part of a line, which is cut behind six digits. Expect nothing that is behind them. */
Test(mail_parts, a_group_that_is_cut)
{
	const struct nkv_mail_body body = { .encoding = NKV_MAIL_BASE64, .inside_line = true };
	struct nkv_mail_line line;
	char text[ROOM];

	cr_expect_eq(nkv_mail_body_decode(&body, "YWJjYWJj", 6, false, text, ROOM, &line),
		     NKV_MAIL_MORE);
	cr_expect_eq(line.with_end, 6, "%zu", line.with_end);
	cr_assert_eq(line.length, 4, "%zu", line.length);
	cr_expect_eq(strncmp(text, "abca", 4), 0);
}

/* --- many lines --- */

Test(mail_parts, blocks)
{
	static const struct {
		const char *bytes;
		size_t room, taken;
		const char *text;
	} cases[] = {
		{ "YWJj\n", ROOM, 5, "abc" },
		{ "YWJj\r\nYWIK\r\n", ROOM, 12, "abcab\n" },
		{ "YWJj\nYWJj", ROOM, 5, "abc" },
		{ "YWJj\nx y\n", ROOM, 5, "abc" },
		{ "YWJj\nYWI=\n", ROOM, 5, "abc" },
		{ "YWJj\nYWJjY\n", ROOM, 5, "abc" },
		{ "YWJj\n\nYWJj\n", ROOM, 11, "abcabc" },
		{ "\r\n", ROOM, 2, "" },
		{ "\r", ROOM, 0, "" },
		{ "", ROOM, 0, "" },
		{ "YWJj\nYWJj\n", 6, 10, "abcabc" },
		{ "YWJj\nYWJj\n", 5, 5, "abc" },
		{ "/+/+\nAZaz\n", ROOM, 10, "\xff\xef\xfe\x01\x96\xb3" },
		{ "Y=Jj\n", ROOM, 0, "" },
		{ "YW=j\n", ROOM, 0, "" },
		{ "YWJ=\n", ROOM, 0, "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t length = strlen(cases[i].bytes), got;
		char *bytes = copy_alone(cases[i].bytes, length), text[ROOM];

		cr_expect_eq(nkv_mail_decode_block(bytes, length, text, cases[i].room, &got),
			     cases[i].taken, "'%s'", cases[i].bytes);
		cr_expect_eq(got, strlen(cases[i].text), "'%s': %zu", cases[i].bytes, got);
		cr_expect_eq(strncmp(text, cases[i].text, got), 0, "'%s'", cases[i].bytes);
		free(bytes);
	}
}
