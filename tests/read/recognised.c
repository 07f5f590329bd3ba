/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What single lines show of their input. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "copy_alone.h"
#include "read/input.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define NONE NKV_EVIDENCE_NONE
#define HINT NKV_EVIDENCE_HINT
#define PROOF NKV_EVIDENCE_PROOF

/* What a line shows of a format. Nothing may be read behind its end, which it has no NUL at. */
static enum nkv_evidence evidence_in(const struct nkv_input_format *format, const char *text,
				     size_t length, bool is_first)
{
	char *copy = copy_alone(text, length);
	const struct nkv_first_line line = { copy, length, is_first, length > 0 && *text == '#' };
	enum nkv_evidence evidence;

	evidence = format->recognise(&line);
	free(copy);
	return evidence;
}

struct line_case {
	const char *text;
	enum nkv_evidence evidence;
};

static void expect_evidence(const struct nkv_input_format *format, const struct line_case *cases,
			    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum nkv_evidence got =
			evidence_in(format, cases[i].text, strlen(cases[i].text), false);

		cr_expect_eq(got, cases[i].evidence, "%s: '%s' is %d", format->name, cases[i].text,
			     (int)got);
	}
}

Test(recognised, descriptions)
{
	static const struct line_case cases[] = {
		/* Keys that a description must have are proof. */
		{ "numakva: 1", PROOF },
		{ "numakva:", PROOF },
		{ "numakva:1", PROOF },
		{ "numakva \t: 1", PROOF },
		{ "e820:", PROOF },
		{ "name: x", HINT },
		{ "kernel:", HINT },
		{ "numakva", NONE },
		{ "numakva ", NONE },
		{ "numakv", NONE },
		{ "numakva 1", NONE },
		{ "numakvas: 1", NONE },
		{ "x: 1", NONE },
		{ "", NONE },
		{ " \t", NONE },
		{ "# numakva: 1", NONE },
		/* A list is what can begin one, or below. */
		{ "e820: [", PROOF },
		{ "e820:\t{", PROOF },
		{ "e820: # x", PROOF },
		{ "e820: \r", PROOF },
		{ "e820: &x", PROOF },
		{ "e820: *x", PROOF },
		{ "e820: !x", PROOF },
		{ "e820: |", PROOF },
		{ "e820: >", PROOF },
		{ "e820: ~", PROOF },
		{ "e820: null", PROOF },
		{ "e820: nul", NONE },
		{ "e820: 5", NONE },
		{ "kernel: 6.8", NONE },
		{ "srat: {", HINT },
		/* Quotes: only keys that have them may be indented. */
		{ "\"numakva\": 1", PROOF },
		{ "'numakva' : 1", PROOF },
		{ "\"numakva: 1", PROOF },
		{ "\"numakva': 1", NONE },
		{ "\"numakva\"", NONE },
		{ "\"", NONE },
		{ "'", NONE },
		{ "\t \"numakva\": 1", PROOF },
		{ " \"name\": 1", HINT },
		{ " numakva: 1", NONE },
		{ " 'numakva': 1", NONE },
		/* Objects. */
		{ "{", HINT },
		{ "{ \t", HINT },
		{ " {\r", HINT },
		{ "{\"numakva\": 1}", PROOF },
		{ "{ \t\"name\": 1}", PROOF },
		{ " {numakva: 1", PROOF },
		{ "{\"x\": 1}", NONE },
		{ "{x", NONE },
		{ "%YAML 1.1", HINT },
		{ "%YAM", NONE },
		{ " %YAML 1.1", NONE },
	};

	expect_evidence(&nkv_input_description, cases, COUNT(cases));
}

