/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the page allocator is told of each node's memory (6).
 */
#include "core/boot/boot.h"

enum { DMA_END_PFN = 4096 }; /* 16 MiB: where ZONE_DMA ends */

void nkv_spans_find(struct nkv_plan *plan)
{
	bool has_span[NKV_NODES_MAX] = { false };

	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *range = &plan->active_ranges[i];
		struct nkv_range *span = &plan->nodes[range->nid].span;

		if (!has_span[range->nid] || range->start_pfn < span->start_pfn)
			span->start_pfn = range->start_pfn;
		if (!has_span[range->nid] || range->end_pfn > span->end_pfn)
			span->end_pfn = range->end_pfn;
		has_span[range->nid] = true;
	}
}

/* The range of flat mode is registered only now. */
bool nkv_active_ranges_complete(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	const struct nkv_node *node0 = &plan->nodes[0];

	if (plan->memory_source == NKV_MEMORY_FLAT && node0->start_pfn < node0->end_pfn)
		nkv_active_range_add(plan, 0, node0->start_pfn, node0->end_pfn);
	nkv_spans_find(plan);
	return true;
}

static void add_span(struct nkv_plan *plan, const struct nkv_node *node, nkv_ulong pages)
{
	plan->active_ranges[plan->active_range_count++] =
		(struct nkv_active_range){ node->start_pfn, node->start_pfn + pages, node->nid };
}

/*
 * What the zones of a node span. Their sizes are meant for a node that starts
 * at 0. Returns false where the size of high memory would be negative: a BUG.
 */
static bool size_zones(struct nkv_boot *boot, const struct nkv_node *node)
{
	struct nkv_plan *plan = boot->plan;
	bool has_highmem = nkv_has_highmem(boot->kernel);
	nkv_ulong low_end = plan->max_low_pfn;

	if (node->start_pfn > low_end) {
		if (has_highmem)
			add_span(plan, node, node->end_pfn - node->start_pfn);
		return true;
	}
	if (low_end < DMA_END_PFN) {
		add_span(plan, node, low_end);
		return true;
	}
	if (low_end > node->end_pfn)
		return false;
	if (node->start_pfn != 0)
		boot->zones_overlong_nids |= UINT32_C(1) << node->nid;
	add_span(plan, node, has_highmem ? node->end_pfn : low_end);
	return true;
}

bool nkv_zones_size(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (node->start_pfn == node->end_pfn || size_zones(boot, node))
			continue;
		plan->stopped_nid = node->nid;
		return false;
	}
	nkv_spans_find(plan);
	return true;
}
