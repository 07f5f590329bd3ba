/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is true of every plan, whatever the machine. Nothing here knows how a
 * plan is computed; low memory is counted page by page.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz/support/fuzz.h"

/* Ascending, none empty, none touching the next. */
static uint64_t count_pages(const struct nkv_range_list *list, const char *what)
{
	uint64_t pages = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct nkv_range *range = &list->ranges[i];

		if (range->start_pfn >= range->end_pfn)
			fuzz_fail("%s: range %zu is empty", what, i);
		if (i > 0 && list->ranges[i - 1].end_pfn >= range->start_pfn)
			fuzz_fail("%s: range %zu does not lie above the one before", what, i);
		pages += range->end_pfn - range->start_pfn;
	}
	return pages;
}

/* A bit for each node there is; and for node 0, whose memory all is taken for at first (1.5). */
static uint32_t nids_of(const struct nkv_plan *plan)
{
	uint32_t nids = 1;

	for (size_t i = 0; i < plan->node_count; i++)
		nids |= UINT32_C(1) << plan->nodes[i].nid;
	return nids;
}

/* The page table of kmap() is of no node, and entries that are not read can be of processors alone. */
static bool may_name_none(const struct nkv_plan *plan, enum nkv_hazard_code code)
{
	return code == NKV_HAZARD_SRAT_ENTRIES_IGNORED ||
	       (code == NKV_HAZARD_MEMMAP_IN_LOWMEM && plan->stopped_at == NKV_STOP_ZONES);
}

static void check_hazard(const struct nkv_plan *plan, const struct nkv_hazard *hazard)
{
	const struct nkv_hazard_info *info = nkv_hazard_info(hazard->code);

	if (hazard->severity < info->least || hazard->severity > info->severity)
		fuzz_fail("%s: a severity that it cannot have", info->code);
	if ((hazard->fields & NKV_HAZARD_HAS_RANGES) != 0 &&
	    count_pages(&hazard->ranges, info->code) != hazard->pages)
		fuzz_fail("%s: its pages are not those of its ranges", info->code);
	if ((hazard->fields & NKV_HAZARD_HAS_RANGES) != 0 && hazard->pages == 0)
		fuzz_fail("%s: no pages", info->code);
	if ((hazard->fields & NKV_HAZARD_HAS_NIDS) != 0 &&
	    ((hazard->nids == 0 && !may_name_none(plan, hazard->code)) ||
	     (hazard->nids & ~nids_of(plan)) != 0))
		fuzz_fail("%s: nodes that the machine does not have", info->code);
	if ((hazard->fields & NKV_HAZARD_HAS_CHUNKS) != 0 && hazard->chunk_count == 0 &&
	    !may_name_none(plan, hazard->code))
		fuzz_fail("%s: no chunks", info->code);
	if ((hazard->fields & NKV_HAZARD_HAS_REASON) != 0 && hazard->reason[0] == '\0')
		fuzz_fail("%s: an empty reason", info->code);
}

static void check_hazards(const struct nkv_plan *plan)
{
	enum nkv_verdict verdict = NKV_VERDICT_BOOTS;

	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_hazard *hazard = &plan->hazards[i];

		check_hazard(plan, hazard);
		if (i > 0 && plan->hazards[i - 1].code >= hazard->code)
			fuzz_fail("the hazards are not in the order of their codes");
		if (hazard->severity == NKV_SEVERITY_FATAL)
			verdict = NKV_VERDICT_PANICS;
		else if (hazard->severity == NKV_SEVERITY_CORRUPTING &&
			 verdict == NKV_VERDICT_BOOTS)
			verdict = NKV_VERDICT_UNSTABLE;
	}
	fuzz_require(plan->verdict == verdict, "the verdict is not that of the hazards");
	fuzz_require(plan->stopped_at == NKV_STOP_NONE || verdict == NKV_VERDICT_PANICS,
		     "a boot that stops, and a verdict that it does not");
}

static bool has_hazard(const struct nkv_plan *plan, enum nkv_hazard_code code)
{
	for (size_t i = 0; i < plan->hazard_count; i++)
		if (plan->hazards[i].code == code)
			return true;
	return false;
}

/* --- low memory --- */

/* From 2.6.26 on, a reserve beyond low memory is cut. */
static bool cuts_reserves(const struct nkv_plan *plan)
{
	return strcmp(plan->machine->kernel.profile->name, "2.6.26") == 0;
}

/* The pages of low memory whose bitmap is given to the page allocator: all, or node 0's. */
static struct nkv_range given_pages(const struct nkv_plan *plan)
{
	if (!plan->reserves_early)
		return (struct nkv_range){ 0, plan->max_low_pfn };
	for (size_t i = 0; i < plan->bitmap_count; i++)
		if (plan->bitmaps[i].nid == 0)
			return (struct nkv_range){ plan->bitmaps[i].start_pfn,
						   plan->bitmaps[i].end_pfn };
	return (struct nkv_range){ 0, 0 };
}

