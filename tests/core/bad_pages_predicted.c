/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether the bad pages of a log were predicted. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "made_plan.h"

/*
 *              |bad|   |bad again|        |freed with the initrd|  |other hazard|
 * Expect a page to be predicted by the two that make bad pages, in any of their ranges.
 */
Test(bad_pages, predicted)
{
	static const struct nkv_range bad[] = { { 1000, 1010 }, { 2000, 2001 }, { 5000, 5001 } };
	static const struct nkv_range freed[] = { { 3000, 3100 } };
	static const struct nkv_range others[] = { { 900, 4000 } };
	static const struct nkv_hazard hazards[] = {
		{ .code = NKV_HAZARD_REMAP_BACKING_FREED,
		  .severity = NKV_SEVERITY_CORRUPTING,
		  .ranges = { (struct nkv_range *)others, 1 } },
		{ .code = NKV_HAZARD_BAD_PAGE_STATE,
		  .severity = NKV_SEVERITY_CORRUPTING,
		  .ranges = { (struct nkv_range *)bad, 2 } },
		{ .code = NKV_HAZARD_INITRD_FREED_LATER,
		  .severity = NKV_SEVERITY_CORRUPTING,
		  .ranges = { (struct nkv_range *)freed, 1 } },
	};
	static const struct {
		uint32_t pfn;
		const struct nkv_range *range; /* NULL: not predicted */
	} cases[] = {
		{ 999, NULL },	   { 1000, &bad[0] }, { 1009, &bad[0] },   { 1010, NULL },
		{ 2000, &bad[1] }, { 2001, NULL },    { 3000, &freed[0] }, { 3099, &freed[0] },
		{ 3100, NULL },	   { 5000, NULL },
	};
	struct made_plan *made = make_plan();

	put_in_window(&made->plan.nodes[0], WINDOW);
	made->plan.hazards = hazards;
	made->plan.hazard_count = COUNT(hazards);
	for (size_t i = 0; i < COUNT(cases); i++) {
		/* The first of a range comes first, so that the size of a pg_data_t is as planned. */
		const uint32_t vaddrs[] = { WINDOW + 1000 * STRUCT_PAGE,
					    WINDOW + cases[i].pfn * STRUCT_PAGE, 0 };
		struct nkv_compared_page pages[3];
		struct nkv_boot_comparison comparison = find_bad_pages(made, vaddrs, 3, pages);

		cr_expect_eq(pages[1].pfn, cases[i].pfn);
		cr_expect_eq(pages[1].place,
			     cases[i].range ? NKV_PAGE_PREDICTED : NKV_PAGE_UNPREDICTED, "page %u",
			     cases[i].pfn);
		if (cases[i].range)
			cr_expect_eq(memcmp(&pages[1].predicted, cases[i].range,
					    sizeof(*cases[i].range)),
				     0, "page %u", cases[i].pfn);
		cr_expect_eq(comparison.pages_in[NKV_PAGE_PREDICTED], cases[i].range ? 2 : 1);
		cr_expect_eq(comparison.pages_in[NKV_PAGE_UNPREDICTED], cases[i].range ? 0 : 1);
		cr_expect_eq(comparison.pages_in[NKV_PAGE_UNKNOWN], 1);
	}
	free(made);
}

/*
 * |node 0|node 1|node 2|      only one node's mem_map is not cleared
 * Expect every page of that node to be predicted, and no other's.
 */
Test(bad_pages, of_a_mem_map_that_is_not_cleared)
{
	struct made_plan *made = make_plan();
	const uint32_t vaddrs[] = { WINDOW, WINDOW + 0x1000000, WINDOW + 0x1000000 + STRUCT_PAGE,
				    WINDOW + 0x2000000 };
	static const uint32_t nids[] = { 0, 1, 1, 2 };

	for (uint32_t i = 0; i < 3; i++)
		put_in_window(&made->plan.nodes[i], WINDOW + i * 0x1000000);
	made->plan.verdict = NKV_VERDICT_BOOTS;
	for (uint32_t nid = 0; nid < 3; nid++) {
		const struct nkv_hazard hazard = { .code = NKV_HAZARD_MEMMAP_NOT_CLEARED,
						   .severity = NKV_SEVERITY_WARNING,
						   .nids = 1U << nid };
		struct nkv_compared_page pages[4];

		made->plan.hazards = &hazard;
		made->plan.hazard_count = 1;
		cr_expect_eq(find_bad_pages(made, vaddrs, 4, pages).reason,
			     NKV_OUTCOME_BAD_PAGES_UNPLANNED);
		for (size_t i = 0; i < 4; i++) {
			bool of_node = nids[i] == nid;

			cr_expect_eq(pages[i].place,
				     of_node ? NKV_PAGE_PREDICTED : NKV_PAGE_UNPREDICTED);
			cr_expect_eq(pages[i].predicted.start_pfn, of_node ? nid * NODE_PAGES : 0);
			cr_expect_eq(pages[i].predicted.end_pfn,
				     of_node ? (nid + 1) * NODE_PAGES : 0);
		}
		cr_expect_eq(find_bad_pages(made, vaddrs + nid + (nid > 1), 1, pages).reason,
			     NKV_OUTCOME_BAD_PAGES);
	}
	free(made);
}

