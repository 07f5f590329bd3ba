/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_plan.h"

#include <numakva/numakva.h>

#include "write/words/hazard_text.h"
#include "write/json/json_object.h"
#include "write/words/units.h"

enum { FORMAT_NUMBER = 1 };

static void put_kernel(struct nkv_json *json, const struct nkv_plan *plan)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	nkv_json_begin_object(json, "kernel");
	nkv_json_word(json, "profile", kernel->profile->name);
	nkv_json_word(json, "highmem", nkv_highmem_name(kernel->highmem));
	nkv_json_bool(json, "pae", kernel->pae);
	nkv_json_number(json, "ptrs_per_pte", plan->pages_per_large_page);
	nkv_json_virtual(json, "page_offset", kernel->page_offset);
	nkv_json_number(json, "vmalloc_reserve", plan->vmalloc_reserve);
	nkv_json_number(json, "struct_page", kernel->struct_page_bytes);
	nkv_json_number(json, "pg_data", kernel->pg_data_bytes);
	nkv_json_number(json, "max_numnodes", kernel->max_numnodes);
	nkv_json_number(json, "cache_line", kernel->cache_line_bytes);
	nkv_json_physical(json, "text", kernel->text);
	nkv_json_physical(json, "init_pg_tables_end", kernel->init_pg_tables_end);
	nkv_json_end_object(json);
}

