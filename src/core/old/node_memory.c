/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The nodes' ranges, and the node of each page, in kernels that do not limit
 * them to max_pfn (profile-2.6.9, profile-2.6.5, 2).
 */
#include "core/old/old.h"

/*
 * A node begins with its first chunk. A chunk that starts higher sets its end, even to a lower
 * one.
 */
static void take_chunk(struct nkv_node *node, const struct nkv_chunk *chunk, bool is_first)
{
	if (is_first) {
		node->start_pfn = chunk->start_pfn;
		node->end_pfn = chunk->end_pfn;
	} else if (chunk->start_pfn > node->start_pfn) {
		node->end_pfn = chunk->end_pfn;
	}
}

static void take_chunks(struct nkv_plan *plan)
{
	uint32_t begun_nids = 0;

	for (size_t i = 0; i < plan->chunk_count; i++) {
		const struct nkv_chunk *chunk = &plan->chunks[i];
		bool is_first = (begun_nids >> chunk->nid & 1) == 0;

		take_chunk(&plan->nodes[chunk->nid], chunk, is_first);
		begun_nids |= UINT32_C(1) << chunk->nid;
	}
}

static void find_ranges(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	take_chunks(plan);
	for (size_t i = 0; i < plan->node_count; i++) {
		struct nkv_node *node = &plan->nodes[i];

		if (node->nid != 0)
			node->memmap_bytes = (node->end_pfn - node->start_pfn + 1) *
					     boot->kernel->struct_page_bytes;
		nkv_node_memory_note(node);
	}
}

bool nkv_node_memory_find_unbounded(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;

	find_ranges(boot);
	for (size_t i = 0; i < plan->node_count; i++)
		boot->model->present(boot, plan->nodes[i].start_pfn, plan->nodes[i].end_pfn,
				     plan->nodes[i].nid);
	return true;
}

/* --- physnode_map in the first kernels --- */

/* Writes every MiB of the quads' shared memory. */
static void map_quads(struct nkv_boot *boot)
{
	const struct nkv_machine *machine = boot->machine;
	const struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < machine->quad_count; i++) {
		const struct nkv_quad *quad = &machine->quads[i];
		nkv_ulong start = nkv_pfn_down64(quad->start);
		nkv_ulong end = nkv_pfn_down64(quad->start + quad->size);

		if (start < end && nkv_plan_node(plan, quad->number) != NULL)
			boot->model->present(boot, start - start % plan->physnode_entry_pages, end,
					     quad->number);
	}
}

/* Writes the pfns up to and including the end. */
static void map_with_end(struct nkv_boot *boot, nkv_ulong start, nkv_ulong end, unsigned int nid)
{
	boot->model->present(boot, start, end + 1, nid);
}

bool nkv_node_memory_find_by_chunk(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;

	find_ranges(boot);
	if (plan->memory_source == NKV_MEMORY_NUMAQ)
		map_quads(boot);
	else if (plan->memory_source == NKV_MEMORY_FLAT)
		map_with_end(boot, 0, plan->max_pfn, 0);
	for (size_t i = 0; i < plan->chunk_count; i++)
		map_with_end(boot, plan->chunks[i].start_pfn, plan->chunks[i].end_pfn,
			     plan->chunks[i].nid);
	return true;
}
