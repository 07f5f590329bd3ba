/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hazards of kernels from 2.6.27 on, page by page (profile-2.6.32 7). */
#include "late.h"

#include <string.h>

static struct finding *find_fatal(struct model *model, enum nkv_hazard_code code)
{
	return model_find(model, code, NKV_SEVERITY_FATAL);
}

/* --- where the boot stops --- */

static void find_no_place(struct model *model)
{
	switch (model->end) {
	case END_PAGE_TABLES:
		find_fatal(model, NKV_HAZARD_PAGE_TABLES_NO_ROOM);
		break;
	case END_INITRD:
		find_fatal(model, NKV_HAZARD_INITRD_NO_ROOM)->bytes = model->machine->initrd_size;
		break;
	case END_KVA_RAM:
		model_find_node(model,
				model->late.hangs ? NKV_HAZARD_KVA_RAM_SEARCH_HANGS
						  : NKV_HAZARD_KVA_RAM_NOT_FOUND,
				NKV_SEVERITY_FATAL, model->end_nid);
		if (!model->late.hangs)
			model->findings[NKV_HAZARD_KVA_RAM_NOT_FOUND].pages =
				model->nodes[model->end_nid].reserved;
		break;
	case END_PLACEMENT:
		find_fatal(model, NKV_HAZARD_KVA_SPACE_NOT_FOUND)->pages = model->kva_pages;
		break;
	case END_BOOTMEM:
		if (!model->late.bootmap_found)
			find_fatal(model, NKV_HAZARD_BOOTMAP_NO_ROOM)->bytes =
				model->late.bootmap_bytes;
		break;
	default:
		break;
	}
}

static void find_bugs(struct model *model)
{
	if (model->late.other_node) {
		model_find_node(model, NKV_HAZARD_LOWMEM_ON_OTHER_NODE, NKV_SEVERITY_FATAL,
				model->end_nid);
		model->findings[NKV_HAZARD_LOWMEM_ON_OTHER_NODE].set = PAGE_NEVER_USED;
		model->findings[NKV_HAZARD_LOWMEM_ON_OTHER_NODE].pages =
			model->set_pages[PAGE_NEVER_USED];
	}
	if (model->late.blank)
		model_find_node(model, NKV_HAZARD_ACTIVE_RANGE_BLANK, NKV_SEVERITY_FATAL,
				model->end_nid);
	if (model->beyond_lowmem)
		find_fatal(model, NKV_HAZARD_RESERVE_BEYOND_LOWMEM);
}

static void find_end(struct model *model)
{
	if (model->end == END_USER_MAP)
		find_fatal(model, NKV_HAZARD_E820_USER_INVALID);
	if (model->late.refused.by)
		find_fatal(model, model->late.met.by ? NKV_HAZARD_EARLY_RES_OVERLAP
						     : NKV_HAZARD_EARLY_RES_FULL);
	else
		find_no_place(model);
	find_bugs(model);
}

/* --- the image --- */

static void put_firmware_ram(struct model *model)
{
	for (size_t i = 0; i < model->bios_map.count; i++) {
		const struct map_entry *entry = &model->bios_map.entries[i];

		for (uint64_t pfn = (entry->start + PAGE - 1) / PAGE;
		     pfn < (entry->start + entry->size) / PAGE && pfn < 1 << 20 && entry->type == 1;
		     pfn++)
			page_put(model, pfn, PAGE_FIRMWARE_RAM);
	}
}

static void find_image_outside(struct model *model)
{
	uint64_t end = model->late.image_end;

	if (end < model->machine->kernel.init_pg_tables_end)
		end = model->machine->kernel.init_pg_tables_end;
	put_firmware_ram(model);
	for (uint64_t pfn = model->machine->kernel.text / PAGE; pfn < (end + PAGE - 1) / PAGE;
	     pfn++)
		if (!page_in(model, pfn, PAGE_FIRMWARE_RAM))
			page_put(model, pfn, PAGE_OUTSIDE_RAM);
	model_find_pages(model, NKV_HAZARD_IMAGE_OUTSIDE_RAM, NKV_SEVERITY_FATAL, PAGE_OUTSIDE_RAM);
}

/* --- the SRAT --- */

static bool knows_nodes(const struct model *model)
{
	return model->node_count > 0;
}

static void find_unread(struct model *model)
{
	uint64_t unread = model->machine->processor_count - model->processors_read +
			  model->machine->memory_count - model->memory_read;

	if (knows_nodes(model) && unread > 0)
		model_find(model, NKV_HAZARD_SRAT_ENTRIES_IGNORED, NKV_SEVERITY_INFO);
}

/* --- once setup has ended --- */

static void find_reserved_freed(struct model *model)
{
	bool kernel = false;

	for (size_t i = 0; i < model->late.early_count; i++) {
		const struct early *early = &model->late.early[i];

		for (uint64_t pfn = early->start / PAGE; pfn < (early->end + PAGE - 1) / PAGE;
		     pfn++) {
			if (!page_in(model, pfn, PAGE_FREE))
				continue;
			page_put(model, pfn, PAGE_RESERVED_FREED);
			kernel |= strcmp(early->by, "TEXT DATA BSS") == 0 ||
				  strcmp(early->by, "BRK") == 0;
		}
	}
	model_find_pages(model, NKV_HAZARD_RESERVED_PAGES_FREED,
			 kernel ? NKV_SEVERITY_FATAL : NKV_SEVERITY_CORRUPTING,
			 PAGE_RESERVED_FREED);
}

