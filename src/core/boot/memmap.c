/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where each node's mem_map comes from (6).
 */
#include "core/boot/boot.h"
#include "core/boot/calls.h"

enum { MAX_ORDER_NR_PAGES = 1024 };

/* Active ranges can reach beyond the mapped memory; zones were sized by its end. */
static nkv_ulong span_end(const struct nkv_boot *boot, const struct nkv_range *span)
{
	nkv_ulong end = nkv_ulong_cut(span->end_pfn);

	if (boot->rules->span_rule == NKV_SPAN_ACTIVE_RANGES)
		return nkv_min(end, nkv_memory_end_pfn(boot));
	return end;
}

/* alloc_remap(): whether the node's remap area has room. The sum can wrap. */
static bool fits_remap(const struct nkv_boot *boot, const struct nkv_node *node)
{
	nkv_ulong bytes = nkv_align(node->memmap.bytes, boot->kernel->cache_line_bytes);

	return node->remap_alloc_vaddr + bytes < node->remap_vaddr_end;
}

void nkv_memmap_size(const struct nkv_boot *boot, struct nkv_node *node, nkv_ulong struct_pages)
{
	node->memmap.struct_pages = struct_pages;
	node->memmap.bytes = struct_pages * boot->kernel->struct_page_bytes;
}

/* Widened at both ends, or with one more struct page than pages. */
static void size_by_span(const struct nkv_boot *boot, struct nkv_node *node, nkv_ulong start,
			 nkv_ulong end)
{
	nkv_ulong spare = 1;

	if (!boot->rules->memmap_covers_span_alone) {
		start -= start % MAX_ORDER_NR_PAGES;
		end = nkv_align(end, MAX_ORDER_NR_PAGES);
		spare = 0;
	}
	node->memmap.pages = nkv_range_make(start, end);
	nkv_memmap_size(boot, node, end - start + spare);
}

void nkv_memmap_place_node(const struct nkv_boot *boot, struct nkv_node *node, nkv_ulong end)
{
	nkv_ulong start = nkv_ulong_cut(node->span.start_pfn);

	if (start >= end)
		return;
	size_by_span(boot, node, start, end);
	if (fits_remap(boot, node)) {
		node->memmap.from = NKV_MEMMAP_REMAP;
		node->memmap.vaddr = node->remap_alloc_vaddr;
	} else {
		node->memmap.from = NKV_MEMMAP_BOOTMEM;
	}
}

void nkv_memmaps_take(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_range_list free = { .count = 0 };

	for (size_t i = 0; i < plan->node_count; i++) {
		struct nkv_node *node = &plan->nodes[i];
		uint64_t pages = nkv_pfn_up64(node->memmap.bytes), start;

		if (node->memmap.from != NKV_MEMMAP_BOOTMEM)
			continue;
		if (free.ranges == NULL)
			free = nkv_range_list_copy(&boot->arena, &plan->free);
		start = nkv_bootmem_take(&free, pages);
		if (start == UINT64_MAX)
			return;
		node->memmap.taken = nkv_range_make(start, start + pages);
	}
}

bool nkv_memmap_place(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		nkv_memmap_place_node(boot, &plan->nodes[i], span_end(boot, &plan->nodes[i].span));
	nkv_memmaps_take(boot);
	return true;
}
