/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The model against the core's plan of the same machine. */
#include "compare.h"

#include <string.h>

#include "pages.h"

void same(struct comparison *c, const char *what, size_t index, uint64_t model, uint64_t core)
{
	if (model == core)
		return;
	c->differences++;
	fprintf(c->out, "%s[%zu]: model %#llx, core %#llx\n", what, index,
		(unsigned long long)model, (unsigned long long)core);
}

void same_word(struct comparison *c, const char *what, const char *model, const char *core)
{
	same(c, what, 0, model != NULL, core != NULL);
	if (!model || !core || strcmp(model, core) == 0)
		return;
	c->differences++;
	fprintf(c->out, "%s: model '%s', core '%s'\n", what, model, core);
}

/* --- 1 and 2 --- */

void compare_map(struct comparison *c, const char *what, const struct map *map,
		 const struct nkv_e820_map *core)
{
	same(c, what, 0, map->count, core->count);
	for (size_t i = 0; i < map->count && i < core->count; i++) {
		same(c, what, i, map->entries[i].start, core->entries[i].start);
		same(c, what, i, map->entries[i].size, core->entries[i].size);
		same(c, what, i, map->entries[i].type, core->entries[i].type);
	}
}

static void compare_maps(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	compare_map(c, "bios_e820", &m->bios_map, &p->bios_e820);
	compare_map(c, "e820", &m->map, &p->e820);
	same(c, "e820_dropped", 0, m->bios_map.refused, p->e820_dropped);
	same(c, "user_defined", 0, m->user_defined, p->user_defined_e820);
	same(c, "highmem_given", 0, m->highmem_word, p->highmem_given);
	same(c, "highmem_given_pages", 0, m->highmem_word_pages, p->highmem_given_pages);
	same(c, "vmalloc_reserve", 0, m->vmalloc_reserve, p->vmalloc_reserve);
	same(c, "maxmem_pfn", 0, m->maxmem_pfn, p->maxmem_pfn);
	same(c, "e820_max_pfn", 0, m->first_max_pfn, p->e820_max_pfn);
}

void compare_chunks(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	if (!m->srat)
		return;
	same(c, "chunk_count", 0, m->chunk_count, p->chunk_count);
	same(c, "chunks_max", 0, m->chunks_max, p->chunks_max);
	same(c, "chunks_dropped", 0, m->dropped_count, p->chunks_dropped);
	same(c, "chunk_table_overrun", 0, m->chunk_overrun, p->chunk_table_overrun);
	for (size_t i = 0; i < m->chunk_count && i < p->chunk_count; i++) {
		same(c, "chunk.start", i, m->chunks[i].start, p->chunks[i].start_pfn);
		same(c, "chunk.end", i, m->chunks[i].end, p->chunks[i].end_pfn);
		same(c, "chunk.pxm", i, m->chunks[i].pxm, p->chunks[i].pxm);
		same(c, "chunk.nid", i, m->chunks[i].nid, p->chunks[i].nid);
		same(c, "chunk.ignored", i, model_ignores_chunk(m, &m->chunks[i]),
		     p->chunks[i].ignored);
	}
}

static void compare_node_ranges(struct comparison *c, size_t i, unsigned int nid)
{
	const struct node *m = &c->model->nodes[nid];
	const struct nkv_node *p = &c->plan->nodes[i];

	same(c, "node.nid", i, nid, p->nid);
	same(c, "node.pxm", i, (uint64_t)m->pxm, (uint64_t)p->pxm);
	same(c, "node.memmap_bytes", i, m->memmap_bytes, p->memmap_bytes);
	same(c, "node.present_end", i, m->present_end, p->present_end_pfn);
	same(c, "node.reserved", i, m->reserved, p->reserved_pages);
	same(c, "node.alignment", i, m->alignment, p->alignment_pages);
	same(c, "node.remap_start", i, m->remap_start, p->remap_start_pfn);
	same(c, "node.remap_offset", i, m->remap_offset, p->remap_offset_pages);
	if (c->model->end == END_PLACEMENT)
		return;
	same(c, "node.vaddr_start", i, m->vaddr_start, p->remap_vaddr_start);
	same(c, "node.vaddr_end", i, m->vaddr_end, p->remap_vaddr_end);
	same(c, "node.pgdat_vaddr", i, m->pgdat_vaddr, p->pgdat_vaddr);
	if (c->model->end == END_NODE_RANGES)
		return;
	same(c, "node.start", i, m->start, p->start_pfn);
	same(c, "node.end", i, m->end, p->end_pfn);
}

