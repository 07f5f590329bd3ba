/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signs as other programs write them, and what is nearly a mark, each at the border of what is known. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy_alone.h"
#include "read/lines/clean_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Nothing may be read behind the end of the line, which it has no NUL at. */
static void expect_clean(const char *raw, const char *wanted, bool stamped)
{
	size_t length = strlen(raw);
	char *copy = copy_alone(raw, length), text[NKV_LOG_LINE_BYTES_MAX + 1];
	struct nkv_learned_prefix learned = { .length = 0 };
	struct nkv_clean_line clean;

	clean = nkv_clean_line(copy, length, &learned, text);
	cr_expect_str_eq(text, wanted, "'%s': '%s'", raw, text);
	cr_expect_eq(clean.length, strlen(wanted), "'%s'", raw);
	cr_expect_eq(clean.stamped, stamped, "'%s'", raw);
	free(copy);
}

/* Characters by their numbers. Expect what a kernel would have printed; NULL: as it is. */
Test(signs, by_their_numbers)
{
	static const struct {
		unsigned int code;
		const char *shown;
	} cases[] = {
		{ 0x1f, NULL },	  { 0x20, " " },    { 0x7e, "~" },     { 0x7f, NULL },
		{ 0x9f, NULL },	  { 0xa0, " " },    { 0xa1, NULL },    { 0xac, NULL },
		{ 0xad, "" },	  { 0xae, NULL },   { 0x1fff, NULL },  { 0x2000, " " },
		{ 0x200a, " " },  { 0x200b, "" },   { 0x200f, "" },    { 0x2010, "-" },
		{ 0x2012, "-" },  { 0x2013, "-" },  { 0x2014, "-" },   { 0x2015, "-" },
		{ 0x2016, NULL }, { 0x2017, NULL }, { 0x2018, "'" },   { 0x2019, "'" },
		{ 0x201a, NULL }, { 0x201b, NULL }, { 0x201c, "\"" },  { 0x201d, "\"" },
		{ 0x201e, NULL }, { 0x2025, NULL }, { 0x2026, "..." }, { 0x2027, NULL },
		{ 0x2029, NULL }, { 0x202a, "" },   { 0x202e, "" },    { 0x202f, " " },
		{ 0x2030, NULL }, { 0x205f, NULL }, { 0x2060, "" },    { 0x2061, NULL },
		{ 0x2191, NULL }, { 0x2192, "->" }, { 0x2193, NULL },  { 0x21d1, NULL },
		{ 0x21d2, "=>" }, { 0x21d3, NULL }, { 0x2211, NULL },  { 0x2212, "-" },
		{ 0x2213, NULL }, { 0x2fff, NULL }, { 0x3000, " " },   { 0x3001, NULL },
		{ 0xfefe, NULL }, { 0xfeff, "" },   { 0xff00, NULL },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char raw[32], wanted[32];

		snprintf(raw, sizeof(raw), "x&#x%x;y", cases[i].code);
		snprintf(wanted, sizeof(wanted), "x%sy", cases[i].shown ? cases[i].shown : "");
		expect_clean(raw, cases[i].shown ? wanted : raw, false);
	}
}

