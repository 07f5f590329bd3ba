/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the page allocator is told about each node's memory (6). */
#include "core/boot/boot.h"

enum { DMA_END_PFN = 4096 }; /* 16 MiB: where ZONE_DMA ends */

/* The span of a node: from the smallest start to the largest end of its active ranges. */
static void find_span(const struct nkv_plan *plan, struct nkv_node *node)
{
	struct nkv_range span = { UINT64_MAX, 0 };

	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *range = &plan->active_ranges[i];

		if (range->nid != node->nid)
			continue;
		if (range->start_pfn < span.start_pfn)
			span.start_pfn = range->start_pfn;
		if (range->end_pfn > span.end_pfn)
			span.end_pfn = range->end_pfn;
	}
	if (span.start_pfn != UINT64_MAX)
		node->span = span;
}

void nkv_spans_find(struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		find_span(plan, &plan->nodes[i]);
}

/* The ranges of flat mode and of quads are registered only now. */
bool nkv_active_ranges_complete(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (plan->memory_source != NKV_MEMORY_SRAT && node->start_pfn < node->end_pfn)
			nkv_active_range_add(plan, node->nid, node->start_pfn, node->end_pfn);
	}
	nkv_spans_find(plan);
	return true;
}

static void add_span(struct nkv_plan *plan, const struct nkv_node *node, nkv_ulong pages)
{
	if (pages == 0)
		return;
	plan->active_ranges[plan->active_range_count++] =
		(struct nkv_active_range){ node->start_pfn, node->start_pfn + pages, node->nid };
}

/*
 * The span of a node's zones. Their sizes are meant for a node that starts at
 * 0. Returns false if the size of high memory would be negative: a BUG.
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

		if (node->start_pfn == node->end_pfn && !boot->rules->treats_empty_nodes_alike)
			continue;
		if (size_zones(boot, node))
			continue;
		plan->stopped_nid = node->nid;
		return false;
	}
	nkv_spans_find(plan);
	return true;
}