static const enum nkv_memmap_from memmap_sources[] = {
	[FROM_NONE] = NKV_MEMMAP_NONE,
	[FROM_REMAP] = NKV_MEMMAP_REMAP,
	[FROM_BOOTMEM] = NKV_MEMMAP_BOOTMEM,
};

void compare_memmap(struct comparison *c, size_t i, unsigned int nid)
{
	const struct node *m = &c->model->nodes[nid];
	const struct nkv_node *p = &c->plan->nodes[i];

	same(c, "memmap.from", i, memmap_sources[m->memmap_from], p->memmap.from);
	same(c, "memmap.bytes", i, m->bytes, p->memmap.bytes);
	if (m->memmap_from == FROM_REMAP)
		same(c, "memmap.vaddr", i, m->vaddr, p->memmap.vaddr);
}

static void compare_nodes(struct comparison *c)
{
	const struct model *m = c->model;
	enum nkv_memory_source source = m->numaq ? NKV_MEMORY_NUMAQ : NKV_MEMORY_SRAT;
	size_t at = 0;

	same(c, "memory_source", 0, model_is_flat(m) ? NKV_MEMORY_FLAT : source,
	     c->plan->memory_source);
	for (unsigned int nid = 0; nid < m->node_count; nid++) {
		if (!m->nodes[nid].online)
			continue;
		if (at < c->plan->node_count)
			compare_node_ranges(c, at, nid);
		if (at < c->plan->node_count && m->end == END_GOOD)
			compare_memmap(c, at, nid);
		at++;
	}
	same(c, "node_count", 0, at, c->plan->node_count);
	for (size_t i = 0; i < m->physnode_entries; i++)
		same(c, "physnode_map", i, (uint64_t)m->physnode[i],
		     (uint64_t)c->plan->physnode_map[i]);
}

/* --- 4 and 5 --- */

static void compare_pfns(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	same(c, "kva_start", 0, m->kva_start, p->kva_start_pfn);
	same(c, "kva_pages", 0, m->kva_pages, p->kva_pages);
	same(c, "wasted_pages", 0, m->wasted_pages, p->wasted_pages);
	same(c, "max_pfn", 0, m->max_pfn, p->max_pfn);
	same(c, "max_low_pfn", 0, m->max_low_pfn, p->max_low_pfn);
	same(c, "boot_min_low_pfn", 0, m->boot_min_low_pfn, p->boot_min_low_pfn);
	same(c, "min_low_pfn", 0, m->min_low_pfn, p->min_low_pfn);
	same(c, "highstart_pfn", 0, m->highstart_pfn, p->highstart_pfn);
	same(c, "highend_pfn", 0, m->highend_pfn, p->highend_pfn);
}

static void compare_calls(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	same(c, "bitmap_pfn", 0, m->bitmap_pfn, p->bitmap_pfn);
	same(c, "bitmap_bytes", 0, m->bitmap_bytes, p->bitmap_bytes);
	same(c, "call_count", 0, m->call_count, p->call_count);
	for (size_t i = 0; i < m->call_count && i < p->call_count; i++) {
		same(c, "call.reserve", i, m->calls[i].reserve,
		     p->calls[i].op == NKV_BOOTMEM_RESERVE);
		same(c, "call.start", i, m->calls[i].start, p->calls[i].start);
		same(c, "call.size", i, m->calls[i].size, p->calls[i].size);
		same(c, "call.bug", i, m->calls[i].bug, p->calls[i].bug != NKV_BUG_NONE);
		same_word(c, "call.by", m->calls[i].by, p->calls[i].by);
	}
}

