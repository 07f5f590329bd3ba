/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Nodes of kernels from 2.6.27 on, and the two searches for the KVA (profile-2.6.32 2 to 4). */
#include "late.h"

#include <string.h>

static ulong32 least(ulong32 a, ulong32 b)
{
	return a < b ? a : b;
}

/* --- 2 --- */

/* Registers what the map has of [start, end). */
static void register_ram(struct model *model, unsigned int nid, ulong32 start, ulong32 end)
{
	for (size_t i = 0; i < model->map.count; i++) {
		const struct map_entry *entry = &model->map.entries[i];
		ulong32 first = (ulong32)((entry->start + PAGE - 1) / PAGE);
		ulong32 last = (ulong32)((entry->start + entry->size) / PAGE);

		if (entry->type != 1 || first >= last || last <= start || first >= end)
			continue;
		model_add_active_range(model, nid, first > start ? first : start, least(last, end));
	}
}

static void take_chunk(struct model *model, const struct chunk *chunk)
{
	struct node *node = &model->nodes[chunk->nid];

	if (chunk->start >= model->max_pfn)
		return;
	if (node->start == node->end || chunk->start < node->start)
		node->start = chunk->start;
	if (chunk->end > node->end)
		node->end = chunk->end;
	register_ram(model, chunk->nid, chunk->start, least(chunk->end, model->max_pfn));
}

static void read_srat(struct model *model)
{
	const struct nkv_machine *machine = model->machine;

	model->chunks_max = 2 * machine->kernel.max_numnodes;
	if (model->processors_read > machine->kernel.nr_cpus)
		model->processors_read = machine->kernel.nr_cpus;
	if (model->memory_read > model->chunks_max)
		model->memory_read = model->chunks_max;
	for (size_t i = 0; i < model->memory_read && machine->has_srat; i++)
		if (machine->memory[i].enabled)
			model_read_chunk(model, &machine->memory[i]);
	model->chunk_overrun = false;
}

static void set_node(struct model *model, unsigned int nid)
{
	struct node *node = &model->nodes[nid];
	ulong32 end = least(node->end, model->max_pfn);

	node->online = true;
	if (node->start != end)
		node->memmap_bytes =
			(end - node->start + 1) * model->machine->kernel.struct_page_bytes;
	model_set_physnode(model, node->start, end, nid);
}

void model_find_late_nodes(struct model *model)
{
	read_srat(model);
	model->srat = model->chunk_count > 0;
	if (model->srat) {
		model_number_nodes(model);
		for (size_t i = 0; i < model->chunk_count; i++)
			take_chunk(model, &model->chunks[i]);
	} else {
		model->node_count = 1;
		model->nodes[0].pxm = NOBODY;
		model->nodes[0].end = model->max_pfn;
		register_ram(model, 0, 0, model->max_pfn);
	}
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		set_node(model, nid);
}

/* --- 3 --- */

static void drop_blank(struct model *model, unsigned int nid)
{
	size_t count = 0;

	for (size_t i = 0; i < model->range_count; i++)
		if (i == 0 || model->ranges[i].nid != nid || model->ranges[i].end != 0)
			model->ranges[count++] = model->ranges[i];
	model->range_count = count;
}

static void take_from_ranges(struct model *model, unsigned int nid, ulong32 start, ulong32 end)
{
	bool blank = false;

	for (size_t i = 0; i < model->range_count; i++) {
		struct active_range *range = &model->ranges[i];
		ulong32 old_end = range->end;

		if (range->nid != nid)
			continue;
		if (start <= range->start && range->end <= end) {
			range->start = range->end = 0;
			blank = true;
		} else if (range->start < start && range->end > start) {
			range->end = start;
			if (old_end > end)
				model_add_active_range(model, nid, end, old_end);
		} else if (start <= range->start && range->start < end) {
			range->start = end;
		}
	}
	if (blank)
		drop_blank(model, nid);
}

/* A, for a node. */
static bool find_kva_ram(struct model *model, const struct node *node, ulong32 wanted, uint64_t *at)
{
	ulong32 t = (node->end - wanted) / model->large_page * model->large_page;

	if (t >= node->end)
		return false;
	for (bool first = true;; first = false) {
		if (model_find_early(model, t * PAGE, node->end * PAGE, wanted * PAGE,
				     model->large_page * PAGE, at))
			return true;
		if (first && t == 0) {
			model->late.hangs = true;
			return false;
		}
		t -= model->large_page;
		if (t <= node->start || t > node->end)
			return false;
	}
}

