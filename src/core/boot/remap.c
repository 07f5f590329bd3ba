/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The remap: the pages that each node gives up for its mem_map, and where they
 * are mapped (3, 4.7).
 */
#include "core/boot/boot.h"

nkv_ulong nkv_remap_wanted_pages(const struct nkv_boot *boot, const struct nkv_node *node)
{
	nkv_ulong large_page_pages = boot->plan->pages_per_large_page;
	nkv_ulong large_page_bytes = nkv_pfn_phys(large_page_pages);
	nkv_ulong bytes = node->memmap_bytes + boot->kernel->pg_data_bytes;

	return (bytes + large_page_bytes - 1) / large_page_bytes * large_page_pages;
}

/* Whether the `size` pages before `end` exist and are all RAM (3.4). */
static bool can_give(const struct nkv_boot *boot, nkv_ulong end, nkv_ulong size)
{
	return size <= end && nkv_range_list_covers(&boot->ram, nkv_range_make(end - size, end));
}

static void reserve_node(struct nkv_boot *boot, struct nkv_node *node)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong old_end = node->end_pfn;

	node->end_pfn = nkv_min(node->end_pfn, plan->max_pfn);
	node->present_end_pfn = node->end_pfn;
	node->wanted_pages = nkv_remap_wanted_pages(boot, node);
	if (can_give(boot, node->end_pfn, node->wanted_pages))
		node->reserved_pages = node->wanted_pages;
	node->remap_offset_pages = plan->remap_total_pages;
	plan->remap_total_pages += node->reserved_pages;
	node->alignment_pages = node->end_pfn % plan->pages_per_large_page;
	node->end_pfn -= node->reserved_pages + node->alignment_pages;
	node->remap_start_pfn = node->end_pfn;
	if (boot->rules->wastes_node0_alignment && node->nid == 0)
		plan->wasted_pages = node->alignment_pages;
	nkv_active_range_shrink(plan, node->nid, old_end, node->end_pfn);
}

bool nkv_remap_reserve(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		struct nkv_node *node = &plan->nodes[i];

		node->gives = node->start_pfn <= plan->max_pfn;
		if (node->gives)
			reserve_node(boot, node);
	}
	plan->kva_pages = plan->remap_total_pages;
	return true;
}

void nkv_window_set(struct nkv_boot *boot, struct nkv_node *node, nkv_ulong start_pfn)
{
	node->remap_vaddr_start = nkv_pfn_vaddr(boot->kernel, start_pfn);
	node->remap_vaddr_end = node->remap_vaddr_start + nkv_pfn_phys(node->reserved_pages);
	node->remap_alloc_vaddr =
		node->remap_vaddr_start + nkv_align(boot->kernel->pg_data_bytes, NKV_PAGE_BYTES);
}

/* Whether a node has its pgdat in its own window. */
static bool has_own_pgdat(const struct nkv_boot *boot, const struct nkv_node *node)
{
	return node->nid != 0 &&
	       (node->start_pfn != node->end_pfn || boot->rules->treats_empty_nodes_alike);
}

void nkv_pgdat_place(struct nkv_boot *boot, struct nkv_node *node)
{
	struct nkv_plan *plan = boot->plan;

	node->pgdat_in_remap = has_own_pgdat(boot, node);
	if (node->pgdat_in_remap) {
		node->pgdat_vaddr = node->remap_vaddr_start;
	} else {
		node->pgdat_vaddr = nkv_pfn_vaddr(boot->kernel, plan->min_low_pfn);
		plan->min_low_pfn += nkv_pfn_up(boot->kernel->pg_data_bytes);
	}
}

void nkv_window_assign(struct nkv_boot *boot, struct nkv_node *node, nkv_ulong start_pfn)
{
	nkv_window_set(boot, node, start_pfn);
	nkv_pgdat_place(boot, node);
}

bool nkv_remap_assign(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		nkv_window_assign(boot, &plan->nodes[i],
				  plan->kva_start_pfn + plan->nodes[i].remap_offset_pages);
	return true;
}
