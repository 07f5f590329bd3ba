/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of a log: the message without what stands before and behind it. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "read/lines/clean_line.h"
#include "read/lines/log_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void expect_clean(const char *raw, const char *wanted, size_t column, bool stamped)
{
	char text[NKV_LOG_LINE_BYTES_MAX + 1];
	struct nkv_learned_prefix learned = { .length = 0 };
	struct nkv_clean_line clean = nkv_clean_line(raw, strlen(raw), &learned, text);

	cr_expect_str_eq(text, wanted, "'%s': '%s'", raw, text);
	cr_expect_eq(clean.length, strlen(wanted));
	cr_expect_eq(clean.stamped, stamped, "'%s'", raw);
	cr_expect_eq(clean.column, column, "'%s': column %zu", raw, clean.column);
}

Test(clean_line, what_stands_before_a_message)
{
	static const struct {
		const char *raw, *text;
		size_t column;
		bool stamped;
	} cases[] = {
		/* What people's programs make of signs. */
		{ "x\b\bBIOS-e820: 0 \xe2\x80\x93 9", "BIOS-e820: 0 - 9", 4, false },
		{ "B\bBI\bIO\bOS\bS-88", "BIOS-88", 3, false },
		{ "BIOS\xe2\x80\x91\x65"
		  "820:\xe2\x80\xaf"
		  "0\xe2\x80\x8b",
		  "BIOS-e820: 0", 1, false },
		{ "0 \x96 9 \x93x\x94 y", "0 - 9 \"x\" y", 1, false },
		{ "APIC 0 \xe2\x86\x92 Node 0\xe2\x80\xa6", "APIC 0 -> Node 0...", 1, false },
		{ "0 -&amp;gt; 1 &ndash; 2 &#8594; &amp;#91;3&rarr;", "0 -> 1 - 2 -> [3->", 1,
		  false },
		{ "0 &amp;amp; &eacute; &#233;", "0 & &eacute; &#233;", 1, false },
		{ "BIOS\\-e820: \\[mem 0x0\\-0x1\\]", "BIOS-e820: [mem 0x0-0x1]", 1, false },
		{ "BOOT_IMAGE=dev0:\\efi\\x", "BOOT_IMAGE=dev0:\\efi\\x", 1, false },
		{ "\33[1mBIOS-e820:\33[5C0\33[K", "BIOS-e820: 0", 5, false },
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
		{ "12-x:", "x:", 4, false },
		{ "38-6,100,37000,-;NR_CPUS:8 x", "NR_CPUS:8 x", 18, true },
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

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_clean(cases[i].raw, cases[i].text, cases[i].column, cases[i].stamped);
}

/* Forms that are cut, or that only look like one. Expect nothing taken that is the line's own. */
Test(clean_line, what_is_nearly_a_mark)
{
	static const struct {
		const char *raw, *text;
		size_t column;
		bool stamped;
	} cases[] = {
		/* Control characters, to the end of the line. */
		{ "\x1b]0;title", "", 10, false },
		{ "\x1b]0;t\x1b[0mx", "x", 10, false },
		{ "x\x1b[12;3", "x", 1, false },
		{ "\x1b(", "", 3, false },
		{ "\x1b)Bx", "x", 4, false },
		{ "^[(Bx", "x", 5, false },
		{ "\xfe\xffx", "x", 3, false },
		{ "x\x7fy", "xy", 1, false },
		/* Signs by their numbers. */
		{ "a&#91;b&#x5b;c&#X5D;d&#126;&#32;e", "a[b[c]d~ e", 1, false },
		{ "a&#160;&#xa0;b", "a  b", 1, false },
		{ "&#127; &#31; &#00032; &#; &#x; &#9a; &#xg; &#91 &#",
		  "&#127; &#31; &#00032; &#; &#x; &#9a; &#xg; &#91 &#", 1, false },
		{ "&#x", "&#x", 1, false },
		{ "&#91", "&#91", 1, false },
		/* Quotations and levels. */
		{ "|x", "|x", 1, false },
		{ "ABCD> x", "ABCD> x", 1, false },
		{ "<123>x", "x", 6, true },
		{ "<1234>x", "<1234>x", 1, false },
		{ "<6 x", "<6 x", 1, false },
		{ "6,0,0 x", "6,0,0 x", 1, false },
		{ "user  :notice: x", "x", 16, true },
		{ "kern  info x", "kern  info x", 1, false },
		{ "kern  :info x", "kern  :info x", 1, false },
		{ "> > > > > > > > > > > > > > > > > x", "> x", 33, false },
		/* Brackets. */
		{ "[T] x", "[T] x", 1, false },
		{ "[T12a] x", "[T12a] x", 1, false },
		{ "[C1] x", "x", 6, true },
		{ "[Nov25 0x:05] x", "[Nov25 0x:05] x", 1, false },
		{ "[:04:05] x", "[:04:05] x", 1, false },
		{ "[a:b:c] x", "[a:b:c] x", 1, false },
		{ "[1:2:3] x", "x", 9, true },
		{ "[1:2:3(4)] x", "[1:2:3(4)] x", 1, false },
		{ "[] x", "[] x", 1, false },
		{ "[   ] x", "[   ] x", 1, false },
		{ "[1.0 <2.0] x", "[1.0 <2.0] x", 1, false },
		{ "[1.0 <a>] x", "[1.0 <a>] x", 1, false },
		{ "[    0.000000 x", "[    0.000000 x", 1, false },
		{ "[                                                        0.000000] x", "x", 68,
		  true },
		{ "[                                                         0.000000] x",
		  "[                                                         0.000000] x", 1,
		  false },
		/* Dates and clocks. */
		{ "04:05:58,123 x", "x", 14, true },
		{ "04:05:58.123 -> x", "x", 17, true },
		{ "04:05:58x", "04:05:58x", 1, false },
		{ "Nov 125 04:05:58 x", "Nov 125 04:05:58 x", 1, false },
		{ "Nov 25  x", "Nov 25  x", 1, false },
		{ "2026-11-25T04:05:58Zx", "x", 21, true },
		{ "2026-11-25T04:05x", "2026-11-25T04:05x", 1, false },
		{ "a host kernel[0]: x", "x", 19, true },
		{ "host kernel[0] x", "host kernel[0] x", 1, false },
		{ "host kernel x", "host kernel x", 1, false },
		/* A syslog's fields. */
		{ "1 2026-11-25T04:05:58Z h kernel - - -", "", 38, true },
		{ "1 2026-11-25T04:05:58Z h kernel - - [a b][c] x", "x", 46, true },
		{ "1 2026-11-25T04:05:58Z h kernel - - [a b",
		  "1 2026-11-25T04:05:58Z h kernel - - [a b", 1, false },
		{ "1 2026-11-25T04:05:58Z h kernel - - -x",
		  "1 2026-11-25T04:05:58Z h kernel - - -x", 1, false },
		{ "1 2026-11-25T04:05:58Z h kernel - - x", "1 2026-11-25T04:05:58Z h kernel - - x",
		  1, false },
		{ "1 2026-11-25T04:05:58Z h other - - - x",
		  "1 2026-11-25T04:05:58Z h other - - - x", 1, false },
		{ "stdout F x", "x", 10, true },
		{ "stderr P x", "x", 10, true },
		{ "stdout X y", "stdout X y", 1, false },
		{ "stdout Fx y", "stdout Fx y", 1, false },
		/* What wraps a line. */
		{ "web-1  |x", "web-1  |x", 1, false },
		{ "[Wed Nov /5 04:05:58 2026] x", "x", 28, true },
		{ "a [Wed Nov :5 04:05:58 2026] x", "a [Wed Nov :5 04:05:58 2026] x", 1, false },
		{ "a [Wed Nov 25", "a [Wed Nov 25", 1, false },
		{ "a [We1 Nov 25 04:05:58 2026] x", "a [We1 Nov 25 04:05:58 2026] x", 1, false },
		{ "x>", "x>", 1, false },
		{ "x]", "x]", 1, false },
		{ "\"[    0.000000] x\\r\\n\",", "x", 17, true },
		{ "'[    0.000000] x' ,", "x", 17, true },
		{ "'[    0.000000] x\"", "x\"", 17, true },
		{ "'a' [    0.000000] x'", "x'", 20, true },
		{ "'[    0.000000]'", "", 16, true },
		{ "{\"log\": \"a\\u005Bb\\u00e4\\u00G1\\tc\\/d\"}", "a[b?? c/d", 1, false },
		{ "{\"log\":\"a\\u5", "a?", 1, false },
		{ "{\"log\":\"a\\", "a", 1, false },
		{ "{\"log\":\"a", "a", 1, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_clean(cases[i].raw, cases[i].text, cases[i].column, cases[i].stamped);
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
