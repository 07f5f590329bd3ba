/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs: the kernel's lines out of what loggers, terminals and mail programs made of them. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/lines/clean_line.h"
#include "read/lines/log_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

Test(clean_line, what_stands_before_a_message)
{
	static const struct {
		const char *raw, *text;
		size_t column;
		bool stamped;
	} cases[] = {
		{ "Linux version 2.6.23", "Linux version 2.6.23", 1, false },
		{ " BIOS-e820: 0 - 1 (usable)", "BIOS-e820: 0 - 1 (usable)", 2, false },
		{ "[    0.000000] Command line: quiet", "Command line: quiet", 16, true },
		{ "[    0.000000][    T0] Command line:", "Command line:", 24, true },
		{ "[    0.000000] [T0] Command line:", "Command line:", 21, true },
		{ "[    0.000000 <    0.000000>] x y", "x y", 31, true },
		{ "[4294667.296000] x", "x", 18, true },
		{ "<6>[    0.000000] x", "x", 19, true },
		{ "<6> BIOS-e820: x", "BIOS-e820: x", 5, true },
		{ "6,0,0,-;Linux version 6.1", "Linux version 6.1", 9, true },
		{ "kern  :info  : [    0.000000] x", "x", 31, true },
		{ "Nov 25 04:05:58 host kernel: [    0.000000] x", "x", 45, true },
		{ "Nov  5 04:05:58 host kernel: x: y", "x: y", 30, true },
		{ "Nov  5 04:05:58 kernel: x", "x", 25, true },
		{ "Jan  1 00:00:00 router kern.info kernel: [    0.000000] x", "x", 57, true },
		{ "2026-11-25T04:05:58.123456+00:00 host kernel: x", "x", 47, true },
		{ "2026-11-25T04:05:58,123456+00:00 x", "x", 34, true },
		{ "Wed 2026-11-25 04:05:58 UTC host kernel: x", "x", 42, true },
		{ "1764043558.123456 host kernel: x", "x", 32, true },
		{ "[    0.000000] host kernel: x", "x", 29, true },
		{ "[Wed Nov 25 04:05:58 2026] x", "x", 28, true },
		{ "[2026-11-25 04:05:58.123] x", "x", 27, true },
		{ "[Nov25 04:05] x", "x", 15, true },
		{ "[  +0.000013] x", "x", 15, true },
		{ "[ +10.000013] x", "x", 15, true },
		{ "[<    0.000000>] x", "x", 18, true },
		{ "[Wed Nov 25 04:05:58 2026 <    0.000001>] x", "x", 43, true },
		{ "[    0.000000 <    0.000000 >] host kernel: x", "x", 45, true },
		{ "Nov 25 04:05:58 host kernel:\tx", "x", 30, true },
		{ "Nov 25 04:05:58 [kernel] x", "x", 26, true },
		{ "Nov 25 04:05:58 [    0.000000] x", "x", 32, true },
		{ "Nov  5 04:05:58.123456 x", "x", 24, true },
		{ "04:05:58 x", "x", 10, true },
		{ "04:05:58.123 -> [    0.000000] x", "x", 32, true },
		{ "[04:05:58:123] x", "x", 16, true },
		{ "<6>1 2026-11-25T04:05:58.123456Z host kernel - - - x", "x", 52, true },
		{ "2026-11-25T04:05:58+01:00 host kernel 0 - [a b=\"c d\"][e] \xef\xbb\xbfx", "x",
		  59, true },
		{ "    MESSAGE=x", "x", 13, true },
		{ "11-25 04:05:58.123 [    0.000000] x", "x", 35, true },
		{ "12-x", "x", 4, false },
		{ "a.log-12-[    0.000000] x", "x", 25, true },
		{ "12-BIOS-e820: [mem 0x0-0x1] y", "BIOS-e820: [mem 0x0-0x1] y", 4, false },
		{ "+(XEN) x", NKV_HYPERVISOR_MARK "x", 8, true },
		/* Control characters that were written out, and those of which a part is left. */
		{ "^[[32m[    0.000000] ^[[0mx^[[33;1m y^M", "x y", 27, true },
		{ "#033[32m[    0.000000] #033[0mx#015", "x", 31, true },
		{ "[32m[    0.000000] [0mx[33;1m y", "x y", 23, true },
		{ "x^M\r", "x", 1, false },
		{ "x^My #015z #01", "x^My #015z #01", 1, false },
		{ "[m x[1;2", "[m x[1;2", 1, false },
		{ "> x", "x", 3, false },
		{ "JD> > x", "x", 7, false },
		{ "> > [    0.000000]  x", "x", 21, true },
		{ ">>> x", "x", 5, false },
		{ "| x", "x", 3, false },
		{ "\x1b[32m[    0.000000] \x1b[0m\x1b[33mNUMA: \x1b[0mx", "NUMA: x", 30, true },
		{ "\x1b]0;title\x07x\x1b(B", "x", 11, false },
		{ "\x1b[2J\x1b[1;1Hx", "x", 11, false },
		{ "x\r", "x", 1, false },
		{ "\rx \t", "x", 2, false },
		{ "> \xc3\xa4\xc3\xb6: [    0.0] x", "\xc3\xa4\xc3\xb6: [    0.0] x", 3, false },
		{ "\xef\xbb\xbfx", "x", 2, false },
		{ "\xff\xfex", "x", 3, false },
		{ "[\xc2\xa0\xc2\xa0 0.000000]\xc2\xa0x\tyy\xc2\xa0z\xc2\xa0", "x yy z", 15, true },
		/* What other programs put there. */
		{ "03:09:07,531 INFO kernel:BIOS-e820: x", "BIOS-e820: x", 26, true },
		{ ":[    0.000000] x", "x", 17, true },
		{ ":Linux version", "Linux version", 2, false },
		{ "dmesg.txt:12:[    0.000000] x", "x", 29, true },
		{ "dmesg.txt:12: BIOS-e820: x", "BIOS-e820: x", 15, false },
		{ "dmesg.txt:12:6,0,0,-;x", "x", 22, true },
		{ "+6,0,0,-;x", "x", 10, true },
		{ "+", "", 2, false },
		{ "12:Linux version", "Linux version", 4, false },
		{ "12- BIOS-e820: x", "BIOS-e820: x", 5, false },
		{ "12:    0:        0 ->   909824", "0:        0 ->   909824", 8, false },
		{ "< [    0.000000] x", "x", 18, true },
		{ "+ BIOS-e820: x", "BIOS-e820: x", 3, false },
		{ "-[    0.000000] x", "x", 17, true },
		{ "< Linux version", "Linux version", 3, false },
		{ "# [    0.000000] x", "x", 18, true },
		{ "2026-11-25 04:05:58,123 avocado DEBUG| [    0.000000] x", "x", 55, true },
		{ "2026-11-25T04:05:58.123Z stdout F [    0.000000] x", "x", 50, true },
		{ "2026-11-25T04:05:58.123Z stderr P x", "x", 35, true },
		{ "web-1  | Linux version", "Linux version", 10, false },
		{ "{\"log\":\"[    0.000000] a\\u003cb\\\"\\n\",\"stream\":\"stdout\"}", "a<b\"",
		  16, true },
		{ "anything at all (1.5) [Wed Nov  5 04:05:58 2026] x", "x", 50, true },
		{ "[code][    0.000000] x[/code]", "x", 22, true },
		{ "[CODE=text] BIOS-e820: x [/CODE]", "BIOS-e820: x", 13, false },
		{ "<div class=\"log\"><pre>Linux version<br />", "Linux version", 23, false },
		{ "<p>SRAT: PXM 0 -&gt; APIC 0</p>", "SRAT: PXM 0 -> APIC 0", 4, false },
		{ "&lt;6&gt;x &amp;&nbsp;y", "x & y", 10, true },
		{ "{noformat}x{noformat}", "x", 11, false },
		/* A hypervisor's mark stays. */
		{ "(XEN)  0 - 9f000 (usable)", "(XEN) 0 - 9f000 (usable)", 8, true },
		{ "(XEN) [    0.000000] x", "(XEN) x", 22, true },
		{ "(XEN) [2011-10-11 07:31:13.123] x", "(XEN) x", 33, true },
		{ "> [    0.000000] (XEN) x", "(XEN) x", 24, true },
		{ "a (XEN) x", "a (XEN) x", 1, false },
		/* These are the kernel's own. */
		{ "    0:        0 ->   909824", "0:        0 ->   909824", 5, false },
		{ "    0: 0x00000000 -> 0x0000009f", "0: 0x00000000 -> 0x0000009f", 5, false },
		{ "[i915] x [b1]", "[i915] x [b1]", 1, false },
		{ "<IRQ> x <c014da0b>", "<IRQ> x <c014da0b>", 1, false },
		{ "------------[ cut here ]------------", "------------[ cut here ]------------", 1,
		  false },
		{ "x [0.1] [    1.23456] [a.123456] [Wed Nov  5]",
		  "x [0.1] [    1.23456] [a.123456] [Wed Nov  5]", 1, false },
		{ "00:1f.0 x", "00:1f.0 x", 1, false },
		{ "00:11:22:33:44:55 x", "00:11:22:33:44:55 x", 1, false },
		{ "[<c014da0b>] x", "[<c014da0b>] x", 1, false },
		{ "[mem 0x0-0xfff] x", "[mem 0x0-0xfff] x", 1, false },
		{ "a kernel is one - x", "a kernel is one - x", 1, false },
		{ "ACPI> x", "ACPI> x", 1, false },
		{ "\xc3\xa0 x", "\xc3\xa0 x", 1, false },
		{ " [<c014da0b>] bad_page+0x64/0x8e", "[<c014da0b>] bad_page+0x64/0x8e", 2, false },
		{ "   [Linux-initrd @ 0x1f3bc000, 0x2c0208 bytes]",
		  "[Linux-initrd @ 0x1f3bc000, 0x2c0208 bytes]", 4, false },
		{ "Freeing unused kernel memory: 212k freed",
		  "Freeing unused kernel memory: 212k freed", 1, false },
		/* And these are none. */
		{ "", "", 1, false },
		{ " \t\r", "", 4, false },
		{ "[    0.000000]", "", 15, true },
		{ "\x1b[", "", 3, false },
		{ "\x1b", "", 2, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[NKV_LOG_LINE_BYTES_MAX + 1];
		struct nkv_learned_prefix learned = { .length = 0 };
		struct nkv_clean_line clean =
			nkv_clean_line(cases[i].raw, strlen(cases[i].raw), &learned, text);

		cr_expect_str_eq(text, cases[i].text, "'%s': '%s'", cases[i].raw, text);
		cr_expect_eq(clean.length, strlen(cases[i].text));
		cr_expect_eq(clean.stamped, cases[i].stamped, "'%s'", cases[i].raw);
		cr_expect_eq(clean.column, cases[i].column, "'%s': column %zu", cases[i].raw,
			     clean.column);
	}
}

/* --- lines --- */

static struct nkv_log_lines *open_lines(const char *text, size_t length)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, length, "r");

	cr_assert(file);
	return nkv_log_lines_new(file);
}

