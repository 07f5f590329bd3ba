/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which pages the bad ones of a log are, and whether they were predicted. The
 * plans are made up: nodes of 256 MiB, of which physnode_map has one entry each.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "comparing.h"
#include "core/boot/boot.h"

enum {
	NODE_PAGES = 65536,
	STRUCT_PAGE = 32,
	PAGE_OFFSET = 0x40000000,
	WINDOW = 0x70000000, /* where a mem_map of a remap area begins */
	NOWHERE = -1,
};

/* A plan of three nodes, whose mem_maps are set by each test. */
struct made_plan {
	struct nkv_machine machine;
	struct nkv_plan plan;
};

static struct made_plan *make_plan(void)
{
	struct made_plan *made = calloc(1, sizeof(*made));

	cr_assert(made);
	made->machine.kernel = nkv_kernel_default();
	made->machine.kernel.struct_page_bytes = STRUCT_PAGE;
	made->machine.kernel.page_offset = PAGE_OFFSET;
	made->plan.machine = &made->machine;
	made->plan.verdict = NKV_VERDICT_UNSTABLE;
	made->plan.node_count = 3;
	made->plan.max_low_pfn = 3 * NODE_PAGES - 100;
	made->plan.physnode_entry_pages = NODE_PAGES;
	memset(made->plan.physnode_map, -1, sizeof(made->plan.physnode_map));
	for (uint8_t i = 0; i < 3; i++) {
		made->plan.physnode_map[i] = (int8_t)i;
		made->plan.nodes[i].nid = i;
		made->plan.nodes[i].memmap.pages =
			(struct nkv_range){ i * (uint64_t)NODE_PAGES,
					    (i + 1U) * (uint64_t)NODE_PAGES };
	}
	return made;
}

static void put_in_window(struct nkv_node *node, uint32_t vaddr)
{
	node->memmap.from = NKV_MEMMAP_REMAP;
	node->memmap.vaddr = vaddr;
}

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

/* The comparison with a boot that found the struct pages at these addresses bad. */
static struct nkv_boot_comparison find(const struct made_plan *made, const uint32_t *vaddrs,
				       size_t count, struct nkv_compared_page *pages)
{
	struct nkv_logged_page logged[8];
	const struct nkv_boot_record record = { .bad_pages = logged,
						.bad_page_count = count,
						.bad_page_messages = count };
	size_t bytes = nkv_compare_bytes(0, &record);
	struct nkv_boot_comparison comparison;
	void *workspace = malloc(bytes);

	for (size_t i = 0; i < count; i++)
		logged[i] = (struct nkv_logged_page){ vaddrs[i], i + 1 };
	cr_assert(workspace);
	cr_assert(nkv_compare(&made->plan, NULL, 0, &record, workspace, bytes, &comparison));
	memcpy(pages, comparison.bad_pages, count * sizeof(*pages));
	free(workspace);
	return comparison;
}

/* Expect the struct page at that address to be the pfn's, or nobody's. */
static void expect_pfn(const struct made_plan *made, uint32_t vaddr, int64_t pfn)
{
	struct nkv_compared_page page;

	find(made, &vaddr, 1, &page);
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
	made->machine.kernel.struct_page_bytes = 52;
	expect_pfn(made, WINDOW + 52, 1);
	expect_pfn(made, WINDOW + 32, NOWHERE);
	made->plan.stopped_at = NKV_STOP_BOOTMEM;
	expect_pfn(made, WINDOW, NOWHERE);
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

/*
 *              |bad|   |bad again|        |freed with the initrd|  |other hazard|
 * Expect a page to be predicted by the two that make bad pages, in any of their ranges.
 */
Test(bad_pages, predicted)
{
	static const struct nkv_range bad[] = { { 1000, 1010 }, { 2000, 2001 } };
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
		{ 999, NULL },	     { 1000, &bad[0] },	  { 1009, &bad[0] },
		{ 1010, NULL },	     { 2000, &bad[1] },	  { 2001, NULL },
		{ 3000, &freed[0] }, { 3099, &freed[0] }, { 3100, NULL },
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
		struct nkv_boot_comparison comparison = find(made, vaddrs, 3, pages);

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
 * |node 0|node 1|node 2|      only node 1's mem_map is not cleared
 * Expect every page of that node to be predicted, and no other's.
 */
Test(bad_pages, of_a_mem_map_that_is_not_cleared)
{
	static const struct nkv_hazard hazard = { .code = NKV_HAZARD_MEMMAP_NOT_CLEARED,
						  .severity = NKV_SEVERITY_WARNING,
						  .nids = 1U << 1 };
	struct made_plan *made = make_plan();
	const uint32_t vaddrs[] = { WINDOW, WINDOW + 0x1000000, WINDOW + 0x1000000 + STRUCT_PAGE,
				    WINDOW + 0x2000000 };
	struct nkv_compared_page pages[4];

	for (uint32_t i = 0; i < 3; i++)
		put_in_window(&made->plan.nodes[i], WINDOW + i * 0x1000000);
	made->plan.hazards = &hazard;
	made->plan.hazard_count = 1;
	made->plan.verdict = NKV_VERDICT_BOOTS;
	cr_expect_eq(find(made, vaddrs, 4, pages).reason, NKV_OUTCOME_BAD_PAGES_UNPLANNED);
	cr_expect_eq(pages[0].place, NKV_PAGE_UNPREDICTED);
	cr_expect_eq(pages[3].place, NKV_PAGE_UNPREDICTED);
	cr_expect_eq(pages[1].place, NKV_PAGE_PREDICTED);
	cr_expect_eq(pages[2].place, NKV_PAGE_PREDICTED);
	cr_expect_eq(pages[2].predicted.start_pfn, NODE_PAGES);
	cr_expect_eq(pages[2].predicted.end_pfn, 2 * NODE_PAGES);
	cr_expect_eq(find(made, vaddrs + 1, 2, pages).reason, NKV_OUTCOME_BAD_PAGES);
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
		struct nkv_boot_comparison comparison = find(made, &vaddr, 1, &page);

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
		cr_expect_eq(find(made, vaddrs, cases[i].pages, pages).reason, cases[i].reason,
			     "case %zu", i);
	}
	free(made);
}