Test(signs, by_names_and_bytes)
{
	static const char *const cases[][2] = {
		{ "a&lt;&gt;&amp;&quot;&apos;b", "a<>&\"'b" },
		{ "a&nbsp;b&shy;c&emsp;d&zwnj;e", "a bc de" },
		{ "a&ndash;b&mdash;c&minus;d", "a-b-c-d" },
		{ "&lsquo;a&rsquo; &ldquo;b&rdquo; c&hellip;", "'a' \"b\" c..." },
		{ "a&rarr;b&rArr;c", "a->b=>c" },
		{ "a&lt", "a&lt" },
		{ "a&l", "a&l" },
		{ "a&", "a&" },
		{ "a&;b", "a&;b" },
		{ "a&amp", "a&amp" },
		{ "a&amp;", "a&" },
		{ "a&amp;lt;b", "a<b" },
		{ "a&amp;lt", "a&lt" },
		{ "a&#65;b&#65", "aAb&#65" },
		{ "a&#0065;b", "aAb" },
		{ "a&#x0041;b", "aAb" },
		{ "a&#x00041;b", "a&#x00041;b" },
		{ "a&#", "a&#" },
		{ "a&#;", "a&#;" },
		{ "a&#x;", "a&#x;" },
		/* Windows' own, but not inside another character. */
		{ "a \x85 b", "a ... b" },
		{ "a \x91 \x92 \x93 \x94 b", "a ' ' \" \" b" },
		{ "a \x96 \x97 b", "a - - b" },
		{ "a\xa0"
		  "b",
		  "a b" },
		{ "a \x84 \x86 \x90 \x95 \x98 \x9f \xa1 b",
		  "a \x84 \x86 \x90 \x95 \x98 \x9f \xa1 b" },
		{ "a\xc3\xa0"
		  "b",
		  "a\xc3\xa0"
		  "b" },
		{ "a\xe9\xa0"
		  "b",
		  "a\xe9\xa0"
		  "b" },
		{ "a\xef\xbb\xbf"
		  "b",
		  "ab" },
		{ "\xff\xfe", "" },
		{ "a\xff\xfe", "a\xff\xfe" },
		{ "\xff", "\xff" },
		/* Markup's backslashes. */
		{ "\\[a\\]\\(b\\)\\{c\\}\\<d\\>\\*e\\_f\\#g\\.h\\|i\\`j\\~k\\!l\\+m\\-",
		  "[a](b){c}<d>*e_f#g.h|i`j~k!l+m-" },
		{ "\\a\\b", "\\a\\b" },
		{ "\\a\\", "\\a" },
		/* Control characters. */
		{ "a\x1b[12", "a" },
		{ "a\x1b[[Ab", "ab" },
		{ "a\x1b]0;t\x07", "a" },
		{ "a\x1b(", "a" },
		{ "a\x1b)B", "a" },
		{ "a\x1b[3Cb", "a b" },
		{ "a\x1b"
		  "Cb",
		  "ab" },
		{ "a\x1b[Cb", "a b" },
		{ "a\b\b\bb", "b" },
		{ "\b", "" },
		{ "a\x7f"
		  "b\x01"
		  "c\td",
		  "abc d" },
		{ "a^M", "a" },
		{ "a^M\r\r", "a" },
		{ "a#015", "a" },
		{ "a#015b", "a#015b" },
		{ "a^[[1mb^[(Bc", "abc" },
		{ "a#033[1mb", "ab" },
		{ "a[1mb[12;3mc[;md", "abcd" },
		{ "a[1b[:mc[/md", "a[1b[:mc[/md" },
		{ "a[1", "a[1" },
		{ "a[", "a[" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_clean(cases[i][0], cases[i][1], false);
}

/* Values of JSON, to their ends and cut off. */
Test(signs, of_json)
{
	static const char *const cases[][2] = {
		{ "{\"log\":\"a\\tb\\u005bc\"}", "a b[c" },
		{ "{\"log\": \"a\"}", "a" },
		{ "{\"msg\":\"a\",\"x\":1}", "a" },
		{ "{\"x\":1,\"msg\": \"a\"}", "a" },
		{ "{\"message\":\"a\"]", "a" },
		{ "{\"message\": \"a\"", "a" },
		{ "{\"text\":\"a\"b\"}", "a\"b" },
		{ "{\"text\": \"a\\\\b\"}", "a\\b" },
		{ "{\"line\":\"a\\\"}\"}", "a\"}" },
		{ "{\"line\": \"a\\xb\"}", "a\\xb" },
		{ "{\"log\":\"a\\t", "a" },
		{ "{\"log\":\"a\\", "a" },
		{ "{\"log\":\"a\\u005b", "a[" },
		{ "{\"log\":\"a\\u005", "a?" },
		{ "{\"log\":\"a\\u", "a?" },
		{ "{\"log\":\"a\\u007fb\\u0080c\"}", "ab?c" },
		{ "{\"log\":\"", "{\"log\":\"" },
		{ "{\"log\":\"\"}", "{\"log\":\"\"}" },
		{ "{\"log\":", "{\"log\":" },
		{ "{\"logs\":\"a\"}", "{\"logs\":\"a\"}" },
		{ "{", "{" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_clean(cases[i][0], cases[i][1], false);
}

/* What is nearly a mark is the line's own. */
Test(signs, nearly_marks)
{
	static const struct {
		const char *raw, *text;
		bool stamped;
	} cases[] = {
		{ "[    0.000000] <b>x", "x", true },
		{ "<b>[    0.000000] x", "x", true },
		{ "12:34:x", "12:34:x", false },
		{ "6,x;y", "6,x;y", false },
		{ "6,1,x;y", "6,1,x;y", false },
		{ "6,1,2 x;y", "6,1,2 x;y", false },
		{ "6,1,2;x", "6,1,2;x", false },
		{ "[@1:2:3] x", "[@1:2:3] x", false },
		{ "[1:2:3@] x", "[1:2:3@] x", false },
		{ "[1:2:3=4] x", "[1:2:3=4] x", false },
		{ "f:34:x", "x", false },
		{ "12-6,1,2,-;x", "x", true },
		{ "12-6 x", "12-6 x", false },
		{ "12- x", "x", false },
		{ "12: 34: x", "x", false },
		{ "12: 34 x", "12: 34 x", false },
		{ "+", "", false },
		{ "+a", "a", false },
		{ "+1", "+1", false },
		{ "-[", "[", false },
		{ ":(x", "(x", false },
		{ "<x", "<x", false },
		{ "xpre>y", "xpre>y", false },
		{ "x[b]", "x", false },
		{ "x[b", "x[b", false },
		{ "xb]", "xb]", false },
		{ "x<pre class=\"a\">", "x", false },
		{ "x<pred>", "x<pred>", false },
		{ "x</pred>", "x", false },
		{ "</>x", "</>x", false },
		{ "<PRE>x</Pre>", "x", false },
		{ "{code:x}y{code}", "y", false },
		{ "{codes}y", "{codes}y", false },
		{ "x \\ <br> \\", "x", false },
		/* Quotation marks around a line, and what ends it within them. */
		{ "'[    0.000000] xn'", "xn", true },
		{ "'[    0.000000] x\\n'", "x", true },
		{ "'[    0.000000] x\\r\\n'", "x", true },
		{ "'[    0.000000] x\\t'", "x\\t", true },
		{ "'[    0.000000] x ',", "x", true },
		{ "\"[    0.000000] x\" , ;", "x", true },
		{ "\"[    0.000000] x' ,", "x' ,", true },
		{ "'a[    0.000000] x'", "x", true },
		{ "'a' \"b' [    0.000000] x\"", "x", true },
		{ "[    0.000000] x'", "x'", true },
		{ "[    0.000000] 'x'", "'x'", true },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_clean(cases[i].raw, cases[i].text, cases[i].stamped);
}
