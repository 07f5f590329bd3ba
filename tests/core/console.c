/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines that kernels print about their setup, each as one of its kind (boot-layout 9). */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"
#include "core/console/console.h"

enum { NOTHING = -1 };

/*
 * A line of each kind that is about one thing among several, or that all kernels print alike.
 * Expect the section that has it, what it is about, and how it is held against a log.
 */
Test(console, kinds)
{
	enum {
		VARIES = NKV_CONSOLE_VARIES,
		DEBUG = NKV_CONSOLE_DEBUG,
		SRAT = NKV_CONSOLE_SRAT,
		FIRMWARE = NKV_CONSOLE_FIRMWARE
	};
	static const struct {
		const char *text, *section;
		int64_t about;
		unsigned int traits;
	} cases[] = {
		{ "BIOS-provided physical RAM map:", "1.2", NOTHING, FIRMWARE },
		{ "BIOS-e820: 0000000000100000 - 000000001ffe0000 (usable)", "1.2", 0x100000,
		  FIRMWARE },
		{ "Ooops! Too many entries in the memory map!", "1.2", NOTHING, 0 },
		{ "limit_regions start: 0000000000100000 - 000000001ffe0000 (usable)", "1.3",
		  0x100000, VARIES },
		{ "limit_regions endfor: 0000000000100000 - 000000001ffe0000 (usable)", "1.3",
		  0x100000, VARIES },
		{ "limit_regions endfunc: 0000000000100000 - 0000000020000000 (usable)", "1.3",
		  0x100000, VARIES },
		{ "user-defined physical RAM map:", "1.3", NOTHING, 0 },
		{ "user: 0000000000100000 - 000000001ffe0000 (usable)", "1.3", 0x100000, 0 },
		{ "Node: 3, start_pfn: 256, end_pfn: 131040", "1.5, 2", 256, 0 },
		{ "Setting physnode_map array to node 3 for pfns:", "2", 3, DEBUG },
		{ "CPU 0x10 in proximity domain 0x02", "2", 0x10, SRAT | FIRMWARE },
		{ "Memory range 0xA0000 to 0xFABCDEF (type 0x7) in proximity domain 0x03 enabled",
		  "2", 0xa0000, SRAT | FIRMWARE },
		{ "Too many mem chunks in SRAT. Ignoring 256 MBytes at 100000000", "2", 0x100000000,
		  SRAT },
		{ "chunk 5 nid 1 start_pfn 00020000 end_pfn 00040000", "2", 5, SRAT },
		{ "Ignoring SRAT pfns: 0X00100000 -> 00140000", "2", 0x100000, SRAT },
		{ "Entering add_active_range(0, 77, 131072) 0 entries of 256 used", "2, 6", 77,
		  VARIES | DEBUG },
		{ "Reserving 512 pages of KVA for lmem_map of node 3", "3.3", 3, 0 },
		{ "Shrinking node 3 further by 480 pages for proper alignment", "3.6", 3, 0 },
		{ "Shrinking node 3 from 131040 pages to 130528 pages", "3.6", 3, 0 },
		{ "Reserving total of 512 pages for numa KVA remap", "3", NOTHING, 0 },
		{ "node 3 will remap to vaddr fda00000 - fdc00000", "4.7", 3, VARIES },
		{ "0: 77 -> 130048", "6", 77, VARIES | NKV_CONSOLE_FOLLOWS },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_console_line line;

		cr_assert(nkv_console_parse(cases[i].text, &line), "%s", cases[i].text);
		cr_expect(line.is_whole, "%s", cases[i].text);
		cr_expect_str_eq(line.kind->section, cases[i].section, "%s", cases[i].text);
		cr_expect_eq(line.kind->traits, cases[i].traits, "%s", cases[i].text);
		if (cases[i].about == NOTHING)
			cr_expect_eq(line.kind->key, NKV_CONSOLE_NO_KEY, "%s", cases[i].text);
		else
			cr_expect_eq(line.values[line.kind->key], cases[i].about, "%s",
				     cases[i].text);
	}
}

