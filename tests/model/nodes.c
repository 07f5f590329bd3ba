/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Nodes, what they give to the remap, and their active ranges (2, 3, 6). */
#include "pages.h"

static ulong32 least(ulong32 a, ulong32 b)
{
	return a < b ? a : b;
}

/* memory_present() */
void model_set_physnode(struct model *model, ulong32 start, ulong32 end, unsigned int nid)
{
	if (model->sparse) {
		model_mark_sections(model, start, end, nid);
		return;
	}
	for (uint64_t pfn = start; pfn < end; pfn += model->physnode_pages) {
		if (pfn / model->physnode_pages < model->physnode_entries)
			model->physnode[pfn / model->physnode_pages] = (int)nid;
		else
			model->overflow_nids |= UINT32_C(1) << nid;
	}
}

/* add_active_range() */
void model_add_active_range(struct model *model, unsigned int nid, ulong32 start, ulong32 end)
{
	if (model_is_to_2_6_18(model))
		return;
	for (size_t i = 0; i < model->range_count; i++) {
		struct active_range *range = &model->ranges[i];

		if (range->nid != nid)
			continue;
		if (start >= range->start && end <= range->end)
			return;
		if (start <= range->end && end > range->end) {
			range->end = end;
			return;
		}
		if (start < range->end && end >= range->start) {
			range->start = start;
			return;
		}
	}
	if (model->range_count == RANGES_MAX)
		return;
	model->ranges[model->range_count].nid = nid;
	model->ranges[model->range_count].start = start;
	model->ranges[model->range_count].end = end;
	model->range_count++;
}

/* --- the SRAT --- */

void model_read_chunk(struct model *model, const struct nkv_srat_memory *memory)
{
	struct chunk chunk = { 0 };
	size_t at = 0;

	chunk.start = (ulong32)(memory->start >> 12);
	chunk.end = (ulong32)((memory->start + memory->size) >> 12);
	chunk.pxm = memory->pxm;
	if (model->chunk_count >= model->chunks_max) {
		model->dropped[model->dropped_count++] = chunk;
		return;
	}
	while (at < model->chunk_count && !(model->chunks[at].start > chunk.start))
		at++;
	for (size_t i = model->chunk_count; i > at; i--)
		model->chunks[i] = model->chunks[i - 1];
	model->chunks[at] = chunk;
	if (model->chunk_count + 1 == model->chunks_max && at < model->chunk_count)
		model->chunk_overrun = true;
	model->chunk_count++;
}

static bool is_seen(const struct model *model, unsigned int pxm)
{
	const struct nkv_machine *machine = model->machine;

	for (size_t i = 0; i < model->processors_read; i++)
		if (machine->processors[i].enabled && machine->processors[i].pxm == pxm)
			return true;
	for (size_t i = 0; i < model->memory_read; i++)
		if (machine->memory[i].enabled && machine->memory[i].pxm == pxm)
			return true;
	return false;
}

void model_number_nodes(struct model *model)
{
	for (unsigned int pxm = 0; pxm < 256; pxm++) {
		if (!is_seen(model, pxm))
			continue;
		for (size_t i = 0; i < model->chunk_count; i++)
			if (model->chunks[i].pxm == pxm)
				model->chunks[i].nid = model->node_count;
		model->nodes[model->node_count].online = true;
		model->nodes[model->node_count++].pxm = (int)pxm;
	}
}

static void take_chunk(struct model *model, const struct chunk *chunk)
{
	struct node *node = &model->nodes[chunk->nid];

	if (model_is_to_2_6_9(model))
		return;
	if (chunk->start < model->max_pfn) {
		if (node->start == node->end)
			node->start = chunk->start;
		if (chunk->start < node->start)
			node->start = chunk->start;
		if (chunk->end > node->end)
			node->end = chunk->end;
	}
	model_add_active_range(model, chunk->nid, chunk->start, chunk->end);
}

