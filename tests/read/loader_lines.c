/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines before a boot: of boot loaders, and of early kernels. */
#include <criterion/criterion.h>

#include "read/forms/take_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What a boot loader says of an initrd, and an early kernel of its command line. */
Test(loader_lines, each)
{
	static const struct {
		const char *line;
		enum nkv_match match;
		uint64_t start, size; /* of size 0: not told */
		const char *cmdline;
	} cases[] = {
		{ "[Linux-initrd @ 0x1000, 0x200 bytes]", NKV_MATCH_WHOLE, 0x1000, 0x200, "" },
		{ "[Linux-initrd @ 0x1000,", NKV_MATCH_PART, 0, 0, "" },
		{ "initrd /x at 0x1000", NKV_MATCH_WHOLE, 0x1000, 0, "" },
		{ "initrd /x at 0x1000 - 0x3000", NKV_MATCH_WHOLE, 0x1000, 0x2000, "" },
		{ "initrd /x at 0x1000-0x3000", NKV_MATCH_WHOLE, 0x1000, 0x2000, "" },
		{ "initrd /x at 0x1000 to 0x1001", NKV_MATCH_WHOLE, 0x1000, 1, "" },
		{ "initrd /x at 0x1000 to 0xfff", NKV_MATCH_WHOLE, 0x1000, 0, "" },
		{ "initrd /x at 0x1000, 512 bytes", NKV_MATCH_WHOLE, 0x1000, 512, "" },
		{ "initrd /x at 0x1000 (0x200 bytes)", NKV_MATCH_WHOLE, 0x1000, 0x200, "" },
		{ "initrd /x at 0x1000, size 512", NKV_MATCH_WHOLE, 0x1000, 512, "" },
		{ "initrd /x at 0x1000, size=512", NKV_MATCH_WHOLE, 0x1000, 512, "" },
		{ "initrd /x at 0x1000 size 512", NKV_MATCH_WHOLE, 0x1000, 512, "" },
		{ "initrd /x at 0x1000 512 bytes", NKV_MATCH_WHOLE, 0x1000, 512, "" },
		{ "initrd /x", NKV_MATCH_NONE, 0, 0, "" },
		{ "Bootdata ok (command line is ro x)", NKV_MATCH_WHOLE, 0, 0, "ro x" },
		{ "Bootdata ok (command line is ro x", NKV_MATCH_WHOLE, 0, 0, "ro x" },
		{ "Bootdata ok (command line is )", NKV_MATCH_WHOLE, 0, 0, "" },
		{ "Bootdata ok", NKV_MATCH_PART, 0, 0, "" },
		{ "x", NKV_MATCH_NONE, 0, 0, "" },
	};
	const struct nkv_position position = { "log", 1, 1 };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_log_loader loader = { .cmdline = { .given = false } };

		cr_expect_eq(nkv_loader_line_take(&loader, cases[i].line, &position),
			     cases[i].match, "%s", cases[i].line);
		cr_expect_eq(loader.initrd_start.given, cases[i].start > 0, "%s", cases[i].line);
		cr_expect_eq(loader.initrd_start.number, cases[i].start, "%s", cases[i].line);
		cr_expect_eq(loader.initrd_size.given, cases[i].size > 0, "%s", cases[i].line);
		cr_expect_eq(loader.initrd_size.number, cases[i].size, "%s", cases[i].line);
		cr_expect_str_eq(loader.cmdline.text, cases[i].cmdline);
	}
}

/* The last line counts, and of an initrd whose size it does not say none is known. */
Test(loader_lines, again)
{
	static struct nkv_log_loader loader;
	const struct nkv_position position = { "log", 1, 1 };

	nkv_loader_line_take(&loader, "Bootdata ok (command line is a)", &position);
	nkv_loader_line_take(&loader, "Bootdata ok (command line is b)", &position);
	cr_expect_str_eq(loader.cmdline.text, "b");
	nkv_loader_line_take(&loader, "initrd /x at 0x1000, 512 bytes", &position);
	nkv_loader_line_take(&loader, "initrd /x at 0x2000", &position);
	cr_expect_eq(loader.initrd_start.number, 0x2000);
	cr_expect_not(loader.initrd_size.given);
}
