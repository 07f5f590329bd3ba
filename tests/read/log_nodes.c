/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where nodes are, by lines of many kinds. */
#include <criterion/criterion.h>

#include "read/forms/take_line.h"
#include "read/infer/log_nodes.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LINES_MAX = 10, NODES_MAX = 4 };

/* Lines, and each node's start and end; told: how many there are, of which `count` are known. */
struct case_of_nodes {
	const char *name;
	const char *lines[LINES_MAX];
	size_t told, count;
	uint64_t ranges[NODES_MAX][2];
	bool is_guessed;
};

static const struct case_of_nodes cases[] = {
	{ "their ranges",
	  { "Node: 0, start_pfn: 0, end_pfn: 4096", "Node: 1, start_pfn: 8192, end_pfn: 12288" },
	  2,
	  2,
	  { { 0, 4096 }, { 8192, 12288 } },
	  false },
	{ "an end, and all pages that are left of it",
	  { "Reserving 512 pages of KVA for lmem_map of node 1",
	    "Shrinking node 1 from 12288 pages to 11776 pages", "On node 1 totalpages: 3584" },
	  2,
	  2,
	  { { 0, 8192 }, { 8192, 12288 } },
	  false },
	{ "a first node that gives nothing",
	  { "On node 0 totalpages: 8192", "Shrinking node 1 from 12288 pages to 11776 pages" },
	  2,
	  2,
	  { { 0, 8192 }, { 8192, 12288 } },
	  false },
	{ "a node that gives some, and loses some",
	  { "Reserving 512 pages of KVA for lmem_map of node 0",
	    "Shrinking node 0 further by 96 pages for proper alignment",
	    "On node 0 totalpages: 7584",
	    "BIOS-e820: 0000000000000000 - 0000000002000000 (usable)" },
	  1,
	  1,
	  { { 0, 8192 } },
	  false },
	{ "high zones, and where the next begins",
	  { "Initializing HighMem for node 0 (00038000:0003fe00)",
	    "Initializing HighMem for node 1 (00040000:0007fe00)",
	    "BIOS-e820: 0000000000000000 - 0000000080000000 (usable)" },
	  2,
	  2,
	  { { 0, 0x40000 }, { 0x40000, 0x80000 } },
	  true },
	{ "high zones, and what was given",
	  { "Initializing HighMem for node 0 (00038000:0003fe00)",
	    "Initializing HighMem for node 1 (00040000:0007fe00)",
	    "Reserving 512 pages of KVA for lmem_map of node 1" },
	  2,
	  2,
	  { { 0, 0x40000 }, { 0x40000, 0x80000 } },
	  false },
	{ "ends alone, of nodes of one size",
	  { "Shrinking node 1 from 8192 pages to 7680 pages",
	    "Shrinking node 2 from 12288 pages to 11776 pages",
	    "Shrinking node 3 from 16000 pages to 15488 pages" },
	  4,
	  4,
	  { { 0, 4096 }, { 4096, 8192 }, { 8192, 12288 }, { 12288, 16000 } },
	  true },
	{ "one end alone, of two nodes",
	  { "Shrinking node 1 from 8192 pages to 7680 pages" },
	  2,
	  2,
	  { { 0, 4096 }, { 4096, 8192 } },
	  true },
	{ "the end of two nodes of a page",
	  { "Shrinking node 1 from 2 pages to 1 pages" },
	  2,
	  2,
	  { { 0, 1 }, { 1, 2 } },
	  true },
	{ "that there are some",
	  { "Building zonelist for node : 0", "Building zonelist for node : 1" },
	  2,
	  0,
	  { { 0 } },
	  false },
	{ "how many there are", { "Built 3 zonelists" }, 3, 0, { { 0 } }, false },
	{ "how many there are, of an SRAT",
	  { "Number of logical nodes in system = 4" },
	  4,
	  0,
	  { { 0 } },
	  false },
	{ "a number that is missing",
	  { "Node: 0, start_pfn: 0, end_pfn: 4096", "Node: 2, start_pfn: 4096, end_pfn: 8192" },
	  3,
	  2,
	  { { 0, 4096 }, { 4096, 8192 } },
	  false },
	{ "one node, as far as the map goes",
	  { "BIOS-e820: 0000000000000000 - 0000000002000000 (usable)" },
	  1,
	  1,
	  { { 0, 8192 } },
	  true },
};

static struct nkv_boot_facts facts;

static void take(const char *const *lines)
{
	struct nkv_position position = { "log", 1, 1 };

	nkv_boot_facts_begin(&facts, &position);
	for (size_t i = 0; i < LINES_MAX && lines[i]; i++, position.line++)
		cr_assert_eq(nkv_line_take(&facts, lines[i], &position), NKV_MATCH_WHOLE, "'%s'",
			     lines[i]);
	nkv_boot_facts_settle(&facts);
}

Test(log_nodes, are_told_by)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_log_nodes nodes;

		take(cases[i].lines);
		nodes = nkv_log_find_nodes(&facts);
		cr_expect_eq(nodes.told, cases[i].told, "%s: %zu", cases[i].name, nodes.told);
		cr_assert_eq(nodes.count, cases[i].count, "%s: %zu", cases[i].name, nodes.count);
		cr_expect_eq(nodes.is_guessed, cases[i].is_guessed, "%s", cases[i].name);
		for (size_t j = 0; j < nodes.count; j++) {
			cr_expect_eq(nodes.ranges[j].start, cases[i].ranges[j][0], "%s: %zu",
				     cases[i].name, j);
			cr_expect_eq(nodes.ranges[j].end, cases[i].ranges[j][1], "%s: %zu",
				     cases[i].name, j);
		}
	}
}
