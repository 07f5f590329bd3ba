/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Hazards of the use of memory after setup: the KVA, the mem_maps, and the
 * pages that go to the page allocator (7).
 */
#include "core/boot/calls.h"
#include "core/hazards/hazards.h"

static bool covers_common(struct nkv_findings *findings, struct nkv_hazard *hazard,
			  struct nkv_range a, struct nkv_range b)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(&findings->boot->arena);

	nkv_range_builder_add(&builder, nkv_range_intersect(a, b));
	return nkv_hazard_covers(hazard, nkv_range_builder_end(&builder));
}

/*
 * The memory that the windows are mapped over. With a KVA above low memory and
 * without HIGHMEM, they begin at page 0, because highstart_pfn is not set.
 */
static struct nkv_range find_mapped_over(const struct nkv_findings *findings)
{
	const struct nkv_boot *boot = findings->boot;

	if (boot->rules->kva_placement == NKV_KVA_ABOVE_LOWMEM && !nkv_has_highmem(boot->kernel))
		return nkv_kva_of(boot->plan);
	return findings->kva;
}

bool nkv_check_kva_overlaps_kernel(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;
	nkv_ulong end = plan->bitmap_pfn + nkv_pfn_up(plan->bitmap_bytes);
	struct nkv_range kernel = nkv_range_make(nkv_pfn_down(plan->text), end);

	return covers_common(findings, hazard, find_mapped_over(findings), kernel);
}

bool nkv_check_kva_initrd_clash(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return covers_common(findings, hazard, findings->kva, findings->initrd);
}

bool nkv_check_memmap_overruns_remap(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_boot *boot = findings->boot;

	for (size_t i = 0; i < boot->plan->node_count; i++) {
		const struct nkv_node *node = &boot->plan->nodes[i];
		uint64_t end = node->memmap.vaddr +
			       node->memmap.struct_pages * boot->kernel->struct_page_bytes;

		if (node->memmap.from != NKV_MEMMAP_REMAP || end <= node->remap_vaddr_end)
			continue;
		nkv_hazard_names_node(hazard, node->nid);
		hazard->bytes += end - node->remap_vaddr_end;
		hazard->fields |= NKV_HAZARD_HAS_BYTES;
	}
	return hazard->nids != 0;
}

/*
 * The first page from `first_pfn` on whose struct page is `bytes` or more above the mem_map's
 * start.
 */
static uint64_t page_at(uint64_t first_pfn, int64_t bytes, int64_t struct_page_bytes)
{
	int64_t pages = bytes / struct_page_bytes + (bytes % struct_page_bytes > 0);
	int64_t pfn = (int64_t)first_pfn + pages;

	return pfn < 0 ? 0 : (uint64_t)pfn;
}

/* The end of the addresses at which low memory, and windows above it, are mapped. */
static nkv_ulong mapped_end_pfn(const struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;

	if (boot->rules->kva_placement == NKV_KVA_IN_LOWMEM)
		return plan->max_low_pfn;
	return nkv_max(plan->max_low_pfn, plan->kva_start_pfn + plan->kva_pages);
}

struct nkv_range nkv_readable_pages(const struct nkv_boot *boot, uint64_t first_pfn,
				    nkv_ulong vaddr)
{
	int64_t low_start = boot->kernel->page_offset;
	int64_t low_end = low_start + ((int64_t)mapped_end_pfn(boot) << NKV_PAGE_SHIFT);
	int64_t size = boot->kernel->struct_page_bytes;

	return nkv_range_make(page_at(first_pfn, low_start - vaddr, size),
			      page_at(first_pfn, low_end - vaddr, size));
}

/* The pages whose struct page in the node's mem_map can be read. */
static struct nkv_range readable_of_node(const struct nkv_boot *boot, int nid)
{
	const struct nkv_node *node;

	node = nkv_plan_node(boot->plan, nid);
	if (node == NULL)
		return nkv_range_none();
	if (node->memmap.from == NKV_MEMMAP_NONE && !boot->rules->survives_missing_memmap)
		return nkv_range_none();
	if (node->memmap.from != NKV_MEMMAP_REMAP)
		return nkv_range_make(0, UINT64_MAX);
	return nkv_readable_pages(boot, node->memmap.pages.start_pfn, node->memmap.vaddr);
}

void nkv_unreadable_add(const struct nkv_boot *boot, struct nkv_range_builder *builder,
			struct nkv_range pages, struct nkv_range readable)
{
	struct nkv_range before = nkv_range_make(0, readable.start_pfn);
	struct nkv_range after = nkv_range_make(readable.end_pfn, UINT64_MAX);

	if (nkv_range_is_empty(readable))
		after = nkv_range_make(0, UINT64_MAX);
	nkv_range_builder_add_common(builder, &boot->ram, nkv_range_intersect(pages, before));
	nkv_range_builder_add_common(builder, &boot->ram, nkv_range_intersect(pages, after));
}

bool nkv_check_memmap_read_unmapped(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	struct nkv_range low = nkv_range_make(0, boot->plan->max_low_pfn);
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < boot->stretch_count; i++) {
		const struct nkv_stretch *stretch = &boot->stretches[i];
		struct nkv_range pages = nkv_range_intersect(nkv_stretch_pages(stretch), low);

		if (nkv_range_is_empty(pages))
			break;
		nkv_unreadable_add(boot, &builder, pages, readable_of_node(boot, stretch->nid));
	}
	return nkv_hazard_covers(hazard, nkv_range_builder_end(&builder));
}

