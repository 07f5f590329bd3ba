/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hazards with SPARSEMEM (memory-model-sparse 7). */
#include "core/sparse/owners.h"
#include "core/sparse/sparse.h"

/* --- no remap --- */

static bool check_pgdat_null(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	if (nkv_plan_knows(plan, NKV_FACT_REMAP))
		return false;
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].pgdat_in_remap)
			nkv_hazard_names_node(hazard, plan->nodes[i].nid);
	return hazard->nids != 0;
}

/* --- the sections' mem_maps --- */

static bool check_memmap_overruns_remap(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	for (size_t i = 0; i < NKV_SECTIONS_MAX; i++) {
		const struct nkv_section *section = &plan->sections[i];
		uint64_t end = (uint64_t)section->vaddr + plan->section_memmap_bytes;
		uint64_t limit;

		if (section->from != NKV_MEMMAP_REMAP)
			continue;
		limit = nkv_plan_node(plan, section->home_nid)->remap_vaddr_end;
		if (end <= limit)
			continue;
		nkv_hazard_names_node(hazard, section->home_nid);
		hazard->bytes += end - limit;
		hazard->fields |= NKV_HAZARD_HAS_BYTES;
	}
	return hazard->nids != 0;
}

static bool check_memmap_read_unmapped(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range low = nkv_range_make(0, plan->max_low_pfn);
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (unsigned int i = 0; i < NKV_SECTIONS_MAX; i++) {
		struct nkv_range pages = nkv_section_pages(plan, i);

		if (plan->sections[i].from == NKV_MEMMAP_REMAP)
			nkv_unreadable_add(
				boot, &builder, nkv_range_intersect(pages, low),
				nkv_readable_pages(boot, pages.start_pfn, plan->sections[i].vaddr));
	}
	return nkv_hazard_covers(hazard, nkv_range_builder_end(&builder));
}

/* In flat mode and without a remap it happens always. */
static enum nkv_severity severity_in_lowmem(const struct nkv_plan *plan)
{
	if (plan->memmaps_lack_room)
		return NKV_SEVERITY_FATAL;
	if (plan->memory_source == NKV_MEMORY_FLAT || !nkv_plan_knows(plan, NKV_FACT_REMAP))
		return NKV_SEVERITY_INFO;
	return NKV_SEVERITY_WARNING;
}

static bool check_memmap_in_lowmem(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	for (size_t i = 0; i < NKV_SECTIONS_MAX; i++) {
		if (plan->sections[i].from != NKV_MEMMAP_BOOTMEM)
			continue;
		nkv_hazard_names_node(hazard, plan->sections[i].home_nid);
		hazard->bytes += plan->section_memmap_bytes;
		hazard->fields |= NKV_HAZARD_HAS_BYTES;
	}
	hazard->severity = severity_in_lowmem(plan);
	return hazard->nids != 0;
}

/* --- owners of sections --- */

static bool section_names_node(const struct nkv_findings *findings)
{
	return findings->boot->rules->sparse->owner == NKV_OWNER_LAST_MARKER;
}

/* The pages of sections whose owner does not have the zone that they belong to. */
static struct nkv_range_list find_dead(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	const struct nkv_zones zones = nkv_zones_find(boot);
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (unsigned int i = 0; i < NKV_SECTIONS_MAX; i++) {
		const struct nkv_range *owned = zones.of_node[plan->sections[i].nid];
		struct nkv_range pages = nkv_section_pages(plan, i);

		for (size_t zone = 0; zone < NKV_ZONES && plan->sections[i].present; zone++)
			if (nkv_range_is_empty(owned[zone]))
				nkv_range_builder_add(&builder,
						      nkv_range_intersect(pages, zones.all[zone]));
	}
	return nkv_range_builder_end(&builder);
}

