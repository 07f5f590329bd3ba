/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/old/hazards.h"

/* --- what is behind a window --- */

/*
 * The page tables map only whole large pages, on both sides. A window, or its
 * memory, that begins inside a large page is never mapped. Without high memory
 * there are no page tables for windows that begin where it would.
 */
static bool is_window_mapped(const struct nkv_boot *boot, const struct nkv_node *node)
{
	nkv_ulong large_page_pages = boot->plan->pages_per_large_page;
	bool has_page_tables = boot->rules->kva_placement != NKV_KVA_BELOW_HIGHMEM ||
			       boot->kernel->highmem != NKV_HIGHMEM_OFF;

	return node->remap_start_pfn % large_page_pages == 0 &&
	       node->remap_vaddr_start % nkv_pfn_phys(large_page_pages) == 0 && has_page_tables;
}

static bool check_remap_misaligned(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (node->reserved_pages > 0 && !is_window_mapped(findings->boot, node))
			nkv_hazard_names_node(hazard, node->nid);
	}
	return hazard->nids != 0;
}

/* The pages that a node uses of those that it gave up: for its pgdat and its mem_map. */
static struct nkv_range used_pages(const struct nkv_boot *boot, const struct nkv_node *node)
{
	nkv_ulong memmap_bytes = node->memmap.from == NKV_MEMMAP_REMAP ? node->memmap.bytes : 0;
	nkv_ulong pages = nkv_pfn_up(boot->kernel->pg_data_bytes) + nkv_pfn_up(memmap_bytes);

	return nkv_range_make(node->remap_start_pfn, (uint64_t)node->remap_start_pfn +
							     nkv_min(pages, node->reserved_pages));
}

static struct nkv_range_list used_by_remaps(struct nkv_boot *boot)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < boot->plan->node_count; i++)
		nkv_range_builder_add(&builder, used_pages(boot, &boot->plan->nodes[i]));
	return nkv_range_builder_end(&builder);
}

/* Finds the pages that the map's entries touch, and the whole pages of usable entries. */
static void pages_of_map(struct nkv_arena *arena, const struct nkv_e820_map *map,
			 struct nkv_range_list *touched, struct nkv_range_list *usable)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(arena);

	for (size_t i = 0; i < map->count; i++) {
		const struct nkv_e820_entry *entry = &map->entries[i];
		uint64_t end = entry->start + entry->size;

		nkv_range_builder_add(&builder, nkv_range_make(entry->start >> NKV_PAGE_SHIFT,
							       ((end - 1) >> NKV_PAGE_SHIFT) + 1));
	}
	*touched = nkv_range_builder_end(&builder);
	builder = nkv_range_builder_begin(arena);
	for (size_t i = 0; i < map->count; i++)
		nkv_range_builder_add(&builder, nkv_e820_pages(&map->entries[i]));
	*usable = nkv_range_builder_end(&builder);
}

static bool check_remap_not_ram(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	struct nkv_range_list used = used_by_remaps(boot), touched, usable, nowhere;
	struct nkv_e820_map map;

	nkv_e820_sanitise(boot->machine->e820, boot->machine->e820_count, NKV_E820_MAX, &map);
	pages_of_map(&boot->arena, &map, &touched, &usable);
	nowhere = nkv_range_list_subtract(&boot->arena, &used, &touched);
	if (nowhere.count == 0)
		hazard->severity = NKV_SEVERITY_CORRUPTING;
	return nkv_hazard_covers(hazard, nkv_range_list_subtract(&boot->arena, &used, &usable));
}

/* Only the windows of nodes above 0 are mapped. */
static bool check_node_above_memory(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	nkv_check_node_above_memory(findings, hazard);
	hazard->nids &= ~UINT32_C(1);
	return hazard->nids != 0;
}

/* Nothing asks for the node of a page in a hole. */
static bool check_physnode_mismatch_of_ram(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;

	return nkv_check_physnode_mismatch(findings, hazard) &&
	       nkv_hazard_covers(
		       hazard, nkv_range_list_intersect(&boot->arena, &hazard->ranges, &boot->ram));
}

/* The mem_map of node 0 always comes from low memory. */
static bool check_memmap_in_lowmem(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	bool found = nkv_check_memmap_in_lowmem(findings, hazard);

	if (hazard->severity == NKV_SEVERITY_WARNING)
		hazard->severity = NKV_SEVERITY_INFO;
	return found;
}

static bool check_memmap_not_cleared(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].memmap.from == NKV_MEMMAP_REMAP)
			nkv_hazard_names_node(hazard, plan->nodes[i].nid);
	return hazard->nids != 0;
}

/* --- the lists --- */

/*
 * The lowest pfn at which a zone of a node begins inside a block of pages; UINT64_MAX if there
 * is none. The DMA zone has whole blocks: the one behind it begins like the node.
 */
static uint64_t misaligned_zone(const struct nkv_plan *plan, const struct nkv_node *node)
{
	nkv_ulong start = nkv_ulong_cut(node->span.start_pfn);
	nkv_ulong high = start + plan->max_low_pfn;

	if (nkv_zone_is_misaligned(node, start))
		return start;
	return node->start_pfn <= plan->max_low_pfn && nkv_zone_is_misaligned(node, high)
		       ? high
		       : UINT64_MAX;
}

