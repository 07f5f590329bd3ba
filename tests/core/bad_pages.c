/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which pages the bad ones of a log are. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "core/boot/boot.h"
#include "made_plan.h"

static void put_in_lowmem(struct nkv_node *node, uint32_t bytes)
{
	node->memmap.from = NKV_MEMMAP_BOOTMEM;
	node->memmap.bytes = bytes;
}

/* Lets the allocator take the mem_maps in low memory. */
static void take_memmaps(struct made_plan *made)
{
	static _Alignas(16) unsigned char memory[1024];
	struct nkv_boot boot = { .plan = &made->plan,
				 .arena = { .memory = memory, .bytes = sizeof(memory) } };

	nkv_memmaps_take(&boot);
	cr_assert_not(boot.arena.exhausted);
}

/* Expect the struct page at that address to be the pfn's, or nobody's. */
static void expect_pfn(const struct made_plan *made, uint32_t vaddr, int64_t pfn)
{
	struct nkv_compared_page page;

	find_bad_pages(made, &vaddr, 1, &page);
	if (pfn == NOWHERE) {
		cr_expect_eq(page.place, NKV_PAGE_UNKNOWN, "%#x", vaddr);
	} else {
		cr_expect_eq(page.place, NKV_PAGE_UNPREDICTED, "%#x", vaddr);
		cr_expect_eq(page.pfn, (uint64_t)pfn, "%#x: %llu", vaddr,
			     (unsigned long long)page.pfn);
	}
}

/*
 * |node 0|node 1|node 2|      low memory ends 100 pages below the end of node 2
 * Expect a page to be found in the mem_map of the node that physnode_map has for it, and nowhere else.
 */
Test(bad_pages, in_windows)
{
	struct made_plan *made = make_plan();

	put_in_window(&made->plan.nodes[0], WINDOW);
	put_in_window(&made->plan.nodes[2], WINDOW + 0x1000000);
	expect_pfn(made, WINDOW, 0);
	expect_pfn(made, WINDOW + STRUCT_PAGE, 1);
	expect_pfn(made, WINDOW + STRUCT_PAGE - 1, NOWHERE);
	expect_pfn(made, WINDOW + STRUCT_PAGE / 2, NOWHERE);
	expect_pfn(made, WINDOW - STRUCT_PAGE, NOWHERE);
	expect_pfn(made, WINDOW + (NODE_PAGES - 1) * STRUCT_PAGE, NODE_PAGES - 1);
	expect_pfn(made, WINDOW + NODE_PAGES * STRUCT_PAGE, NOWHERE);
	expect_pfn(made, WINDOW + 0x1000000, 2 * NODE_PAGES);
	expect_pfn(made, WINDOW + 0x1000000 + (NODE_PAGES - 101) * STRUCT_PAGE,
		   3 * NODE_PAGES - 101);
	expect_pfn(made, WINDOW + 0x1000000 + (NODE_PAGES - 100) * STRUCT_PAGE, NOWHERE);
	/* Node 1 has no mem_map, and what is behind the nodes is none. */
	expect_pfn(made, PAGE_OFFSET, NOWHERE);
	expect_pfn(made, PAGE_OFFSET + 5 * STRUCT_PAGE, NOWHERE);
	put_in_window(&made->plan.nodes[3], WINDOW + 0x2000000);
	expect_pfn(made, WINDOW + 0x2000000, NOWHERE);
	made->machine.kernel.struct_page_bytes = 52;
	expect_pfn(made, WINDOW + 52, 1);
	expect_pfn(made, WINDOW + 32, NOWHERE);
	made->plan.stopped_at = NKV_STOP_BOOTMEM;
	expect_pfn(made, WINDOW, NOWHERE);
	free(made);
}

/*
 * |node 0|node 1|node 2|      high memory begins 100 pages below the end of node 2; its zone 90, and ends 50 below
 * Expect kernels that go through each high zone to look for its pages, and no others to do so.
 */
Test(bad_pages, in_a_high_zone)
{
	static const struct {
		uint32_t below_end; /* of node 2, in pages */
		bool in_zone;
	} cases[] = { { 100, false }, { 91, false }, { 90, true },
		      { 51, true },   { 50, false }, { 1, false } };
	struct made_plan *made = make_plan();

	put_in_window(&made->plan.nodes[2], WINDOW);
	made->plan.nodes[2].high_zone =
		(struct nkv_range){ 3 * NODE_PAGES - 90, 3 * NODE_PAGES - 50 };
	for (size_t i = 0; i < COUNT(cases); i++) {
		const uint32_t vaddr = WINDOW + (NODE_PAGES - cases[i].below_end) * STRUCT_PAGE;
		const int64_t pfn = 3 * NODE_PAGES - (int64_t)cases[i].below_end;

		made->machine.kernel.profile = nkv_profile_find("2.6.5");
		expect_pfn(made, vaddr, cases[i].in_zone ? pfn : NOWHERE);
		made->machine.kernel.profile = nkv_profile_find("2.6.23");
		expect_pfn(made, vaddr, NOWHERE);
	}
	free(made);
}

/*
 * |section 0|section 1|absent|section 3|      of 16384 pages, each with its mem_map
 * Expect a page to be found in its section's, and in none of those that are not counted.
 */
