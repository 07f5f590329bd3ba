/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the lines of one boot tell together. */
#include <criterion/criterion.h>

#include "read/forms/boot_facts.h"
#include "read/forms/log_version.h"
#include "read/forms/take_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct nkv_boot_facts facts;

/* The facts of some lines, one after the other; NULL ends them. */
static void take(const char *const *lines)
{
	struct nkv_position position = { "log", 1, 1 };

	nkv_boot_facts_begin(&facts, &position);
	for (; *lines; lines++, position.line++)
		cr_assert_eq(nkv_line_take(&facts, *lines, &position), NKV_MATCH_WHOLE, "'%s'",
			     *lines);
	nkv_boot_facts_settle(&facts);
}

static uint64_t number(enum nkv_log_fact fact)
{
	return nkv_log_fact(&facts, fact)->number;
}

/* A pfn without letters among others: 0x20000 or 20000, as the boot as a whole has it. */
Test(boot_facts, pfns_are_as_the_boot_prints_them)
{
	static const char node[] = "Node: 0, start_pfn: 0, end_pfn: 20000";
	static const struct {
		const char *lines[4];
		uint64_t end_pfn;
	} cases[] = {
		{ { node }, 20000 },
		{ { "Linux version 2.6.26 (a@b)", node }, 20000 },
		{ { "Linux version 2.6.27 (a@b)", node }, 0x20000 },
		{ { "Linux version 2.6.27-rc1 (a@b)", node }, 0x20000 },
		{ { "Linux version 5.10.0 (a@b)", node }, 0x20000 },
		{ { node, "max_pfn = 3ffe0" }, 0x20000 },
		{ { "Linux version 2.6.26-rc8-next (a@b)", node, "max_pfn = 3ffe0" }, 0x20000 },
		{ { node, "max_pfn = 40000" }, 20000 },
		{ { node, "Reserving 2048 pages of KVA for lmem_map of node 0 at 19000" },
		  0x20000 },
		{ { node, "kva_start_pfn ~ 37200 max_low_pfn ~ 37000" }, 0x20000 },
		{ { node, "DMA      0x00000000 -> 0x00001000" }, 0x20000 },
		{ { node, "DMA             0 ->     4096" }, 20000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		take(cases[i].lines);
		cr_expect_eq(facts.nodes[0].end_pfn.number, cases[i].end_pfn, "case %zu: %zu", i,
			     (size_t)facts.nodes[0].end_pfn.number);
	}
}

Test(boot_facts, all_pfns_go_together)
{
	take((const char *const[]){ "Reserving total of 1000 pages for numa KVA remap",
				    "kva_start_pfn ~ 37200 max_low_pfn ~ 37000", "max_pfn = 40000",
				    "max_low_pfn = 38000, highstart_pfn = 38000",
				    "Reserving 2048 pages of KVA for lmem_map of node 1 at 39000",
				    NULL });
	cr_expect_eq(number(NKV_LOG_FACT_KVA_TOTAL), 0x1000);
	cr_expect_eq(number(NKV_LOG_FACT_KVA_START_PFN), 0x37200);
	cr_expect_eq(number(NKV_LOG_FACT_FIND_MAX_LOW_PFN), 0x37000);
	cr_expect_eq(number(NKV_LOG_FACT_MAX_PFN), 0x40000);
	cr_expect_eq(number(NKV_LOG_FACT_HIGHSTART_PFN), 0x38000);
	cr_expect_eq(facts.nodes[1].reserved_pages.number, 2048, "a count is always decimal");
}

Test(log_version, order)
{
	cr_expect(nkv_log_version_is_from("2.6.27", "2.6.27"));
	cr_expect(nkv_log_version_is_from("2.6.27-rc1", "2.6.27"));
	cr_expect(nkv_log_version_is_from("3.0", "2.6.27"));
	cr_expect(nkv_log_version_is_from("6.11.0-rc1", "6.11"));
	cr_expect(!nkv_log_version_is_from("2.6.9", "2.6.27"));
	cr_expect(!nkv_log_version_is_from("2.4.31", "2.6.27"));
	cr_expect(!nkv_log_version_is_from("", "2.6.27"));
}

static void expect_map(const struct nkv_log_map *map, const struct nkv_e820_entry *entries,
		       size_t count)
{
	cr_assert_eq(map->count, count, "%zu entries", map->count);
	for (size_t i = 0; i < count; i++) {
		cr_expect_eq(map->entries[i].start, entries[i].start, "entry %zu", i);
		cr_expect_eq(map->entries[i].size, entries[i].size, "entry %zu", i);
		cr_expect_eq(map->entries[i].type, entries[i].type, "entry %zu", i);
	}
}

/*
 * usable |0..............40000|   then 10000..20000 reserved, then nothing from 30000 on
 * Expect the parts around what was changed to stay.
 */
Test(boot_facts, changes_cut_entries)
{
	static const struct nkv_e820_entry want[] = {
		{ 0, 0x10000, NKV_E820_USABLE },
		{ 0x10000, 0x10000, NKV_E820_RESERVED },
		{ 0x20000, 0x10000, NKV_E820_USABLE },
		{ 0x50000, 0x10000, NKV_E820_RESERVED },
	};
	static const struct nkv_e820_entry user[] = {
		{ 0, 0x30000, NKV_E820_USABLE },
		{ 0x50000, 0x10000, NKV_E820_RESERVED },
	};

	take((const char *const[]){ "BIOS-e820: [mem 0x00000-0x3ffff] usable",
				    "BIOS-e820: [mem 0x50000-0x5ffff] reserved",
				    "e820: update [mem 0x10000-0x1ffff] usable ==> reserved",
				    "e820: remove [mem 0x30000-0xfffffffffffffffe] usable", NULL });
	expect_map(&facts.final_map, want, COUNT(want));
	expect_map(&facts.user_map, user, COUNT(user));
	cr_expect_eq(facts.map.count, 2);
}

/* Each list of the map replaces the one before, and takes in what follows it. */
Test(boot_facts, the_last_list_counts)
{
	static const struct nkv_e820_entry user[] = { { 0, 0x8000, NKV_E820_USABLE } };
	static const struct nkv_e820_entry modified[] = { { 0, 0x4000, NKV_E820_USABLE } };

	take((const char *const[]){
		"BIOS-e820: 0000000000000000 - 0000000000040000 (usable)",
		"limit_regions start: 0000000000000000 - 0000000000040000 (usable)",
		"limit_regions endfunc: 0000000000000000 - 0000000000010000 (usable)",
		"user-defined physical RAM map:",
		"user: 0000000000000000 - 0000000000008000 (usable)", "modified physical RAM map:",
		"modified: 0000000000000000 - 0000000000004000 (usable)", NULL });
	expect_map(&facts.user_map, user, COUNT(user));
	expect_map(&facts.final_map, modified, COUNT(modified));
	cr_expect_eq(facts.user_map.position.line, 4);
}
