/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json_plan.h"

#include <numakva/numakva.h>

#include "write/hazard_text.h"
#include "write/json_object.h"
#include "write/units.h"

enum { FORMAT_NUMBER = 1 };

static void put_kernel(struct nkv_json *json, cJSON *parent, const struct nkv_plan *plan)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;
	cJSON *object = nkv_json_object(json, parent, "kernel");

	nkv_json_word(json, object, "profile", kernel->profile->name);
	nkv_json_word(json, object, "highmem", nkv_highmem_name(kernel->highmem));
	nkv_json_bool(json, object, "pae", kernel->pae);
	nkv_json_number(json, object, "ptrs_per_pte", plan->pages_per_large_page);
	nkv_json_virtual(json, object, "page_offset", kernel->page_offset);
	nkv_json_number(json, object, "vmalloc_reserve", plan->vmalloc_reserve);
	nkv_json_number(json, object, "struct_page", kernel->struct_page_bytes);
	nkv_json_number(json, object, "pg_data", kernel->pg_data_bytes);
	nkv_json_number(json, object, "max_numnodes", kernel->max_numnodes);
	nkv_json_number(json, object, "cache_line", kernel->cache_line_bytes);
	nkv_json_physical(json, object, "text", kernel->text);
	nkv_json_physical(json, object, "init_pg_tables_end", kernel->init_pg_tables_end);
}

static void put_e820(struct nkv_json *json, cJSON *parent, const struct nkv_e820_map *map)
{
	cJSON *list = nkv_json_list(json, parent, "e820");

	for (size_t i = 0; i < map->count; i++) {
		const struct nkv_e820_entry *entry = &map->entries[i];
		const char *type = nkv_e820_type_name(entry->type);
		cJSON *object = nkv_json_object(json, list, NULL);

		nkv_json_physical(json, object, "start", entry->start);
		nkv_json_physical(json, object, "end", entry->start + entry->size);
		if (type)
			nkv_json_word(json, object, "type", type);
		else
			nkv_json_number(json, object, "type", entry->type);
	}
}

static void put_pfns(struct nkv_json *json, cJSON *parent, const struct nkv_plan *plan)
{
	bool has_highmem = plan->machine->kernel.highmem != NKV_HIGHMEM_OFF;
	cJSON *object;

	if (!nkv_plan_passed(plan, NKV_STOP_NODE_RANGES)) {
		nkv_json_null(json, parent, "pfn");
		nkv_json_null(json, parent, "lowmem_mb");
		if (has_highmem)
			nkv_json_null(json, parent, "highmem_mb");
		return;
	}
	object = nkv_json_object(json, parent, "pfn");
	nkv_json_number(json, object, "max_pfn", plan->max_pfn);
	nkv_json_number(json, object, "max_low_pfn", plan->max_low_pfn);
	nkv_json_number(json, object, "min_low_pfn", plan->min_low_pfn);
	nkv_json_number(json, object, "highstart_pfn", plan->highstart_pfn);
	nkv_json_number(json, object, "highend_pfn", plan->highend_pfn);
	nkv_json_number(json, parent, "lowmem_mb", nkv_pages_mb(plan->max_low_pfn));
	if (has_highmem)
		nkv_json_number(json, parent, "highmem_mb",
				nkv_pages_mb(plan->highend_pfn - plan->highstart_pfn));
}

static void put_memmap(struct nkv_json *json, cJSON *parent, const struct nkv_node *node)
{
	cJSON *object = nkv_json_object(json, parent, "memmap");

	nkv_json_number(json, object, "bytes", node->memmap.bytes);
	nkv_json_word(json, object, "from", nkv_memmap_from_name(node->memmap.from));
	if (node->memmap.from == NKV_MEMMAP_REMAP)
		nkv_json_virtual(json, object, "vaddr", node->memmap.vaddr);
}

