/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where each node's mem_map came from before there was an allocator for remaps
 * (profile-2.6.9, 6).
 */
#include "core/old/old.h"

/* The mem_map of node 0 has one more struct page than node 0 has pages. */
static void place_node(const struct nkv_boot *boot, struct nkv_node *node)
{
	nkv_ulong pages = nkv_ulong_cut(node->span.end_pfn - node->span.start_pfn);

	if (node->start_pfn == node->end_pfn && !boot->rules->treats_empty_nodes_alike)
		return;
	node->memmap.pages = node->span;
	if (node->nid == 0) {
		node->memmap.from = NKV_MEMMAP_BOOTMEM;
		nkv_memmap_size(boot, node, pages + 1);
	} else if (pages > 0) {
		node->memmap.from = NKV_MEMMAP_REMAP;
		node->memmap.vaddr = node->remap_alloc_vaddr;
		nkv_memmap_size(boot, node, pages);
	}
}

bool nkv_memmap_place_by_node(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		place_node(boot, &plan->nodes[i]);
	nkv_memmaps_take(boot);
	return true;
}
