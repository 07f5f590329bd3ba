/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs: the kernel's lines out of what loggers, terminals and mail programs made of them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "opened_lines.h"
#include "read/lines/clean_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

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
	cr_expect_str_eq(nkv_log_lines_following(lines), "c");
	cr_expect(nkv_log_lines_join(lines, &line));
	cr_expect(nkv_log_lines_join(lines, &line));
	cr_expect_str_eq(line.text, "a b c d");
	cr_expect_eq(line.length, 7);
	cr_expect_null(nkv_log_lines_following(lines));
	cr_expect_not(nkv_log_lines_join(lines, &line));
	expect_line(lines, "e", 4, 0);
	expect_line(lines, "f", 5, 0);
	cr_expect_null(nkv_log_lines_following(lines));
	expect_line(lines, "g", 7, 0);
	cr_expect_null(nkv_log_lines_following(lines));
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
	cr_expect_null(nkv_log_lines_following(lines));
	expect_line(lines, "BIOS-e820: [mem 0x0-0x1] usable", 2, 1);
	cr_expect_null(nkv_log_lines_following(lines));
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
	cr_expect_null(nkv_log_lines_following(lines));
	expect_line(lines, "b", 2, 1);
	cr_expect_null(nkv_log_lines_following(lines));
	expect_line(lines, "c", 3, 1);
	nkv_log_lines_free(lines);
}

/* Expect what stands behind a boot's first lines to be no part of any, until such a line is without it. */
Test(log_lines, what_is_behind_lines_is_learned)
{
	static const char log[] = "**Linux version 2.6.23 (a@b) #1 Mon Oct 15 10:00:00 UTC 2007**\n"
				  "**b: c **\n"
				  "**x* *\n"
				  "BIOS-provided physical RAM map:` |\n"
				  "d **\n"
				  "e` |\n"
				  "BIOS-provided physical RAM map: (of sections that are kept)\n"
				  "f` |\n"
				  "BIOS-provided physical RAM map:\n"
				  "g` |\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "Linux version 2.6.23 (a@b) #1 Mon Oct 15 10:00:00 UTC 2007", 1, 1);
	expect_line(lines, "b: c", 2, 1);
	expect_line(lines, "x* *", 3, 1);
	expect_line(lines, "BIOS-provided physical RAM map:", 4, 1);
	expect_line(lines, "d **", 5, 1);
	expect_line(lines, "e", 6, 1);
	expect_line(lines, "BIOS-provided physical RAM map: (of sections that are kept)", 7, 2);
	expect_line(lines, "f", 8, 2);
	expect_line(lines, "BIOS-provided physical RAM map:", 9, 3);
	expect_line(lines, "g` |", 10, 3);
	expect_end(lines);
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

/* Lines of a page and of JSON, several in one. Expect each with the line that it is in. */
Test(log_lines, lines_in_one)
{
	static const char log[] = "a<br>b<br />c</p>\n"
				  "{\"x\": \"d\\ne\\t1\\nf\\u0021\\r\\n\\ng\\n\"}\n"
				  "{\"msg\": \"h\\ni\"}\n"
				  "\\nj\\nk\\nl\\nm";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "a", 1, 0);
	expect_line(lines, "b", 1, 0);
	expect_line(lines, "c", 1, 0);
	expect_line(lines, "{\"x\": \"d", 2, 0);
	expect_line(lines, "e 1", 2, 0);
	expect_line(lines, "f!", 2, 0);
	expect_line(lines, "g", 2, 0);
	expect_line(lines, "hi", 3, 0);
	expect_line(lines, "j", 4, 0);
	expect_line(lines, "k", 4, 0);
	expect_line(lines, "l", 4, 0);
	expect_line(lines, "m", 4, 0);
	expect_end(lines);
	nkv_log_lines_free(lines);
}

/* What a shell shows of a version, and a report at the end of a log. Expect no boot of them. */
Test(log_lines, versions_that_are_shown)
{
	static const char log[] = "[    0.000000] Linux version 2.6.23\n"
				  "[    1.000000] a\n"
				  "$ cat /proc/version\n"
				  "Linux version 2.6.23\n"
				  "[    2.000000] b\n"
				  "Linux version 2.6.24\n"
				  "c\n"
				  "Linux version 2.6.25\n";
	static const size_t boots[] = { 1, 1, 1, 1, 1, 2, 2, 3 };
	struct nkv_log_lines *lines = open_lines(log, strlen(log));
	struct nkv_log_line line;

	for (size_t i = 0; i < COUNT(boots); i++) {
		cr_assert_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_LINE);
		cr_expect_eq(line.boot, boots[i], "%s: %zu", line.text, line.boot);
	}
	expect_end(lines);
	nkv_log_lines_free(lines);
}

/* A question for the version before any boot. Expect what answers it to be one, if a log follows. */
Test(log_lines, a_version_that_is_asked_for_first)
{
	static const char log[] = "$ cat /proc/version\nLinux version 2.6.23\nx\n";
	struct nkv_log_lines *lines = open_lines(log, strlen(log));

	expect_line(lines, "$ cat /proc/version", 1, 0);
	expect_line(lines, "Linux version 2.6.23", 2, 1);
	expect_line(lines, "x", 3, 1);
	expect_end(lines);
	nkv_log_lines_free(lines);
}
