/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines about setup, in the form of the planned kernels, and what a mail program broke of them. */
#include <criterion/criterion.h>
#include <string.h>

#include "opened_lines.h"
#include "read/log/setup_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MEMORY "Memory range 0x0 to 0x40000 (type 0x0) in proximity domain 0x01 enabled"
#define PART "Memory range 0x0 to 0x40000 (type 0x0) in" /* there is no more */
#define BITMAP "pxm bitmap: 01 00 00 00 00 00 00 00"

enum { LINES_MAX = 8 };

/* What each line becomes; "" is one that is not about setup. */
Test(setup_line, read)
{
	static const struct {
		const char *log, *said[LINES_MAX];
	} cases[] = {
		{ "x\n", { "" } },
		{ MEMORY "\nx\n", { MEMORY, "" } },
		{ "SRAT: Node 0 PXM 1 [mem 0x00000000-0x3fffffff]\n", { MEMORY } },
		/* Broken lines. */
		{ "Memory range 0x0 to 0x40000 (type 0x0) in\nproximity domain 0x01 enabled\nx\n",
		  { MEMORY, "" } },
		{ "Memory range 0x0 to 0x40000 (type 0x0) in\nx\n", { PART, "" } },
		{ "Memory range 0x0 to 0x40000 (type 0x0) in", { PART } },
		{ "SRAT: Node 0 PXM 1\n[mem 0x00000000-0x3fffffff]\nx\n", { MEMORY, "" } },
		/* Lists. */
		{ BITMAP "\nx\n", { BITMAP, "" } },
		{ "pxm bitmap: 01 00 00 00\n00 00 00 00\nx\n", { BITMAP, "" } },
		{ "1000 2000 3000\n4000 5000\n6000\n7000\nx\n",
		  { "1000 2000 3000 4000 5000 6000 7000", "" } },
		{ BITMAP "\n" BITMAP "\n", { BITMAP, BITMAP } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_log_lines *lines = open_lines(cases[i].log, strlen(cases[i].log));
		struct nkv_log_line line;

		for (size_t j = 0; j < LINES_MAX && cases[i].said[j]; j++) {
			char translated[NKV_TRANSLATED_BYTES];
			struct nkv_console_line parsed;
			const char *said;

			cr_assert_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_LINE);
			said = nkv_setup_line_read(lines, &line, translated, &parsed);
			cr_expect_str_eq(said ? said : "", cases[i].said[j], "case %zu: %s", i,
					 said ? said : "");
			cr_expect(!said || parsed.is_whole == (strcmp(said, PART) != 0),
				  "case %zu: %s", i, said);
		}
		expect_end(lines);
		nkv_log_lines_free(lines);
	}
}
