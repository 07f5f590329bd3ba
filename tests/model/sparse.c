/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SPARSEMEM: sections, whose they are, and their mem_maps (memory-model-sparse). */
#include "pages.h"

enum kind { KIND_DMA, KIND_NORMAL, KIND_HIGH, KINDS };

static struct section *section_of(struct model *model, uint64_t pfn)
{
	return pfn / model->section_pages < SECTIONS ? &model->sections[pfn / model->section_pages]
						     : NULL;
}

static bool has_owners(const struct model *model)
{
	return model->kernel == KERNEL_2_6_23 || model->kernel == KERNEL_2_6_23_NUMABOOT;
}

/* --- which are present --- */

/* memory_present(), of SPARSEMEM */
void model_mark_sections(struct model *model, ulong32 start, ulong32 end, unsigned int nid)
{
	for (uint64_t k = start / model->section_pages; k * model->section_pages < end; k++) {
		struct section *section;

		if (k >= SECTIONS) {
			if (!model_is_from_2_6_25(model))
				model->section_overflow_nids |= UINT32_C(1) << nid;
			return;
		}
		section = &model->sections[k];
		if (!section->present)
			section->home = nid;
		section->present = true;
		section->owner = nid;
	}
}

/* early_pfn_to_nid() */
static unsigned int early_node(const struct model *model, uint64_t pfn)
{
	if (!model_is_to_2_6_18(model)) {
		for (size_t i = 0; i < model->range_count; i++)
			if (model->ranges[i].start <= pfn && pfn < model->ranges[i].end)
				return model->ranges[i].nid;
		return 0;
	}
	for (unsigned int nid = 0; nid < model->node_count && model->nodes[nid].end != 0; nid++)
		if (model->nodes[nid].start <= pfn && pfn <= model->nodes[nid].end)
			return nid;
	return 0;
}

/* node_memmap_size_bytes() */
ulong32 model_sections_memmap_bytes(const struct model *model, unsigned int nid)
{
	const struct node *node = &model->nodes[nid];
	ulong32 pages = 0;

	for (uint64_t pfn = node->start; pfn < node->end; pfn += model->section_pages)
		if (pfn / model->section_pages < SECTIONS && early_node(model, pfn) == nid)
			pages += model->section_pages;
	return pages * model->machine->kernel.struct_page_bytes;
}

/* --- their mem_maps --- */

/* alloc_remap(), of the section's home. */
static bool take_from_window(struct model *model, struct section *section, ulong32 bytes)
{
	struct node *home = &model->nodes[section->home];
	ulong32 line = model->machine->kernel.cache_line_bytes;
	ulong32 end = home->alloc_vaddr + (bytes + line - 1) / line * line;

	if (home->alloc_vaddr == 0 || end >= home->vaddr_end)
		return false;
	section->from = FROM_REMAP;
	section->vaddr = home->alloc_vaddr;
	home->alloc_vaddr = end;
	return true;
}

/* A page for the map of a block of sections: above `from`, or anywhere. */
static void take_block_page(struct model *model, ulong32 from)
{
	if (model_take_run_from(model, from > 4096 ? from : 4096, 1, NULL) ||
	    model_take_run_from(model, 0, 1, NULL))
		model->memmap_pages++;
	else
		model->out_of_memory = true;
}

static void take_from_lowmem(struct model *model, struct section *section, ulong32 bytes)
{
	uint64_t pages = ((uint64_t)bytes + 4095) / 4096;
	ulong32 at = 0;
	bool is_first = !model->took_section_memmap;

	section->from = FROM_BOOTMEM;
	model->took_section_memmap = true;
	if (is_first && model->kernel == KERNEL_2_6_26)
		take_block_page(model, 0);
	if (model->out_of_memory)
		return;
	if (!model_take_run_from(model, 4096, pages, &at) &&
	    !model_take_run_from(model, 0, pages, &at)) {
		model->out_of_memory = true;
		return;
	}
	model->memmap_pages += pages;
	if (is_first && model->kernel == KERNEL_2_6_25)
		take_block_page(model, at + (ulong32)pages);
}