static void put_uses(struct model *model)
{
	uint64_t initrd_end =
		((uint64_t)model->initrd_start + model->machine->initrd_size + PAGE - 1) / PAGE;

	for (uint64_t pfn = model->initrd_start / PAGE; model->initrd_used && pfn < initrd_end;
	     pfn++)
		page_put(model, pfn, PAGE_INITRD);
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		model_put_pages(model, model->nodes[nid].remap_start, model->nodes[nid].reserved,
				PAGE_BACKING);
	model_put_spans(model);
}

static void find_memmaps_in_lowmem(struct model *model)
{
	struct finding *finding = &model->findings[NKV_HAZARD_MEMMAP_IN_LOWMEM];

	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];

		if (node->memmap_from != FROM_BOOTMEM)
			continue;
		model_find_node(model, NKV_HAZARD_MEMMAP_IN_LOWMEM,
				model->srat ? NKV_SEVERITY_WARNING : NKV_SEVERITY_INFO, nid);
		finding->bytes += node->bytes;
	}
	if (model->late.no_room)
		finding->severity = NKV_SEVERITY_FATAL;
}

static void find_shared_bitmaps(struct model *model)
{
	for (size_t i = 0; i < model->late.bitmap_count; i++)
		for (size_t j = i + 1; j < model->late.bitmap_count; j++) {
			const struct bitmap *a = &model->late.bitmaps[i];
			const struct bitmap *b = &model->late.bitmaps[j];
			uint64_t first = a->address / PAGE * PAGE,
				 second = b->address / PAGE * PAGE;

			for (uint64_t at = first; at < first + a->bytes; at++)
				if (at >= second && at < second + b->bytes) {
					model_find_node(model, NKV_HAZARD_BOOTMAPS_SHARE_PAGES,
							NKV_SEVERITY_WARNING, a->nid);
					break;
				}
		}
}

static void use_ram(struct model *model)
{
	for (uint64_t pfn = first_page(model); pfn != NO_PAGE; pfn = next_page(model, pfn)) {
		bool high = false;

		if (!page_in(model, pfn, PAGE_RAM))
			continue;
		model->ram.pages++;
		for (size_t i = 0; i < model->range_count && pfn < model->highend_pfn; i++)
			high |= model->ranges[i].start <= pfn && pfn < model->ranges[i].end;
		if (pfn < model->max_low_pfn)
			model->ram.low_pages++;
		else if (high)
			model->ram.high_pages++;
		else if (page_in(model, pfn, PAGE_BACKING))
			model->ram.remap_pages++;
		else
			page_put(model, pfn, PAGE_UNUSED);
	}
	model->ram.unused_pages = model->set_pages[PAGE_UNUSED];
	model->lowmem_left = model->set_pages[PAGE_FREE];
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		uint64_t taken = ((uint64_t)model->nodes[nid].bytes + PAGE - 1) / PAGE;

		if (model->nodes[nid].memmap_from != FROM_BOOTMEM)
			continue;
		model->lowmem_left = model->lowmem_left > taken ? model->lowmem_left - taken : 0;
	}
}

static void find_after_setup(struct model *model)
{
	put_uses(model);
	find_reserved_freed(model);
	model_find_misuse(model);
	model_find_unreadable(model);
	model_find_mismatch(model);
	model_find_overruns(model);
	find_memmaps_in_lowmem(model);
	model_find_low_memory(model);
	find_shared_bitmaps(model);
	model_find_pages(model, NKV_HAZARD_LOWMEM_OF_NODES_LOST,
			 model->set_pages[PAGE_FREE] > 0 ? NKV_SEVERITY_WARNING
							 : NKV_SEVERITY_FATAL,
			 PAGE_NEVER_USED);
	use_ram(model);
	model_find_pages(model, NKV_HAZARD_RAM_UNUSED, NKV_SEVERITY_WARNING, PAGE_UNUSED);
}

void model_find_late_hazards(struct model *model)
{
	ulong32 space = (0 - model->machine->kernel.page_offset) / 4096;

	find_end(model);
	if (model->max_low_pfn > space)
		find_fatal(model, NKV_HAZARD_LOWMEM_ABOVE_SPACE)->pages =
			model->max_low_pfn - space;
	if (model->end != END_IMAGE)
		find_image_outside(model);
	if (model->initrd_disabled)
		model_find(model, NKV_HAZARD_INITRD_DISABLED, NKV_SEVERITY_WARNING);
	model_find_highmem_ignored(model);
	if (knows_nodes(model))
		model_find_ignored(model);
	find_unread(model);
	if (model->end == END_ZONES)
		find_fatal(model, NKV_HAZARD_MEMMAP_IN_LOWMEM)->bytes = PAGE;
	if (model->end == END_GOOD)
		find_after_setup(model);
}
