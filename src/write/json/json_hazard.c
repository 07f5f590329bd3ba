/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_hazard.h"

#include <numakva/numakva.h>

#include "write/words/hazard_text.h"

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

static void put_table(struct nkv_json *json, const struct nkv_hazard *hazard)
{
	nkv_json_begin_object(json, "table");
	nkv_json_number(json, "index", hazard->table.index);
	nkv_json_text(json, "signature", hazard->table.signature);
	nkv_json_number(json, "pages", hazard->table.pages);
	nkv_json_end_object(json);
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
	nkv_json_text(json, "code", nkv_hazard_info(hazard->code)->code);
	nkv_json_text(json, "severity", nkv_severity_name(hazard->severity));
	nkv_json_text(json, "message", message);
	if (hazard->fields & NKV_HAZARD_HAS_PAGES)
		nkv_json_number(json, "pages", hazard->pages);
	if (hazard->fields & NKV_HAZARD_HAS_RANGES)
		nkv_json_ranges(json, "ranges", &hazard->ranges);
	if (hazard->fields & NKV_HAZARD_HAS_NIDS)
		put_nids(json, hazard->nids);
	if (hazard->fields & NKV_HAZARD_HAS_BYTES)
		nkv_json_number(json, "bytes", hazard->bytes);
	if (hazard->fields & NKV_HAZARD_HAS_PFN)
		nkv_json_number(json, "pfn", hazard->pfn);
	if (hazard->fields & NKV_HAZARD_HAS_ADDRESS)
		nkv_json_physical(json, "address", hazard->address);
	if (hazard->fields & NKV_HAZARD_HAS_TRUE_ADDRESS)
		nkv_json_physical(json, "true_address", hazard->true_address);
	if (hazard->fields & NKV_HAZARD_HAS_REASON)
		nkv_json_text(json, "reason", hazard->reason);
	if (hazard->fields & NKV_HAZARD_HAS_BY)
		nkv_json_text(json, "by", hazard->by);
	if (hazard->fields & NKV_HAZARD_HAS_WITH)
		nkv_json_text(json, "with", hazard->with);
	if (hazard->fields & NKV_HAZARD_HAS_ENTRIES)
		nkv_json_number(json, "entries", hazard->entries);
	if (hazard->fields & NKV_HAZARD_HAS_CHUNKS)
		put_chunks(json, hazard);
	if (hazard->fields & NKV_HAZARD_HAS_TABLES)
		nkv_json_number(json, "tables", hazard->tables);
	if (hazard->fields & NKV_HAZARD_HAS_TABLE)
		put_table(json, hazard);
	nkv_json_end_object(json);
}

void nkv_json_put_hazards(struct nkv_json *json, const struct nkv_plan *plan)
{
	nkv_json_begin_list(json, "hazards");
	for (size_t i = 0; i < plan->hazard_count; i++)
		put_hazard(json, plan, &plan->hazards[i]);
	nkv_json_end_list(json);
}