void model_place_section_memmaps(struct model *model)
{
	ulong32 bytes = model->section_pages * model->machine->kernel.struct_page_bytes;

	for (unsigned int k = 0; model->sparse && k < SECTIONS; k++)
		if (model->sections[k].present &&
		    !take_from_window(model, &model->sections[k], bytes))
			take_from_lowmem(model, &model->sections[k], bytes);
}

bool model_window_holds_section(const struct model *model, unsigned int nid)
{
	for (unsigned int k = 0; k < SECTIONS; k++)
		if (model->sections[k].from == FROM_REMAP && model->sections[k].home == nid)
			return true;
	return false;
}

/* --- hazards of mem_maps --- */

static void find_overruns(struct model *model)
{
	uint64_t bytes = (uint64_t)model->section_pages * model->machine->kernel.struct_page_bytes;

	for (unsigned int k = 0; k < SECTIONS; k++) {
		const struct section *section = &model->sections[k];
		uint64_t end = section->vaddr + bytes;

		if (section->from != FROM_REMAP || end <= model->nodes[section->home].vaddr_end)
			continue;
		model_find_node(model, NKV_HAZARD_MEMMAP_OVERRUNS_REMAP, NKV_SEVERITY_FATAL,
				section->home);
		model->findings[NKV_HAZARD_MEMMAP_OVERRUNS_REMAP].bytes +=
			end - model->nodes[section->home].vaddr_end;
	}
}

static void find_unreadable(struct model *model)
{
	uint64_t low = model->machine->kernel.page_offset;
	uint64_t end = low + (uint64_t)model_windows_end(model) * 4096;

	for (ulong32 pfn = 0; pfn < model->max_low_pfn; pfn++) {
		const struct section *section = section_of(model, pfn);
		uint64_t address;

		if (!page_in(model, pfn, PAGE_RAM) || !section || section->from != FROM_REMAP)
			continue;
		address = section->vaddr + (uint64_t)(pfn % model->section_pages) *
						   model->machine->kernel.struct_page_bytes;
		if (address < low || address >= end)
			page_put(model, pfn, PAGE_UNREADABLE);
	}
	model_find_pages(model, NKV_HAZARD_MEMMAP_READ_UNMAPPED, NKV_SEVERITY_FATAL,
			 PAGE_UNREADABLE);
}

static void find_in_lowmem(struct model *model)
{
	enum nkv_severity severity = NKV_SEVERITY_WARNING;

	if (model_is_flat(model) || model_is_from_2_6_25(model))
		severity = NKV_SEVERITY_INFO;
	if (model->out_of_memory)
		severity = NKV_SEVERITY_FATAL;
	for (unsigned int k = 0; k < SECTIONS; k++) {
		if (model->sections[k].from != FROM_BOOTMEM)
			continue;
		model_find_node(model, NKV_HAZARD_MEMMAP_IN_LOWMEM, severity,
				model->sections[k].home);
		model->findings[NKV_HAZARD_MEMMAP_IN_LOWMEM].bytes +=
			model->section_pages * model->machine->kernel.struct_page_bytes;
	}
}

static void find_null_pgdats(struct model *model)
{
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (model->nodes[nid].own_pgdat)
			model_find_node(model, NKV_HAZARD_PGDAT_NULL, NKV_SEVERITY_FATAL, nid);
}

void model_find_section_bugs(struct model *model)
{
	if (model->end != END_PLACEMENT && model_lacks_remap(model))
		find_null_pgdats(model);
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (model->section_overflow_nids >> nid & 1)
			model_find_node(model, NKV_HAZARD_SECTION_OVERFLOW, NKV_SEVERITY_CORRUPTING,
					nid);
}

/* --- whose zone a page of a section is put into --- */

static enum kind kind_of(const struct model *model, uint64_t pfn)
{
	if (pfn < 4096)
		return KIND_DMA;
	return pfn < model->max_low_pfn ? KIND_NORMAL : KIND_HIGH;
}

