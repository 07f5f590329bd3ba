/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What loggers and mail programs put before a message: how much of a line it is. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "read/lines/prefix.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Expects each of them to be a prefix as a whole, before a message. */
static void expect_prefixes(const char *const *prefixes, size_t count, bool stamped)
{
	for (size_t i = 0; i < count; i++) {
		char line[256];
		bool is_stamped = false;
		size_t length;

		snprintf(line, sizeof(line), "%sx y", prefixes[i]);
		length = nkv_prefix_length(line, &is_stamped);
		cr_expect_eq(length, strlen(prefixes[i]), "'%s': %zu", line, length);
		cr_expect_eq(is_stamped, stamped, "'%s'", line);
	}
}

Test(prefix, with_a_time)
{
	static const char *const prefixes[] = {
		"[    0.000000] ",
		"[    0.000000]",
		"[1.] ",
		"[+1.5] ",
		"[ +1.5] ",
		"[12345.678] ",
		"[    0.000001 <    0.000001>] ",
		"[<    0.000001>] ",
		"[<0.1 >] ",
		"[    T0] ",
		"[T12] ",
		"[C1] ",
		"[    0.000000][    T0] ",
		"[Nov25 04:05] ",
		"[Wed Nov 25 04:05:58 2026] ",
		"[1:2:3] ",
		"[4:5:] ",
		"<6>",
		"<16> ",
		"<191> ",
		"<6>[    0.000000] ",
		"6,1234,5678,-;",
		"16,10,200,c,caller=T1;",
		"kern  :info  : ",
		"user  :warn  : ",
		"kern :l: ",
		"kern  :info  : [    0.000000] ",
		"2026-11-25T04:05:58,123456+00:00 ",
		"2026-11-25T04:05:58Z ",
		"2026-11-25 04:05:58 ",
		"11-25 04:05:58.123 ",
		"04:05:58.123 ",
		"04:05:58,1 ",
		"04:05:58 ",
		"04:05:58 -> ",
		"Nov 25 04:05:58 ",
		"Nov  5 04:05:58 ",
		"Nov 25 04:05:58 host kernel: ",
		"Nov 25 04:05:58 host kernel: [    0.000000] ",
		"Nov 25 04:05:58 kernel: ",
		"host kernel[0]: ",
		"host kernel[12]: ",
		"host [kernel] ",
		"kernel:",
		"2026-11-25T04:05:58Z host kernel - - - ",
		"1 2026-11-25T04:05:58Z host kernel - - - ",
		"1 2026-11-25T04:05:58Z host kernel 1 ID - ",
		"1 2026-11-25T04:05:58Z host kernel - - [a b=\"c\"] ",
		"1 2026-11-25T04:05:58Z host kernel - - [a][b] ",
		"MESSAGE=",
		"stdout F ",
		"stderr P ",
		"2026-11-25T04:05:58.1Z stdout F ",
		"> <6>",
	};

	expect_prefixes(prefixes, COUNT(prefixes), true);
}

Test(prefix, without_a_time)
{
	static const char *const prefixes[] = {
		"", " ", "> ", ">", ">> ", "> > > ", "JD> ", "ABC> ", "ABC>", "| ", "| | ", "  > ",
	};

	expect_prefixes(prefixes, COUNT(prefixes), false);
}

/* Expect what only begins like one to be the message's. */
Test(prefix, none)
{
	static const char *const lines[] = {
		"ABCD> x",
		"|x",
		"<> x",
		"<6 x",
		"<1234> x",
		"6,1234;x",
		"6,1234,5678x",
		"6,,5678,-;x",
		"6;1234,5678,-;x",
		"kern info : x",
		"kern  :info x",
		"kernx :info : x",
		"user:info: x",
		"[] x",
		"[ ] x",
		"6,1,2;x",
		"[0] x",
		"[0.1x] x",
		"[x0.1] x",
		"[.1] x",
		"[T] x",
		"[T1x] x",
		"[X1] x",
		"[Nov25 04:5] x",
		"[Nov 04:05] x",
		"[25 04:05] x",
		"[Nov25 04:055] x",
		"[1:2] x",
		"[:1:2] x",
		"[1:2:3@] x",
		"[mem 0x0-0x1] x",
		"[    0.000000 x",
		"[    0.000001 <    0.000001] x",
		"[0.1 <x>] x",
		"2026-11-25 x",
		"2026-1-25T04:05:58 x",
		"11-25 04:05:58 x",
		"04:05 x",
		"04:05:5x",
		"04:05:58x",
		"04:05:58.1x",
		"Nove 25 04:05:58 x",
		"No 25 04:05:58 x",
		"Nov 04:05:58 x",
		"Nov 255 04:05:58 x",
		"Nov 25  x",
		"kernel x",
		"kernel[0] x",
		"kernels: x",
		"1 host kernel - - - x",
		"MESSAGE x",
		"stdout x",
		"stdout X x",
		"stdout Fx",
		"stdin F x",
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		bool stamped = false;
		size_t length = nkv_prefix_length(lines[i], &stamped);

		cr_expect_eq(length, 0, "'%s': %zu", lines[i], length);
		cr_expect(!stamped, "'%s'", lines[i]);
	}
}

/* Times in brackets are up to 64 characters long; up to 16 prefixes follow each other. */
Test(prefix, borders)
{
	static const char digits[] =
		"0.0000000000000000000000000000000000000000000000000000000000000000";
	char line[256];

	for (int length = 63; length <= 65; length++) {
		bool stamped = false;

		snprintf(line, sizeof(line), "[%.*s] x", length, digits);
		cr_expect_eq(nkv_prefix_length(line, &stamped),
			     length <= 64 ? (size_t)length + 3 : 0, "%d", length);
	}
	for (size_t count = 15; count <= 17; count++) {
		bool stamped = false;

		memset(line, '>', count);
		strcpy(line + count, "x");
		cr_expect_eq(nkv_prefix_length(line, &stamped), count < 16 ? count : 16, "%zu",
			     count);
	}
	for (int words = 60; words <= 70; words++) {
		bool stamped = false;

		line[0] = '\0';
		for (int i = 0; i < words; i++)
			strcat(line, "w ");
		strcat(line, "kernel: x");
		cr_expect_eq(nkv_prefix_length(line, &stamped), words < 64 ? strlen(line) - 1 : 0,
			     "%d", words);
	}
}