/*
 * |pg_data_t, 1 to 9 pages|mem_map ...
 * A log whose first bad page is the first that was predicted, if a pg_data_t takes so many pages; planned are 2.
 * Expect sizes up to 8 pages to be found, and what was planned to stay where none of these fits.
 */
Test(bad_pages, tell_the_size_of_pg_data)
{
	static const struct nkv_range bad[] = { { 1000, 1010 } };
	static const struct nkv_hazard hazard = { .code = NKV_HAZARD_BAD_PAGE_STATE,
						  .severity = NKV_SEVERITY_CORRUPTING,
						  .ranges = { (struct nkv_range *)bad, 1 } };
	struct made_plan *made = make_plan();

	made->machine.kernel.pg_data_bytes = 4097;
	put_in_window(&made->plan.nodes[0], WINDOW);
	made->plan.hazards = &hazard;
	made->plan.hazard_count = 1;
	for (uint32_t size = 0; size <= 9; size++) {
		const uint32_t vaddr = WINDOW + 1000 * STRUCT_PAGE + size * 4096 - 2 * 4096;
		bool fits = size >= 1 && size <= 8;
		struct nkv_compared_page page;
		struct nkv_boot_comparison comparison = find_bad_pages(made, &vaddr, 1, &page);

		cr_expect_eq(comparison.planned_pgdat_pages, 2);
		cr_expect_eq(comparison.pgdat_pages, fits ? size : 2, "%u pages: %u", size,
			     comparison.pgdat_pages);
		cr_expect_eq(page.place, fits ? NKV_PAGE_PREDICTED : NKV_PAGE_UNPREDICTED,
			     "%u pages", size);
	}
	free(made);
}

/*
 * A machine that can go wrong in other ways, too. Expect bad pages to confirm the plan as such only
 * if all are where they were predicted, and a hazard that is not the plan's to be no such way.
 */
Test(bad_pages, of_a_machine_that_can_go_wrong_anyhow)
{
	static const struct nkv_range bad[] = { { 1000, 1010 } };
	static const struct nkv_hazard hazards[] = {
		{ .code = NKV_HAZARD_REMAP_BACKING_FREED, .severity = NKV_SEVERITY_CORRUPTING },
		{ .code = NKV_HAZARD_BAD_PAGE_STATE,
		  .severity = NKV_SEVERITY_CORRUPTING,
		  .ranges = { (struct nkv_range *)bad, 1 } },
		{ .code = NKV_HAZARD_PHYSNODE_MISMATCH, .severity = NKV_SEVERITY_CORRUPTING },
	};
	static const struct {
		size_t first, count; /* of the hazards */
		uint32_t pfns[2];
		size_t pages;
		enum nkv_outcome_reason reason;
	} cases[] = {
		{ 0, 2, { 1000, 1001 }, 2, NKV_OUTCOME_BAD_PAGES },
		{ 0, 2, { 1000, 1010 }, 2, NKV_OUTCOME_CORRUPTED },
		{ 0, 2, { 1000, 0 }, 1, NKV_OUTCOME_BAD_PAGES },
		{ 0, 2, { 5000, 0 }, 1, NKV_OUTCOME_CORRUPTED },
		{ 1, 2, { 1000, 1010 }, 2, NKV_OUTCOME_CORRUPTED },
		{ 1, 1, { 1000, 1010 }, 2, NKV_OUTCOME_BAD_PAGES_ASTRAY },
		{ 1, 1, { 1000, 1001 }, 2, NKV_OUTCOME_BAD_PAGES },
	};
	struct made_plan *made = make_plan();

	put_in_window(&made->plan.nodes[0], WINDOW);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const uint32_t vaddrs[] = { WINDOW + cases[i].pfns[0] * STRUCT_PAGE,
					    WINDOW + cases[i].pfns[1] * STRUCT_PAGE };
		struct nkv_compared_page pages[2];

		made->plan.hazards = hazards + cases[i].first;
		made->plan.hazard_count = cases[i].count;
		cr_expect_eq(find_bad_pages(made, vaddrs, cases[i].pages, pages).reason,
			     cases[i].reason, "case %zu", i);
	}
	free(made);
}