/* Every page of the list is in the finding; as the counts are the same, so is the reverse. */
void compare_pages(struct comparison *c, const char *what, const struct finding *finding,
		   const struct nkv_range_list *list)
{
	uint64_t got = 0;

	for (size_t i = 0; i < list->count; i++) {
		for (uint64_t pfn = list->ranges[i].start_pfn; pfn < list->ranges[i].end_pfn;
		     pfn++) {
			if (finding->covers ? !finding->covers(c->model, pfn)
					    : !page_in(c->model, pfn, finding->set)) {
				same(c, what, pfn, 0, 1);
				return;
			}
			got++;
		}
	}
	same(c, what, 0, finding->pages, got);
}

void compare_ranges(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	same(c, "range_count", 0, m->range_count, p->active_range_count);
	for (size_t i = 0; i < m->range_count && i < p->active_range_count; i++) {
		same(c, "range.nid", i, m->ranges[i].nid, p->active_ranges[i].nid);
		same(c, "range.start", i, m->ranges[i].start, p->active_ranges[i].start_pfn);
		same(c, "range.end", i, m->ranges[i].end, p->active_ranges[i].end_pfn);
	}
}

static void compare_sections(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_plan *p = c->plan;

	same(c, "pages_per_section", 0, m->section_pages, p->pages_per_section);
	same(c, "memmap_pages", 0, m->memmap_pages, p->memmap_pages);
	for (size_t i = 0; i < SECTIONS; i++) {
		const struct section *section = &m->sections[i];

		same(c, "section.present", i, section->present, p->sections[i].present);
		if (!section->present)
			continue;
		same(c, "section.home", i, section->home, p->sections[i].home_nid);
		same(c, "section.owner", i, section->owner, p->sections[i].nid);
		same(c, "section.from", i, memmap_sources[section->from], p->sections[i].from);
		if (section->from == FROM_REMAP)
			same(c, "section.vaddr", i, section->vaddr, p->sections[i].vaddr);
	}
}

void compare_ram(struct comparison *c)
{
	const struct model *m = c->model;
	const struct nkv_ram *p = &c->plan->ram;

	same(c, "ram.pages", 0, m->ram.pages, p->pages);
	same(c, "ram.low_pages", 0, m->ram.low_pages, p->low_pages);
	same(c, "ram.high_pages", 0, m->ram.high_pages, p->high_pages);
	same(c, "ram.remap_pages", 0, m->ram.remap_pages, p->remap_pages);
	same(c, "ram.wasted_pages", 0, m->ram.wasted_pages, p->wasted_pages);
	same(c, "ram.unused_pages", 0, m->ram.unused_pages, p->unused_pages);
	same(c, "lowmem_left_pages", 0, m->lowmem_left, c->plan->lowmem_left_pages);
}

/* --- 7 --- */

static void compare_chunk_hazard(struct comparison *c, const struct nkv_hazard *hazard)
{
	const struct model *m = c->model;
	size_t at = 0;

	for (size_t i = 0; i < m->dropped_count + m->chunk_count; i++) {
		bool dropped = i < m->dropped_count;
		const struct chunk *chunk =
			dropped ? &m->dropped[i] : &m->chunks[i - m->dropped_count];

		if (!dropped && !model_ignores_chunk(m, chunk))
			continue;
		if (at < hazard->chunk_count) {
			same(c, "ignored.pxm", at, chunk->pxm, hazard->chunks[at].pxm);
			same(c, "ignored.start", at, chunk->start, hazard->chunks[at].start_pfn);
			same(c, "ignored.end", at, chunk->end, hazard->chunks[at].end_pfn);
		}
		at++;
	}
	same(c, "ignored", 0, at, hazard->chunk_count);
}

static void compare_address(struct comparison *c, const struct nkv_hazard *hazard, const char *code)
{
	const struct model *m = c->model;

	if ((hazard->fields & NKV_HAZARD_HAS_TRUE_ADDRESS) == 0) {
		same(c, code, 0, m->bug_address, hazard->address);
		return;
	}
	same(c, code, 1, m->wrapped_address, hazard->address);
	same(c, code, 2, m->true_address, hazard->true_address);
}

static void compare_reach(struct comparison *c, const struct nkv_hazard *hazard, const char *code)
{
	const struct model *m = c->model;
	bool has_table = (hazard->fields & NKV_HAZARD_HAS_TABLE) != 0;

	same_word(c, code, m->unread, hazard->reason);
	same(c, code, 7, m->machine->acpi_table_count, hazard->tables);
	same(c, code, 8, m->unread_table >= 0, has_table);
	if (has_table) {
		same(c, code, 9, (uint64_t)m->unread_table, hazard->table.index);
		same(c, code, 10, m->unread_pages, hazard->table.pages);
	}
}