static void expect_line(struct nkv_log_lines *lines, const char *text, size_t line, size_t boot)
{
	struct nkv_log_line got;

	cr_assert_eq(nkv_log_lines_next(lines, &got), NKV_LOG_LINES_LINE, "%s", text);
	cr_expect_str_eq(got.text, text);
	cr_expect_eq(got.length, strlen(text));
	cr_expect_eq(got.line, line, "%s: line %zu", text, got.line);
	cr_expect_eq(got.boot, boot, "%s: boot %zu", text, got.boot);
}

static void expect_end(struct nkv_log_lines *lines)
{
	struct nkv_log_line line;

	cr_expect_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_END);
}

/* A line of any length with a tag at its end. Expect the line alone. */
Test(clean_line, a_tag_behind_a_long_line)
{
	struct nkv_learned_prefix learned = { 0 };
	char raw[512], text[NKV_LOG_LINE_BYTES_MAX + 1];

	for (size_t length = 1; length < 400; length++) {
		memset(raw, 'x', length);
		strcpy(raw + length, "</b>");
		cr_expect_eq(nkv_clean_line(raw, length + 4, &learned, text).length, length, "%zu",
			     length);
	}
}

Test(log_lines, boots_are_told_apart)
{
	static const char log[] = "loader\n"
				  "Linux version 2.6.23\r\n"
				  "\n"
				  "BIOS-provided physical RAM map:\n"
				  " BIOS-e820: 1\n"
				  "[    0.000000] Linux version 5.10\n"
				  "[    0.000000] BIOS-provided physical RAM map:\n"
				  "[    0.000000] BIOS-provided physical RAM map:\n"
				  "last";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "loader", 1, 0);
	expect_line(lines, "Linux version 2.6.23", 2, 1);
	expect_line(lines, "BIOS-provided physical RAM map:", 4, 1);
	expect_line(lines, "BIOS-e820: 1", 5, 1);
	expect_line(lines, "Linux version 5.10", 6, 2);
	expect_line(lines, "BIOS-provided physical RAM map:", 7, 2);
	expect_line(lines, "BIOS-provided physical RAM map:", 8, 3);
	expect_line(lines, "last", 9, 3);
	expect_end(lines);
	nkv_log_lines_free(lines);
}