static void put_node(struct nkv_json *json, cJSON *object, const struct nkv_plan *plan,
		     const struct nkv_node *node)
{
	nkv_json_number(json, object, "nid", node->nid);
	if (node->pxm < 0)
		nkv_json_null(json, object, "pxm");
	else
		nkv_json_number(json, object, "pxm", (uint64_t)node->pxm);
	if (!nkv_plan_passed(plan, NKV_STOP_NODE_RANGES)) {
		nkv_json_null(json, object, "start_pfn");
		nkv_json_null(json, object, "end_pfn");
	} else {
		nkv_json_number(json, object, "start_pfn", node->start_pfn);
		nkv_json_number(json, object, "end_pfn", node->end_pfn);
	}
	nkv_json_number(json, object, "present_end_pfn", node->present_end_pfn);
	nkv_json_number(json, object, "memmap_bytes", node->memmap_bytes);
	nkv_json_number(json, object, "reserved_pages", node->reserved_pages);
	nkv_json_number(json, object, "alignment_pages", node->alignment_pages);
	nkv_json_number(json, object, "remap_start_pfn", node->remap_start_pfn);
	nkv_json_number(json, object, "remap_offset_pages", node->remap_offset_pages);
	nkv_json_virtual(json, object, "remap_vaddr_start", node->remap_vaddr_start);
	nkv_json_virtual(json, object, "remap_vaddr_end", node->remap_vaddr_end);
	nkv_json_virtual(json, object, "pgdat_vaddr", node->pgdat_vaddr);
	if (plan->stopped_at == NKV_STOP_NONE)
		put_memmap(json, object, node);
	else
		nkv_json_null(json, object, "memmap");
}

static void put_nodes(struct nkv_json *json, cJSON *parent, const struct nkv_plan *plan)
{
	cJSON *list = nkv_json_list(json, parent, "nodes");

	for (size_t i = 0; i < plan->node_count; i++)
		put_node(json, nkv_json_object(json, list, NULL), plan, &plan->nodes[i]);
}

static void put_active_ranges(struct nkv_json *json, cJSON *parent, const struct nkv_plan *plan)
{
	cJSON *list;

	if (plan->memory_source == NKV_MEMORY_FLAT && !nkv_plan_passed(plan, NKV_STOP_BOOTMEM)) {
		nkv_json_null(json, parent, "active_ranges");
		return;
	}
	list = nkv_json_list(json, parent, "active_ranges");
	for (size_t i = 0; i < plan->active_range_count; i++) {
		cJSON *object = nkv_json_object(json, list, NULL);

		nkv_json_number(json, object, "nid", plan->active_ranges[i].nid);
		nkv_json_number(json, object, "start_pfn", plan->active_ranges[i].start_pfn);
		nkv_json_number(json, object, "end_pfn", plan->active_ranges[i].end_pfn);
	}
}

static void put_calls(struct nkv_json *json, cJSON *parent, const struct nkv_plan *plan)
{
	cJSON *list = nkv_json_list(json, parent, "calls");

	for (size_t i = 0; i < plan->call_count; i++) {
		const struct nkv_bootmem_call *call = &plan->calls[i];
		cJSON *object = nkv_json_object(json, list, NULL);

		nkv_json_word(json, object, "op",
			      call->op == NKV_BOOTMEM_FREE ? "free" : "reserve");
		nkv_json_physical(json, object, "start", call->start);
		nkv_json_number(json, object, "size", call->size);
		nkv_json_word(json, object, "by", call->by);
		nkv_json_word(json, object, "result", call->bug == NKV_BUG_NONE ? "ok" : "bug");
	}
}

static void put_bootmem(struct nkv_json *json, cJSON *parent, const struct nkv_plan *plan)
{
	cJSON *object;

	if (!nkv_plan_passed(plan, NKV_STOP_NODE_RANGES)) {
		nkv_json_null(json, parent, "bootmem");
		return;
	}
	object = nkv_json_object(json, parent, "bootmem");
	nkv_json_number(json, object, "bitmap_pfn", plan->bitmap_pfn);
	nkv_json_number(json, object, "bitmap_bytes", plan->bitmap_bytes);
	put_calls(json, object, plan);
	if (!nkv_plan_passed(plan, NKV_STOP_BOOTMEM)) {
		nkv_json_null(json, object, "free");
		nkv_json_null(json, object, "free_pages");
		return;
	}
	nkv_json_ranges(json, object, "free", &plan->free);
	nkv_json_number(json, object, "free_pages", plan->free_pages);
}

static void put_chunks(struct nkv_json *json, cJSON *parent, const struct nkv_hazard *hazard)
{
	cJSON *list = nkv_json_list(json, parent, "chunks");

	for (size_t i = 0; i < hazard->chunk_count; i++) {
		cJSON *object = nkv_json_object(json, list, NULL);

		nkv_json_number(json, object, "pxm", hazard->chunks[i].pxm);
		nkv_json_number(json, object, "start_pfn", hazard->chunks[i].start_pfn);
		nkv_json_number(json, object, "end_pfn", hazard->chunks[i].end_pfn);
	}
}