static bool read_srat(struct model *model)
{
	const struct nkv_machine *machine = model->machine;

	model->chunks_max = (model_is_to_2_6_18(model) ? 4 : 3) * machine->kernel.max_numnodes;
	for (size_t i = 0; i < machine->memory_count; i++)
		if (machine->memory[i].enabled)
			model_read_chunk(model, &machine->memory[i]);
	if (model->chunk_count == 0)
		return false;
	model_number_nodes(model);
	for (size_t i = 0; i < model->chunk_count; i++)
		take_chunk(model, &model->chunks[i]);
	if (model_is_to_2_6_9(model))
		model_find_old_ranges(model);
	return true;
}

static ulong32 memmap_bytes_of(const struct model *model, unsigned int nid)
{
	const struct node *node = &model->nodes[nid];

	if (model_is_flat(model) || !node->online)
		return 0;
	if (model->sparse)
		return model_sections_memmap_bytes(model, nid);
	if (model_is_to_2_6_9(model) ? nid == 0 : node->start == node->end)
		return 0;
	return (node->end - node->start + 1) * model->machine->kernel.struct_page_bytes;
}

void model_find_nodes(struct model *model)
{
	if (model->machine->quad_count > 0)
		model_read_quads(model);
	else
		model->srat =
			model->machine->has_srat && model_can_read_srat(model) && read_srat(model);
	if (model_is_flat(model)) {
		model->node_count = 1;
		model->nodes[0].online = true;
		model->nodes[0].pxm = NOBODY;
		model->nodes[0].end = model->max_pfn;
	}
	if (model->kernel == KERNEL_2_6_5)
		model_set_physnode_2_6_5(model);
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];

		if (model->kernel != KERNEL_2_6_5)
			model_set_physnode(model, node->start, node->end, nid);
		node->memmap_bytes = memmap_bytes_of(model, nid);
		node->present_end = node->end;
		node->above_memory = node->start > model->max_pfn;
	}
}

/* --- the remap --- */

static bool is_all_ram(const struct model *model, ulong32 end, ulong32 size)
{
	if (size > end)
		return false;
	for (ulong32 pfn = end - size; pfn < end; pfn++)
		if (!page_in(model, pfn, PAGE_RAM))
			return false;
	return true;
}

/* shrink_active_range() */
static void shrink_range(struct model *model, unsigned int nid, ulong32 old_end, ulong32 new_end)
{
	for (size_t i = 0; i < model->range_count; i++) {
		if (model->ranges[i].nid == nid && model->ranges[i].end == old_end) {
			model->ranges[i].end = new_end;
			return;
		}
	}
}

static void reserve_of_node(struct model *model, unsigned int nid)
{
	struct node *node = &model->nodes[nid];
	ulong32 large_bytes = model->large_page * 4096, old_end = node->end;
	ulong32 size;

	if (node->start > model->max_pfn || !node->online)
		return;
	node->gives = true;
	node->end = least(node->end, model->max_pfn);
	node->present_end = node->end;
	size = node->memmap_bytes + model->machine->kernel.pg_data_bytes;
	size = (size + large_bytes - 1) / large_bytes * model->large_page;
	if (!is_all_ram(model, node->end, size))
		size = 0;
	node->reserved = size;
	node->remap_offset = model->kva_pages;
	model->kva_pages += size;
	node->alignment = node->end & (model->large_page - 1);
	node->end -= size + node->alignment;
	node->remap_start = node->end;
	if (nid == 0 && model->kernel == KERNEL_2_6_23_NUMABOOT)
		model->wasted_pages = node->alignment;
	shrink_range(model, nid, old_end, node->end);
}

/* calculate_numa_remap_pages() */
void model_reserve_remap(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];

		if (model_lacks_remap(model))
			node->present_end = least(node->end, model->max_pfn);
		else
			reserve_of_node(model, nid);
	}
}
