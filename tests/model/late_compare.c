/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The model against the core's plan, for kernels from 2.6.27 on. */
#include "compare.h"

#include "pages.h"

/* --- 1 --- */

static void compare_early(struct comparison *c)
{
	const struct late *m = &c->model->late;
	const struct nkv_plan *p = c->plan;

	same(c, "early_count", 0, m->early_count, p->early_count);
	for (size_t i = 0; i < m->early_count && i < p->early_count; i++) {
		same(c, "early.start", i, m->early[i].start, p->early[i].start);
		same(c, "early.end", i, m->early[i].end, p->early[i].end);
		same_word(c, "early.by", m->early[i].by, p->early[i].by);
	}
	same_word(c, "early_refused", m->refused.by, p->early_refused.by);
	same(c, "image_end", 0, m->image_end, p->image_end);
	same(c, "mapped_end", 0, m->mapped_end, p->page_tables.mapped_end);
}

static void compare_maps(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	compare_map(c, "bios_e820", &m->bios_map, &p->bios_e820);
	compare_map(c, "e820", &m->map, &p->e820);
	same(c, "user_defined", 0, m->user_defined, p->user_defined_e820);
	same(c, "highmem_given", 0, m->highmem_word, p->highmem_given);
	same(c, "highmem_given_pages", 0, m->highmem_word_pages, p->highmem_given_pages);
	same(c, "vmalloc_reserve", 0, m->vmalloc_reserve, p->vmalloc_reserve);
	same(c, "maxmem_pfn", 0, m->maxmem_pfn, p->maxmem_pfn);
}

static void compare_tables(struct comparison *c)
{
	const struct late *m = &c->model->late;
	const struct nkv_page_tables *p = &c->plan->page_tables;

	same(c, "e820_max_pfn", 0, c->model->first_max_pfn, c->plan->e820_max_pfn);
	same(c, "max_low_pfn", 0, c->model->max_low_pfn, c->plan->max_low_pfn);
	same(c, "max_pfn", 0, c->model->max_pfn, c->plan->max_pfn);
	same(c, "tables.bytes", 0, m->tables_bytes, p->size_bytes);
	same(c, "tables.found", 0, m->tables_found, p->found);
	if (!m->tables_found)
		return;
	same(c, "tables.start", 0, m->tables_start, p->start);
	same(c, "tables.used", 0, m->tables_used, p->used_pages * UINT64_C(4096));
}

/* --- 2 to 4 --- */

/* Whether section 3 came as far as to know what a node gives. */
static bool is_searched(const struct model *model, unsigned int nid)
{
	if (model->end != END_KVA_RAM)
		return true;
	return nid < model->end_nid || (nid == model->end_nid && model->late.refused.by);
}

static void compare_node(struct comparison *c, unsigned int nid)
{
	const struct node *m = &c->model->nodes[nid];
	const struct nkv_node *p = &c->plan->nodes[nid];

	same(c, "node.nid", nid, nid, p->nid);
	same(c, "node.pxm", nid, (uint64_t)m->pxm, (uint64_t)p->pxm);
	same(c, "node.memmap_bytes", nid, m->memmap_bytes, p->memmap_bytes);
	if (!is_searched(c->model, nid))
		return;
	same(c, "node.present_end", nid, m->present_end, p->present_end_pfn);
	same(c, "node.reserved", nid, m->reserved, p->reserved_pages);
	same(c, "node.remap_start", nid, m->remap_start, p->remap_start_pfn);
	same(c, "node.remap_offset", nid, m->remap_offset, p->remap_offset_pages);
}

static void compare_nodes(struct comparison *c)
{
	const struct model *m = c->model;

	same(c, "memory_source", 0, m->srat ? NKV_MEMORY_SRAT : NKV_MEMORY_FLAT,
	     c->plan->memory_source);
	same(c, "node_count", 0, m->node_count, c->plan->node_count);
	for (unsigned int nid = 0; nid < m->node_count && nid < c->plan->node_count; nid++)
		compare_node(c, nid);
	for (size_t i = 0; i < m->physnode_entries; i++)
		same(c, "physnode_map", i, (uint64_t)m->physnode[i],
		     (uint64_t)c->plan->physnode_map[i]);
}

static void compare_windows(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	same(c, "kva_start", 0, m->kva_start, p->kva_start_pfn);
	same(c, "kva_pages", 0, m->kva_pages, p->kva_pages);
	same(c, "highstart_pfn", 0, m->highstart_pfn, p->highstart_pfn);
	same(c, "highend_pfn", 0, m->highend_pfn, p->highend_pfn);
	same(c, "min_low_pfn", 0, 0, p->min_low_pfn);
	same(c, "wasted_pages", 0, 0, p->wasted_pages);
	for (unsigned int nid = 0; nid < m->node_count && nid < p->node_count; nid++) {
		const struct node *node = &m->nodes[nid];

		same(c, "node.vaddr_start", nid, node->vaddr_start,
		     p->nodes[nid].remap_vaddr_start);
		same(c, "node.vaddr_end", nid, node->vaddr_end, p->nodes[nid].remap_vaddr_end);
		same(c, "node.pgdat_vaddr", nid, node->pgdat_vaddr, p->nodes[nid].pgdat_vaddr);
		same(c, "node.start", nid, node->start, p->nodes[nid].start_pfn);
		same(c, "node.end", nid, node->end, p->nodes[nid].end_pfn);
	}
}

/* --- 5, 6 --- */

