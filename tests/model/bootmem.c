/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The boot-time allocator, a bit a page (5), and the mem_maps (6). */
#include "pages.h"

#include <string.h>

static bool note(struct model *model, struct call call)
{
	model->calls[model->call_count++] = call;
	if (call.bug)
		model->end = END_BOOTMEM;
	return !call.bug;
}

/* free_bootmem() */
static bool free_pages(struct model *model, ulong32 start, ulong32 end)
{
	struct call call = { .start = start * 4096, .size = (end - start) * 4096, .by = "e820" };

	for (ulong32 pfn = start; pfn < end; pfn++) {
		if (page_in(model, pfn, PAGE_FREE)) {
			page_put(model, pfn, PAGE_FREED_TWICE);
			call.bug = true;
		}
		page_put(model, pfn, PAGE_FREE);
	}
	return note(model, call);
}

/* register_bootmem_low_pages() */
static bool free_map(struct model *model)
{
	for (size_t i = 0; i < model->map.count; i++) {
		const struct map_entry *entry = &model->map.entries[i];
		ulong32 start = (ulong32)((entry->start + 4095) >> 12);
		ulong32 end = (ulong32)((entry->start + entry->size) >> 12);

		if (end > model->max_low_pfn)
			end = model->max_low_pfn;
		if (entry->type == 1 && start < end && !free_pages(model, start, end))
			return false;
	}
	return true;
}

/* reserve_bootmem() */
static bool reserve(struct model *model, ulong32 start, ulong32 size, const char *by)
{
	struct call call = { .reserve = true, .start = start, .size = size, .by = by };
	ulong32 first = start / 4096, last = (start + size + 4095) / 4096;

	model->zero_length = size == 0;
	model->wraps = model_is_to_2_6_18(model) && !model->zero_length && last <= first;
	model->beyond_lowmem = model->kernel != KERNEL_2_6_26 && !model->zero_length &&
			       !model->wraps &&
			       (first >= model->max_low_pfn || last > model->max_low_pfn);
	call.bug = model->zero_length || model->wraps || model->beyond_lowmem;
	model->bug_address = start;
	if (!call.bug)
		for (ulong32 pfn = first; pfn < last && pfn < model->max_low_pfn; pfn++)
			page_remove(model, pfn, PAGE_FREE);
	return note(model, call);
}

/* A reserve of whole pages, whose address and size lose what is above 32 bits. */
static bool reserve_pfns(struct model *model, ulong32 pfn, ulong32 count, const char *by)
{
	if (!model->address_wrapped && (pfn >= 0x100000 || count >= 0x100000)) {
		model->address_wrapped = true;
		model->wrapped_address = pfn << 12;
		model->true_address = (uint64_t)pfn << 12;
	}
	return reserve(model, pfn << 12, count << 12, by);
}

/* 2.6.26's reserve_ebda_region() */
static bool reserve_bios_area(struct model *model)
{
	ulong32 start = model->machine->ebda;

	if (start == 0 || start >= 0x100000)
		start = 0x9f000;
	return reserve(model, start, 0x100000 - start, "ebda");
}

static bool reserve_ebda_and_k7(struct model *model)
{
	const struct nkv_machine *machine = model->machine;

	if (model->kernel == KERNEL_2_6_26)
		return reserve_bios_area(model);
	if (model->kernel < KERNEL_2_6_9)
		return true;
	if (machine->ebda != 0 && !reserve(model, machine->ebda, 4096, "ebda"))
		return false;
	return model_is_to_2_6_9(model) || !machine->kernel.amd_k7 ||
	       reserve(model, 0x9f000, 4096, "amd-k7");
}

static bool reserve_fixed(struct model *model)
{
	const struct nkv_machine *machine = model->machine;
	bool ebda_is_last = model_is_to_2_6_9(model);
	ulong32 text = model_text(model);
	ulong32 size = model->min_low_pfn * 4096 + model->bitmap_bytes + 4095 - text;

	if (!reserve(model, text, size, "kernel") || !reserve(model, 0, 4096, "page-0"))
		return false;
	if (!ebda_is_last && !reserve_ebda_and_k7(model))
		return false;
	if (!reserve(model, 4096, 4096, "trampoline") ||
	    (ebda_is_last && !reserve_ebda_and_k7(model)))
		return false;
	for (size_t i = 0; i < machine->reserve_count; i++)
		if (!reserve(model, machine->reserve[i].start, machine->reserve[i].size,
			     machine->reserve[i].by))
			return false;
	return true;
}

static bool reserve_kva(struct model *model)
{
	if (model_is_to_2_6_18(model) || (model->kva_pages == 0 && model->kernel != KERNEL_2_6_23))
		return true;
	return reserve_pfns(model, model->kva_start, model->kva_pages, "numa_kva_reserve");
}

static bool use_initrd(struct model *model, ulong32 start)
{
	model->initrd_used = true;
	model->initrd_start = start;
	return reserve(model, start, model->machine->initrd_size, "initrd");
}

/* 2.6.25's reserve_initrd() */
static bool reserve_or_move_initrd(struct model *model)
{
	ulong32 start = model->machine->initrd_start, size = model->machine->initrd_size;
	ulong32 low_end = model->max_low_pfn << 12;

	if (start == 0 || size == 0)
		return true;
	if ((ulong32)(start + size) < start)
		model->initrd_disabled = "wraps";
	else if (size >= low_end / 2)
		model->initrd_disabled = "too large";
	else if (start + size <= low_end)
		return use_initrd(model, start);
	else
		return use_initrd(model, (low_end - size) & ~(ulong32)4095);
	return true;
}