/* A hypervisor starts a kernel, three times. Expect a boot each, whichever lines are missing. */
Test(log_lines, boots_of_a_hypervisor)
{
	static const char log[] = "(XEN) Xen version 4.1.1\n"
				  "(XEN) Xen-e820 RAM map:\n"
				  "Linux version 2.6.32\n"
				  "BIOS-provided physical RAM map:\n"
				  "(XEN) EFI RAM map:\n"
				  "Linux version 2.6.32\n"
				  "(XEN) Xen version 4.1.1\n"
				  "(XEN) Command line: x\n"
				  "BIOS-provided physical RAM map:\n"
				  "Linux version 2.6.32\n"
				  "Linux version 2.6.33\n"
				  "(XEN) not a map\n";
	static const size_t boots[] = { 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 4 };
	struct nkv_log_lines *lines = open_lines(log, strlen(log));
	struct nkv_log_line line;

	for (size_t i = 0; i < sizeof(boots) / sizeof(boots[0]); i++) {
		cr_assert_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_LINE);
		cr_expect_eq(line.boot, boots[i], "%s: %zu", line.text, line.boot);
	}
	nkv_log_lines_free(lines);
}

/* Expect lines to be counted as they stand in the mail, and the next mail not to be decoded. */
Test(log_lines, a_mail_that_is_quoted_printable)
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
Test(log_lines, a_mail_in_base64)
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
Test(log_lines, base64_of_a_long_line)
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