/* A node's zone of a kind: its span, cut. False if that leaves nothing. */
static bool find_zone(const struct model *model, unsigned int nid, enum kind kind, uint64_t *start,
		      uint64_t *end)
{
	ulong32 span_start = 0, span_end = 0, low = model->max_low_pfn;
	uint64_t starts[KINDS] = { 0, 4096, low > 4096 ? low : 4096 };
	uint64_t ends[KINDS] = { 4096, low, model->highmem ? model->highend_pfn : 0 };

	if (!model_find_span(model, nid, &span_start, &span_end))
		return false;
	*start = span_start > starts[kind] ? span_start : starts[kind];
	*end = span_end < ends[kind] ? span_end : ends[kind];
	return *start < *end;
}

/* The node that is taken to own a page, by its section; NOBODY for none. */
static int owner_of(const struct model *model, uint64_t pfn, enum kind kind)
{
	uint64_t k = pfn / model->section_pages, first = k * model->section_pages, start, end;
	int owner = NOBODY;

	if (k >= SECTIONS)
		return NOBODY;
	if (!model_is_to_2_6_18(model))
		return model->sections[k].present ? (int)model->sections[k].owner : NOBODY;
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (find_zone(model, nid, kind, &start, &end) && end >= first &&
		    start < first + model->section_pages)
			owner = (int)nid;
	return owner;
}

/* Whether a page's owner has no zone for it. */
static bool is_dead(const struct model *model, uint64_t pfn)
{
	enum kind kind = kind_of(model, pfn);
	int owner = owner_of(model, pfn, kind);
	uint64_t start, end;

	return owner != NOBODY && !find_zone(model, (unsigned int)owner, kind, &start, &end);
}

static void put_shared(struct model *model, const struct active_range *range)
{
	ulong32 cut = model_mapped_end(model), next;

	for (ulong32 pfn = range->start; pfn < range->end && pfn < cut; pfn = next) {
		enum kind kind = kind_of(model, pfn);
		int owner = owner_of(model, pfn, kind);

		/* All that follows in the section is alike, as long as it is of one kind. */
		next = pfn;
		do {
			if (owner != NOBODY && owner != (int)range->nid)
				page_put(model, next, PAGE_SHARED);
			next++;
		} while (next < range->end && next < cut && next % model->section_pages != 0 &&
			 kind_of(model, next) == kind);
	}
}

static void find_shared(struct model *model)
{
	for (size_t i = 0; i < model->range_count; i++)
		put_shared(model, &model->ranges[i]);
	model_find_pages(model, NKV_HAZARD_SECTION_SHARED, NKV_SEVERITY_WARNING, PAGE_SHARED);
	for (uint64_t pfn = first_page(model); has_owners(model) && pfn != NO_PAGE;
	     pfn = next_page(model, pfn))
		if (page_in(model, pfn, PAGE_SHARED) && page_in(model, pfn, PAGE_RAM) &&
		    is_dead(model, pfn))
			page_put(model, pfn, PAGE_DEAD);
	model_find_pages(model, NKV_HAZARD_SECTION_DEAD_ZONE, NKV_SEVERITY_CORRUPTING, PAGE_DEAD);
}

/* All of low memory that a node spans, if all of it is dead. */
static void find_lost(struct model *model)
{
	bool all = true;

	for (ulong32 pfn = 0; all && pfn < model->max_low_pfn; pfn++)
		if (page_in(model, pfn, PAGE_FREE) && page_in(model, pfn, PAGE_SPANNED)) {
			all = is_dead(model, pfn);
			page_put(model, pfn, PAGE_LOST);
		}
	if (all)
		model_find_pages(model, NKV_HAZARD_LOWMEM_LOST, NKV_SEVERITY_FATAL, PAGE_LOST);
}

void model_find_section_hazards(struct model *model)
{
	find_overruns(model);
	find_unreadable(model);
	find_in_lowmem(model);
	if (has_owners(model))
		find_lost(model);
	if (model->kernel != KERNEL_2_6_25 && model->kernel != KERNEL_2_6_26)
		find_shared(model);
}
