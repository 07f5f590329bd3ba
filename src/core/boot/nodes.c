/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Nodes: from the SRAT, from the quads of a NUMA-Q, or a single one without either (2). */
#include "core/boot/nodes.h"

#include <string.h>

/* Writes to physnode_map that [start, end) belongs to a node. */
static void set_physnode(struct nkv_boot *boot, nkv_ulong start, nkv_ulong end, unsigned int nid)
{
	struct nkv_plan *plan = boot->plan;
	uint64_t first = start / plan->physnode_entry_pages;
	uint64_t last;

	if (start >= end)
		return;
	last = first + (end - 1 - start) / plan->physnode_entry_pages;
	if (last >= plan->physnode_entries) {
		boot->physnode_overflow_nids |= UINT32_C(1) << nid;
		last = plan->physnode_entries - 1;
	}
	if (first <= last)
		memset(&plan->physnode_map[first], (int)nid, (size_t)(last - first + 1));
}

static nkv_ulong memmap_bytes(const struct nkv_boot *boot, const struct nkv_node *node)
{
	if (node->start_pfn == node->end_pfn)
		return 0;
	return (node->end_pfn - node->start_pfn + 1) * boot->kernel->struct_page_bytes;
}

const struct nkv_model nkv_model_discontig = { set_physnode, memmap_bytes, nkv_physnode_valid };

void nkv_srat_see_pxm(struct nkv_plan *plan, uint8_t pxm)
{
	plan->pxm_seen[pxm / 8] = (uint8_t)(plan->pxm_seen[pxm / 8] | 1U << (pxm % 8));
}

size_t nkv_srat_keep_chunk(struct nkv_plan *plan, const struct nkv_srat_memory *memory)
{
	struct nkv_chunk chunk = {
		.start_pfn = nkv_pfn_down64(memory->start),
		.end_pfn = nkv_pfn_down64(memory->start + memory->size),
		.pxm = memory->pxm,
	};
	size_t at = 0;

	while (at < plan->chunk_count && plan->chunks[at].start_pfn <= chunk.start_pfn)
		at++;
	memmove(&plan->chunks[at + 1], &plan->chunks[at], (plan->chunk_count - at) * sizeof(chunk));
	plan->chunks[at] = chunk;
	plan->chunk_count++;
	return at;
}

/* Keeps a chunk if there is room in the kernel's table. */
static void keep_or_drop(struct nkv_plan *plan, const struct nkv_srat_memory *memory)
{
	size_t at;

	if (plan->chunk_count == plan->chunks_max) {
		plan->chunks_dropped++;
		return;
	}
	at = nkv_srat_keep_chunk(plan, memory);
	if (plan->chunk_count == plan->chunks_max && at + 1 < plan->chunk_count)
		plan->chunk_table_overrun = true;
}

static void read_srat(struct nkv_boot *boot)
{
	const struct nkv_machine *machine = boot->machine;
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < machine->processor_count; i++)
		if (machine->processors[i].enabled)
			nkv_srat_see_pxm(plan, machine->processors[i].pxm);
	for (size_t i = 0; i < machine->memory_count; i++) {
		if (!machine->memory[i].enabled)
			continue;
		nkv_srat_see_pxm(plan, machine->memory[i].pxm);
		keep_or_drop(plan, &machine->memory[i]);
	}
}

static uint8_t add_domain(struct nkv_plan *plan, unsigned int pxm)
{
	struct nkv_node *node = &plan->nodes[plan->node_count];

	node->nid = (uint8_t)plan->node_count++;
	node->pxm = (int16_t)pxm;
	return node->nid;
}

void nkv_srat_number_nodes(struct nkv_plan *plan)
{
	uint8_t nid_of_pxm[NKV_PXM_MAX + 1]; /* of those that are seen, as all chunks' are */

	for (unsigned int byte = 0; byte < sizeof(plan->pxm_seen); byte++) {
		unsigned int rest = plan->pxm_seen[byte];

		for (unsigned int pxm = 8 * byte; rest != 0; rest >>= 1, pxm++)
			if (rest & 1)
				nid_of_pxm[pxm] = add_domain(plan, pxm);
	}
	for (size_t i = 0; i < plan->chunk_count; i++)
		plan->chunks[i].nid = nid_of_pxm[plan->chunks[i].pxm];
}