static void compare_calls(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	same(c, "call_count", 0, m->call_count, p->call_count);
	for (size_t i = 0; i < m->call_count && i < p->call_count; i++) {
		same(c, "call.reserve", i, m->calls[i].reserve,
		     p->calls[i].op == NKV_BOOTMEM_RESERVE);
		same(c, "call.start", i, m->calls[i].start, p->calls[i].start);
		same(c, "call.size", i, m->calls[i].size, p->calls[i].size);
		same(c, "call.bug", i, m->calls[i].bug, p->calls[i].bug != NKV_BUG_NONE);
		same(c, "call.nid", i, (uint64_t)m->calls[i].nid, (uint64_t)p->calls[i].nid);
		same_word(c, "call.by", m->calls[i].by, p->calls[i].by);
	}
}

static void compare_bitmaps(struct comparison *c)
{
	const struct late *m = &c->model->late;
	const struct nkv_plan *p = c->plan;

	same(c, "bitmap_bytes", 0, m->bootmap_bytes, p->bitmap_bytes);
	same(c, "bitmap_pfn", 0, m->bootmap / 4096, p->bitmap_pfn);
	same(c, "bitmap_count", 0, m->bitmap_count, p->bitmap_count);
	for (size_t i = 0; i < m->bitmap_count && i < p->bitmap_count; i++) {
		same(c, "bitmap.nid", i, m->bitmaps[i].nid, p->bitmaps[i].nid);
		same(c, "bitmap.start", i, m->bitmaps[i].start, p->bitmaps[i].start_pfn);
		same(c, "bitmap.end", i, m->bitmaps[i].end, p->bitmaps[i].end_pfn);
		same(c, "bitmap.pfn", i, m->bitmaps[i].address / 4096, p->bitmaps[i].bitmap_pfn);
		same(c, "bitmap.bytes", i, m->bitmaps[i].bytes, p->bitmaps[i].bitmap_bytes);
		if (c->model->end == END_GOOD)
			same(c, "bitmap.free", i, m->bitmaps[i].free_pages,
			     p->bitmaps[i].free_pages);
	}
}

/* --- 7 --- */

static void compare_unread(struct comparison *c, const struct nkv_hazard *hazard)
{
	const struct model *m = c->model;
	size_t unread = m->machine->memory_count - m->memory_read;

	same(c, "unread.entries", 0, m->machine->processor_count - m->processors_read + unread,
	     hazard->entries);
	same(c, "unread.chunks", 0, unread, hazard->chunk_count);
	for (size_t i = 0; i < unread && i < hazard->chunk_count; i++) {
		const struct nkv_srat_memory *memory = &m->machine->memory[m->memory_read + i];

		same(c, "unread.pxm", i, memory->pxm, hazard->chunks[i].pxm);
		same(c, "unread.start", i, (ulong32)(memory->start / 4096),
		     hazard->chunks[i].start_pfn);
		same(c, "unread.end", i, (ulong32)((memory->start + memory->size) / 4096),
		     hazard->chunks[i].end_pfn);
	}
}

void compare_late_hazard(struct comparison *c, const struct nkv_hazard *hazard)
{
	const struct late *m = &c->model->late;

	if (hazard->fields & NKV_HAZARD_HAS_BY)
		same_word(c, "by", m->refused.by, hazard->by);
	if (hazard->fields & NKV_HAZARD_HAS_WITH) {
		same_word(c, "with", m->met.by, hazard->with);
		same(c, "address", 0, m->refused.start, hazard->address);
	}
	if (hazard->code == NKV_HAZARD_SRAT_ENTRIES_IGNORED)
		compare_unread(c, hazard);
}

/* --- the whole --- */

static void compare_end(struct comparison *c)
{
	static const enum nkv_stop stops[] = {
		[END_GOOD] = NKV_STOP_NONE,	      [END_IMAGE] = NKV_STOP_IMAGE,
		[END_USER_MAP] = NKV_STOP_E820,	      [END_PAGE_TABLES] = NKV_STOP_PAGE_TABLES,
		[END_INITRD] = NKV_STOP_INITRD,	      [END_KVA_RAM] = NKV_STOP_KVA_RAM,
		[END_PLACEMENT] = NKV_STOP_PLACEMENT, [END_BOOTMEM] = NKV_STOP_BOOTMEM,
		[END_ZONES] = NKV_STOP_ZONES,
	};

	same(c, "stopped_at", 0, stops[c->model->end], c->plan->stopped_at);
}

/* What is known where setup came as far as the allocator. */
static void compare_setup(struct comparison *c)
{
	const struct model *m = c->model;
	const struct finding free_pages = { .set = PAGE_FREE, .pages = m->set_pages[PAGE_FREE] };

	compare_windows(c);
	if (m->late.bitmap_count > 0) {
		compare_bitmaps(c);
		compare_calls(c);
	}
	if (m->end != END_BOOTMEM)
		compare_pages(c, "free", &free_pages, &c->plan->free);
	if (m->end != END_GOOD)
		return;
	for (unsigned int nid = 0; nid < m->node_count && nid < c->plan->node_count; nid++)
		compare_memmap(c, nid, nid);
	compare_ram(c);
}

void compare_late(struct comparison *c)
{
	const struct model *m = c->model;

	compare_end(c);
	compare_early(c);
	compare_hazards(c);
	if (m->end == END_IMAGE)
		return;
	compare_maps(c);
	if (m->end == END_USER_MAP)
		return;
	compare_tables(c);
	if (m->node_count == 0)
		return;
	compare_chunks(c);
	compare_nodes(c);
	compare_ranges(c);
	if (m->end != END_KVA_RAM && m->end != END_PLACEMENT)
		compare_setup(c);
}
