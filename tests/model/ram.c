/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What becomes of each page of RAM (ram-in-use). */
#include "pages.h"

/* Whether a page is in a node's high zone. */
static bool is_in_high_zone(const struct model *model, unsigned int nid, uint64_t pfn)
{
	ulong32 start = model->nodes[nid].span_start, low = model->max_low_pfn;

	if (pfn < start || pfn >= model->nodes[nid].span_end)
		return false;
	if (model_is_to_2_6_18(model))
		return start > low || pfn - start >= low;
	return pfn >= low && pfn >= 4096 && pfn < model->highend_pfn;
}

/* pfn_valid() */
static bool is_valid(const struct model *model, uint64_t pfn)
{
	int nid = NOBODY;

	if (model_is_to_2_6_12(model))
		return true;
	if (model->sparse)
		return pfn / model->section_pages < SECTIONS &&
		       model->sections[pfn / model->section_pages].present;
	if (pfn / model->physnode_pages < model->physnode_entries)
		nid = model->physnode[pfn / model->physnode_pages];
	return nid != NOBODY && pfn < model->nodes[nid].span_end;
}

/* Whether the node's pgdat is another's, which is set up later, or at address 0. */
static bool is_overwritten(const struct model *model, unsigned int nid)
{
	const struct node *node = &model->nodes[nid];

	if (model_lacks_remap(model) && node->own_pgdat)
		return true;
	for (unsigned int later = nid + 1; later < model->node_count; later++)
		if (node->own_pgdat && node->reserved == 0 && !node->above_memory &&
		    model->nodes[later].pgdat_vaddr == node->pgdat_vaddr)
			return true;
	return false;
}

static bool is_backing(const struct model *model, uint64_t pfn)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (pfn >= model->nodes[nid].remap_start &&
		    pfn - model->nodes[nid].remap_start < model->nodes[nid].reserved)
			return true;
	return false;
}

static void use_high_page(struct model *model, uint64_t pfn)
{
	unsigned int zones = 0, nodes = 0;

	for (unsigned int nid = 0; nid < model->node_count && is_valid(model, pfn); nid++)
		if (is_in_high_zone(model, nid, pfn)) {
			zones++;
			nodes += !is_overwritten(model, nid);
		}
	if (zones > 1)
		page_put(model, pfn, PAGE_TWICE);
	if (nodes > 0)
		model->ram.high_pages++;
	else if (is_backing(model, pfn))
		model->ram.remap_pages++;
	else if (page_in(model, pfn, PAGE_WASTED))
		model->ram.wasted_pages++;
	else
		page_put(model, pfn, PAGE_UNUSED);
}

static void count_left(struct model *model)
{
	uint64_t taken = model->memmap_pages, free = model->set_pages[PAGE_FREE];

	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (model->nodes[nid].memmap_from == FROM_BOOTMEM)
			taken += ((uint64_t)model->nodes[nid].bytes + 4095) / 4096;
	model->lowmem_left = free > taken ? free - taken : 0;
}

void model_use_ram(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];

		model_find_span(model, nid, &node->span_start, &node->span_end);
	}
	for (uint64_t pfn = first_page(model); pfn != NO_PAGE; pfn = next_page(model, pfn)) {
		if (!page_in(model, pfn, PAGE_RAM))
			continue;
		model->ram.pages++;
		if (pfn < model->max_low_pfn)
			model->ram.low_pages++;
		else
			use_high_page(model, pfn);
	}
	model->ram.unused_pages = model->set_pages[PAGE_UNUSED];
	count_left(model);
}