/*
 * A line of 80 characters goes on in the next, if that has no time and what is
 * before has one; its blank at the break is no end of a word.
 */
Test(log_lines, lines_that_fill_a_terminals)
{
#define TEN "0123456789"
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN
	static const char log[] = "[    0.000000] " SEVENTY TEN "\n" /* too long */
				  "a\n"
				  "[ 0.000000] " SEVENTY "\n" /* too long */
				  "b\n"
				  "[0.000000] " SEVENTY "\n" /* one more than is there */
				  "c\n"
				  "[0.00000] " SEVENTY "\r\n"
				  "d\n"
				  "[0.00000] " SEVENTY "\n"
				  " e\n"
				  "[0.00000] " SEVENTY "\n" SEVENTY TEN "\n"
				  "f\n"
				  "[0.00000] " SEVENTY "\n"
				  "[0.00000] g\n" SEVENTY TEN "\n"
				  "h\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, SEVENTY TEN, 1, 0);
	expect_line(lines, "a", 2, 0);
	expect_line(lines, SEVENTY, 3, 0);
	expect_line(lines, "b", 4, 0);
	expect_line(lines, SEVENTY, 5, 0);
	expect_line(lines, "c", 6, 0);
	expect_line(lines, SEVENTY "d", 7, 0);
	expect_line(lines, SEVENTY " e", 9, 0);
	expect_line(lines, SEVENTY SEVENTY TEN "f", 11, 0);
	expect_line(lines, SEVENTY, 14, 0);
	expect_line(lines, "g", 15, 0);
	expect_line(lines, SEVENTY TEN, 16, 0);
	expect_line(lines, "h", 17, 0);
	expect_end(lines);
	nkv_log_lines_free(lines);
#undef SEVENTY
#undef TEN
}

