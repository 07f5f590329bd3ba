/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bench/page_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NO_NODE = 0xff };

struct walk {
	const struct nkv_plan *plan;
	uint8_t *bitmap;   /* of low memory: 1 is reserved */
	uint8_t *node_map; /* which node's mem_map has the page, or NO_NODE */
};

/* page_is_ram(): asks the map again for each page. */
static bool page_is_ram(const struct nkv_plan *plan, uint32_t pfn)
{
	for (size_t i = 0; i < plan->e820.count; i++) {
		struct nkv_range pages = nkv_e820_pages(&plan->e820.entries[i]);

		if (pfn >= pages.start_pfn && pfn < pages.end_pfn)
			return true;
	}
	return false;
}

static uint64_t count_ram(const struct walk *walk)
{
	uint64_t pages = 0;

	for (uint32_t pfn = 0; pfn < walk->plan->e820_max_pfn; pfn++)
		pages += page_is_ram(walk->plan, pfn);
	return pages;
}

/* free_bootmem() and reserve_bootmem(): a bit at a time. */
static void make_call(const struct walk *walk, const struct nkv_bootmem_call *call)
{
	uint32_t end = (call->start + call->size + NKV_PAGE_BYTES - 1) >> NKV_PAGE_SHIFT;

	for (uint32_t pfn = call->start >> NKV_PAGE_SHIFT; pfn < end; pfn++) {
		uint8_t bit = (uint8_t)(1U << (pfn % 8));

		if (call->op == NKV_BOOTMEM_FREE)
			walk->bitmap[pfn / 8] &= (uint8_t)~bit;
		else
			walk->bitmap[pfn / 8] |= bit;
	}
}

/* pfn_to_nid(); pages above 64 GiB have no entry, and so no node. */
static int nid_of(const struct nkv_plan *plan, uint32_t pfn)
{
	uint32_t entry = pfn / plan->physnode_entry_pages;

	return entry < plan->physnode_entries ? plan->physnode_map[entry] : NO_NODE;
}

/* memmap_init_zone(): each page of each active range. */
static uint64_t initialise_memmap(const struct walk *walk)
{
	const struct nkv_plan *plan = walk->plan;
	uint64_t mismatches = 0;

	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *range = &plan->active_ranges[i];

		for (uint32_t pfn = range->start_pfn; pfn < range->end_pfn; pfn++) {
			if (pfn >= plan->highend_pfn)
				continue;
			walk->node_map[pfn] = range->nid;
			mismatches += nid_of(plan, pfn) != range->nid;
		}
	}
	return mismatches;
}

/* free_all_bootmem(): each page that is free; counts those without a mem_map. */
static uint64_t free_all(const struct walk *walk, uint64_t *without_memmap)
{
	uint64_t freed = 0;

	*without_memmap = 0;
	for (uint32_t pfn = 0; pfn < walk->plan->max_low_pfn; pfn++) {
		if (walk->bitmap[pfn / 8] & 1U << (pfn % 8))
			continue;
		freed++;
		*without_memmap += walk->node_map[pfn] == NO_NODE;
	}
	return freed;
}

static uint64_t hazard_pages(const struct nkv_plan *plan, enum nkv_hazard_code code)
{
	for (size_t i = 0; i < plan->hazard_count; i++)
		if (plan->hazards[i].code == code)
			return plan->hazards[i].pages;
	return 0;
}

bool nkv_bench_walk_agrees(const struct nkv_plan *plan)
{
	struct walk walk = {
		.plan = plan,
		.bitmap = malloc(plan->max_low_pfn / 8 + 1),
		.node_map = malloc(plan->e820_max_pfn),
	};
	uint64_t ram = 0, freed = 0, without_memmap = 0, mismatches = 0;

	if (walk.bitmap && walk.node_map) {
		memset(walk.bitmap, 0xff, plan->max_low_pfn / 8 + 1);
		memset(walk.node_map, NO_NODE, plan->e820_max_pfn);
		ram = count_ram(&walk);
		for (size_t i = 0; i < plan->call_count; i++)
			make_call(&walk, &plan->calls[i]);
		mismatches = initialise_memmap(&walk);
		freed = free_all(&walk, &without_memmap);
	}
	free(walk.bitmap);
	free(walk.node_map);
	return ram == plan->ram_pages && freed == plan->free_pages &&
	       without_memmap == hazard_pages(plan, NKV_HAZARD_BAD_PAGE_STATE) &&
	       mismatches == hazard_pages(plan, NKV_HAZARD_PHYSNODE_MISMATCH);
}
