/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nodes and their RAM: ranges of the SRAT count only where the map has memory, too (1.5, 2). */
#include "core/boot/nodes.h"

#include "core/late/late.h"

nkv_ulong nkv_late_pfn_limit(const struct nkv_kernel *kernel)
{
	return kernel->pae ? 1 << 24 : NKV_PFN_4G;
}

bool nkv_late_max_pfn(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong limit = nkv_late_pfn_limit(boot->kernel);

	nkv_e820_find_ram(boot);
	for (size_t i = 0; i < plan->e820.count && plan->max_pfn < limit; i++) {
		const struct nkv_e820_entry *entry = &plan->e820.entries[i];
		nkv_ulong end = nkv_pfn_down64(entry->start + entry->size);

		if (entry->type == NKV_E820_USABLE && nkv_pfn_down64(entry->start) < limit)
			plan->max_pfn = nkv_max(plan->max_pfn, nkv_min(end, limit));
	}
	plan->e820_max_pfn = plan->max_pfn;
	return true;
}

static size_t at_most(size_t count, size_t most)
{
	return count < most ? count : most;
}

/* Only a limited number of entries is read, including disabled ones. */
static void read_srat(struct nkv_boot *boot)
{
	const struct nkv_machine *machine = boot->machine;
	struct nkv_plan *plan = boot->plan;

	plan->processors_read = at_most(machine->processor_count, boot->kernel->nr_cpus);
	plan->memory_read = at_most(machine->memory_count, plan->chunks_max);
	for (size_t i = 0; i < plan->processors_read; i++)
		if (machine->processors[i].enabled)
			nkv_srat_see_pxm(plan, machine->processors[i].pxm);
	for (size_t i = 0; i < plan->memory_read; i++) {
		if (!machine->memory[i].enabled)
			continue;
		nkv_srat_see_pxm(plan, machine->memory[i].pxm);
		nkv_srat_keep_chunk(plan, &machine->memory[i]);
	}
}

/* Registers the parts of usable entries that are in [start, end). */
static void register_ram(struct nkv_plan *plan, unsigned int nid, nkv_ulong start, nkv_ulong end)
{
	for (size_t i = 0; i < plan->e820.count; i++) {
		struct nkv_range pages = nkv_e820_pages(&plan->e820.entries[i]);

		if (pages.start_pfn < pages.end_pfn && pages.end_pfn > start &&
		    pages.start_pfn < end)
			nkv_active_range_add(plan, nid,
					     nkv_max(nkv_ulong_cut(pages.start_pfn), start),
					     nkv_min(nkv_ulong_cut(pages.end_pfn), end));
	}
}

static void assign_chunks(struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->chunk_count; i++) {
		struct nkv_chunk *chunk = &plan->chunks[i];

		chunk->ignored = chunk->start_pfn >= plan->max_pfn;
		if (chunk->ignored)
			continue;
		nkv_node_grow(&plan->nodes[chunk->nid], chunk);
		register_ram(plan, chunk->nid, chunk->start_pfn,
			     nkv_min(chunk->end_pfn, plan->max_pfn));
	}
}

static void find_flat_node(struct nkv_plan *plan)
{
	nkv_node_set_flat(plan);
	register_ram(plan, 0, 0, plan->max_pfn);
}

static void find_srat_nodes(struct nkv_plan *plan)
{
	plan->memory_source = NKV_MEMORY_SRAT;
	nkv_srat_number_nodes(plan);
	assign_chunks(plan);
}

/* Reports a node to the memory model. Its part above max_pfn is cut only later (3). */
static void note_memory(struct nkv_boot *boot, struct nkv_node *node)
{
	struct nkv_node cut = *node;

	cut.end_pfn = nkv_min(node->end_pfn, boot->plan->max_pfn);
	boot->model->present(boot, cut.start_pfn, cut.end_pfn, node->nid);
	node->memmap_bytes = boot->model->memmap_bytes(boot, &cut);
	nkv_node_memory_note(node);
}

bool nkv_late_nodes(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	plan->chunks_max = (size_t)2 * boot->kernel->max_numnodes;
	if (boot->machine->has_srat)
		read_srat(boot);
	if (plan->chunk_count > 0)
		find_srat_nodes(plan);
	else
		find_flat_node(plan);
	for (size_t i = 0; i < plan->node_count; i++)
		note_memory(boot, &plan->nodes[i]);
	return true;
}