bool nkv_check_bad_page_state(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;

	return nkv_hazard_covers(
		hazard, nkv_range_list_subtract(&boot->arena, &boot->plan->free, &findings->spans));
}

bool nkv_check_remap_backing_freed(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	struct nkv_range_list backing = nkv_backing_pages(boot);

	return nkv_hazard_covers(
		hazard, nkv_range_list_intersect(&boot->arena, &boot->plan->free, &backing));
}

/* Whether anything is in the node's window: its pgdat, its mem_map or that of a section. */
static bool uses_window(const struct nkv_plan *plan, const struct nkv_node *node)
{
	if (node->pgdat_in_remap || node->memmap.from == NKV_MEMMAP_REMAP)
		return true;
	for (size_t i = 0; i < plan->section_count; i++)
		if (plan->sections[i].from == NKV_MEMMAP_REMAP &&
		    plan->sections[i].home_nid == node->nid)
			return true;
	return false;
}

bool nkv_check_remap_misaligned(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;
	nkv_ulong large_page_bytes = nkv_pfn_phys(plan->pages_per_large_page);

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (node->reserved_pages > 0 && node->remap_vaddr_start % large_page_bytes != 0 &&
		    uses_window(plan, node))
			nkv_hazard_names_node(hazard, node->nid);
	}
	return hazard->nids != 0;
}

bool nkv_check_node_above_memory(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].memory_start_pfn > plan->e820_max_pfn && !plan->nodes[i].gives &&
		    plan->nodes[i].memmap_bytes > 0)
			nkv_hazard_names_node(hazard, plan->nodes[i].nid);
	return hazard->nids != 0;
}

bool nkv_check_remap_beyond_4g(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_boot *boot = findings->boot;

	for (size_t i = 0; i < boot->plan->node_count && !boot->kernel->pae; i++) {
		const struct nkv_node *node = &boot->plan->nodes[i];

		if (node->reserved_pages > 0 && nkv_backing_of(node).end_pfn > NKV_PFN_4G &&
		    uses_window(boot->plan, node))
			nkv_hazard_names_node(hazard, node->nid);
	}
	return hazard->nids != 0;
}

bool nkv_check_initrd_freed_later(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_range_list initrd = nkv_range_list_of(&findings->initrd);

	return nkv_hazard_covers(
		hazard, nkv_range_list_subtract(&findings->boot->arena, &initrd, &findings->spans));
}

bool nkv_check_physnode_mismatch(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range mapped = nkv_range_make(0, nkv_memory_end_pfn(boot));
	struct nkv_range unmapped = nkv_range_make(NKV_PHYSNODE_PAGES, UINT64_MAX);
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *active = &plan->active_ranges[i];
		struct nkv_range pages = nkv_range_intersect(
			nkv_range_make(active->start_pfn, active->end_pfn), mapped);

		for (size_t j = 0; j < boot->stretch_count; j++)
			if (boot->stretches[j].nid != active->nid)
				nkv_range_builder_add(
					&builder,
					nkv_range_intersect(
						pages, nkv_stretch_pages(&boot->stretches[j])));
		nkv_range_builder_add(&builder, nkv_range_intersect(pages, unmapped));
	}
	return nkv_hazard_covers(hazard, nkv_range_builder_end(&builder));
}

/* The pages that are in the high zones of two nodes. */
static struct nkv_range_list find_shared_high(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 1; i < plan->node_count; i++) {
		struct nkv_range zone = boot->rules->high_zone(boot, &plan->nodes[i]);

		for (size_t j = 0; j < i && !nkv_range_is_empty(zone); j++)
			nkv_range_builder_add(
				&builder,
				nkv_range_intersect(zone,
						    boot->rules->high_zone(boot, &plan->nodes[j])));
	}
	return nkv_range_builder_end(&builder);
}

bool nkv_check_highmem_freed_twice(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	struct nkv_range_list pages = find_shared_high(boot);

	if (pages.count == 0)
		return false;
	pages = nkv_range_list_intersect(&boot->arena, &pages, &boot->valid);
	return nkv_hazard_covers(hazard,
				 nkv_range_list_intersect(&boot->arena, &pages, &boot->ram));
}

bool nkv_check_node_without_remap(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].pgdat_in_remap && plan->nodes[i].gives &&
		    plan->nodes[i].reserved_pages == 0)
			nkv_hazard_names_node(hazard, plan->nodes[i].nid);
	return hazard->nids != 0;
}

bool nkv_check_memmap_in_lowmem(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;
	bool all_fit = true;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (node->memmap.from != NKV_MEMMAP_BOOTMEM)
			continue;
		nkv_hazard_names_node(hazard, node->nid);
		hazard->bytes += node->memmap.bytes;
		all_fit = all_fit && !nkv_range_is_empty(node->memmap.taken);
	}
	if (hazard->nids == 0)
		return false;
	hazard->fields |= NKV_HAZARD_HAS_BYTES;
	if (all_fit)
		hazard->severity = plan->memory_source == NKV_MEMORY_FLAT ? NKV_SEVERITY_INFO
									  : NKV_SEVERITY_WARNING;
	return true;
}

bool nkv_check_ram_unused(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return nkv_hazard_covers(hazard, findings->boot->unused);
}
