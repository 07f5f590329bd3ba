/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hazards (7), page by page. */
#include "pages.h"

#include <string.h>

struct finding *model_find(struct model *model, enum nkv_hazard_code code,
			   enum nkv_severity severity)
{
	model->findings[code].there = true;
	model->findings[code].severity = severity;
	return &model->findings[code];
}

void model_find_pages(struct model *model, enum nkv_hazard_code code, enum nkv_severity severity,
		      enum page_set set)
{
	if (model->set_pages[set] == 0)
		return;
	model_find(model, code, severity)->set = set;
	model->findings[code].pages = model->set_pages[set];
}

void model_find_node(struct model *model, enum nkv_hazard_code code, enum nkv_severity severity,
		     unsigned int nid)
{
	model_find(model, code, severity)->nids |= UINT32_C(1) << nid;
}

void model_put_pages(struct model *model, uint64_t start, uint64_t count, enum page_set set)
{
	for (uint64_t i = 0; i < count; i++)
		page_put(model, start + i, set);
}

/* --- as soon as their step was reached --- */

static void find_bugs(struct model *model)
{
	if (model->end == END_NODE_RANGES)
		model_find_node(model, NKV_HAZARD_NODE_END_BELOW_START, NKV_SEVERITY_FATAL,
				model->end_nid);
	if (model->end == END_ZONES)
		model_find_node(model, NKV_HAZARD_ZONE_BEYOND_NODE, NKV_SEVERITY_FATAL,
				model->end_nid);
	if (model->end == END_PLACEMENT)
		model_find(model, NKV_HAZARD_LOWMEM_SWALLOWED, NKV_SEVERITY_FATAL)->pages =
			model->swallowed;
	if (model->wraps)
		model_find(model, NKV_HAZARD_RESERVE_WRAPS, NKV_SEVERITY_FATAL);
	if (model->zero_length)
		model_find(model, NKV_HAZARD_RESERVE_ZERO_LENGTH, NKV_SEVERITY_FATAL);
	if (model->beyond_lowmem)
		model_find(model, NKV_HAZARD_RESERVE_BEYOND_LOWMEM, NKV_SEVERITY_FATAL);
	model_find_pages(model, NKV_HAZARD_FREE_TWICE, NKV_SEVERITY_FATAL, PAGE_FREED_TWICE);
	if (model->address_wrapped)
		model_find(model, NKV_HAZARD_RESERVE_ADDRESS_WRAPPED, NKV_SEVERITY_CORRUPTING);
	if (model->initrd_disabled)
		model_find(model, NKV_HAZARD_INITRD_DISABLED, NKV_SEVERITY_WARNING);
}

void model_find_highmem_ignored(struct model *model)
{
	unsigned int zeroing = MESSAGE_ONLY | MESSAGE_BIGGER | MESSAGE_SMALLER;
	bool said = ((model->messages[0] | model->messages[1]) & zeroing) != 0;

	if (model->highmem_word && model->message_calls > 0 &&
	    (said || (!model->highmem && model->highmem_word_pages != 0)))
		model_find(model, NKV_HAZARD_HIGHMEM_IGNORED, NKV_SEVERITY_WARNING);
	if (model->machine->kernel.highmem != NKV_HIGHMEM_64G)
		model_find(model, NKV_HAZARD_NOT_CONFIGURABLE, NKV_SEVERITY_INFO);
}

void model_find_ignored(struct model *model)
{
	bool ignored = model->dropped_count > 0;

	for (size_t i = 0; i < model->chunk_count; i++)
		ignored = ignored || model_ignores_chunk(model, &model->chunks[i]);
	if (ignored)
		model_find(model, NKV_HAZARD_SRAT_CHUNK_IGNORED, NKV_SEVERITY_INFO);
}

