/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The searches for the KVA: at the end of each node for the pages, and in low
 * memory for the addresses at which they are mapped (3, 4).
 */
#include "core/late/early.h"
#include "core/late/late.h"

/* --- the pages that each node gives up --- */

/* Drops ranges of a node that have become empty, except the first of the list. */
static void drop_blank(struct nkv_plan *plan, unsigned int nid)
{
	size_t kept = 0;

	for (size_t i = 0; i < plan->active_range_count; i++)
		if (i == 0 || plan->active_ranges[i].nid != nid ||
		    plan->active_ranges[i].end_pfn != 0)
			plan->active_ranges[kept++] = plan->active_ranges[i];
	plan->active_range_count = kept;
}

/* Removes [start, end) from the ranges of a node. */
static void remove_active(struct nkv_plan *plan, unsigned int nid, nkv_ulong start, nkv_ulong end)
{
	for (size_t i = 0; i < plan->active_range_count; i++) {
		struct nkv_active_range *range = &plan->active_ranges[i];
		nkv_ulong old_end = range->end_pfn;

		if (range->nid != nid)
			continue;
		if (range->start_pfn >= start && old_end <= end) {
			range->start_pfn = range->end_pfn = 0;
		} else if (range->start_pfn < start && old_end > start) {
			range->end_pfn = start;
			if (old_end > end)
				nkv_active_range_add(plan, nid, end, old_end);
		} else if (range->start_pfn >= start && range->start_pfn < end) {
			range->start_pfn = end;
		}
	}
	drop_blank(plan, nid);
}

static nkv_ulong align_down(nkv_ulong pfn, nkv_ulong unit)
{
	return pfn - pfn % unit;
}

/* Searches from the node's end down to its start. */
static bool find_node_pages(struct nkv_boot *boot, struct nkv_node *node, uint64_t *address)
{
	nkv_ulong unit = boot->plan->pages_per_large_page;
	nkv_ulong from = align_down(node->end_pfn - node->reserved_pages, unit);
	struct nkv_early_wish wish = {
		.from = (uint64_t)from << NKV_PAGE_SHIFT,
		.to = (uint64_t)node->end_pfn << NKV_PAGE_SHIFT,
		.size = (uint64_t)node->reserved_pages << NKV_PAGE_SHIFT,
		.align = nkv_pfn_phys(unit),
	};
	nkv_ulong tries = 1;

	node->search_pfn = from;
	if (from >= node->end_pfn)
		return false;
	if (from > node->start_pfn)
		tries += (from - node->start_pfn - 1) / unit;
	if (!nkv_early_find_downwards(boot, &wish, tries, address))
		return false;
	node->found_from_pfn = nkv_pfn_down64(wish.from);
	return true;
}

/* Skips a node without memory: none begins above max_pfn, where no chunk counts (2). Returns false if there is no place. */
static bool reserve_for_node(struct nkv_boot *boot, struct nkv_node *node)
{
	struct nkv_plan *plan = boot->plan;
	uint64_t address;

	node->present_end_pfn = node->end_pfn;
	if (node->end_pfn == 0) {
		node->is_unsearched = false;
		return true;
	}
	node->end_pfn = node->present_end_pfn = nkv_min(node->end_pfn, plan->max_pfn);
	node->gives = true;
	node->wanted_pages = node->reserved_pages = nkv_remap_wanted_pages(boot, node);
	if (!find_node_pages(boot, node, &address))
		return false;
	node->is_unsearched = false;
	node->remap_offset_pages = plan->remap_total_pages;
	plan->remap_total_pages += node->reserved_pages;
	node->remap_start_pfn = nkv_pfn_down64(address);
	if (!nkv_early_reserve(boot, address,
			       address + ((uint64_t)node->reserved_pages << NKV_PAGE_SHIFT),
			       "KVA RAM"))
		return false;
	remove_active(plan, node->nid, node->remap_start_pfn,
		      node->remap_start_pfn + node->reserved_pages);
	return true;
}

bool nkv_late_kva_ram(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		plan->nodes[i].is_unsearched = true;
	for (size_t i = 0; i < plan->node_count; i++) {
		if (reserve_for_node(boot, &plan->nodes[i]))
			continue;
		plan->stopped_nid = plan->nodes[i].nid;
		return false;
	}
	plan->kva_pages = plan->remap_total_pages;
	return true;
}

/* --- the KVA --- */

/*
 * The kernel searches down from the top of low memory less the KVA. It
 * truncates the addresses of pfns to 32 bits, skips those from 2 GiB on, and
 * stops at pfn 0. So it tries address 0 only if a pfn wrapped.
 */
static bool find_kva(struct nkv_boot *boot, uint64_t *address)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong unit = plan->pages_per_large_page;
	nkv_ulong target = align_down(plan->max_low_pfn - plan->kva_pages, unit);
	nkv_ulong first = nkv_min(target % NKV_PFN_4G, NKV_PFN_4G / 2 - unit);
	bool tries_zero = target >= NKV_PFN_4G || target == 0;
	struct nkv_early_wish wish = {
		.from = nkv_pfn_phys(first),
		.to = nkv_pfn_phys(plan->max_low_pfn),
		.size = nkv_pfn_phys(plan->kva_pages),
		.align = nkv_pfn_phys(unit),
	};

	plan->kva_wanted_pfn = target;
	if (!nkv_early_find_downwards(boot, &wish, first / unit + tries_zero, address))
		return false;
	plan->kva_found_from_pfn = nkv_pfn_down64(wish.from);
	return true;
}

bool nkv_late_kva(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	uint64_t address;

	if (!find_kva(boot, &address))
		return false;
	plan->kva_start_pfn = nkv_pfn_down64(address);
	return nkv_early_reserve(boot, address, address + nkv_pfn_phys(plan->kva_pages), "KVA PG");
}