/* The same of a kernel that has a bitmap a node: what a call has of another's is no part of it. */
static void replay_early_call(const struct nkv_plan *plan, const struct nkv_bootmem_call *call,
			      uint8_t *free_pages)
{
	uint32_t from = call->start >> 12, to = (call->start + call->size + 4095) >> 12;
	struct nkv_range given = given_pages(plan);

	if (call->op == NKV_BOOTMEM_FREE && call->nid != 0)
		return;
	for (uint32_t pfn = from; pfn < to; pfn++)
		if (pfn >= given.start_pfn && pfn < given.end_pfn)
			free_pages[pfn] = call->op == NKV_BOOTMEM_FREE;
}

/* Does the calls again on a byte a page. */
static void replay_call(const struct nkv_plan *plan, const struct nkv_bootmem_call *call,
			uint8_t *free_pages)
{
	uint32_t from = call->start >> 12, to = (call->start + call->size + 4095) >> 12;

	if (plan->reserves_early) {
		replay_early_call(plan, call, free_pages);
		return;
	}
	for (uint32_t pfn = from; pfn < to; pfn++) {
		if (pfn >= plan->max_low_pfn) {
			fuzz_require(call->op == NKV_BOOTMEM_RESERVE && cuts_reserves(plan),
				     "a call beyond low memory that is no BUG");
			return;
		}
		free_pages[pfn] = call->op == NKV_BOOTMEM_FREE;
	}
}

/* Takes the plan's free pages away. Returns how many there were. */
static uint64_t take_free(const struct nkv_plan *plan, uint8_t *free_pages)
{
	for (size_t i = 0; i < plan->free.count; i++) {
		const struct nkv_range *range = &plan->free.ranges[i];

		fuzz_require(range->end_pfn <= plan->max_low_pfn, "free pages above low memory");
		for (uint64_t pfn = range->start_pfn; pfn < range->end_pfn; pfn++) {
			if (!free_pages[pfn])
				fuzz_fail("page %llu is listed as free, and reserved",
					  (unsigned long long)pfn);
			free_pages[pfn] = 0;
		}
	}
	return count_pages(&plan->free, "free");
}

/* Every page of low memory is free or reserved, and not both. */
static void check_low_memory(const struct nkv_plan *plan)
{
	uint8_t *free_pages = calloc(plan->max_low_pfn + 1, 1);

	/* What lies in the bytes of two bitmaps is free in neither by its own calls alone. */
	if (has_hazard(plan, NKV_HAZARD_BOOTMAPS_SHARE_PAGES)) {
		free(free_pages);
		return;
	}
	fuzz_require(free_pages != NULL, "no memory for the pages");
	for (size_t i = 0; i < plan->call_count; i++) {
		fuzz_require(!plan->calls[i].bug, "a BUG in a boot that does not stop");
		replay_call(plan, &plan->calls[i], free_pages);
	}
	fuzz_require(take_free(plan, free_pages) == plan->free_pages,
		     "free_pages is not what the ranges add up to");
	fuzz_require(memchr(free_pages, 1, plan->max_low_pfn + 1) == NULL,
		     "a page is neither free nor reserved");
	free(free_pages);
}

/* --- where things lie --- */

/* Moves the start of a range past every usable entry that has it. Returns whether it moved. */
static bool pass_usable(const struct nkv_plan *plan, struct nkv_range *pages)
{
	uint64_t start = pages->start_pfn;

	for (size_t i = 0; i < plan->e820.count; i++) {
		struct nkv_range usable = nkv_e820_pages(&plan->e820.entries[i]);

		if (usable.start_pfn <= pages->start_pfn && pages->start_pfn < usable.end_pfn)
			pages->start_pfn = usable.end_pfn;
	}
	return pages->start_pfn != start;
}

/* Entries are in no order: look again for as long as one helps. */
static bool is_within_map(const struct nkv_plan *plan, struct nkv_range pages)
{
	while (pages.start_pfn < pages.end_pfn)
		if (!pass_usable(plan, &pages))
			return false;
	return true;
}

/* --- nothing lies beyond the machine --- */

static void extend(uint64_t *end_pfn, uint64_t start, uint64_t size)
{
	uint64_t pfn = (start + size + 4095) >> 12;

	if (pfn > *end_pfn)
		*end_pfn = pfn;
}

/* Where the last of what the description names ends: memory, also to be added later, or the initrd. */
static uint64_t machine_end(const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;
	uint64_t end_pfn = 0;

	for (size_t i = 0; i < plan->e820.count; i++)
		extend(&end_pfn, plan->e820.entries[i].start, plan->e820.entries[i].size);
	for (size_t i = 0; i < machine->e820_count; i++)
		extend(&end_pfn, machine->e820[i].start, machine->e820[i].size);
	for (size_t i = 0; i < machine->memory_count; i++)
		extend(&end_pfn, machine->memory[i].start, machine->memory[i].size);
	extend(&end_pfn, machine->initrd_start, machine->initrd_size);
	return end_pfn;
}