static void find_nodes(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];

		if (model->overflow_nids >> nid & 1)
			model_find_node(model, NKV_HAZARD_PHYSNODE_OVERFLOW,
					NKV_SEVERITY_CORRUPTING, nid);
		if (node->own_pgdat && node->reserved == 0 && !node->above_memory &&
		    !model_lacks_remap(model))
			model_find_node(model, NKV_HAZARD_NODE_WITHOUT_REMAP,
					NKV_SEVERITY_CORRUPTING, nid);
	}
	if (model->chunk_overrun)
		model_find(model, NKV_HAZARD_SRAT_TABLE_OVERRUN, NKV_SEVERITY_CORRUPTING);
	model_find_ignored(model);
	if (model->unread)
		model_find(model, NKV_HAZARD_SRAT_OUT_OF_REACH, NKV_SEVERITY_WARNING);
}

static void find_wasted(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];

		for (uint64_t pfn = (uint64_t)node->remap_start + node->reserved;
		     pfn < node->present_end && node->gives; pfn++)
			page_put(model, pfn, PAGE_WASTED);
	}
	if (model_is_from_2_6_25(model))
		model_put_pages(model, (uint64_t)model->kva_start + model->kva_pages - model->slack,
				model->slack, PAGE_WASTED);
	model_find_pages(model, NKV_HAZARD_PAGES_WASTED, NKV_SEVERITY_INFO, PAGE_WASTED);
}

/* --- only if setup ends without a BUG --- */

void model_put_spans(struct model *model)
{
	ulong32 start, end;

	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (model_find_span(model, nid, &start, &end))
			for (uint64_t pfn = start; pfn < end && pfn < NEAR_PAGES; pfn++)
				page_put(model, pfn, PAGE_SPANNED);
}

static void put_uses(struct model *model)
{
	ulong32 text = model_text(model) / 4096;
	ulong32 bitmap_end = model->bitmap_pfn + (model->bitmap_bytes + 4095) / 4096;
	ulong32 initrd_end = (model->initrd_start + model->machine->initrd_size + 4095) / 4096;

	if (!model_is_to_2_6_18(model) && !model_lacks_remap(model))
		model_put_pages(model, model->kva_start, model->kva_pages, PAGE_KVA);
	if ((!model_is_to_2_6_18(model) || !model->highmem) && !model_lacks_remap(model) &&
	    model->kernel != KERNEL_2_6_5)
		model_put_pages(model, model->kva_start, model->kva_pages, PAGE_MAPPED_OVER);
	for (ulong32 pfn = text; pfn < bitmap_end; pfn++)
		page_put(model, pfn, PAGE_KERNEL);
	for (ulong32 pfn = model->initrd_start / 4096; model->initrd_used && pfn < initrd_end;
	     pfn++)
		page_put(model, pfn, PAGE_INITRD);
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		model_put_pages(model, model->nodes[nid].remap_start, model->nodes[nid].reserved,
				PAGE_BACKING);
	model_put_spans(model);
}

static void put_misuse_of_page(struct model *model, uint64_t pfn)
{
	bool kva = page_in(model, pfn, PAGE_KVA), initrd = page_in(model, pfn, PAGE_INITRD);
	bool free = page_in(model, pfn, PAGE_FREE), spanned = page_in(model, pfn, PAGE_SPANNED);

	if (page_in(model, pfn, PAGE_MAPPED_OVER) && page_in(model, pfn, PAGE_KERNEL))
		page_put(model, pfn, PAGE_KVA_ON_KERNEL);
	if (kva && initrd)
		page_put(model, pfn, PAGE_KVA_ON_INITRD);
	if (free && page_in(model, pfn, PAGE_BACKING))
		page_put(model, pfn, PAGE_BACKING_FREED);
	if (free && !spanned)
		page_put(model, pfn, PAGE_BAD);
	if (initrd && !spanned)
		page_put(model, pfn, PAGE_INITRD_BAD);
}

