/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages that nodes above 0 give up, and their windows (profile-2.6.9, 3, 4). */
#include "core/old/old.h"

/* The offset of a window includes the node itself: it is counted down from the top of the KVA. */
static void take_from_end(struct nkv_boot *boot, struct nkv_node *node)
{
	struct nkv_plan *plan = boot->plan;

	node->gives = true;
	node->present_end_pfn = node->end_pfn;
	node->wanted_pages = nkv_remap_wanted_pages(boot, node);
	node->reserved_pages = node->wanted_pages;
	node->end_pfn -= node->reserved_pages;
	node->remap_start_pfn = node->end_pfn;
	plan->remap_total_pages += node->reserved_pages;
	node->remap_offset_pages = plan->remap_total_pages;
}

bool nkv_remap_take_unchecked(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 1; i < plan->node_count; i++)
		take_from_end(boot, &plan->nodes[i]);
	plan->kva_pages = plan->remap_total_pages;
	return true;
}

bool nkv_remap_take_below_max_pfn(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		struct nkv_node *node = &plan->nodes[i];

		if (node->nid == 0 || node->memmap_bytes == 0 || node->start_pfn > plan->max_pfn)
			continue;
		node->end_pfn = nkv_min(node->end_pfn, plan->max_pfn);
		take_from_end(boot, node);
	}
	plan->kva_pages = plan->remap_total_pages;
	return true;
}

bool nkv_windows_assign_downwards(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong top_pfn = plan->kva_start_pfn + plan->kva_pages;

	for (size_t i = 0; i < plan->node_count; i++)
		nkv_window_assign(boot, &plan->nodes[i],
				  top_pfn - plan->nodes[i].remap_offset_pages);
	return true;
}