void nkv_node_grow(struct nkv_node *node, const struct nkv_chunk *chunk)
{
	if (node->start_pfn == node->end_pfn)
		node->start_pfn = chunk->start_pfn;
	node->start_pfn = nkv_min(node->start_pfn, chunk->start_pfn);
	node->end_pfn = nkv_max(node->end_pfn, chunk->end_pfn);
}

/* The quad with that number, or NULL. */
static const struct nkv_quad *find_quad(const struct nkv_machine *machine, unsigned int number)
{
	for (size_t i = 0; i < machine->quad_count; i++)
		if (machine->quads[i].number == number)
			return &machine->quads[i];
	return NULL;
}

static void add_quad(struct nkv_plan *plan, unsigned int nid, const struct nkv_quad *quad)
{
	struct nkv_node *node = &plan->nodes[plan->node_count++];

	node->nid = (uint8_t)nid;
	node->pxm = -1;
	if (quad == NULL)
		return;
	node->start_pfn = nkv_pfn_down64(quad->start - quad->private_bytes);
	node->end_pfn = nkv_pfn_down64(quad->start + quad->size);
}

/*
 * Some kernels take the number of quads for the number of the last quad plus 1. A missing quad
 * is then an empty node.
 */
static void find_quad_nodes(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	bool counts = boot->rules->counts_quads;
	size_t end = counts ? boot->machine->quad_count : NKV_NODES_MAX;

	plan->memory_source = NKV_MEMORY_NUMAQ;
	for (unsigned int number = 0; number < end; number++) {
		const struct nkv_quad *quad = find_quad(boot->machine, number);

		if (quad != NULL || counts)
			add_quad(plan, number, quad);
	}
}

static void assign_chunks(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->chunk_count; i++) {
		struct nkv_chunk *chunk = &plan->chunks[i];

		chunk->ignored = chunk->start_pfn >= plan->max_pfn;
		if (!chunk->ignored)
			nkv_node_grow(&plan->nodes[chunk->nid], chunk);
		chunk->active_ranges_before = (uint32_t)plan->active_range_count;
		if (boot->rules->span_rule == NKV_SPAN_ACTIVE_RANGES)
			nkv_active_range_add(plan, chunk->nid, chunk->start_pfn, chunk->end_pfn);
	}
}

void nkv_node_set_flat(struct nkv_plan *plan)
{
	plan->memory_source = NKV_MEMORY_FLAT;
	plan->node_count = 1;
	plan->nodes[0].pxm = -1;
	plan->nodes[0].end_pfn = plan->max_pfn;
}

bool nkv_nodes_find(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	plan->chunks_max = (size_t)boot->rules->chunks_per_node * boot->kernel->max_numnodes;
	if (nkv_srat_reach(boot))
		read_srat(boot);
	if (boot->machine->quad_count > 0) {
		find_quad_nodes(boot);
	} else if (plan->chunk_count > 0) {
		plan->memory_source = NKV_MEMORY_SRAT;
		nkv_srat_number_nodes(plan);
	} else {
		nkv_node_set_flat(plan);
	}
	return true;
}

void nkv_node_memory_note(struct nkv_node *node)
{
	node->memory_start_pfn = node->start_pfn;
	node->memory_end_pfn = node->end_pfn;
	node->present_end_pfn = node->end_pfn;
}

/* In flat mode nothing sets the size of the mem_map. */
bool nkv_node_memory_find(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	assign_chunks(boot);
	for (size_t i = 0; i < plan->node_count; i++) {
		struct nkv_node *node = &plan->nodes[i];

		boot->model->present(boot, node->start_pfn, node->end_pfn, node->nid);
		if (plan->memory_source != NKV_MEMORY_FLAT)
			node->memmap_bytes = boot->model->memmap_bytes(boot, node);
		nkv_node_memory_note(node);
	}
	return true;
}