static bool check_lowmem_lost(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	struct nkv_range_list covered, dead, lost;

	if (!section_names_node(findings))
		return false;
	dead = find_dead(boot);
	covered = nkv_range_list_intersect(&boot->arena, &boot->plan->free, &findings->spans);
	lost = nkv_range_list_intersect(&boot->arena, &covered, &dead);
	return nkv_range_list_pages(&lost) == nkv_range_list_pages(&covered) &&
	       nkv_hazard_covers(hazard, lost);
}

/* Adds a node's pages in a section that is taken to belong to another node. */
static void add_shared(const struct nkv_boot *boot, const struct nkv_zones *zones,
		       unsigned int number, const struct nkv_active_range *active,
		       struct nkv_range_builder *builder)
{
	struct nkv_range pages =
		nkv_range_intersect(nkv_section_pages(boot->plan, number),
				    nkv_range_make(active->start_pfn, active->end_pfn));

	for (enum nkv_zone zone = NKV_ZONE_DMA; zone < NKV_ZONES; zone++) {
		struct nkv_range part = nkv_range_intersect(pages, zones->all[zone]);

		if (!nkv_range_is_empty(part) &&
		    nkv_section_owner(boot, zones, number, zone) != active->nid)
			nkv_range_builder_add(builder, part);
	}
}

static struct nkv_range_list find_shared(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	const struct nkv_zones zones = nkv_zones_find(boot);
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *active = &plan->active_ranges[i];

		for (unsigned int number = active->start_pfn / plan->pages_per_section;
		     number < NKV_SECTIONS_MAX &&
		     (uint64_t)number * plan->pages_per_section < active->end_pfn;
		     number++)
			add_shared(boot, &zones, number, active, &builder);
	}
	return nkv_range_builder_end(&builder);
}

static bool check_section_shared(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	if (findings->boot->rules->sparse->owner == NKV_OWNER_IN_PAGE)
		return false;
	return nkv_hazard_covers(hazard, find_shared(findings->boot));
}

static bool check_section_dead_zone(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	struct nkv_range_list shared, dead, shared_ram;

	if (!section_names_node(findings))
		return false;
	shared = find_shared(boot);
	dead = find_dead(boot);
	shared_ram = nkv_range_list_intersect(&boot->arena, &shared, &boot->ram);
	return nkv_hazard_covers(hazard,
				 nkv_range_list_intersect(&boot->arena, &shared_ram, &dead));
}

static bool check_section_overflow(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	hazard->nids = findings->boot->section_overflow_nids;
	hazard->fields |= NKV_HAZARD_HAS_NIDS;
	return hazard->nids != 0;
}

/* --- the list --- */

