/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the mem_map of each section comes from (memory-model-sparse 6).
 */
#include "core/boot/calls.h"
#include "core/sparse/sparse.h"

enum { DMA_END_PFN = 4096 };

/* The pages taken from low memory for the sections, one after another. */
struct taking {
	struct nkv_plan *plan;
	struct nkv_range_list free;
	enum nkv_block_map block_map; /* NKV_BLOCK_MAP_NONE once it is taken */
};

/* Counts pages that were taken at pfn; UINT64_MAX: there was no room, and the boot stops. */
static void count_taken(struct taking *taking, uint64_t pfn, uint64_t pages)
{
	if (pfn == UINT64_MAX)
		taking->plan->memmaps_lack_room = true;
	else
		taking->plan->memmap_pages += pages;
}

/* The block map is above the mem_map before it, if there is room. */
static void take_block_map(struct taking *taking, uint64_t from_pfn)
{
	uint64_t pfn = nkv_range_list_take(&taking->free, 1, from_pfn);

	taking->block_map = NKV_BLOCK_MAP_NONE;
	if (pfn == UINT64_MAX)
		pfn = nkv_range_list_take(&taking->free, 1, 0);
	count_taken(taking, pfn, 1);
}

static void take_from_lowmem(struct taking *taking, struct nkv_section *section)
{
	uint64_t pages = nkv_pfn_up(taking->plan->section_memmap_bytes);
	uint64_t pfn;

	section->from = NKV_MEMMAP_BOOTMEM;
	if (taking->block_map == NKV_BLOCK_MAP_BEFORE_MEMMAP)
		take_block_map(taking, DMA_END_PFN);
	if (taking->plan->memmaps_lack_room)
		return;
	pfn = nkv_bootmem_take(&taking->free, pages);
	count_taken(taking, pfn, pages);
	if (taking->plan->memmaps_lack_room)
		return;
	section->taken = nkv_range_make(pfn, pfn + pages);
	if (taking->block_map == NKV_BLOCK_MAP_AFTER_MEMMAP)
		take_block_map(taking, pfn + pages > DMA_END_PFN ? pfn + pages : DMA_END_PFN);
}

/*
 * alloc_remap(): a node's area holds one mem_map after another, as long as a sum fits, which can
 * wrap.
 */
static bool take_from_remap(const struct nkv_boot *boot, struct nkv_section *section,
			    nkv_ulong next_vaddr[NKV_NODES_MAX])
{
	const struct nkv_node *home = nkv_plan_node(boot->plan, section->home_nid);
	nkv_ulong *next = &next_vaddr[section->home_nid];
	nkv_ulong bytes =
		nkv_align(boot->plan->section_memmap_bytes, boot->kernel->cache_line_bytes);

	if (!home || *next == 0 || *next + bytes >= home->remap_vaddr_end)
		return false;
	section->from = NKV_MEMMAP_REMAP;
	section->vaddr = *next;
	*next += bytes;
	return true;
}

bool nkv_section_memmaps_place(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong next_vaddr[NKV_NODES_MAX] = { 0 };
	struct taking taking = {
		.plan = plan,
		.free = nkv_range_list_copy(&boot->arena, &plan->free),
		.block_map = boot->rules->sparse->block_map,
	};

	plan->section_memmap_bytes = plan->pages_per_section * boot->kernel->struct_page_bytes;
	for (size_t i = 0; i < plan->node_count; i++)
		next_vaddr[plan->nodes[i].nid] = plan->nodes[i].remap_alloc_vaddr;
	for (unsigned int i = 0; i < NKV_SECTIONS_MAX; i++) {
		struct nkv_section *section = &plan->sections[i];

		if (section->present && !take_from_remap(boot, section, next_vaddr))
			take_from_lowmem(&taking, section);
	}
	return true;
}
