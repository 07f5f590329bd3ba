/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_plan.h"

#include <numakva/numakva.h>

#include "write/json/json_hazard.h"
#include "write/json/json_object.h"
#include "write/rows/columns.h"
#include "write/words/units.h"

enum { FORMAT_NUMBER = 1 };

static void put_kernel(struct nkv_json *json, const struct nkv_plan *plan)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	nkv_json_begin_object(json, "kernel");
	nkv_json_text(json, "profile", kernel->profile->name);
	nkv_json_text(json, "highmem", nkv_highmem_name(kernel->highmem));
	nkv_json_bool(json, "pae", kernel->pae);
	nkv_json_number(json, "ptrs_per_pte", plan->pages_per_large_page);
	nkv_json_virtual(json, "page_offset", kernel->page_offset);
	nkv_json_number(json, "vmalloc_reserve", plan->vmalloc_reserve);
	nkv_json_number(json, "struct_page", kernel->struct_page_bytes);
	nkv_json_number(json, "pg_data", kernel->pg_data_bytes);
	nkv_json_number(json, "max_numnodes", kernel->max_numnodes);
	nkv_json_number(json, "cache_line", kernel->cache_line_bytes);
	nkv_json_text(json, "memory_model", nkv_memory_model_name(kernel->memory_model));
	nkv_json_physical(json, "text", plan->text);
	nkv_json_physical(json, "init_pg_tables_end", kernel->init_pg_tables_end);
	if (plan->reserves_early) {
		nkv_json_physical(json, "image_end", plan->image_end);
		nkv_json_number(json, "nr_cpus", kernel->nr_cpus);
	}
	nkv_json_end_object(json);
}