/* Hexadecimal numbers with a prefix and without, and of one digit. */
Test(console, hexadecimal)
{
	static const struct {
		const char *text;
		int64_t first, second;
	} cases[] = {
		{ "CPU 0 in proximity domain 0", 0, 0 },
		{ "CPU 0x0 in proximity domain 0X0", 0, 0 },
		{ "CPU 09 in proximity domain 0A", 9, 10 },
		{ "CPU aF in proximity domain 0xFa", 0xaf, 0xfa },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_console_line line;

		cr_assert(nkv_console_parse(cases[i].text, &line), "%s", cases[i].text);
		cr_expect_eq(line.values[0], cases[i].first, "%s", cases[i].text);
		cr_expect_eq(line.values[1], cases[i].second, "%s", cases[i].text);
	}
}

/* A line of pfns alone. Expect it to be known however short, and to be about nothing. */
Test(console, pfns)
{
	static const char *const lines[] = { "0", "0 65536 131072", "-131072" };

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct nkv_console_line line = { .is_whole = false };

		cr_assert(nkv_console_parse(lines[i], &line), "%s", lines[i]);
		cr_expect(line.is_whole, "%s", lines[i]);
		cr_expect_eq(line.value_count, 0, "%s", lines[i]);
		cr_expect_eq(line.kind->key, NKV_CONSOLE_NO_KEY, "%s", lines[i]);
	}
}

/* Expect each line about nodes to be told, which a kernel without NUMA does not print, and no other. */
Test(console, of_nodes)
{
	static const struct {
		const char *text;
		bool of_nodes;
	} cases[] = {
		{ "Node: 3, start_pfn: 256, end_pfn: 131040", true },
		{ "Reserving 512 pages of KVA for lmem_map of node 1", true },
		{ "Shrinking node 1 further by 12 pages for proper alignment", true },
		{ "Shrinking node 1 from 100 pages to 90 pages", true },
		{ "Reserving total of 512 pages for numa KVA remap", true },
		{ "kva_start_pfn ~ 130048 find_max_low_pfn() ~ 131040", true },
		{ "reserve_pages = 512 find_max_low_pfn() ~ 131040", true },
		{ "node 1 will remap to vaddr fda00000 - fdc00000", true },
		{ "chunk 5 nid 1 start_pfn 00020000 end_pfn 00040000", true },
		{ "NUMA - single node, flat memory mode", true },
		{ "896MB LOWMEM available.", false },
		{ "BIOS-provided physical RAM map:", false },
		{ "max_pfn = 131040", false },
	};
	struct nkv_console_line line;

	for (size_t i = 0; i < COUNT(cases); i++) {
		cr_assert(nkv_console_parse(cases[i].text, &line), "%s", cases[i].text);
		cr_expect_eq(nkv_console_is_of_nodes(line.kind), cases[i].of_nodes, "%s",
			     cases[i].text);
	}
}

Test(console, knows_lines_and_their_numbers)
{
	struct nkv_console_line line;

	cr_assert(nkv_console_parse("kva_start_pfn ~ -26624 find_max_low_pfn() ~ 229376", &line));
	cr_expect_str_eq(line.kind->section, "4.4, 4.5");
	cr_expect(line.is_whole);
	cr_assert_eq(line.value_count, 2);
	cr_expect_eq(line.values[0], -26624);
	cr_expect_eq(line.values[1], 229376);
	cr_assert(nkv_console_parse("node 0 will remap to vaddr f7E00000 - 0xf8200000", &line));
	cr_expect_eq(line.values[1], 0xf7e00000);
	cr_expect_eq(line.values[2], 0xf8200000);
	cr_assert(nkv_console_parse("BIOS EBDA/lowmem at: 0009fc00/0009f800", &line));
	cr_expect_eq(line.kind, nkv_console_kind(NKV_SAY_EBDA));
	cr_expect_eq(line.values[1], 0x9f800);
	cr_assert(nkv_console_parse("0:        0 ->   130048", &line));
	cr_expect_eq(line.values[2], 130048);
	cr_assert(nkv_console_parse("max_pfn = 13104a", &line));
	cr_expect_eq(line.values[0], 0x13104a, "kernels from 2.6.27 on print it so");
	cr_assert(nkv_console_parse("0 4000 8000 c000", &line));
	cr_expect_str_eq(line.kind->later, "  %p");
	cr_assert(nkv_console_parse("0 65536 -131072", &line));
	cr_expect_str_eq(line.kind->form, "  %P");
	cr_expect(line.is_whole);
	cr_expect_eq(line.value_count, 0);
}