/* The kernel prints a message about this, and goes on. */
static bool check_zone_misaligned(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	hazard->severity = NKV_SEVERITY_INFO;
	for (size_t i = 0; i < plan->node_count; i++) {
		uint64_t pfn = misaligned_zone(plan, &plan->nodes[i]);

		if (pfn == UINT64_MAX)
			continue;
		if (hazard->nids == 0)
			hazard->pfn = pfn;
		nkv_hazard_names_node(hazard, plan->nodes[i].nid);
		hazard->fields |= NKV_HAZARD_HAS_PFN;
	}
	return hazard->nids != 0;
}

const struct nkv_hazard_rule nkv_hazards_to_2_6_7[] = {
	{ NKV_HAZARD_RESERVE_ZERO_LENGTH, NKV_FACT_ALWAYS, nkv_check_reserve_zero_length },
	{ NKV_HAZARD_RESERVE_BEYOND_LOWMEM, NKV_FACT_ALWAYS, nkv_check_reserve_beyond_lowmem },
	{ NKV_HAZARD_FREE_TWICE, NKV_FACT_ALWAYS, nkv_check_free_twice },
	{ NKV_HAZARD_NODE_END_BELOW_START, NKV_FACT_ALWAYS, nkv_check_node_end_below_start },
	{ NKV_HAZARD_ZONE_BEYOND_NODE, NKV_FACT_ALWAYS, nkv_check_zone_beyond_node },
	{ NKV_HAZARD_RESERVE_WRAPS, NKV_FACT_ALWAYS, nkv_check_reserve_wraps },
	{ NKV_HAZARD_LOWMEM_SWALLOWED, NKV_FACT_ALWAYS, nkv_check_lowmem_swallowed },
	{ NKV_HAZARD_REMAP_MISALIGNED, NKV_FACT_MEMMAPS, check_remap_misaligned },
	{ NKV_HAZARD_REMAP_NOT_RAM, NKV_FACT_MEMMAPS, check_remap_not_ram },
	{ NKV_HAZARD_ZONES_OVERLONG, NKV_FACT_MEMMAPS, nkv_check_zones_overlong },
	{ NKV_HAZARD_MEMMAP_OVERRUNS_REMAP, NKV_FACT_MEMMAPS, nkv_check_memmap_overruns_remap },
	{ NKV_HAZARD_MEMMAP_READ_UNMAPPED, NKV_FACT_MEMMAPS, nkv_check_memmap_read_unmapped },
	{ NKV_HAZARD_BAD_PAGE_STATE, NKV_FACT_MEMMAPS, nkv_check_bad_page_state },
	{ NKV_HAZARD_REMAP_BACKING_FREED, NKV_FACT_MEMMAPS, nkv_check_remap_backing_freed },
	{ NKV_HAZARD_REMAP_BEYOND_4G, NKV_FACT_MEMMAPS, nkv_check_remap_beyond_4g },
	{ NKV_HAZARD_INITRD_FREED_LATER, NKV_FACT_MEMMAPS, nkv_check_initrd_freed_later },
	{ NKV_HAZARD_PHYSNODE_MISMATCH, NKV_FACT_MEMMAPS, check_physnode_mismatch_of_ram },
	{ NKV_HAZARD_HIGHMEM_FREED_TWICE, NKV_FACT_RAM, nkv_check_highmem_freed_twice },
	{ NKV_HAZARD_ZONE_MISALIGNED, NKV_FACT_MEMMAPS, check_zone_misaligned },
	{ NKV_HAZARD_PHYSNODE_OVERFLOW, NKV_FACT_ALWAYS, nkv_check_physnode_overflow },
	{ NKV_HAZARD_MEMMAP_IN_LOWMEM, NKV_FACT_MEMMAPS, check_memmap_in_lowmem },
	{ NKV_HAZARD_MEMMAP_NOT_CLEARED, NKV_FACT_MEMMAPS, check_memmap_not_cleared },
	{ NKV_HAZARD_INITRD_DISABLED, NKV_FACT_ALWAYS, nkv_check_initrd_disabled },
	{ NKV_HAZARD_HIGHMEM_IGNORED, NKV_FACT_ALWAYS, nkv_check_highmem_ignored },
	{ NKV_HAZARD_LOWMEM_LOW, NKV_FACT_MEMMAPS, nkv_check_lowmem_low },
	{ NKV_HAZARD_SRAT_TABLE_OVERRUN, NKV_FACT_ALWAYS, nkv_check_srat_table_overrun },
	{ NKV_HAZARD_SRAT_CHUNK_IGNORED, NKV_FACT_ALWAYS, nkv_check_srat_chunk_ignored },
	{ NKV_HAZARD_SRAT_OUT_OF_REACH, NKV_FACT_ALWAYS, nkv_check_srat_out_of_reach },
	{ NKV_HAZARD_RAM_UNUSED, NKV_FACT_RAM, nkv_check_ram_unused },
	{ NKV_HAZARD_NOT_CONFIGURABLE, NKV_FACT_ALWAYS, nkv_check_not_configurable },
	{ 0 },
};

