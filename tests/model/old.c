/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels before 2.6.13: what nodes above 0 give, and windows downwards (profile-2.6.9, profile-2.6.5). */
#include "model.h"

/* --- nodes (2) --- */

/* A node begins and ends as its first chunk does; one that starts higher ends it. */
static void find_range_of_node(struct model *model, unsigned int nid)
{
	struct node *node = &model->nodes[nid];
	bool begun = false;

	for (size_t i = 0; i < model->chunk_count; i++) {
		const struct chunk *chunk = &model->chunks[i];

		if (chunk->nid != nid)
			continue;
		if (!begun)
			node->start = chunk->start;
		if (!begun || chunk->start > node->start)
			node->end = chunk->end;
		begun = true;
	}
}

void model_find_old_ranges(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		find_range_of_node(model, nid);
}

static void set_physnode_of(struct model *model, uint64_t pfn, unsigned int nid)
{
	if (pfn / model->physnode_pages < model->physnode_entries)
		model->physnode[pfn / model->physnode_pages] = (int)nid;
	else
		model->overflow_nids |= UINT32_C(1) << nid;
}

static void set_physnode_with_end(struct model *model, ulong32 start, ulong32 end, unsigned int nid)
{
	for (uint64_t pfn = start; pfn <= end; pfn += model->physnode_pages)
		set_physnode_of(model, pfn, nid);
}

void model_set_physnode_2_6_5(struct model *model)
{
	const struct nkv_machine *machine = model->machine;

	for (size_t i = 0; i < model->chunk_count && model->srat; i++)
		set_physnode_with_end(model, model->chunks[i].start, model->chunks[i].end,
				      model->chunks[i].nid);
	if (model_is_flat(model))
		set_physnode_with_end(model, 0, model->max_pfn, 0);
	for (size_t i = 0; i < machine->quad_count; i++) {
		const struct nkv_quad *quad = &machine->quads[i];

		for (uint64_t mib = quad->start >> 20; mib < (quad->start + quad->size) >> 20;
		     mib++)
			if (quad->number < model->node_count)
				set_physnode_of(model, mib << 8, quad->number);
	}
}

/* --- the remap (3) --- */

void model_reserve_old_remap(struct model *model)
{
	ulong32 large_bytes = model->large_page * 4096;

	for (unsigned int nid = 1; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];
		ulong32 size = node->memmap_bytes + model->machine->kernel.pg_data_bytes;

		if (!node->online)
			continue;
		if (model->kernel == KERNEL_2_6_12) {
			if (node->memmap_bytes == 0 || node->start > model->max_pfn)
				continue;
			if (node->end > model->max_pfn)
				node->end = model->max_pfn;
		}
		node->gives = true;
		node->present_end = node->end;
		node->reserved = (size + large_bytes - 1) / large_bytes * model->large_page;
		node->end -= node->reserved;
		node->remap_start = node->end;
		model->kva_pages += node->reserved;
		node->remap_offset = model->kva_pages;
	}
}

/* --- the windows (4) --- */

void model_assign_old_remap(struct model *model)
{
	ulong32 pgdat_bytes = model->machine->kernel.pg_data_bytes;
	ulong32 offset = model->machine->kernel.page_offset, top = model->highstart_pfn;

	if (model->kernel != KERNEL_2_6_5)
		top += model->kva_pages;
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];

		if (!node->online)
			continue;
		node->vaddr_start = offset + (top - node->remap_offset) * 4096;
		node->vaddr_end = node->vaddr_start + node->reserved * 4096;
		node->alloc_vaddr = (node->vaddr_start + pgdat_bytes + 4095) & ~(ulong32)4095;
		node->own_pgdat =
			nid != 0 && (model->kernel != KERNEL_2_6_12 || node->start != node->end);
		node->pgdat_vaddr = node->vaddr_start;
		if (node->own_pgdat)
			continue;
		node->pgdat_vaddr = offset + model->min_low_pfn * 4096;
		model->min_low_pfn += (pgdat_bytes + 4095) / 4096;
	}
}

/* --- mem_maps (6) --- */

void model_place_old_memmaps(struct model *model)
{
	ulong32 struct_page = model->machine->kernel.struct_page_bytes;

	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];
		ulong32 start = node->start, end = node->start;
		bool any = model_find_span(model, nid, &start, &end);

		if (!node->online || (nid != 0 && !any) ||
		    (model->kernel == KERNEL_2_6_12 && node->start == node->end))
			continue;
		node->map_first = start;
		node->map_last = (uint64_t)end + (nid == 0);
		node->bytes = (ulong32)(node->map_last - node->map_first) * struct_page;
		node->memmap_from = nid == 0 ? FROM_BOOTMEM : FROM_REMAP;
		node->vaddr = node->alloc_vaddr;
	}
}

