/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What programs put around lines: marks, tags, quote marks and objects of JSON. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/lines/json_log.h"
#include "read/lines/wrapping.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct length_case {
	const char *text;
	size_t length;
};

static void expect_lengths(size_t (*measure)(const char *text), const struct length_case *cases,
			   size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(measure(cases[i].text), cases[i].length, "'%s': %zu", cases[i].text,
			     measure(cases[i].text));
}

Test(wrapping, before_a_time)
{
	static const struct length_case cases[] = {
		{ "", 0 },
		{ "[    0.000000] x", 0 },
		{ "ab [    0.000000] x", 3 },
		{ "ab [12345.678901]", 3 },
		{ "[1.5] [    0.000000] x", 6 },
		{ "ab [    0.00000] x", 0 },
		{ "ab [    0.0000000] x", 0 },
		{ "ab [    0.000000 x", 0 },
		{ "ab [    .000000] x", 0 },
		{ "ab [    0:000000] x", 0 },
		{ "ab [x0.000000] x", 0 },
		{ "ab [Wed Nov 25 04:05:58 2026] x", 3 },
		{ "ab [Wed Nov  5 04:05:58 2026] x", 3 },
		{ "ab [Wed Nov   04:05:58 2026] x", 0 },
		{ "ab [Wed Nov 5  04:05:58 2026] x", 0 },
		{ "ab [Wed Nov 25 04:05:58 2026 x", 0 },
		{ "ab [Wed N0v 25 04:05:58 2026] x", 0 },
		{ "ab [Wed Nov 25 04:05:5", 0 },
		{ "ab [We", 0 },
		{ "ab [Wed Nov 25 04:0/:58 2026] x", 0 },
		{ "ab [Wed Nov 25 04:0::58 2026] x", 0 },
		{ "ab [Wed Nov 29 09:09:59 2029] x", 3 },
		{ "ab [Wed Nov 20 00:00:00 2000] x", 3 },
	};

	expect_lengths(nkv_wrapping_before_time, cases, COUNT(cases));
}

/* Expect a time to be found up to 512 bytes behind the beginning. */
Test(wrapping, far_before_a_time)
{
	char text[640];

	for (size_t at = 510; at < 514; at++) {
		memset(text, 'x', at);
		strcpy(text + at, "[    0.000000] x");
		cr_expect_eq(nkv_wrapping_before_time(text), at < 512 ? at : 0, "%zu", at);
	}
}

Test(wrapping, marks)
{
	static const struct length_case cases[] = {
		{ "", 0 },
		{ "x", 0 },
		/* grep */
		{ "12:x", 3 },
		{ "12-x", 3 },
		{ "12x", 0 },
		{ "12", 0 },
		{ "12:", 3 },
		{ "file:12:x", 8 },
		{ "file:12-x", 8 },
		{ "file:12x", 0 },
		{ "file:x", 0 },
		{ "file 12:x", 0 },
		{ "0: 0 -> 909824", 0 },
		{ "12: 0: 0 -> 909824", 3 },
		{ "12:0: 0", 0 },
		{ "12:6,1234,5678,-;x", 3 },
		{ "12-6,1234:x", 3 },
		{ "12-6:x", 0 },
		{ "12: 6,1", 0 },
		{ "12:,1", 3 },
		/* diff and ABRT */
		{ "+x", 1 },
		{ "-x", 1 },
		{ ":x", 1 },
		{ "+", 1 },
		{ "+ x", 1 },
		{ "+[x", 1 },
		{ "+<6>", 1 },
		{ "+(XEN)", 1 },
		{ "+6,1", 1 },
		{ "+6", 0 },
		{ "+,1", 0 },
		{ "++", 0 },
		{ "*x", 0 },
		{ "< x", 1 },
		{ "<x", 0 },
		{ "> x", 0 },
		/* containers */
		{ "web-1  | x", 8 },
		{ "web_1.a| x", 8 },
		{ "web-1 |x", 0 },
		{ "web-1 x", 0 },
		{ "| x", 0 },
		{ "web/1 | x", 0 },
	};

	expect_lengths(nkv_wrapping_mark, cases, COUNT(cases));
}

Test(wrapping, tags)
{
	static const struct length_case cases[] = {
		{ "", 0 },
		{ "<", 0 },
		{ "<pre>x", 5 },
		{ "<PRE>", 5 },
		{ "</pre>", 6 },
		{ "<br/>", 5 },
		{ "<br />", 6 },
		{ "<p class=\"a\">x", 13 },
		{ "<i>", 3 },
		{ "<ib>", 0 },
		{ "<pr>", 0 },
		{ "<prex>", 0 },
		{ "<pre", 0 },
		{ "<pre]", 0 },
		{ "<pre1>", 0 },
		{ "<>", 0 },
		{ "</>", 0 },
		{ "</message>", 10 },
		{ "<message>", 0 },
		{ "[code]x", 6 },
		{ "[/code]", 7 },
		{ "[code=c]", 8 },
		{ "[size=1]", 8 },
		{ "[/message]", 0 },
		{ "[mem]", 0 },
		{ "{code}", 6 },
		{ "{code:title=x}", 14 },
		{ "{noformat}", 10 },
		{ "{pre}", 0 },
		{ "(code)", 0 },
	};
	char text[256] = "<pre ";

	expect_lengths(nkv_wrapping_tag, cases, COUNT(cases));
	for (size_t length = 199; length < 204; length++) {
		memset(text + 5, 'x', length);
		strcpy(text + length - 1, ">");
		cr_expect_eq(nkv_wrapping_tag(text), length <= 200 ? length : 0, "%zu", length);
	}
}