static void put_e820(struct nkv_json *json, const struct nkv_plan *plan)
{
	const struct nkv_e820_map *map = &plan->e820;

	if (!nkv_plan_knows(plan, NKV_FACT_MAP)) {
		nkv_json_null(json, "e820");
		return;
	}
	nkv_json_begin_list(json, "e820");
	for (size_t i = 0; i < map->count; i++) {
		const struct nkv_e820_entry *entry = &map->entries[i];
		const char *type = nkv_e820_type_name(entry->type);

		nkv_json_begin_object(json, NULL);
		nkv_json_physical(json, "start", entry->start);
		nkv_json_physical(json, "end", entry->start + entry->size);
		if (type)
			nkv_json_text(json, "type", type);
		else
			nkv_json_number(json, "type", entry->type);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

/* --- figures: the rows of write/rows/columns_*.c that belong to an object --- */

static void put_figure(struct nkv_json *json, const struct nkv_column *column,
		       const struct nkv_row *row)
{
	const char *key = column->key ? column->key : column->name;
	struct nkv_cell cell = { .known = nkv_plan_knows(row->plan, column->written) };

	if (cell.known)
		cell = nkv_figure(column, row);
	if (!cell.known)
		nkv_json_null(json, key);
	else if (column->type == NKV_COLUMN_WORD)
		nkv_json_text(json, key, cell.text);
	else if (column->unit == NKV_UNIT_VIRTUAL)
		nkv_json_virtual(json, key, (uint32_t)cell.number);
	else if (column->unit == NKV_UNIT_PHYSICAL)
		nkv_json_physical(json, key, cell.number);
	else
		nkv_json_number(json, key, cell.number);
}

static void put_figures(struct nkv_json *json, enum nkv_figure_object object,
			const struct nkv_row *row)
{
	size_t count;
	const struct nkv_column *columns =
		row->node ? nkv_node_figures(&count) : nkv_plan_figures(&count);

	for (size_t i = 0; i < count; i++)
		if (columns[i].object == object)
			put_figure(json, &columns[i], row);
}

static void put_object(struct nkv_json *json, const char *key, enum nkv_figure_object object,
		       const struct nkv_plan *plan)
{
	nkv_json_begin_object(json, key);
	put_figures(json, object, &(struct nkv_row){ .plan = plan });
	nkv_json_end_object(json);
}

/* NULL becomes null. */
static void put_memory_source(struct nkv_json *json, const struct nkv_plan *plan)
{
	bool known = nkv_plan_knows(plan, NKV_FACT_NODES);

	nkv_json_text(json, "memory_source",
		      known ? nkv_memory_source_name(plan->memory_source) : NULL);
}

static void put_pfns(struct nkv_json *json, const struct nkv_plan *plan)
{
	bool has_highmem = plan->machine->kernel.highmem != NKV_HIGHMEM_OFF;

	if (!nkv_plan_knows(plan, NKV_FACT_ENDS)) {
		nkv_json_null(json, "pfn");
		nkv_json_null(json, "lowmem_mb");
		if (has_highmem)
			nkv_json_null(json, "highmem_mb");
		return;
	}
	put_object(json, "pfn", NKV_FIGURE_PFN, plan);
	nkv_json_number(json, "lowmem_mb", nkv_pages_mb(plan->max_low_pfn));
	if (has_highmem)
		nkv_json_number(json, "highmem_mb",
				nkv_pages_mb(plan->highend_pfn - plan->highstart_pfn));
}

static void put_memmap(struct nkv_json *json, const struct nkv_node *node)
{
	nkv_json_begin_object(json, "memmap");
	nkv_json_number(json, "bytes", node->memmap.bytes);
	nkv_json_text(json, "from", nkv_memmap_from_name(node->memmap.from));
	if (node->memmap.from == NKV_MEMMAP_REMAP)
		nkv_json_virtual(json, "vaddr", node->memmap.vaddr);
	nkv_json_end_object(json);
}

static void put_node(struct nkv_json *json, const struct nkv_plan *plan,
		     const struct nkv_node *node)
{
	nkv_json_begin_object(json, NULL);
	put_figures(json, NKV_FIGURE_NODE, &(struct nkv_row){ .plan = plan, .node = node });
	if (nkv_plan_knows(plan, NKV_FACT_MEMMAPS))
		put_memmap(json, node);
	else
		nkv_json_null(json, "memmap");
	nkv_json_end_object(json);
}

static void put_nodes(struct nkv_json *json, const struct nkv_plan *plan)
{
	nkv_json_begin_list(json, "nodes");
	for (size_t i = 0; i < plan->node_count; i++)
		put_node(json, plan, &plan->nodes[i]);
	nkv_json_end_list(json);
}

static void put_active_ranges(struct nkv_json *json, const struct nkv_plan *plan)
{
	bool may_lack = plan->reserves_early ? !nkv_plan_knows(plan, NKV_FACT_NODES)
					     : !nkv_plan_knows(plan, NKV_FACT_FREE);

	if (plan->active_range_count == 0 && may_lack) {
		nkv_json_null(json, "active_ranges");
		return;
	}
	nkv_json_begin_list(json, "active_ranges");
	for (size_t i = 0; i < plan->active_range_count; i++) {
		nkv_json_begin_object(json, NULL);
		nkv_json_number(json, "nid", plan->active_ranges[i].nid);
		nkv_json_number(json, "start_pfn", plan->active_ranges[i].start_pfn);
		nkv_json_number(json, "end_pfn", plan->active_ranges[i].end_pfn);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void put_section(struct nkv_json *json, const struct nkv_plan *plan, unsigned int number)
{
	const struct nkv_section *section = &plan->sections[number];

	nkv_json_begin_object(json, NULL);
	nkv_json_number(json, "section", number);
	nkv_json_number(json, "start_pfn", (uint64_t)number * plan->pages_per_section);
	nkv_json_number(json, "home_nid", section->home_nid);
	nkv_json_number(json, "nid", section->nid);
	nkv_json_begin_object(json, "memmap");
	nkv_json_number(json, "bytes", plan->section_memmap_bytes);
	nkv_json_text(json, "from", nkv_memmap_from_name(section->from));
	if (section->from == NKV_MEMMAP_REMAP)
		nkv_json_virtual(json, "vaddr", section->vaddr);
	nkv_json_end_object(json);
	nkv_json_end_object(json);
}

static void put_sections(struct nkv_json *json, const struct nkv_plan *plan)
{
	if (plan->pages_per_section == 0)
		return;
	if (!nkv_plan_knows(plan, NKV_FACT_SECTIONS)) {
		nkv_json_null(json, "sections");
		return;
	}
	nkv_json_begin_list(json, "sections");
	for (unsigned int i = 0; i < plan->section_count; i++)
		if (plan->sections[i].present)
			put_section(json, plan, i);
	nkv_json_end_list(json);
}

static void put_early(struct nkv_json *json, const struct nkv_plan *plan)
{
	nkv_json_begin_list(json, "early_reservations");
	for (size_t i = 0; i < plan->early_count; i++) {
		nkv_json_begin_object(json, NULL);
		nkv_json_physical(json, "start", plan->early[i].start);
		nkv_json_physical(json, "end", plan->early[i].end);
		nkv_json_text(json, "by", plan->early[i].by);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void put_bitmaps(struct nkv_json *json, const struct nkv_plan *plan)
{
	nkv_json_begin_list(json, "bitmaps");
	for (size_t i = 0; i < plan->bitmap_count; i++) {
		const struct nkv_bitmap *bitmap = &plan->bitmaps[i];

		nkv_json_begin_object(json, NULL);
		nkv_json_number(json, "nid", bitmap->nid);
		nkv_json_number(json, "start_pfn", bitmap->start_pfn);
		nkv_json_number(json, "end_pfn", bitmap->end_pfn);
		nkv_json_number(json, "bitmap_pfn", bitmap->bitmap_pfn);
		nkv_json_number(json, "bitmap_bytes", bitmap->bitmap_bytes);
		if (nkv_plan_knows(plan, NKV_FACT_FREE))
			nkv_json_number(json, "free_pages", bitmap->free_pages);
		else
			nkv_json_null(json, "free_pages");
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void put_call_node(struct nkv_json *json, const struct nkv_bootmem_call *call)
{
	if (call->nid < 0)
		nkv_json_null(json, "nid");
	else
		nkv_json_number(json, "nid", (uint64_t)call->nid);
}

static void put_calls(struct nkv_json *json, const struct nkv_plan *plan)
{
	nkv_json_begin_list(json, "calls");
	for (size_t i = 0; i < plan->call_count; i++) {
		const struct nkv_bootmem_call *call = &plan->calls[i];

		nkv_json_begin_object(json, NULL);
		nkv_json_text(json, "op", call->op == NKV_BOOTMEM_FREE ? "free" : "reserve");
		nkv_json_physical(json, "start", call->start);
		nkv_json_number(json, "size", call->size);
		nkv_json_text(json, "by", call->by);
		if (plan->reserves_early)
			put_call_node(json, call);
		nkv_json_text(json, "result", call->bug == NKV_BUG_NONE ? "ok" : "bug");
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void put_bootmem(struct nkv_json *json, const struct nkv_plan *plan)
{
	if (!nkv_plan_knows(plan, NKV_FACT_BITMAP)) {
		nkv_json_null(json, "bootmem");
		return;
	}
	nkv_json_begin_object(json, "bootmem");
	nkv_json_number(json, "bitmap_pfn", plan->bitmap_pfn);
	nkv_json_number(json, "bitmap_bytes", plan->bitmap_bytes);
	if (plan->reserves_early)
		put_bitmaps(json, plan);
	put_calls(json, plan);
	if (nkv_plan_knows(plan, NKV_FACT_FREE))
		nkv_json_ranges(json, "free", &plan->free);
	else
		nkv_json_null(json, "free");
	put_figures(json, NKV_FIGURE_BOOTMEM_FREE, &(struct nkv_row){ .plan = plan });
	if (plan->pages_per_section > 0)
		put_figures(json, NKV_FIGURE_BOOTMEM_SECTIONS, &(struct nkv_row){ .plan = plan });
	nkv_json_end_object(json);
}

static void put_ram(struct nkv_json *json, const struct nkv_plan *plan)
{
	if (!nkv_plan_knows(plan, NKV_FACT_RAM)) {
		nkv_json_null(json, "ram");
		return;
	}
	nkv_json_begin_object(json, "ram");
	nkv_json_number(json, "pages", plan->ram.pages);
	put_figures(json, NKV_FIGURE_RAM, &(struct nkv_row){ .plan = plan });
	nkv_json_end_object(json);
}

void nkv_json_put_place(struct nkv_json *json, const char *file, size_t line)
{
	if (file)
		nkv_json_text(json, "file", file);
	if (line > 0)
		nkv_json_number(json, "line", line);
}

void nkv_json_put_plan(struct nkv_json *json, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;

	nkv_json_number(json, "numakva", FORMAT_NUMBER);
	nkv_json_text(json, "machine", plan->machine->name);
	nkv_json_put_place(json, subject->origin, subject->line);
	put_kernel(json, plan);
	put_e820(json, plan);
	put_memory_source(json, plan);
	put_pfns(json, plan);
	put_nodes(json, plan);
	if (nkv_plan_knows(plan, NKV_FACT_KVA))
		put_object(json, "kva", NKV_FIGURE_KVA, plan);
	else
		nkv_json_null(json, "kva");
	nkv_json_number(json, "wasted_pages", plan->wasted_pages);
	put_active_ranges(json, plan);
	put_sections(json, plan);
	if (plan->reserves_early)
		put_early(json, plan);
	put_bootmem(json, plan);
	put_ram(json, plan);
	nkv_json_put_hazards(json, plan);
	nkv_json_text(json, "verdict", nkv_verdict_name(plan->verdict));
	nkv_json_text(json, "stopped_at", nkv_stop_name(plan->stopped_at));
}

void nkv_json_put_unread(struct nkv_json *json, const struct nkv_subject *subject)
{
	nkv_json_number(json, "numakva", FORMAT_NUMBER);
	nkv_json_text(json, "machine", subject->name);
	nkv_json_put_place(json, subject->origin, subject->line);
	nkv_json_text(json, "error", subject->errors[0]);
}