/* What may stand before the first key. */
Test(recognised, lines_of_yaml)
{
	static const struct {
		const char *text;
		size_t length; /* 0: all of it */
		bool may;
	} cases[] = {
		{ " x", 0, true },	{ "\tx", 0, true },	{ "- x", 0, true },
		{ "%x", 0, true },	{ "{", 0, true },	{ "}", 0, true },
		{ "[", 0, true },	{ "]", 0, true },	{ "\"x", 0, true },
		{ "'x", 0, true },	{ "? x", 0, true },	{ "...", 0, true },
		{ "..", 0, false },	{ "a: b", 0, true },	{ "a:", 0, true },
		{ "a:\tb", 0, true },	{ "a:\r", 0, true },	{ "Az09_-./ b: c", 0, true },
		{ "a:b", 0, false },	{ "a", 0, false },	{ ": b", 0, false },
		{ "(a): b", 0, false }, { "a\0: b", 5, false }, { "\0: b", 4, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t length = cases[i].length > 0 ? cases[i].length : strlen(cases[i].text);
		char *copy = malloc(length);
		const struct nkv_first_line line = { copy, length, false, false };

		cr_assert(copy);
		memcpy(copy, cases[i].text, length);
		cr_expect_eq(nkv_input_description.may_begin(&line), cases[i].may, "'%s'",
			     cases[i].text);
		free(copy);
	}
}

Test(recognised, logs_and_maps)
{
	static const struct line_case logs[] = {
		{ "Linux version 2.6.23", PROOF },
		{ "[    0.000000] x", PROOF },
		{ "[    0.000000]", HINT },
		{ "initrd /boot/x at 0x1000", PROOF },
		{ "# [    0.000000] x", HINT },
		{ "# BIOS-e820: 0000000000000000 - 1", HINT },
		{ "# x", NONE },
		{ "x", NONE },
		{ "", NONE },
		{ "Content-Transfer-Encoding: base64", HINT },
		{ "Content-Transfer-Encoding: quoted-printable", HINT },
		{ "Content-Transfer-Encoding: 8bit", NONE },
		/* Lines in one: of a page, and of JSON. */
		{ "<pre>x<br>Linux version 2.6.23<br>x", PROOF },
		{ "<pre>x<br>y<br>Linux version 2.6.23<br>", PROOF },
		{ "<pre>x<br>y<br>z", NONE },
		{ "{\"x\": \"a\\nb\\nLinux version 2.6.23\\nc\\nd\"}", PROOF },
		{ "{\"x\": \"a\\nLinux version 2.6.23\\nb\\nd\"}", NONE },
	};
	static const struct line_case maps[] = {
		{ "00000000-00000fff : reserved", HINT },
		{ "> 00000000-00000fff : x", HINT },
		{ "# 00000000-00000fff : reserved", NONE },
		{ "00000000-00000fff", NONE },
		{ "", NONE },
	};

	expect_evidence(&nkv_input_bootlog, logs, COUNT(logs));
	expect_evidence(&nkv_input_iomem, maps, COUNT(maps));
}

/* --- what is refused --- */

#define SEVEN "gGzZaAb"
#define FIFTY SEVEN SEVEN SEVEN SEVEN SEVEN SEVEN SEVEN "c"

Test(recognised, texts_that_are_refused)
{
	static const struct line_case cases[] = {
		{ "SRAT", PROOF },
		{ "SRAT: x", NONE },
		{ " * Intel ACPI Component Architecture", HINT },
		{ "[000h 0000   4]", HINT },
		{ "[000h 000", NONE },
		{ "FACP @ 0x1", HINT },
		{ "FACP @ 0x", HINT },
		{ "FACP @ 0", NONE },
		{ "FACP", NONE },
		{ "ACPI: @ 0x", NONE },
		{ "0000: 53 52 41 54 00", HINT },
		{ "00000000: 5352 4154 0", HINT },
		{ "0000000 5253 5441 0", HINT },
		{ "1000: 53 52 41 54 00", NONE },
		{ "0000: 53 52 41 54", NONE },
		{ "x = { 0x53, 0x52, 0x41, 0x54, 0", HINT },
		{ "x = { 0x53,0x52,0x41,0x54,", HINT },
		{ "x = { 0x53,0x52,0x41,0x54", NONE },
		{ "U1JBVA", HINT },
		{ "U1JBV", HINT },
		{ "U1JB", NONE },
		{ "x \"__REALTIME_TIMESTAMP\"", PROOF },
		{ "{\"__CURSOR\" : 1", PROOF },
		{ "{\"_TRANSPORT\":1", PROOF },
		{ "{\"_BOOT_ID\":1", PROOF },
		{ "{\"_BOOT_ID:1", NONE },
		{ "{\"dmesg\": [", PROOF },
		{ "{\"dmesg\" : \"dmesg\" :[", PROOF },
		{ "{\"dmesg\": {", NONE },
		{ "{\"dmesg\"", NONE },
		{ "{\"dmesg\" ", NONE },
		{ "\"range\": \"0x1\"", PROOF },
		{ "\"range\": \"1\"", NONE },
		/* Words further on, and digits; a margin. */
		{ "RANGE   SIZE", HINT },
		{ " \tRANGE   SIZE", HINT },
		{ "RANGE\t SIZE", HINT },
		{ "RANGE SIZ", NONE },
		{ "RANG", NONE },
		{ "00:1f.0 x: y", HINT },
		{ "00:1f.0 : ", HINT },
		{ "00:1g.0 x: y", NONE },
		{ "/0:1f.0 x: y", NONE },
		{ "0`:1f.0 x: y", NONE },
		{ "99:aa.0 x: y", HINT },
		{ "00:1F.0 x: y", NONE },
		{ "00:1f.", NONE },
		{ "# CONFIG_X=y", NONE },
		{ "CONFIG_X=y", HINT },
		{ "CONFIG_X", NONE },
		{ FIFTY "0123456789", NONE }, /* not the first line */
	};

	expect_evidence(&nkv_input_refused, cases, COUNT(cases));
}

/* The first line of an input. */
static void expect_first(const char *text, size_t length, enum nkv_evidence wanted)
{
	enum nkv_evidence got = evidence_in(&nkv_input_refused, text, length, true);

	cr_expect_eq(got, wanted, "'%s' of %zu bytes is %d", text, length, (int)got);
}

/* Expect whole groups of both cases, at least sixty characters. */
Test(recognised, base64)
{
	static const struct line_case cases[] = {
		{ FIFTY "0123456789", HINT },
		{ FIFTY "0123456789\r\r", HINT },
		{ FIFTY "01234567+/+/+/", HINT },
		{ FIFTY "012345", NONE },
		{ FIFTY "01234567890", NONE },
		{ FIFTY "012345678-", NONE },
		{ FIFTY "012345678 ", NONE },
		{ "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggG", HINT },
		{ "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzZ", HINT },
		{ "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffG", NONE },
		{ "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffG", NONE },
		{ "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggF", NONE },
		{ "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg", NONE },
		{ "GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG", NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_first(cases[i].text, strlen(cases[i].text), cases[i].evidence);
	expect_first("\r\r", 2, NONE);
}

/* Tables of the firmware, and archives. */
Test(recognised, bytes)
{
	static const char table[] = "SRAT\x58\1\0\0", high[] = "SRAT\x58\1\1\0",
			  higher[] = "SRAT\x58\1\0\1";
	char archive[300] = "x";

	expect_first(table, 8, PROOF);
	expect_first(table, 7, NONE);
	expect_first(high, 8, NONE);
	expect_first(higher, 8, NONE);
	memset(archive, 'x', sizeof(archive));
	memcpy(archive + 257, "ustar", 5);
	expect_first(archive, 262, PROOF);
	expect_first(archive, 261, NONE);
	expect_first(archive, 257, NONE);
	cr_expect_eq(evidence_in(&nkv_input_refused, "\x1f\x8b", 2, false), NONE);
	expect_first("\x1f\x8b", 2, PROOF);
	expect_first("\x1f", 1, NONE);
}

/* A line with a NUL at each character, of which the first `count` are there. */
static enum nkv_evidence wide_evidence(const char *text, size_t nuls, bool is_big_endian)
{
	char wide[512] = "";
	size_t length = 0;

	for (size_t i = 0; text[i]; i++) {
		if (is_big_endian && i < nuls)
			wide[length++] = '\0';
		wide[length++] = text[i];
		if (!is_big_endian && i < nuls)
			wide[length++] = '\0';
	}
	return evidence_in(&nkv_input_refused, wide, length, false);
}

/* UTF-16 of either order. A log may be that; so may a comment. */
Test(recognised, wide_characters)
{
	for (int order = 0; order < 2; order++) {
		cr_expect_eq(wide_evidence("numakva: 1", 10, order), PROOF);
		cr_expect_eq(wide_evidence("\xff\xfenumakva: 1", 12, order), PROOF);
		cr_expect_eq(wide_evidence("\xfe\xffnumakva: 1", 12, order), PROOF);
		cr_expect_eq(wide_evidence("RANGE  SIZE", 11, order), HINT);
		cr_expect_eq(wide_evidence("# numakva: 1", 12, order), NONE);
		cr_expect_eq(wide_evidence("Linux version 2.6.23", 20, order), NONE);
		cr_expect_eq(wide_evidence("numakva: 1", 5, order), NONE);
	}
	cr_expect_eq(wide_evidence("numakva: 1", 9, false), PROOF);
	cr_expect_eq(wide_evidence("numakva: 1", 8, false), NONE);
}

/* The words far behind the beginning, where a wide line is cut off: its first 64 characters count. */
Test(recognised, long_wide_lines)
{
	static const char line[] = "RANGE 7890123456789012345678901234567890123456789012345678901 "
				   " SIZE";
	char shorter[sizeof(line)];

	cr_expect_eq(wide_evidence(line, strlen(line), false), NONE);
	memcpy(shorter, line, 6);
	strcpy(shorter + 6, line + 9);
	cr_expect_eq(strlen(shorter), 64);
	cr_expect_eq(wide_evidence(shorter, strlen(shorter), false), HINT);
}