/* What is behind a line. Nothing before its first byte may be read. */
Test(wrapping, ends)
{
	static const struct length_case cases[] = {
		{ "", 0 },	   { " ", 0 },	     { "\\", 0 },	    { "x", 1 },
		{ "x \\ ", 1 },	   { "x<br>", 1 },   { "x <br> ", 1 },	    { "x<br></p>", 1 },
		{ "x[/code]", 1 }, { "x{code}", 1 }, { "<br>", 0 },	    { "x<mem>", 6 },
		{ "x>", 2 },	   { ">", 1 },	     { "x [mem 0x0]", 11 }, { "<br>x", 5 },
		{ "<br><x", 6 },   { "x<br>\\", 1 }, { "a<b>b</b>", 5 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t length = strlen(cases[i].text);
		char *copy = malloc(length + 1);

		cr_assert(copy);
		memcpy(copy, cases[i].text, length + 1);
		cr_expect_eq(nkv_wrapping_without_end(copy, length), cases[i].length, "'%s': %zu",
			     cases[i].text, nkv_wrapping_without_end(copy, length));
		free(copy);
	}
}

Test(wrapping, quotes)
{
	static const struct {
		const char *text;
		size_t prefix, length;
	} cases[] = {
		{ "", 0, 0 },	      { "x\"", 0, 2 },	    { "'x'", 1, 2 },
		{ "\"x\"", 1, 2 },    { "\"x'", 1, 3 },	    { "\"x", 1, 2 },
		{ "a: \"x\"", 4, 5 }, { "\"x\",", 1, 2 },   { "\"x\" ;,", 1, 2 },
		{ "\"x\" .", 1, 5 },  { "\"x\\n\"", 1, 2 }, { "\"x\\r\\n\"", 1, 2 },
		{ "\"x\\t\"", 1, 4 }, { "\"xn\"", 1, 3 },   { "\"\\n\"", 1, 1 },
		{ "\"n\"", 1, 2 },    { "\"\"", 1, 1 },	    { "\"a\"x\"", 3, 5 },
		{ "\"a'x\"", 3, 4 },  { "\"a\"'x'", 4, 5 }, { "\"a\"'x\"", 4, 6 },
		{ "x \"", 3, 3 },     { "x\" ", 2, 3 },	    { "\"x", 9, 2 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t length = nkv_wrapping_without_quote(cases[i].text, cases[i].prefix,
							   strlen(cases[i].text));

		cr_expect_eq(length, cases[i].length, "'%s': %zu", cases[i].text, length);
	}
}

/* --- JSON --- */

/* Expect each of the keys, wherever it is, and nothing of other lines; up to the room that is there. */
Test(wrapping, json)
{
	static const struct {
		const char *line, *text;
		size_t room;
	} cases[] = {
		{ "", "", 64 },
		{ "{", "", 64 },
		{ "{\"log\":\"x y\"}", "x y", 64 },
		{ "{\"log\": \"x\",\"a\":1}", "x", 64 },
		{ "{\"a\":1,\"msg\":\"x\"}", "x", 64 },
		{ "{\"msg\": \"x\"}", "x", 64 },
		{ "{\"message\":\"x\"}", "x", 64 },
		{ "{\"message\": \"x\"}", "x", 64 },
		{ "{\"text\":\"x\"}", "x", 64 },
		{ "{\"text\": \"x\"}", "x", 64 },
		{ "{\"line\":\"x\"}", "x", 64 },
		{ "{\"line\": \"x\"}", "x", 64 },
		{ "{\"other\":\"x\"}", "", 64 },
		{ "{\"log\":1}", "", 64 },
		{ "[\"log\":\"x\"}", "", 64 },
		{ "{\"log\":\"", "", 64 },
		{ "{\"log\":\"x", "x", 64 },
		{ "{\"log\":\"x\"", "x", 64 },
		{ "{\"log\":\"x\"]", "x", 64 },
		{ "{\"log\":\"x\" y\"}", "x\" y", 64 },
		{ "{\"log\":\"a\\n\\r\\t\\b\\f\\\"\\\\\\/b\"}", "a\n\r\t\b\f\"\\/b", 64 },
		{ "{\"log\":\"\\u0041\\u007f\\u0080\\u001b\\uxyzwB\"}", "A\x7f?\x1b?B", 64 },
		{ "{\"log\":\"\\u004G\\u00e9\\u0100C\"}", "???C", 64 },
		{ "{\"log\":\"\\x\"}", "\\x", 64 },
		{ "{\"log\":\"x\\", "x\\", 64 },
		{ "{\"log\":\"x\\u", "x?", 64 },
		{ "{\"log\":\"x\\u004", "x?", 64 },
		{ "{\"log\":\"x\\u0041", "xA", 64 },
		{ "{\"log\":\"xyz\"}", "xyz", 3 },
		{ "{\"log\":\"xyz\"}", "xy", 2 },
		{ "{\"log\":\"xyz\"}", "", 0 },
		{ "", "", 64 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t length = strlen(cases[i].line);
		char *copy = malloc(length > 0 ? length : 1), text[64];
		size_t count;

		cr_assert(copy);
		memcpy(copy, cases[i].line, length);
		count = nkv_json_log_unpack(copy, length, text, cases[i].room);
		cr_expect_eq(count, strlen(cases[i].text), "%s: %zu", cases[i].line, count);
		cr_expect_eq(memcmp(text, cases[i].text, count), 0, "%s: %.*s", cases[i].line,
			     (int)count, text);
		free(copy);
	}
}