static bool search_for_node(struct model *model, unsigned int nid)
{
	struct node *node = &model->nodes[nid];
	ulong32 large = model->large_page * 4096, wanted;
	uint64_t at;

	node->present_end = node->end;
	if (node->start > model->max_pfn || node->end == 0)
		return true;
	node->gives = true;
	node->end = node->present_end = least(node->end, model->max_pfn);
	wanted = node->memmap_bytes + model->machine->kernel.pg_data_bytes;
	wanted = (ulong32)(((uint64_t)wanted + large - 1) / large * model->large_page);
	node->reserved = wanted;
	if (!find_kva_ram(model, node, wanted, &at))
		return false;
	node->remap_offset = model->kva_pages;
	model->kva_pages += wanted;
	node->remap_start = (ulong32)(at / PAGE);
	if (!model_reserve_early(model, (struct early){ at, at + wanted * PAGE, "KVA RAM", false }))
		return false;
	take_from_ranges(model, nid, node->remap_start, node->remap_start + wanted);
	return true;
}

bool model_search_kva_ram(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (!search_for_node(model, nid)) {
			model->end = END_KVA_RAM;
			model->end_nid = nid;
			return false;
		}
	return true;
}

/* --- 4 --- */

static bool find_kva(struct model *model, uint64_t *at)
{
	ulong32 t = (model->max_low_pfn - model->kva_pages) / model->large_page * model->large_page;
	ulong32 tries = (1 << 20) / model->large_page;

	do {
		ulong32 b = t << 12;

		if (b < UINT32_C(1) << 31 &&
		    model_find_early(model, b, (ulong32)(model->max_low_pfn << 12),
				     (ulong32)(model->kva_pages << 12), model->large_page * PAGE,
				     at))
			return true;
		t -= model->large_page;
	} while (t != 0 && --tries > 0);
	return false;
}

bool model_search_kva(struct model *model)
{
	ulong32 bytes = model->kva_pages << 12;
	uint64_t at;

	if (find_kva(model, &at)) {
		model->kva_start = (ulong32)(at / PAGE);
		if (model_reserve_early(model, (struct early){ at, at + bytes, "KVA PG", false })) {
			model_set_highmem(model);
			return true;
		}
	}
	model->end = END_PLACEMENT;
	return false;
}

static const char *const pgdats[] = {
	"NODE_DATA 0",	"NODE_DATA 1",	"NODE_DATA 2",	"NODE_DATA 3",
	"NODE_DATA 4",	"NODE_DATA 5",	"NODE_DATA 6",	"NODE_DATA 7",
	"NODE_DATA 8",	"NODE_DATA 9",	"NODE_DATA 10", "NODE_DATA 11",
	"NODE_DATA 12", "NODE_DATA 13", "NODE_DATA 14", "NODE_DATA 15",
};

static bool place_pgdat(struct model *model, unsigned int nid)
{
	struct node *node = &model->nodes[nid];
	ulong32 size = model->machine->kernel.pg_data_bytes;
	struct early pgdat = { UINT32_MAX, (ulong32)(UINT32_MAX + size), pgdats[nid], false };
	uint64_t at;

	if (model_find_early(model, 0, (ulong32)(model->max_low_pfn << 12), size, PAGE, &at)) {
		pgdat.start = at;
		pgdat.end = at + size;
	}
	node->pgdat_vaddr =
		model->machine->kernel.page_offset + (ulong32)(pgdat.start / PAGE * PAGE);
	return model_reserve_early(model, pgdat);
}

static bool assign_window(struct model *model, unsigned int nid)
{
	struct node *node = &model->nodes[nid];
	ulong32 pgdat_pages = (model->machine->kernel.pg_data_bytes + 4095) / 4096;

	node->vaddr_start =
		model->machine->kernel.page_offset + (model->kva_start + node->remap_offset) * 4096;
	node->vaddr_end = node->vaddr_start + node->reserved * 4096;
	node->alloc_vaddr = node->vaddr_start + pgdat_pages * 4096;
	node->own_pgdat = node->start != node->end;
	node->pgdat_vaddr = node->vaddr_start;
	return node->own_pgdat || place_pgdat(model, nid);
}

bool model_assign_late_windows(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (!assign_window(model, nid)) {
			model->end = END_PLACEMENT;
			model->end_nid = nid;
			return false;
		}
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];

		node->start = least(node->start, model->max_pfn);
		node->end = least(node->end, model->max_pfn);
	}
	return true;
}