static bool reserve_initrd(struct model *model)
{
	ulong32 start = model->machine->initrd_start, size = model->machine->initrd_size;

	if (model_is_from_2_6_25(model))
		return reserve_or_move_initrd(model);
	if (start == 0)
		return true;
	if ((ulong32)(start + size) <= (ulong32)(model->max_low_pfn << 12))
		return use_initrd(model, start);
	model->initrd_disabled = "beyond low memory";
	return true;
}

static bool reserve_wasted(struct model *model)
{
	if (model->kernel != KERNEL_2_6_23_NUMABOOT || model->wasted_pages == 0)
		return true;
	return reserve_pfns(model, model->nodes[0].remap_start + model->nodes[0].reserved,
			    model->wasted_pages, "wasted_pages");
}

bool model_setup_bootmem(struct model *model)
{
	model->bitmap_pfn = model->min_low_pfn;
	model->bitmap_bytes = (model->max_low_pfn + 7) / 8;
	model->bitmap_bytes = (model->bitmap_bytes + 3) / 4 * 4;
	if (!free_map(model) || !reserve_fixed(model))
		return false;
	if (model_is_from_2_6_25(model))
		return reserve_initrd(model) && reserve_kva(model);
	return reserve_kva(model) && reserve_initrd(model) && reserve_wasted(model);
}

/* --- taking of what is free --- */

bool model_take_run_from(struct model *model, ulong32 from, uint64_t wanted, ulong32 *at)
{
	uint64_t run = 0;

	for (ulong32 pfn = from; pfn < model->max_low_pfn && run < wanted; pfn++) {
		bool free = page_in(model, pfn, PAGE_FREE) && !page_in(model, pfn, PAGE_TAKEN);

		run = free ? run + 1 : 0;
		if (run < wanted)
			continue;
		model_put_pages(model, pfn + 1 - wanted, wanted, PAGE_TAKEN);
		if (at)
			*at = (ulong32)(pfn + 1 - wanted);
	}
	return run == wanted;
}

bool model_take_run(struct model *model, uint64_t wanted)
{
	return model_take_run_from(model, 4096, wanted, NULL) ||
	       model_take_run_from(model, 0, wanted, NULL);
}

/* --- zones and mem_maps --- */

static void add_span(struct model *model, unsigned int nid, ulong32 pages)
{
	struct active_range *range = &model->ranges[model->range_count];

	if (pages == 0)
		return;
	model->range_count++;
	range->nid = nid;
	range->start = model->nodes[nid].start;
	range->end = range->start + pages;
}

/* 2.6.18's zone_sizes_init(), of a node. */
static bool set_zones_of_node(struct model *model, unsigned int nid)
{
	const struct node *node = &model->nodes[nid];

	if (node->start > model->max_low_pfn) {
		if (model->highmem)
			add_span(model, nid, node->end - node->start);
	} else if (model->max_low_pfn < 4096) {
		add_span(model, nid, model->max_low_pfn);
	} else if (model->max_low_pfn > node->end) {
		model->end = END_ZONES;
		model->end_nid = nid;
		return false;
	} else {
		add_span(model, nid, model->highmem ? node->end : model->max_low_pfn);
		if (node->start != 0)
			model->overlong_nids |= UINT32_C(1) << nid;
	}
	return true;
}

bool model_set_zones(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];

		if (!model_is_to_2_6_18(model) || !node->online ||
		    (node->start == node->end && !model_is_to_2_6_9(model)))
			continue;
		if (!set_zones_of_node(model, nid))
			return false;
	}
	return true;
}

bool model_find_span(const struct model *model, unsigned int nid, ulong32 *start, ulong32 *end)
{
	bool any = false;

	for (size_t i = 0; i < model->range_count; i++) {
		const struct active_range *range = &model->ranges[i];

		if (range->nid != nid)
			continue;
		if (!any || range->start < *start)
			*start = range->start;
		if (!any || range->end > *end)
			*end = range->end;
		any = true;
	}
	return any;
}

/* alloc_node_mem_map() */
static void place_memmap(struct model *model, unsigned int nid)
{
	struct node *node = &model->nodes[nid];
	ulong32 start = 0, end = 0, line = model->machine->kernel.cache_line_bytes;

	if (!model_find_span(model, nid, &start, &end))
		return;
	if (end > model_mapped_end(model) && !model_is_to_2_6_18(model))
		end = model_mapped_end(model);
	if (start >= end)
		return;
	node->map_first = start / 1024 * 1024;
	node->map_last = ((uint64_t)end + 1023) / 1024 * 1024;
	if (model->kernel <= KERNEL_2_6_16) {
		node->map_first = start;
		node->map_last = (uint64_t)end + 1;
	}
	node->bytes = (ulong32)(node->map_last - node->map_first) *
		      model->machine->kernel.struct_page_bytes;
	node->memmap_from = FROM_BOOTMEM;
	if ((ulong32)(node->alloc_vaddr + (node->bytes + line - 1) / line * line) <
	    node->vaddr_end) {
		node->memmap_from = FROM_REMAP;
		node->vaddr = node->alloc_vaddr;
	}
}

void model_place_memmaps(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count && !model->srat; nid++)
		if (model->nodes[nid].start < model->nodes[nid].end)
			model_add_active_range(model, nid, model->nodes[nid].start,
					       model->nodes[nid].end);
	for (unsigned int nid = 0; nid < model->node_count && !model->sparse; nid++)
		place_memmap(model, nid);
}