static void check_node(const struct nkv_plan *plan, const struct nkv_node *node)
{
	fuzz_require(node->end_pfn <= plan->max_pfn, "a node ends above max_pfn");
	fuzz_require(node->start_pfn <= node->end_pfn, "a node ends below its start");
	fuzz_require(node->reserved_pages % plan->pages_per_large_page == 0,
		     "a node gives a part of a large page");
	/*
	 * Before 2.6.13 nothing holds what a node gives against RAM: a node with less memory gives the
	 * pages below 0, as 32 bits have them (profile-2.6.9 3), which are not RAM.
	 */
	fuzz_require(node->reserved_pages == 0 || has_hazard(plan, NKV_HAZARD_REMAP_NOT_RAM) ||
			     (uint64_t)node->remap_start_pfn + node->reserved_pages <=
				     node->present_end_pfn,
		     "a node gives pages beyond its end");
	/* To 2.6.11 node 0 takes one struct page more than it has pages, also without any (profile-2.6.9 6). */
	fuzz_require(node->memmap.from == NKV_MEMMAP_NONE ||
			     (node->nid == 0 && node->memmap.struct_pages == 1) ||
			     node->memmap.pages.start_pfn < node->memmap.pages.end_pfn,
		     "a mem_map of no pages");
}

static void check_ranges(const struct nkv_plan *plan, uint64_t end_pfn)
{
	/* Bits of another bitmap can stand for pages that are none. */
	bool shares = has_hazard(plan, NKV_HAZARD_BOOTMAPS_SHARE_PAGES);

	for (size_t i = 0; i < plan->free.count && !shares; i++)
		fuzz_require(is_within_map(plan, plan->free.ranges[i]),
			     "free pages that are not in the map");
	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *range = &plan->active_ranges[i];

		/* What zones span may be too long, which is told. */
		if ((nids_of(plan) >> range->nid & 1) == 0 ||
		    (range->end_pfn > end_pfn && !has_hazard(plan, NKV_HAZARD_ZONES_OVERLONG)))
			fuzz_fail("node %u: an active range to %#x in a machine to %#llx",
				  range->nid, range->end_pfn, (unsigned long long)end_pfn);
	}
	/*
	 * One that is larger than low memory wraps, which is told; so does that of 2.6.5 below a high
	 * memory that is at 0, without HIGHMEM, where its windows are never mapped (profile-2.6.5 7).
	 */
	fuzz_require(
		plan->kva_pages == 0 ||
			(uint64_t)plan->kva_start_pfn + plan->kva_pages <= end_pfn ||
			has_hazard(plan, NKV_HAZARD_RESERVE_ADDRESS_WRAPPED) ||
			(plan->highstart_pfn == 0 && has_hazard(plan, NKV_HAZARD_REMAP_MISALIGNED)),
		"a KVA that is not in the machine");
}

/*
 * Where the pages of a hazard end at the most. What is given and is no memory may lie anywhere, and
 * so may an image outside of it. The slack of a KVA that wraps is told without the wrap (7).
 */
static uint64_t end_of_pages(const struct nkv_plan *plan, enum nkv_hazard_code code,
			     uint64_t end_pfn)
{
	uint64_t kva_end_pfn = (uint64_t)plan->kva_start_pfn + plan->kva_pages;

	if (code == NKV_HAZARD_REMAP_NOT_RAM || code == NKV_HAZARD_IMAGE_OUTSIDE_RAM)
		return UINT64_MAX;
	return code == NKV_HAZARD_PAGES_WASTED && kva_end_pfn > end_pfn ? kva_end_pfn : end_pfn;
}

static void check_hazard_ranges(const struct nkv_plan *plan, uint64_t end_pfn)
{
	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_hazard *hazard = &plan->hazards[i];
		const struct nkv_range_list *list = &hazard->ranges;

		if ((hazard->fields & NKV_HAZARD_HAS_RANGES) != 0 && list->count > 0 &&
		    list->ranges[list->count - 1].end_pfn >
			    end_of_pages(plan, hazard->code, end_pfn))
			fuzz_fail("%s: pages that are not in the machine",
				  nkv_hazard_info(hazard->code)->code);
	}
}

/* Nodes are numbered as they come; but quads have numbers of their own, of which some may be missing. */
static void check_numbers(const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		fuzz_require(plan->machine->quad_count == 0
				     ? plan->nodes[i].nid == i
				     : i == 0 || plan->nodes[i].nid > plan->nodes[i - 1].nid,
			     "nodes that are not in order");
}

void fuzz_check_plan(const struct nkv_plan *plan)
{
	uint64_t end_pfn = machine_end(plan);

	check_hazards(plan);
	fuzz_require(plan->e820.count <= NKV_E820_MAX, "more entries than the kernel has room for");
	fuzz_require((plan->node_count >= 1 || !nkv_plan_knows(plan, NKV_FACT_NODES)) &&
			     plan->node_count <= NKV_NODES_MAX,
		     "no nodes, or too many");
	check_numbers(plan);
	/* Where figures wrapped the boot stops: what they say lies anywhere. */
	if (plan->stopped_at != NKV_STOP_NONE)
		return;
	for (size_t i = 0; i < plan->node_count; i++)
		check_node(plan, &plan->nodes[i]);
	check_low_memory(plan);
	check_ranges(plan, end_pfn);
	check_hazard_ranges(plan, end_pfn);
}
