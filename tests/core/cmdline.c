/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of the command line, each by itself (boot-layout 1.3). */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"

/* Expect the kernel's own reading of numbers, in the words that it knows and in no others. */
Test(cmdline, words)
{
	static const struct {
		const char *text;
		enum nkv_word_kind kind;
		uint64_t size, start;
	} cases[] = {
		{ "mem=64M", NKV_WORD_LIMIT, 64 * MB, 0 },
		{ "mem=64m", NKV_WORD_LIMIT, 64 * MB, 0 },
		{ "mem=2k", NKV_WORD_LIMIT, 2 * KB, 0 },
		{ "mem=3g", NKV_WORD_LIMIT, 3 * GB, 0 },
		{ "mem=0x2aM", NKV_WORD_LIMIT, 42 * MB, 0 },
		{ "mem=0X2FK", NKV_WORD_LIMIT, 47 * KB, 0 },
		{ "mem=0xg", NKV_WORD_LIMIT, 0, 0 },	  /* octal 0, and then no digit */
		{ "memmap=0x@2M", NKV_WORD_LIMIT, 0, 0 }, /* likewise: there is no '@' after it */
		{ "mem=0778", NKV_WORD_LIMIT, 63, 0 },	  /* octal, up to the 8 */
		{ "mem=7T", NKV_WORD_LIMIT, 7, 0 },
		{ "mem=", NKV_WORD_LIMIT, 0, 0 },
		{ "mem=-1", NKV_WORD_LIMIT, 0, 0 },
		{ "mem=18446744073709551617", NKV_WORD_LIMIT, 1, 0 }, /* wraps at 2^64 */
		{ "mem=17179869185G", NKV_WORD_LIMIT, 1 * GB, 0 },    /* and shifted out of it */
		{ "mem=nopentium", NKV_WORD_OTHER, 0, 0 },
		{ "mem=nopentium,64M", NKV_WORD_LIMIT, 0, 0 },
		{ "mem", NKV_WORD_OTHER, 0, 0 },
		{ "memory=64M", NKV_WORD_OTHER, 0, 0 },
		{ "xmem=64M", NKV_WORD_OTHER, 0, 0 },
		{ "memmap", NKV_WORD_OTHER, 0, 0 },
		{ "memmaps=1M@2M", NKV_WORD_OTHER, 0, 0 },
		{ "memmap=exactmap", NKV_WORD_EXACTMAP, 0, 0 },
		{ "memmap=exactmaps", NKV_WORD_LIMIT, 0, 0 },
		{ "memmap=1M", NKV_WORD_LIMIT, 1 * MB, 0 },
		{ "memmap=1M@0x10M", NKV_WORD_ADD, 1 * MB, 16 * MB },
		{ "memmap=1M#2Gx", NKV_WORD_ADD, 1 * MB, 2 * GB },
		{ "memmap=1M$", NKV_WORD_ADD, 1 * MB, 0 },
		{ "memmap=1M!2M", NKV_WORD_LIMIT, 1 * MB, 0 },
		{ "highmem=0x10000000", NKV_WORD_HIGHMEM, 256 * MB, 0 },
		{ "highmemory=1G", NKV_WORD_OTHER, 0, 0 },
		{ "vmalloc=256M", NKV_WORD_VMALLOC, 256 * MB, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *cursor = cases[i].text;
		struct nkv_word word;

		cr_assert(nkv_cmdline_next(&cursor, &word), "'%s'", cases[i].text);
		cr_expect_eq(word.kind, cases[i].kind, "'%s': %d", cases[i].text, word.kind);
		cr_expect_eq(word.size, cases[i].size, "'%s'", cases[i].text);
		cr_expect_eq(word.addition.start, cases[i].start, "'%s'", cases[i].text);
		cr_expect_eq(word.length, strlen(cases[i].text), "'%s'", cases[i].text);
		cr_expect_not(nkv_cmdline_next(&cursor, &word), "'%s'", cases[i].text);
	}
}

/* Expect words to be split at every kind of white space, and at nothing else. */
Test(cmdline, blanks)
{
	static const char *const words[] = { "a", "b", "c", "d", "e", "f\x0e\x1fg", "h" };
	const char *cursor = " \ta\nb\v\vc\fd\re  f\x0e\x1fg h ";
	struct nkv_word word;

	for (size_t i = 0; i < COUNT(words); i++) {
		cr_assert(nkv_cmdline_next(&cursor, &word), "word %zu", i);
		cr_expect_eq(word.length, strlen(words[i]), "word %zu", i);
		cr_expect_eq(memcmp(word.text, words[i], word.length), 0, "word %zu", i);
	}
	cr_expect_not(nkv_cmdline_next(&cursor, &word));
	cr_expect_not(nkv_cmdline_next(&cursor, &word));
}