const struct nkv_hazard_rule nkv_hazards_sparse[] = {
	{ NKV_HAZARD_RESERVE_ZERO_LENGTH, NKV_FACT_ALWAYS, nkv_check_reserve_zero_length },
	{ NKV_HAZARD_RESERVE_BEYOND_LOWMEM, NKV_FACT_ALWAYS, nkv_check_reserve_beyond_lowmem },
	{ NKV_HAZARD_FREE_TWICE, NKV_FACT_ALWAYS, nkv_check_free_twice },
	{ NKV_HAZARD_NODE_END_BELOW_START, NKV_FACT_ALWAYS, nkv_check_node_end_below_start },
	{ NKV_HAZARD_PGDAT_NULL, NKV_FACT_WINDOWS, check_pgdat_null },
	{ NKV_HAZARD_ZONE_BEYOND_NODE, NKV_FACT_ALWAYS, nkv_check_zone_beyond_node },
	{ NKV_HAZARD_RESERVE_WRAPS, NKV_FACT_ALWAYS, nkv_check_reserve_wraps },
	{ NKV_HAZARD_LOWMEM_SWALLOWED, NKV_FACT_ALWAYS, nkv_check_lowmem_swallowed },
	{ NKV_HAZARD_REMAP_MISALIGNED, NKV_FACT_MEMMAPS, nkv_check_remap_misaligned },
	{ NKV_HAZARD_NODE_ABOVE_MEMORY, NKV_FACT_MEMMAPS | NKV_FACT_REMAP,
	  nkv_check_node_above_memory },
	{ NKV_HAZARD_ZONES_OVERLONG, NKV_FACT_MEMMAPS, nkv_check_zones_overlong },
	{ NKV_HAZARD_KVA_OVERLAPS_KERNEL, NKV_FACT_MEMMAPS | NKV_FACT_REMAP,
	  nkv_check_kva_overlaps_kernel },
	{ NKV_HAZARD_MEMMAP_OVERRUNS_REMAP, NKV_FACT_MEMMAPS, check_memmap_overruns_remap },
	{ NKV_HAZARD_MEMMAP_READ_UNMAPPED, NKV_FACT_MEMMAPS, check_memmap_read_unmapped },
	{ NKV_HAZARD_LOWMEM_LOST, NKV_FACT_MEMMAPS, check_lowmem_lost },
	{ NKV_HAZARD_BAD_PAGE_STATE, NKV_FACT_MEMMAPS, nkv_check_bad_page_state },
	{ NKV_HAZARD_REMAP_BACKING_FREED, NKV_FACT_MEMMAPS, nkv_check_remap_backing_freed },
	{ NKV_HAZARD_REMAP_BEYOND_4G, NKV_FACT_MEMMAPS, nkv_check_remap_beyond_4g },
	{ NKV_HAZARD_INITRD_FREED_LATER, NKV_FACT_MEMMAPS, nkv_check_initrd_freed_later },
	{ NKV_HAZARD_HIGHMEM_FREED_TWICE, NKV_FACT_RAM, nkv_check_highmem_freed_twice },
	{ NKV_HAZARD_SECTION_DEAD_ZONE, NKV_FACT_MEMMAPS, check_section_dead_zone },
	{ NKV_HAZARD_SECTION_SHARED, NKV_FACT_MEMMAPS, check_section_shared },
	{ NKV_HAZARD_SECTION_OVERFLOW, NKV_FACT_ALWAYS, check_section_overflow },
	{ NKV_HAZARD_RESERVE_ADDRESS_WRAPPED, NKV_FACT_ALWAYS, nkv_check_reserve_address_wrapped },
	{ NKV_HAZARD_KVA_INITRD_CLASH, NKV_FACT_MEMMAPS | NKV_FACT_REMAP,
	  nkv_check_kva_initrd_clash },
	{ NKV_HAZARD_NODE_WITHOUT_REMAP, NKV_FACT_REMAP, nkv_check_node_without_remap },
	{ NKV_HAZARD_MEMMAP_IN_LOWMEM, NKV_FACT_MEMMAPS, check_memmap_in_lowmem },
	{ NKV_HAZARD_INITRD_DISABLED, NKV_FACT_ALWAYS, nkv_check_initrd_disabled },
	{ NKV_HAZARD_HIGHMEM_IGNORED, NKV_FACT_ALWAYS, nkv_check_highmem_ignored },
	{ NKV_HAZARD_LOWMEM_LOW, NKV_FACT_MEMMAPS, nkv_check_lowmem_low },
	{ NKV_HAZARD_SRAT_TABLE_OVERRUN, NKV_FACT_ALWAYS, nkv_check_srat_table_overrun },
	{ NKV_HAZARD_SRAT_CHUNK_IGNORED, NKV_FACT_ALWAYS, nkv_check_srat_chunk_ignored },
	{ NKV_HAZARD_SRAT_OUT_OF_REACH, NKV_FACT_ALWAYS, nkv_check_srat_out_of_reach },
	{ NKV_HAZARD_RAM_UNUSED, NKV_FACT_RAM, nkv_check_ram_unused },
	{ NKV_HAZARD_PAGES_WASTED, NKV_FACT_ALWAYS, nkv_check_pages_wasted },
	{ NKV_HAZARD_NOT_CONFIGURABLE, NKV_FACT_ALWAYS, nkv_check_not_configurable },
	{ 0 },
};