Test(bad_pages, in_sections)
{
	enum { SECTION_PAGES = 16384, MEMMAP = SECTION_PAGES * STRUCT_PAGE };
	struct made_plan *made = make_plan();

	made->plan.pages_per_section = SECTION_PAGES;
	made->plan.section_count = 3;
	for (uint32_t i = 0; i < 4; i++)
		if (i != 2)
			made->plan.sections[i] =
				(struct nkv_section){ .present = true,
						      .from = NKV_MEMMAP_REMAP,
						      .vaddr = WINDOW + i * MEMMAP };
	expect_pfn(made, WINDOW, 0);
	expect_pfn(made, WINDOW + MEMMAP - STRUCT_PAGE, SECTION_PAGES - 1);
	expect_pfn(made, WINDOW + MEMMAP, SECTION_PAGES);
	expect_pfn(made, WINDOW + 2 * MEMMAP - STRUCT_PAGE, 2 * SECTION_PAGES - 1);
	expect_pfn(made, WINDOW + 2 * MEMMAP, NOWHERE);
	expect_pfn(made, WINDOW + 3 * MEMMAP, NOWHERE);
	expect_pfn(made, WINDOW + STRUCT_PAGE / 2, NOWHERE);
	expect_pfn(made, WINDOW - STRUCT_PAGE, NOWHERE);
	free(made);
}

/*
 *       |16 MiB
 * |free 5|free 3|  |free 256|      in units of 2 MiB, what the mem_map of a node may take
 * Expect mem_maps in low memory to lie where the allocator finds the lowest room from 16 MiB on, else the lowest
 * anywhere, up to the first that finds none.
 */
Test(bad_pages, in_low_memory)
{
	enum { UNIT = NODE_PAGES * STRUCT_PAGE / 4096, UNIT_BYTES = UNIT * 4096, HIGH = 0x8000 };
	static const struct nkv_range free_pages[] = { { 0x10, 0x20 },
						       { 0x1000 - 5 * UNIT, 0x1000 + 3 * UNIT },
						       { HIGH, HIGH + 256 * UNIT } };
	static const struct {
		uint32_t bytes[3]; /* of the mem_maps */
		uint32_t pfns[3];  /* where they lie; 0: nowhere */
	} cases[] = {
		{ { 3 * UNIT_BYTES, UNIT_BYTES, 255 * UNIT_BYTES }, { 0x1000, HIGH, HIGH + UNIT } },
		{ { 2 * UNIT_BYTES, UNIT_BYTES, 256 * UNIT_BYTES },
		  { 0x1000, 0x1000 + 2 * UNIT, HIGH } },
		{ { 2 * UNIT_BYTES, UNIT_BYTES + 1, 254 * UNIT_BYTES },
		  { 0x1000, HIGH, HIGH + UNIT + 1 } },
		{ { 2 * UNIT_BYTES, UNIT_BYTES + 1, 255 * UNIT_BYTES - 4095 },
		  { 0x1000, HIGH, 0 } },
		{ { 4 * UNIT_BYTES, UNIT_BYTES, 252 * UNIT_BYTES },
		  { HIGH, 0x1000, HIGH + 4 * UNIT } },
		{ { 3 * UNIT_BYTES, 256 * UNIT_BYTES, 5 * UNIT_BYTES },
		  { 0x1000, HIGH, 0x1000 - 5 * UNIT } },
		{ { 257 * UNIT_BYTES, 3 * UNIT_BYTES, UNIT_BYTES }, { 0, 0, 0 } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct made_plan *made = make_plan();

		made->plan.free = (struct nkv_range_list){ (struct nkv_range *)free_pages,
							   COUNT(free_pages) };
		for (uint32_t nid = 0; nid < 3; nid++)
			put_in_lowmem(&made->plan.nodes[nid], cases[i].bytes[nid]);
		take_memmaps(made);
		for (uint32_t nid = 0; nid < 3; nid++)
			if (cases[i].pfns[nid] != 0)
				expect_pfn(made, PAGE_OFFSET + cases[i].pfns[nid] * 4096,
					   (int64_t)nid * NODE_PAGES);
			else
				cr_expect_eq(made->plan.nodes[nid].memmap.taken.end_pfn, 0,
					     "case %zu, node %u", i, nid);
		if (cases[i].pfns[2] == 0)
			expect_pfn(made, PAGE_OFFSET + (HIGH + 256 * UNIT) * 4096, NOWHERE);
		free(made);
	}
}

/* One run of free pages, above 16 MiB. Expect the mem_map to lie at its start. */
Test(bad_pages, in_the_only_run)
{
	struct nkv_range run = { 0x8000, 0x9000 };
	struct made_plan *made = make_plan();

	made->plan.free = (struct nkv_range_list){ &run, 1 };
	put_in_lowmem(&made->plan.nodes[0], 0x1000 * 4096);
	take_memmaps(made);
	expect_pfn(made, PAGE_OFFSET + 0x8000 * 4096, 0);
	expect_pfn(made, PAGE_OFFSET + 0x8000 * 4096 - STRUCT_PAGE, NOWHERE);
	free(made);
}