Test(log_lines, lines_of_two_consoles_are_given_once)
{
	static const char log[] = "Linux version 2.6.23\n"
				  "[    0.000000] Linux version 2.6.23\n"
				  "a\na\na\na\nb\nb\n"
				  "Linux version 5.10\n"
				  "a\na\n"
				  "Linux version 5.10\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "Linux version 2.6.23", 1, 1);
	expect_line(lines, "a", 3, 1);
	expect_line(lines, "a", 5, 1);
	expect_line(lines, "b", 7, 1);
	expect_line(lines, "Linux version 5.10", 9, 2);
	expect_line(lines, "a", 10, 2);
	expect_line(lines, "a", 11, 2);
	expect_line(lines, "Linux version 5.10", 12, 3);
	expect_end(lines);
	nkv_log_lines_free(lines);
}

/* NULs end what was being written when a machine crashed; they are no line. */
Test(log_lines, nuls)
{
	enum { NULS = 1 << 20 };
	static const char begin[] = "a\nb", end[] = "Linux version 2.6.23\nc\0d\n";
	size_t length = sizeof(begin) - 1 + NULS + sizeof(end) - 1;
	char *log = calloc(length, 1);
	struct nkv_log_lines *lines;

	cr_assert(log);
	memcpy(log, begin, sizeof(begin) - 1);
	memcpy(log + length - (sizeof(end) - 1), end, sizeof(end) - 1);
	lines = open_lines(log, length);
	expect_line(lines, "a", 1, 0);
	expect_line(lines, "b", 2, 0);
	expect_line(lines, "Linux version 2.6.23", 2, 1);
	nkv_log_lines_noticed(lines);
	expect_line(lines, "cd", 3, 1);
	expect_end(lines);
	nkv_log_lines_free(lines);
	free(log);
}

Test(log_lines, a_log_that_begins_in_the_map)
{
	static const char log[] = "BIOS-e820: 1\nBIOS-e820: 2\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "BIOS-e820: 1", 1, 1);
	expect_line(lines, "BIOS-e820: 2", 2, 1);
	nkv_log_lines_free(lines);
}

Test(log_lines, wrapped_lines_are_joined)
{
	static const char log[] = "> [    0.000000] a b\n> c\nd\n> [    1.000000] e\nf\n\ng\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));
	struct nkv_log_line line;

	cr_assert_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_LINE);
	cr_expect_str_eq(nkv_log_lines_peek(lines), "c");
	cr_expect(nkv_log_lines_join(lines, &line));
	cr_expect(nkv_log_lines_join(lines, &line));
	cr_expect_str_eq(line.text, "a b c d");
	cr_expect_eq(line.length, 7);
	cr_expect_null(nkv_log_lines_peek(lines));
	cr_expect_not(nkv_log_lines_join(lines, &line));
	expect_line(lines, "e", 4, 0);
	expect_line(lines, "f", 5, 0);
	cr_expect_null(nkv_log_lines_peek(lines));
	expect_line(lines, "g", 7, 0);
	cr_expect_null(nkv_log_lines_peek(lines));
	expect_end(lines);
	nkv_log_lines_free(lines);
}

/* Expect the lines of a kernel whose parts say who speaks to be lines of their own. */
Test(log_lines, who_speaks_is_no_prefix)
{
	static const char log[] = "[    0.000000] e820: BIOS-provided physical RAM map:\n"
				  "[    0.000000] BIOS-e820: [mem 0x0-0x1] usable\n"
				  "[    0.000000] e820: update [mem 0x0-0x1] usable\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "e820: BIOS-provided physical RAM map:", 1, 1);
	cr_expect_null(nkv_log_lines_peek(lines));
	expect_line(lines, "BIOS-e820: [mem 0x0-0x1] usable", 2, 1);
	cr_expect_null(nkv_log_lines_peek(lines));
	expect_line(lines, "e820: update [mem 0x0-0x1] usable", 3, 1);
	expect_end(lines);
	nkv_log_lines_free(lines);
}