/* --- hazards (7) --- */

static bool is_mapped(const struct model *model, const struct node *node)
{
	bool is_below = model->kernel == KERNEL_2_6_5 && !model->highmem;

	return node->vaddr_start % (model->large_page * 4096) == 0 &&
	       node->remap_start % model->large_page == 0 && !is_below;
}

/* How many pages at its remap_start a node uses. */
static ulong32 used_pages(const struct model *model, const struct node *node)
{
	ulong32 bytes = node->memmap_from == FROM_REMAP ? node->bytes : 0;
	ulong32 pages = (ulong32)(((uint64_t)bytes + 4095) / 4096) +
			(model->machine->kernel.pg_data_bytes + 4095) / 4096;

	return pages < node->reserved ? pages : node->reserved;
}

static bool is_used_to(const struct model *model, uint64_t pfn, unsigned int nodes)
{
	for (unsigned int nid = 0; nid < nodes; nid++) {
		const struct node *node = &model->nodes[nid];

		if (pfn >= node->remap_start && pfn - node->remap_start < used_pages(model, node))
			return true;
	}
	return false;
}

/* Whether some entry of the firmware's map has a byte of the page, or a usable one has all of it. */
static bool has_page(const struct model *model, uint64_t pfn, bool usable)
{
	for (size_t i = 0; i < model->firmware_map.count; i++) {
		const struct map_entry *entry = &model->firmware_map.entries[i];
		uint64_t start = entry->start, end = entry->start + entry->size;

		if (usable ? entry->type == 1 && start <= pfn << 12 && (pfn + 1) << 12 <= end
			   : start < (pfn + 1) << 12 && pfn << 12 < end)
			return true;
	}
	return false;
}

static bool is_used_and_not_ram(const struct model *model, uint64_t pfn)
{
	return is_used_to(model, pfn, model->node_count) && !has_page(model, pfn, true);
}

static void find_not_ram(struct model *model)
{
	struct finding *finding = &model->findings[NKV_HAZARD_REMAP_NOT_RAM];

	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];

		for (uint64_t i = 0; i < used_pages(model, node); i++) {
			uint64_t pfn = node->remap_start + i;

			if (is_used_to(model, pfn, nid) || has_page(model, pfn, true))
				continue;
			finding->pages++;
			if (!has_page(model, pfn, false))
				finding->severity = NKV_SEVERITY_FATAL;
		}
	}
	finding->covers = is_used_and_not_ram;
	finding->there = finding->pages > 0;
	if (finding->severity != NKV_SEVERITY_FATAL)
		finding->severity = NKV_SEVERITY_CORRUPTING;
}

/* The lowest border of a node's zones inside a block of 1024 pages. */
static uint64_t find_bad_border(const struct model *model, unsigned int nid)
{
	ulong32 start = 0, end = 0, low = model->max_low_pfn;

	if (!model_find_span(model, nid, &start, &end))
		return NO_PAGE;
	for (uint64_t pfn = start; pfn < end; pfn++) {
		bool begins = pfn == start;

		if (model->nodes[nid].start <= low && low >= 4096)
			begins =
				begins || pfn - start == low || (pfn - start == 4096 && low > 4096);
		if (begins && pfn % 1024 != 0)
			return pfn;
	}
	return NO_PAGE;
}

static void find_misaligned_zones(struct model *model)
{
	struct finding *finding = &model->findings[NKV_HAZARD_ZONE_MISALIGNED];

	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		uint64_t pfn = find_bad_border(model, nid);

		if (pfn == NO_PAGE)
			continue;
		if (!finding->there)
			finding->pfn = pfn;
		model_find_node(model, NKV_HAZARD_ZONE_MISALIGNED, NKV_SEVERITY_INFO, nid);
	}
}

void model_find_old_hazards(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];

		if (node->reserved > 0 && !is_mapped(model, node))
			model_find_node(model, NKV_HAZARD_REMAP_MISALIGNED, NKV_SEVERITY_FATAL,
					nid);
		if (node->memmap_from == FROM_REMAP)
			model_find_node(model, NKV_HAZARD_MEMMAP_NOT_CLEARED, NKV_SEVERITY_WARNING,
					nid);
	}
	find_not_ram(model);
	find_misaligned_zones(model);
}