void model_find_misuse(struct model *model)
{
	const uint32_t used =
		1u << PAGE_KVA | 1u << PAGE_INITRD | 1u << PAGE_FREE | 1u << PAGE_MAPPED_OVER;

	for (uint64_t pfn = first_page(model); pfn != NO_PAGE; pfn = next_page(model, pfn))
		if ((*bits_of(model, pfn) & used) != 0)
			put_misuse_of_page(model, pfn);
	model_find_pages(model, NKV_HAZARD_KVA_OVERLAPS_KERNEL, NKV_SEVERITY_FATAL,
			 PAGE_KVA_ON_KERNEL);
	model_find_pages(model, NKV_HAZARD_BAD_PAGE_STATE, NKV_SEVERITY_CORRUPTING, PAGE_BAD);
	model_find_pages(model, NKV_HAZARD_REMAP_BACKING_FREED, NKV_SEVERITY_CORRUPTING,
			 PAGE_BACKING_FREED);
	model_find_pages(model, NKV_HAZARD_INITRD_FREED_LATER, NKV_SEVERITY_CORRUPTING,
			 PAGE_INITRD_BAD);
	model_find_pages(model, NKV_HAZARD_KVA_INITRD_CLASH, NKV_SEVERITY_CORRUPTING,
			 PAGE_KVA_ON_INITRD);
}

ulong32 model_windows_end(const struct model *model)
{
	ulong32 end = model->max_low_pfn;

	if (model->kernel == KERNEL_2_6_5 && model->highstart_pfn > end)
		end = model->highstart_pfn;
	else if (model_is_to_2_6_18(model) && model->highstart_pfn + model->kva_pages > end)
		end = model->highstart_pfn + model->kva_pages;
	return end;
}

static bool can_read(const struct model *model, ulong32 pfn)
{
	int nid = model->physnode[pfn / model->physnode_pages];
	int64_t low = model->machine->kernel.page_offset, address;
	const struct node *node;

	if (nid == NOBODY)
		return false;
	node = &model->nodes[nid];
	if (node->memmap_from != FROM_REMAP)
		return node->memmap_from == FROM_BOOTMEM || model_is_late(model);
	address = (int64_t)node->vaddr + ((int64_t)pfn - (int64_t)node->map_first) *
						 (int64_t)model->machine->kernel.struct_page_bytes;
	return low <= address && address < low + (int64_t)model_windows_end(model) * 4096;
}

void model_find_unreadable(struct model *model)
{
	for (ulong32 pfn = 0; pfn < model->max_low_pfn; pfn++)
		if (page_in(model, pfn, PAGE_RAM) && !can_read(model, pfn))
			page_put(model, pfn, PAGE_UNREADABLE);
	model_find_pages(model, NKV_HAZARD_MEMMAP_READ_UNMAPPED, NKV_SEVERITY_FATAL,
			 PAGE_UNREADABLE);
}

void model_find_mismatch(struct model *model)
{
	ulong32 cut = model_mapped_end(model);

	for (size_t i = 0; i < model->range_count; i++) {
		const struct active_range *range = &model->ranges[i];

		for (ulong32 pfn = range->start; pfn < range->end && pfn < cut; pfn++)
			if ((pfn / model->physnode_pages >= model->physnode_entries ||
			     model->physnode[pfn / model->physnode_pages] != (int)range->nid) &&
			    (model->kernel != KERNEL_2_6_5 || page_in(model, pfn, PAGE_RAM)))
				page_put(model, pfn, PAGE_MISMATCH);
	}
	model_find_pages(model, NKV_HAZARD_PHYSNODE_MISMATCH, NKV_SEVERITY_CORRUPTING,
			 PAGE_MISMATCH);
}

/* Whether a node's window is used: it has its pgdat in it, or a mem_map. */
static bool is_used(const struct model *model, unsigned int nid)
{
	return model->nodes[nid].own_pgdat || model->nodes[nid].memmap_from == FROM_REMAP ||
	       model_window_holds_section(model, nid);
}

/* A window that is never mapped, and zones that are too long. */
static void find_windows(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];

		if (model->overlong_nids >> nid & 1)
			model_find_node(model, NKV_HAZARD_ZONES_OVERLONG, NKV_SEVERITY_CORRUPTING,
					nid);
		if (model_is_to_2_6_18(model) && !model_is_to_2_6_12(model) &&
		    node->reserved != 0 && node->vaddr_start % (model->large_page * 4096) != 0 &&
		    is_used(model, nid))
			model_find_node(model, NKV_HAZARD_REMAP_MISALIGNED, NKV_SEVERITY_FATAL,
					nid);
	}
}