static void put_nids(struct nkv_json *json, cJSON *parent, uint32_t nids)
{
	cJSON *list = nkv_json_list(json, parent, "nids");

	for (unsigned int nid = 0; nid < NKV_NODES_MAX; nid++)
		if (nids & UINT32_C(1) << nid)
			nkv_json_number(json, list, NULL, nid);
}

static void put_hazard(struct nkv_json *json, cJSON *object, const struct nkv_plan *plan,
		       const struct nkv_hazard *hazard)
{
	char message[NKV_HAZARD_TEXT_BYTES];

	nkv_hazard_message(plan, hazard, message);
	nkv_json_word(json, object, "code", nkv_hazard_info(hazard->code)->code);
	nkv_json_word(json, object, "severity", nkv_severity_name(hazard->severity));
	nkv_json_text(json, object, "message", message);
	if (hazard->fields & NKV_HAZARD_HAS_PAGES)
		nkv_json_number(json, object, "pages", hazard->pages);
	if (hazard->fields & NKV_HAZARD_HAS_RANGES)
		nkv_json_ranges(json, object, "ranges", &hazard->ranges);
	if (hazard->fields & NKV_HAZARD_HAS_NIDS)
		put_nids(json, object, hazard->nids);
	if (hazard->fields & NKV_HAZARD_HAS_BYTES)
		nkv_json_number(json, object, "bytes", hazard->bytes);
	if (hazard->fields & NKV_HAZARD_HAS_ADDRESS)
		nkv_json_physical(json, object, "address", hazard->address);
	if (hazard->fields & NKV_HAZARD_HAS_TRUE_ADDRESS)
		nkv_json_physical(json, object, "true_address", hazard->true_address);
	if (hazard->fields & NKV_HAZARD_HAS_REASON)
		nkv_json_word(json, object, "reason", hazard->reason);
	if (hazard->fields & NKV_HAZARD_HAS_CHUNKS)
		put_chunks(json, object, hazard);
}

static void put_plan(struct nkv_json *json, cJSON *object, const struct nkv_plan *plan)
{
	cJSON *kva, *hazards;

	nkv_json_number(json, object, "numakva", FORMAT_NUMBER);
	nkv_json_text(json, object, "machine", plan->machine->name);
	put_kernel(json, object, plan);
	put_e820(json, object, &plan->e820);
	nkv_json_word(json, object, "memory_source", nkv_memory_source_name(plan->memory_source));
	put_pfns(json, object, plan);
	put_nodes(json, object, plan);
	kva = nkv_json_object(json, object, "kva");
	nkv_json_number(json, kva, "start_pfn", plan->kva_start_pfn);
	nkv_json_number(json, kva, "pages", plan->kva_pages);
	nkv_json_number(json, object, "wasted_pages", plan->wasted_pages);
	put_active_ranges(json, object, plan);
	put_bootmem(json, object, plan);
	hazards = nkv_json_list(json, object, "hazards");
	for (size_t i = 0; i < plan->hazard_count; i++)
		put_hazard(json, nkv_json_object(json, hazards, NULL), plan, &plan->hazards[i]);
	nkv_json_word(json, object, "verdict", nkv_verdict_name(plan->verdict));
	nkv_json_word(json, object, "stopped_at", nkv_stop_name(plan->stopped_at));
}

/* The object if it is whole; else it is deleted. */
static cJSON *whole(const struct nkv_json *json, cJSON *object)
{
	if (!json->failed)
		return object;
	cJSON_Delete(object);
	return NULL;
}

cJSON *nkv_json_plan(const struct nkv_plan *plan)
{
	cJSON *object = cJSON_CreateObject();
	struct nkv_json json = { .failed = !object };

	put_plan(&json, object, plan);
	return whole(&json, object);
}

cJSON *nkv_json_unread(const char *machine, const char *error)
{
	cJSON *object = cJSON_CreateObject();
	struct nkv_json json = { .failed = !object };

	nkv_json_number(&json, object, "numakva", FORMAT_NUMBER);
	nkv_json_text(&json, object, "machine", machine);
	nkv_json_text(&json, object, "error", error);
	return whole(&json, object);
}
