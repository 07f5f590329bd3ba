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