/* Borders between the zones of a node inside a block of 1024 pages. */
static void find_misaligned_zones(struct model *model)
{
	struct finding *finding = &model->findings[NKV_HAZARD_ZONE_MISALIGNED];
	ulong32 low = model->max_low_pfn, start = 0, end = 0;

	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		uint64_t lowest = NO_PAGE;

		if (!model_find_span(model, nid, &start, &end) || model->nodes[nid].start > low)
			continue;
		for (uint64_t pfn = (uint64_t)start + 1; pfn < end; pfn++)
			if ((pfn - start == low || (pfn - start == 4096 && low >= 4096)) &&
			    pfn % 1024 != 0 && pfn < lowest)
				lowest = pfn;
		if (lowest == NO_PAGE)
			continue;
		if (!finding->there)
			finding->pfn = lowest;
		model_find_node(model, NKV_HAZARD_ZONE_MISALIGNED, NKV_SEVERITY_WARNING, nid);
	}
}

void model_find_overruns(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];
		uint64_t end = node->vaddr + (node->map_last - node->map_first) *
						     model->machine->kernel.struct_page_bytes;

		if (node->memmap_from == FROM_REMAP && end > node->vaddr_end) {
			model_find_node(model, NKV_HAZARD_MEMMAP_OVERRUNS_REMAP, NKV_SEVERITY_FATAL,
					nid);
			model->findings[NKV_HAZARD_MEMMAP_OVERRUNS_REMAP].bytes +=
				end - node->vaddr_end;
		}
		if (!model->machine->kernel.pae && !model_is_late(model) && node->reserved > 0 &&
		    (uint64_t)node->remap_start + node->reserved > 0x100000 && is_used(model, nid))
			model_find_node(model, NKV_HAZARD_REMAP_BEYOND_4G, NKV_SEVERITY_CORRUPTING,
					nid);
	}
}

static void find_memmaps_in_lowmem(struct model *model)
{
	struct finding *finding = &model->findings[NKV_HAZARD_MEMMAP_IN_LOWMEM];
	bool room = true;

	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];

		if (node->memmap_from != FROM_BOOTMEM)
			continue;
		model_find_node(model, NKV_HAZARD_MEMMAP_IN_LOWMEM,
				model_is_flat(model) || model_is_to_2_6_12(model)
					? NKV_SEVERITY_INFO
					: NKV_SEVERITY_WARNING,
				nid);
		finding->bytes += node->bytes;
		room = room && model_take_run(model, ((uint64_t)node->bytes + 4095) / 4096);
	}
	if (!room)
		finding->severity = NKV_SEVERITY_FATAL;
}

void model_find_low_memory(struct model *model)
{
	uint64_t pages = model->set_pages[PAGE_FREE];

	if (pages >= 16384)
		return;
	model_find(model, NKV_HAZARD_LOWMEM_LOW, NKV_SEVERITY_WARNING);
	model->findings[NKV_HAZARD_LOWMEM_LOW].pages = pages;
}

void model_find_hazards(struct model *model)
{
	find_bugs(model);
	model_find_highmem_ignored(model);
	find_nodes(model);
	if (!model_is_to_2_6_12(model))
		find_wasted(model);
	if (model->sparse)
		model_find_section_bugs(model);
	if (model->end != END_GOOD)
		return;
	put_uses(model);
	model_find_misuse(model);
	if (model->sparse) {
		model_find_section_hazards(model);
	} else {
		model_find_unreadable(model);
		model_find_mismatch(model);
		find_memmaps_in_lowmem(model);
	}
	find_windows(model);
	if (model_is_to_2_6_12(model))
		model_find_old_hazards(model);
	if (model->numaq && model->kernel >= KERNEL_2_6_12 && !model_lacks_remap(model))
		model_find_quads_above_memory(model);
	if (model->kernel == KERNEL_2_6_16 || model->kernel == KERNEL_2_6_17)
		find_misaligned_zones(model);
	model_find_overruns(model);
	model_find_low_memory(model);
	model_use_ram(model);
	model_find_pages(model, NKV_HAZARD_HIGHMEM_FREED_TWICE, NKV_SEVERITY_CORRUPTING,
			 PAGE_TWICE);
	model_find_pages(model, NKV_HAZARD_RAM_UNUSED, NKV_SEVERITY_WARNING, PAGE_UNUSED);
}