/* A reservation with words between its numbers. Expect the numbers on either side of them. */
Test(console, words_within_a_line)
{
	static const int64_t wanted[] = { 3, 0x1000000, 0x11d88b0, 0x1000000, 0x1100000 };
	struct nkv_console_line line;

	cr_assert(nkv_console_parse("#3 [0001000000 - 00011d88b0]    TEXT DATA BSS "
				    "==> [0001000000 - 0001100000]",
				    &line));
	cr_expect(line.is_whole);
	cr_assert_eq(line.value_count, COUNT(wanted));
	for (size_t i = 0; i < COUNT(wanted); i++)
		cr_expect_eq(line.values[i], wanted[i], "number %zu", i);
}

/* Columns of a table, and the same with one blank each. Expect the two to be one line. */
Test(console, columns)
{
	static const char *const lines[] = { "  DMA      0x00000000 -> 0x00001000",
					     "DMA 0x00000000 ->    0x00001000" };

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct nkv_console_line line;

		cr_assert(nkv_console_parse(lines[i] + strspn(lines[i], " "), &line), "%s",
			  lines[i]);
		cr_expect(line.is_whole);
		cr_expect_str_eq(line.kind->step, "the zones");
		cr_expect_eq(line.values[1], 0x1000);
	}
}

/* Lines of a plan and of a log. Expect what is said to be what is read: the kind, and the numbers. */
Test(console, said_and_read)
{
	static const struct {
		struct nkv_said said;
		const char *text;
	} cases[] = {
		{ { .form = NKV_SAY_KVA_START, .values = { UINT32_C(0xffff9800), 229376 } },
		  "kva_start_pfn ~ -26624 find_max_low_pfn() ~ 229376" },
		{ { .form = NKV_SAY_MAX_PFN, .values = { 131072 } }, "max_pfn = 131072" },
		{ { .form = NKV_SAY_FLAT }, "NUMA - single node, flat memory mode" },
		{ { .form = NKV_SAY_BIOS_ENTRY,
		    .values = { 0x100000, UINT64_C(0x120000000) },
		    .word = "usable" },
		  "BIOS-e820: 0000000000100000 - 0000000120000000 (usable)" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_console_line said = nkv_said_line(&cases[i].said), read;

		cr_assert(nkv_console_parse(cases[i].text, &read), "%s", cases[i].text);
		cr_expect_eq(said.kind, read.kind, "%s", cases[i].text);
		cr_expect(said.is_whole);
		cr_assert_eq(said.value_count, read.value_count, "%s", cases[i].text);
		for (size_t j = 0; j < said.value_count; j++)
			cr_expect_eq(said.values[j], read.values[j], "%s: number %zu",
				     cases[i].text, j);
	}
}

Test(console, knows_a_line_by_its_beginning)
{
	struct nkv_console_line line;

	cr_assert(nkv_console_parse("Reserving total of 51", &line));
	cr_expect(!line.is_whole);
	cr_expect_eq(line.values[0], 51);
	cr_assert(nkv_console_parse("Reserving total", &line));
	cr_expect_eq(line.value_count, 0);
	cr_expect(nkv_console_parse("Reserving to", &line), "twelve characters tell");
	cr_expect(!nkv_console_parse("Reserving t", &line), "eleven are too few");
}

Test(console, does_not_know_other_lines)
{
	static const char *const others[] = {
		"",
		"scsi0: aic7xxx",
		"max_pfn = many",
		"max_pfn = 13104g",
		"max pfn = 131040",
		"max_ pfn = 131040",
		"- -",
		"0 6553g",
		"896MB LOWMEM available. Or more.",
		"node  will remap to vaddr f7e00000 - f8200000",
		"node 0 will remap to vaddr - f8200000",
		"Entering add_active_range(, 77, 131072) 0 entries of 256 used",
		"Kernel panic - not syncing: Overlapping early reservations 1000-1fff TEXT",
	};
	struct nkv_console_line line;

	for (size_t i = 0; i < COUNT(others); i++)
		cr_expect(!nkv_console_parse(others[i], &line), "'%s'", others[i]);
}

/* A line that ends where its last word would begin. Expect nothing of its own to be missing. */
Test(console, without_its_last_word)
{
	struct nkv_console_line line;

	cr_assert(nkv_console_parse(
		"Memory range 0x0 to 0x10000 (type 0x0) in proximity domain 0x01 ", &line));
	cr_expect(line.is_whole);
	cr_expect_eq(line.value_count, 4);
	cr_assert(nkv_console_parse(
		"Memory range 0x0 to 0x10000 (type 0x0) in proximity domain 0x01", &line));
	cr_expect_not(line.is_whole);
}