/* Expect lines that begin with what was learned from one with a time to have one. */
Test(log_lines, what_is_learned_may_have_a_time)
{
	static const char log[] = "[    0.000000] <a> BIOS-provided physical RAM map:\n"
				  "[    0.100000] <a> b\n"
				  "[    0.200000] <a> c\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "BIOS-provided physical RAM map:", 1, 1);
	cr_expect_null(nkv_log_lines_peek(lines));
	expect_line(lines, "b", 2, 1);
	cr_expect_null(nkv_log_lines_peek(lines));
	expect_line(lines, "c", 3, 1);
	nkv_log_lines_free(lines);
}

/* A line of a megabyte, and the one behind it. */
Test(log_lines, a_line_too_long_is_cut)
{
	const size_t length = 1 << 20;
	char *log = malloc(length + 8);
	struct nkv_log_lines *lines;
	struct nkv_log_line line;

	memset(log, 'x', length);
	memcpy(log + length, "\nbehind", 8);
	lines = open_lines(log, length + 7);
	cr_assert_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_LINE);
	cr_expect_eq(line.length, (size_t)NKV_LOG_LINE_BYTES_MAX);
	cr_expect_eq(line.line, 1);
	expect_line(lines, "behind", 2, 0);
	expect_end(lines);
	nkv_log_lines_free(lines);
	free(log);
}

/*
 * Noise, a loader's line, a boot: its lines are found with their numbers,
 * wherever blocks end. Expect every line of a short log, but not of a long one.
 */
static void expect_boot_after_noise(size_t noise_lines)
{
	static const char noise[] = "noise that is no kernel's\n";
	static const char boot[] = "[Linux-initrd @ 0x1, 0x2 bytes]\nLinux version 2.6.23\nafter\n";
	char *log = malloc(noise_lines * (sizeof(noise) - 1) + sizeof(boot));
	size_t length = 0, seen = 0;
	struct nkv_log_lines *lines;
	struct nkv_log_line line;

	for (size_t i = 0; i < noise_lines; i++, length += sizeof(noise) - 1)
		memcpy(log + length, noise, sizeof(noise) - 1);
	memcpy(log + length, boot, sizeof(boot));
	length += sizeof(boot) - 1;
	lines = open_lines(log, length);
	do {
		cr_assert_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_LINE);
		seen++;
	} while (strncmp(line.text, "noise", 5) == 0);
	cr_expect_str_eq(line.text, "[Linux-initrd @ 0x1, 0x2 bytes]");
	cr_expect_eq(line.line, noise_lines + 1, "after %zu: %zu", noise_lines, line.line);
	expect_line(lines, "Linux version 2.6.23", noise_lines + 2, 1);
	expect_line(lines, "after", noise_lines + 3, 1);
	expect_end(lines);
	cr_expect_eq(seen<noise_lines, noise_lines> 100000, "%zu of %zu", seen, noise_lines);
	nkv_log_lines_free(lines);
	free(log);
}

Test(log_lines, noise_is_passed_over)
{
	expect_boot_after_noise(10);
	for (size_t count = 150000; count < 150400; count += 13)
		expect_boot_after_noise(count);
}

Test(log_lines, what_is_noticed_keeps_interest)
{
	static const char noise[] = "noise that is no kernel's\n";
	const size_t count = 100000;
	char *log = malloc(count * (sizeof(noise) - 1));
	struct nkv_log_lines *lines;
	struct nkv_log_line line;
	size_t seen = 0;

	for (size_t i = 0; i < count; i++)
		memcpy(log + i * (sizeof(noise) - 1), noise, sizeof(noise) - 1);
	lines = open_lines(log, count * (sizeof(noise) - 1));
	while (nkv_log_lines_next(lines, &line) == NKV_LOG_LINES_LINE) {
		nkv_log_lines_noticed(lines);
		seen++;
	}
	cr_expect_eq(seen, count);
	nkv_log_lines_free(lines);
	free(log);
}