const struct nkv_hazard_rule nkv_hazards_to_2_6_12[] = {
	{ NKV_HAZARD_RESERVE_ZERO_LENGTH, NKV_FACT_ALWAYS, nkv_check_reserve_zero_length },
	{ NKV_HAZARD_RESERVE_BEYOND_LOWMEM, NKV_FACT_ALWAYS, nkv_check_reserve_beyond_lowmem },
	{ NKV_HAZARD_FREE_TWICE, NKV_FACT_ALWAYS, nkv_check_free_twice },
	{ NKV_HAZARD_NODE_END_BELOW_START, NKV_FACT_ALWAYS, nkv_check_node_end_below_start },
	{ NKV_HAZARD_ZONE_BEYOND_NODE, NKV_FACT_ALWAYS, nkv_check_zone_beyond_node },
	{ NKV_HAZARD_RESERVE_WRAPS, NKV_FACT_ALWAYS, nkv_check_reserve_wraps },
	{ NKV_HAZARD_LOWMEM_SWALLOWED, NKV_FACT_ALWAYS, nkv_check_lowmem_swallowed },
	{ NKV_HAZARD_REMAP_MISALIGNED, NKV_FACT_MEMMAPS, check_remap_misaligned },
	{ NKV_HAZARD_REMAP_NOT_RAM, NKV_FACT_MEMMAPS, check_remap_not_ram },
	{ NKV_HAZARD_NODE_ABOVE_MEMORY, NKV_FACT_MEMMAPS, check_node_above_memory },
	{ NKV_HAZARD_ZONES_OVERLONG, NKV_FACT_MEMMAPS, nkv_check_zones_overlong },
	{ NKV_HAZARD_KVA_OVERLAPS_KERNEL, NKV_FACT_MEMMAPS, nkv_check_kva_overlaps_kernel },
	{ NKV_HAZARD_MEMMAP_OVERRUNS_REMAP, NKV_FACT_MEMMAPS, nkv_check_memmap_overruns_remap },
	{ NKV_HAZARD_MEMMAP_READ_UNMAPPED, NKV_FACT_MEMMAPS, nkv_check_memmap_read_unmapped },
	{ NKV_HAZARD_BAD_PAGE_STATE, NKV_FACT_MEMMAPS, nkv_check_bad_page_state },
	{ NKV_HAZARD_REMAP_BACKING_FREED, NKV_FACT_MEMMAPS, nkv_check_remap_backing_freed },
	{ NKV_HAZARD_REMAP_BEYOND_4G, NKV_FACT_MEMMAPS, nkv_check_remap_beyond_4g },
	{ NKV_HAZARD_INITRD_FREED_LATER, NKV_FACT_MEMMAPS, nkv_check_initrd_freed_later },
	{ NKV_HAZARD_PHYSNODE_MISMATCH, NKV_FACT_MEMMAPS, nkv_check_physnode_mismatch },
	{ NKV_HAZARD_HIGHMEM_FREED_TWICE, NKV_FACT_RAM, nkv_check_highmem_freed_twice },
	{ NKV_HAZARD_ZONE_MISALIGNED, NKV_FACT_MEMMAPS, check_zone_misaligned },
	{ NKV_HAZARD_PHYSNODE_OVERFLOW, NKV_FACT_ALWAYS, nkv_check_physnode_overflow },
	{ NKV_HAZARD_NODE_WITHOUT_REMAP, NKV_FACT_ALWAYS, nkv_check_node_without_remap },
	{ NKV_HAZARD_MEMMAP_IN_LOWMEM, NKV_FACT_MEMMAPS, check_memmap_in_lowmem },
	{ NKV_HAZARD_MEMMAP_NOT_CLEARED, NKV_FACT_MEMMAPS, check_memmap_not_cleared },
	{ NKV_HAZARD_INITRD_DISABLED, NKV_FACT_ALWAYS, nkv_check_initrd_disabled },
	{ NKV_HAZARD_HIGHMEM_IGNORED, NKV_FACT_ALWAYS, nkv_check_highmem_ignored },
	{ NKV_HAZARD_LOWMEM_LOW, NKV_FACT_MEMMAPS, nkv_check_lowmem_low },
	{ NKV_HAZARD_SRAT_TABLE_OVERRUN, NKV_FACT_ALWAYS, nkv_check_srat_table_overrun },
	{ NKV_HAZARD_SRAT_CHUNK_IGNORED, NKV_FACT_ALWAYS, nkv_check_srat_chunk_ignored },
	{ NKV_HAZARD_SRAT_OUT_OF_REACH, NKV_FACT_ALWAYS, nkv_check_srat_out_of_reach },
	{ NKV_HAZARD_RAM_UNUSED, NKV_FACT_RAM, nkv_check_ram_unused },
	{ NKV_HAZARD_NOT_CONFIGURABLE, NKV_FACT_ALWAYS, nkv_check_not_configurable },
	{ 0 },
};