static void compare_hazard(struct comparison *c, const struct nkv_hazard *hazard)
{
	const struct finding *finding = &c->model->findings[hazard->code];
	const char *code = nkv_hazard_info(hazard->code)->code;

	same(c, code, 3, finding->severity, hazard->severity);
	same(c, code, 4, finding->nids, hazard->nids);
	same(c, code, 5, finding->pages, hazard->pages);
	same(c, code, 6, finding->bytes, hazard->bytes);
	same(c, code, 11, finding->pfn, hazard->pfn);
	if (hazard->fields & NKV_HAZARD_HAS_RANGES)
		compare_pages(c, code, finding, &hazard->ranges);
	if ((hazard->fields & NKV_HAZARD_HAS_ADDRESS) &&
	    hazard->code != NKV_HAZARD_EARLY_RES_OVERLAP)
		compare_address(c, hazard, code);
	if ((hazard->fields & NKV_HAZARD_HAS_CHUNKS) &&
	    hazard->code != NKV_HAZARD_SRAT_ENTRIES_IGNORED)
		compare_chunk_hazard(c, hazard);
	if (hazard->code == NKV_HAZARD_INITRD_DISABLED)
		same_word(c, code, c->model->initrd_disabled, hazard->reason);
	if (hazard->code == NKV_HAZARD_SRAT_OUT_OF_REACH)
		compare_reach(c, hazard, code);
	if (model_is_late(c->model))
		compare_late_hazard(c, hazard);
}

void compare_hazards(struct comparison *c)
{
	bool listed[NKV_HAZARD_COUNT] = { false };

	for (size_t i = 0; i < c->plan->hazard_count; i++) {
		listed[c->plan->hazards[i].code] = true;
		if (c->model->findings[c->plan->hazards[i].code].there)
			compare_hazard(c, &c->plan->hazards[i]);
	}
	for (size_t i = 0; i < NKV_HAZARD_COUNT; i++)
		same(c, nkv_hazard_info((enum nkv_hazard_code)i)->code, 0,
		     c->model->findings[i].there, listed[i]);
}

static void compare_end(struct comparison *c)
{
	static const enum nkv_stop stops[] = {
		[END_GOOD] = NKV_STOP_NONE,
		[END_PLACEMENT] = NKV_STOP_PLACEMENT,
		[END_NODE_RANGES] = NKV_STOP_NODE_RANGES,
		[END_BOOTMEM] = NKV_STOP_BOOTMEM,
		[END_ZONES] = NKV_STOP_ZONES,
	};

	same(c, "stopped_at", 0, stops[c->model->end], c->plan->stopped_at);
	if (c->model->end == END_NODE_RANGES || c->model->end == END_ZONES)
		same(c, "stopped_nid", 0, c->model->end_nid, c->plan->stopped_nid);
}

unsigned int model_compare(const struct model *model, const struct nkv_plan *plan, FILE *out)
{
	struct comparison comparison = { model, plan, out, 0 };
	const struct finding free_pages = { .set = PAGE_FREE,
					    .pages = model->set_pages[PAGE_FREE] };

	if (model_is_late(model)) {
		compare_late(&comparison);
		return comparison.differences;
	}
	compare_end(&comparison);
	compare_maps(&comparison);
	compare_chunks(&comparison);
	compare_nodes(&comparison);
	compare_hazards(&comparison);
	if (model->end != END_PLACEMENT)
		compare_pfns(&comparison);
	if (model->end == END_GOOD || model->end == END_ZONES || model->srat)
		compare_ranges(&comparison);
	if (model->end == END_GOOD)
		compare_ram(&comparison);
	if (model->sparse && (model->end == END_GOOD || model->end == END_ZONES))
		compare_sections(&comparison);
	if (model->end != END_NODE_RANGES && model->end != END_PLACEMENT)
		compare_calls(&comparison);
	if (model->end == END_GOOD || model->end == END_ZONES)
		compare_pages(&comparison, "free", &free_pages, &plan->free);
	return comparison.differences;
}
