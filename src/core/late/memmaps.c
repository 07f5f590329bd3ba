/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The span of each node, and where its mem_map comes from (6). */
#include "core/late/bits.h"
#include "core/late/late.h"

/* 16 MiB: the end of ZONE_DMA, which the allocator keeps for devices */
enum { DMA_END_PFN = 4096 };

/* --- spans --- */

struct nkv_late_zones nkv_late_zones(const struct nkv_plan *plan)
{
	struct nkv_late_zones zones = {
		.start_pfn = plan->active_range_count > 0 ? UINT32_MAX : 0,
		.dma_end_pfn = DMA_END_PFN,
		.normal_end_pfn = nkv_max(plan->max_low_pfn, DMA_END_PFN),
	};

	for (size_t i = 0; i < plan->active_range_count; i++)
		zones.start_pfn = nkv_min(zones.start_pfn, plan->active_ranges[i].start_pfn);
	zones.end_pfn = nkv_has_highmem(&plan->machine->kernel)
				? nkv_max(plan->highend_pfn, zones.normal_end_pfn)
				: zones.normal_end_pfn;
	return zones;
}

/* --- the allocator --- */

/* Where a search begins that keeps memory for devices. */
static nkv_ulong above_dma(const struct nkv_bitmap *bitmap)
{
	return bitmap->end_pfn > DMA_END_PFN ? nkv_max(bitmap->start_pfn, DMA_END_PFN)
					     : bitmap->start_pfn;
}

/* The bitmap of a node, or NULL. */
static const struct nkv_bitmap *bitmap_of(const struct nkv_plan *plan, unsigned int nid)
{
	for (size_t i = 0; i < plan->bitmap_count; i++)
		if (plan->bitmaps[i].nid == nid)
			return &plan->bitmaps[i];
	return NULL;
}

static bool take_above_dma(struct nkv_boot *boot, const struct nkv_bitmap *bitmap,
			   struct nkv_claim *claim)
{
	return bitmap != NULL && nkv_bits_take_lowest(boot, bitmap, above_dma(bitmap), claim);
}

static bool take_anywhere(struct nkv_boot *boot, const struct nkv_bitmap *bitmap,
			  struct nkv_claim *claim)
{
	return bitmap != NULL && nkv_bits_take_lowest(boot, bitmap, bitmap->start_pfn, claim);
}

/*
 * Takes pages from any bitmap, in the order of their first pages; if necessary from below 16
 * MiB.
 */
static bool take_from_any(struct nkv_boot *boot, struct nkv_claim *claim, bool spares_dma)
{
	const struct nkv_bitmap *bitmap = NULL;

	while ((bitmap = nkv_bitmap_next(boot->plan, bitmap)) != NULL) {
		if (spares_dma && bitmap->end_pfn <= DMA_END_PFN)
			continue;
		if (spares_dma ? take_above_dma(boot, bitmap, claim)
			       : take_anywhere(boot, bitmap, claim))
			return true;
	}
	return false;
}

static bool take_lowest(struct nkv_boot *boot, struct nkv_claim *claim)
{
	return take_anywhere(boot, bitmap_of(boot->plan, 0), claim) ||
	       take_from_any(boot, claim, false);
}

/* Takes pages for a node; NKV_NODES_MAX: for no particular node. */
static bool take(struct nkv_boot *boot, unsigned int nid, struct nkv_claim *claim)
{
	return take_above_dma(boot, bitmap_of(boot->plan, 0), claim) ||
	       take_above_dma(boot, bitmap_of(boot->plan, nid), claim) ||
	       take_from_any(boot, claim, true) || take_lowest(boot, claim);
}

/* Takes the page table of kmap(), before any mem_map. */
static bool take_kmap_table(struct nkv_boot *boot)
{
	struct nkv_claim claim = { .count = 1 };

	if (!nkv_has_highmem(boot->kernel))
		return true;
	return boot->rules->late->kmap_table_lowest ? take_lowest(boot, &claim)
						    : take(boot, NKV_NODES_MAX, &claim);
}

static void take_memmap(struct nkv_boot *boot, struct nkv_node *node)
{
	struct nkv_claim claim = { .count = nkv_pfn_up(node->memmap.bytes) };

	if (take(boot, node->nid, &claim))
		node->memmap.taken = claim.taken;
	else
		boot->memmap_without_room = true;
}

bool nkv_late_memmaps(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	if (!take_kmap_table(boot))
		return false;
	nkv_spans_find(plan);
	for (size_t i = 0; i < plan->node_count; i++) {
		struct nkv_node *node = &plan->nodes[i];

		nkv_memmap_place_node(boot, node, nkv_ulong_cut(node->span.end_pfn));
		if (node->memmap.from == NKV_MEMMAP_BOOTMEM)
			take_memmap(boot, node);
	}
	return true;
}
