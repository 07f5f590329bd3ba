/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where low memory ends, and where the KVA goes (4). */
#include "model.h"

static ulong32 more_than_mapped(struct model *model, unsigned int *said)
{
	ulong32 maxmem = model->maxmem_pfn;

	if (model->highmem_pages == UINT32_MAX)
		model->highmem_pages = model->max_pfn - maxmem;
	if (model->highmem_pages + maxmem < model->max_pfn)
		model->max_pfn = maxmem + model->highmem_pages;
	if (model->highmem_pages + maxmem > model->max_pfn) {
		*said |= MESSAGE_ONLY;
		model->highmem_pages = 0;
	}
	if (!model->highmem) {
		*said |= MESSAGE_WILL_BE_USED;
		model->max_pfn = maxmem;
	}
	if (model->machine->kernel.highmem == NKV_HIGHMEM_4G && model->max_pfn > 0x100000) {
		*said |= MESSAGE_4G_USED;
		model->max_pfn = 0x100000;
	}
	return maxmem;
}

static ulong32 all_mapped(struct model *model, unsigned int *said)
{
	ulong32 result = model->max_pfn;

	if (model->highmem_pages == UINT32_MAX)
		model->highmem_pages = 0;
	if (!model->highmem) {
		if (model->highmem_pages > 0)
			*said |= MESSAGE_IGNORING;
		return result;
	}
	if (model->highmem_pages >= model->max_pfn) {
		*said |= MESSAGE_BIGGER;
		model->highmem_pages = 0;
	}
	if (model->highmem_pages > 0) {
		if (result - model->highmem_pages < (64 << 20) / 4096) {
			*said |= MESSAGE_SMALLER;
			model->highmem_pages = 0;
		}
		result -= model->highmem_pages;
	}
	return result;
}

ulong32 model_find_max_low_pfn(struct model *model)
{
	unsigned int *said = &model->messages[model->message_calls++];

	return model->max_pfn > model->maxmem_pfn ? more_than_mapped(model, said)
						  : all_mapped(model, said);
}

/* The KVA inside low memory. */
static void place_within(struct model *model)
{
	ulong32 initrd = model->machine->initrd_start, start;

	start = model_find_max_low_pfn(model) - model->kva_pages;
	if (!model_is_from_2_6_25(model) && initrd != 0)
		start = initrd / 4096 - model->kva_pages;
	model->slack = start % model->large_page;
	model->kva_start = start - model->slack;
	if (model_is_from_2_6_25(model)) {
		model->wasted_pages = model->slack;
		model->kva_pages += model->slack;
	}
	model->max_low_pfn = model_find_max_low_pfn(model);
}

void model_set_highmem(struct model *model)
{
	if (!model->highmem)
		return;
	model->highstart_pfn = model->highend_pfn = model->max_pfn;
	if (model->max_pfn > model->max_low_pfn)
		model->highstart_pfn = model->max_low_pfn;
}

/* 2.6.18: low memory ends where the KVA would begin; 2.6.5: high memory does not move down to there. */
static bool place_above(struct model *model)
{
	model->max_low_pfn = model_find_max_low_pfn(model);
	if (model->kernel == KERNEL_2_6_5)
		model_set_highmem(model);
	if (model->kva_pages > model->max_low_pfn) {
		model->swallowed = model->kva_pages - model->max_low_pfn;
		model->end = END_PLACEMENT;
		return false;
	}
	model->max_low_pfn -= model->kva_pages;
	return true;
}

/* The first half of setup_memory(). */
bool model_place_kva(struct model *model)
{
	model->min_low_pfn = (model->machine->kernel.init_pg_tables_end + 4095) / 4096;
	model->boot_min_low_pfn = model->min_low_pfn;
	if (!model_is_to_2_6_18(model))
		place_within(model);
	else if (!place_above(model))
		return false;
	if (model->kernel != KERNEL_2_6_5)
		model_set_highmem(model);
	if (model_is_to_2_6_18(model))
		model->kva_start = model->highstart_pfn;
	if (model->kernel == KERNEL_2_6_5)
		model->kva_start -= model->kva_pages;
	return true;
}

ulong32 model_mapped_end(const struct model *model)
{
	return model->highmem ? model->highend_pfn : model->max_low_pfn;
}

void model_assign_remap(struct model *model)
{
	ulong32 pgdat_pages = (model->machine->kernel.pg_data_bytes + 4095) / 4096;

	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];

		if (!node->online)
			continue;
		if (!model_lacks_remap(model)) {
			node->vaddr_start = model->machine->kernel.page_offset +
					    (model->kva_start + node->remap_offset) * 4096;
			node->vaddr_end = node->vaddr_start + node->reserved * 4096;
			node->alloc_vaddr = node->vaddr_start + pgdat_pages * 4096;
		}
		if (nid != 0 && node->start != node->end) {
			node->own_pgdat = true;
			node->pgdat_vaddr = node->vaddr_start;
		} else {
			node->pgdat_vaddr =
				model->machine->kernel.page_offset + model->min_low_pfn * 4096;
			model->min_low_pfn += pgdat_pages;
		}
	}
}

bool model_clamp_nodes(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		struct node *node = &model->nodes[nid];

		if (node->end > model->max_pfn)
			node->end = model->max_pfn;
		if (node->start > model->max_pfn)
			node->start = model->max_pfn;
		if (node->start > node->end) {
			model->end = END_NODE_RANGES;
			model->end_nid = nid;
			return false;
		}
	}
	return true;
}