static void put_e820(struct nkv_json *json, const struct nkv_e820_map *map)
{
	nkv_json_begin_list(json, "e820");
	for (size_t i = 0; i < map->count; i++) {
		const struct nkv_e820_entry *entry = &map->entries[i];
		const char *type = nkv_e820_type_name(entry->type);

		nkv_json_begin_object(json, NULL);
		nkv_json_physical(json, "start", entry->start);
		nkv_json_physical(json, "end", entry->start + entry->size);
		if (type)
			nkv_json_word(json, "type", type);
		else
			nkv_json_number(json, "type", entry->type);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
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
	nkv_json_begin_object(json, "pfn");
	nkv_json_number(json, "max_pfn", plan->max_pfn);
	nkv_json_number(json, "max_low_pfn", plan->max_low_pfn);
	nkv_json_number(json, "min_low_pfn", plan->min_low_pfn);
	nkv_json_number(json, "highstart_pfn", plan->highstart_pfn);
	nkv_json_number(json, "highend_pfn", plan->highend_pfn);
	nkv_json_end_object(json);
	nkv_json_number(json, "lowmem_mb", nkv_pages_mb(plan->max_low_pfn));
	if (has_highmem)
		nkv_json_number(json, "highmem_mb",
				nkv_pages_mb(plan->highend_pfn - plan->highstart_pfn));
}

static void put_memmap(struct nkv_json *json, const struct nkv_node *node)
{
	nkv_json_begin_object(json, "memmap");
	nkv_json_number(json, "bytes", node->memmap.bytes);
	nkv_json_word(json, "from", nkv_memmap_from_name(node->memmap.from));
	if (node->memmap.from == NKV_MEMMAP_REMAP)
		nkv_json_virtual(json, "vaddr", node->memmap.vaddr);
	nkv_json_end_object(json);
}

static void put_node(struct nkv_json *json, const struct nkv_plan *plan,
		     const struct nkv_node *node)
{
	nkv_json_begin_object(json, NULL);
	nkv_json_number(json, "nid", node->nid);
	if (node->pxm < 0)
		nkv_json_null(json, "pxm");
	else
		nkv_json_number(json, "pxm", (uint64_t)node->pxm);
	if (!nkv_plan_knows(plan, NKV_FACT_ENDS)) {
		nkv_json_null(json, "start_pfn");
		nkv_json_null(json, "end_pfn");
	} else {
		nkv_json_number(json, "start_pfn", node->start_pfn);
		nkv_json_number(json, "end_pfn", node->end_pfn);
	}
	nkv_json_number(json, "present_end_pfn", node->present_end_pfn);
	nkv_json_number(json, "memmap_bytes", node->memmap_bytes);
	nkv_json_number(json, "reserved_pages", node->reserved_pages);
	nkv_json_number(json, "alignment_pages", node->alignment_pages);
	nkv_json_number(json, "remap_start_pfn", node->remap_start_pfn);
	nkv_json_number(json, "remap_offset_pages", node->remap_offset_pages);
	nkv_json_virtual(json, "remap_vaddr_start", node->remap_vaddr_start);
	nkv_json_virtual(json, "remap_vaddr_end", node->remap_vaddr_end);
	nkv_json_virtual(json, "pgdat_vaddr", node->pgdat_vaddr);
	if (plan->stopped_at == NKV_STOP_NONE)
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
	if (plan->active_range_count == 0 && !nkv_plan_knows(plan, NKV_FACT_FREE)) {
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

static void put_calls(struct nkv_json *json, const struct nkv_plan *plan)
{
	nkv_json_begin_list(json, "calls");
	for (size_t i = 0; i < plan->call_count; i++) {
		const struct nkv_bootmem_call *call = &plan->calls[i];

		nkv_json_begin_object(json, NULL);
		nkv_json_word(json, "op", call->op == NKV_BOOTMEM_FREE ? "free" : "reserve");
		nkv_json_physical(json, "start", call->start);
		nkv_json_number(json, "size", call->size);
		nkv_json_word(json, "by", call->by);
		nkv_json_word(json, "result", call->bug == NKV_BUG_NONE ? "ok" : "bug");
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void put_bootmem(struct nkv_json *json, const struct nkv_plan *plan)
{
	if (!nkv_plan_knows(plan, NKV_FACT_ENDS)) {
		nkv_json_null(json, "bootmem");
		return;
	}
	nkv_json_begin_object(json, "bootmem");
	nkv_json_number(json, "bitmap_pfn", plan->bitmap_pfn);
	nkv_json_number(json, "bitmap_bytes", plan->bitmap_bytes);
	put_calls(json, plan);
	if (nkv_plan_knows(plan, NKV_FACT_FREE)) {
		nkv_json_ranges(json, "free", &plan->free);
		nkv_json_number(json, "free_pages", plan->free_pages);
	} else {
		nkv_json_null(json, "free");
		nkv_json_null(json, "free_pages");
	}
	nkv_json_end_object(json);
}

static void put_chunks(struct nkv_json *json, const struct nkv_hazard *hazard)
{
	nkv_json_begin_list(json, "chunks");
	for (size_t i = 0; i < hazard->chunk_count; i++) {
		nkv_json_begin_object(json, NULL);
		nkv_json_number(json, "pxm", hazard->chunks[i].pxm);
		nkv_json_number(json, "start_pfn", hazard->chunks[i].start_pfn);
		nkv_json_number(json, "end_pfn", hazard->chunks[i].end_pfn);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void put_nids(struct nkv_json *json, uint32_t nids)
{
	nkv_json_begin_list(json, "nids");
	for (unsigned int nid = 0; nid < NKV_NODES_MAX; nid++)
		if (nids & UINT32_C(1) << nid)
			nkv_json_number(json, NULL, nid);
	nkv_json_end_list(json);
}

static void put_hazard(struct nkv_json *json, const struct nkv_plan *plan,
		       const struct nkv_hazard *hazard)
{
	char message[NKV_HAZARD_TEXT_BYTES];

	nkv_hazard_message(plan, hazard, message);
	nkv_json_begin_object(json, NULL);
	nkv_json_word(json, "code", nkv_hazard_info(hazard->code)->code);
	nkv_json_word(json, "severity", nkv_severity_name(hazard->severity));
	nkv_json_text(json, "message", message);
	if (hazard->fields & NKV_HAZARD_HAS_PAGES)
		nkv_json_number(json, "pages", hazard->pages);
	if (hazard->fields & NKV_HAZARD_HAS_RANGES)
		nkv_json_ranges(json, "ranges", &hazard->ranges);
	if (hazard->fields & NKV_HAZARD_HAS_NIDS)
		put_nids(json, hazard->nids);
	if (hazard->fields & NKV_HAZARD_HAS_BYTES)
		nkv_json_number(json, "bytes", hazard->bytes);
	if (hazard->fields & NKV_HAZARD_HAS_ADDRESS)
		nkv_json_physical(json, "address", hazard->address);
	if (hazard->fields & NKV_HAZARD_HAS_TRUE_ADDRESS)
		nkv_json_physical(json, "true_address", hazard->true_address);
	if (hazard->fields & NKV_HAZARD_HAS_REASON)
		nkv_json_word(json, "reason", hazard->reason);
	if (hazard->fields & NKV_HAZARD_HAS_CHUNKS)
		put_chunks(json, hazard);
	nkv_json_end_object(json);
}

static void put_hazards(struct nkv_json *json, const struct nkv_plan *plan)
{
	nkv_json_begin_list(json, "hazards");
	for (size_t i = 0; i < plan->hazard_count; i++)
		put_hazard(json, plan, &plan->hazards[i]);
	nkv_json_end_list(json);
}

void nkv_json_put_plan(struct nkv_json *json, const struct nkv_plan *plan)
{
	nkv_json_number(json, "numakva", FORMAT_NUMBER);
	nkv_json_text(json, "machine", plan->machine->name);
	put_kernel(json, plan);
	put_e820(json, &plan->e820);
	nkv_json_word(json, "memory_source", nkv_memory_source_name(plan->memory_source));
	put_pfns(json, plan);
	put_nodes(json, plan);
	nkv_json_begin_object(json, "kva");
	nkv_json_number(json, "start_pfn", plan->kva_start_pfn);
	nkv_json_number(json, "pages", plan->kva_pages);
	nkv_json_end_object(json);
	nkv_json_number(json, "wasted_pages", plan->wasted_pages);
	put_active_ranges(json, plan);
	put_bootmem(json, plan);
	put_hazards(json, plan);
	nkv_json_word(json, "verdict", nkv_verdict_name(plan->verdict));
	nkv_json_word(json, "stopped_at", nkv_stop_name(plan->stopped_at));
}

void nkv_json_put_unread(struct nkv_json *json, const char *machine, const char *error)
{
	nkv_json_number(json, "numakva", FORMAT_NUMBER);
	nkv_json_text(json, "machine", machine);
	nkv_json_text(json, "error", error);
}
