/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the machine's RAM is used (ram-in-use). */
#include "core/boot/boot.h"

/*
 * A node is lost if a later node's pgdat is at the same address and overwrites
 * its own, or if its pgdat is expected in a window that does not exist.
 */
static bool is_lost(const struct nkv_plan *plan, const struct nkv_node *node)
{
	if (!node->pgdat_in_remap || node->reserved_pages > 0)
		return false;
	if (!nkv_plan_knows(plan, NKV_FACT_REMAP))
		return true;
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].nid > node->nid &&
		    plan->nodes[i].pgdat_vaddr == node->pgdat_vaddr)
			return true;
	return false;
}

/* The pages that the kernel adds to free high memory. */
static struct nkv_range_list find_high(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);
	struct nkv_range_list zones;

	for (size_t i = 0; i < plan->node_count; i++) {
		struct nkv_node *node = &plan->nodes[i];

		if (!is_lost(plan, node))
			node->high_zone = boot->rules->high_zone(boot, node);
		nkv_range_builder_add(&builder, node->high_zone);
	}
	zones = nkv_range_builder_end(&builder);
	zones = nkv_range_list_intersect(&boot->arena, &zones, &boot->valid);
	return nkv_range_list_intersect(&boot->arena, &zones, &boot->ram);
}

struct nkv_range_list nkv_backing_pages(struct nkv_boot *boot)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < boot->plan->node_count; i++)
		nkv_range_builder_add(&builder, nkv_backing_of(&boot->plan->nodes[i]));
	return nkv_range_builder_end(&builder);
}

struct nkv_range_list nkv_wasted_pages(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);
	struct nkv_range kva = nkv_kva_of(plan);

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (node->gives)
			nkv_range_builder_add(&builder, nkv_range_make(nkv_backing_of(node).end_pfn,
								       node->present_end_pfn));
	}
	if (boot->rules->kva_takes_slack)
		nkv_range_builder_add(
			&builder, nkv_range_make(kva.end_pfn - plan->wasted_pages, kva.end_pfn));
	return nkv_range_builder_end(&builder);
}

/* Moves the pages of `list` that are in `*rest` out of it. Returns their number. */
static uint64_t take_out(struct nkv_boot *boot, struct nkv_range_list *rest,
			 const struct nkv_range_list *list)
{
	uint64_t before = nkv_range_list_pages(rest);

	*rest = nkv_range_list_subtract(&boot->arena, rest, list);
	return before - nkv_range_list_pages(rest);
}

void nkv_ram_divide(struct nkv_boot *boot, const struct nkv_range_list *high,
		    const struct nkv_range_list *wasted)
{
	struct nkv_range low = nkv_range_make(0, boot->plan->max_low_pfn);
	struct nkv_range_list low_list = nkv_range_list_of(&low);
	struct nkv_range_list given = nkv_backing_pages(boot);
	struct nkv_range_list rest = boot->ram;
	struct nkv_ram *ram = &boot->plan->ram;

	ram->pages = nkv_range_list_pages(&rest);
	ram->low_pages = take_out(boot, &rest, &low_list);
	ram->high_pages = take_out(boot, &rest, high);
	ram->remap_pages = take_out(boot, &rest, &given);
	ram->wasted_pages = take_out(boot, &rest, wasted);
	ram->unused_pages = nkv_range_list_pages(&rest);
	boot->unused = rest;
}

uint64_t nkv_lowmem_left(const struct nkv_plan *plan)
{
	uint64_t taken = plan->memmap_pages;

	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].memmap.from == NKV_MEMMAP_BOOTMEM)
			taken += nkv_pfn_up(plan->nodes[i].memmap.bytes);
	return taken < plan->free_pages ? plan->free_pages - taken : 0;
}

bool nkv_ram_count(struct nkv_boot *boot)
{
	struct nkv_range_list high, wasted = nkv_wasted_pages(boot);

	boot->valid = boot->model->valid(boot);
	if (boot->rules->frees_whole_high_zone)
		boot->valid = boot->ram;
	high = find_high(boot);
	nkv_ram_divide(boot, &high, &wasted);
	boot->plan->lowmem_left_pages = nkv_lowmem_left(boot->plan);
	return true;
}
