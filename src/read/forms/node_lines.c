/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of the nodes that a kernel made, of an SRAT or otherwise. */
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- what memory they have --- */

static enum nkv_match take_chunk(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				 const struct nkv_position *position)
{
	if (facts->chunk_count < NKV_LOG_CHUNKS_MAX)
		facts->chunks[facts->chunk_count++] = (struct nkv_log_node_range){
			.start = captures[2].number,
			.end = captures[3].number,
			.nid = (uint32_t)captures[1].number,
			.position = *position,
		};
	return NKV_MATCH_WHOLE;
}

static enum nkv_match add_range(struct nkv_boot_facts *facts,
				const struct nkv_log_node_range *range)
{
	if (facts->range_count < NKV_LOG_RANGES_MAX && range->end >= range->start)
		facts->ranges[facts->range_count++] = *range;
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_ram(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
			       const struct nkv_position *position)
{
	const struct nkv_log_node_range range = {
		.start = captures[1].number,
		.end = captures[2].number,
		.nid = (uint32_t)captures[0].number,
		.kind = NKV_LOG_RANGE_RAM,
		.position = *position,
	};

	return add_range(facts, &range);
}

/* Pfns, the end excluded; other things are printed in that form, too. */
static enum nkv_match take_active_range(struct nkv_boot_facts *facts,
					const struct nkv_capture *captures,
					const struct nkv_position *position)
{
	const struct nkv_log_node_range range = {
		.start = captures[1].number << NKV_PAGE_SHIFT,
		.end = (captures[2].number << NKV_PAGE_SHIFT) - 1,
		.nid = (uint32_t)captures[0].number,
		.kind = NKV_LOG_RANGE_MEMORY,
		.position = *position,
	};

	if (!facts->facts[NKV_LOG_FACT_NODE_MAP].given ||
	    captures[1].number >= captures[2].number ||
	    captures[2].number > UINT64_MAX >> NKV_PAGE_SHIFT)
		return NKV_MATCH_NONE;
	return add_range(facts, &range);
}

/* A node without memory has a span, too: of nothing, from 0. */
static enum nkv_match take_span(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				const struct nkv_position *position)
{
	const struct nkv_log_node_range range = {
		.start = captures[1].number,
		.end = captures[2].number,
		.nid = (uint32_t)captures[0].number,
		.kind = NKV_LOG_RANGE_SPAN,
		.position = *position,
	};

	return range.end > 0 ? add_range(facts, &range) : NKV_MATCH_WHOLE;
}

static enum nkv_match take_exclusive_span(struct nkv_boot_facts *facts,
					  const struct nkv_capture *captures,
					  const struct nkv_position *position)
{
	const struct nkv_log_node_range range = {
		.start = captures[1].number,
		.end = captures[2].number - 1,
		.nid = (uint32_t)captures[0].number,
		.kind = NKV_LOG_RANGE_SPAN,
		.position = *position,
	};

	return captures[2].number > captures[1].number ? add_range(facts, &range) : NKV_MATCH_WHOLE;
}

/* Each of the map's entries is said of node 0 before the nodes are known: the last counts. */
static enum nkv_match take_node(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				const struct nkv_position *position)
{
	if (captures[0].number < NKV_LOG_NODES_MAX) {
		struct nkv_log_node *node = &facts->nodes[captures[0].number];

		node->given = true;
		node->start_pfn = (uint32_t)captures[1].number;
		node->end_pfn = (uint32_t)captures[2].number;
		node->position = *position;
	}
	return NKV_MATCH_WHOLE;
}

/* --- what each node gave --- */

static void note(struct nkv_log_fact_value *value, uint64_t number,
		 const struct nkv_position *position)
{
	if (!value->given)
		*value = (struct nkv_log_fact_value){ true, number, *position };
}

static enum nkv_match take_reserving(struct nkv_boot_facts *facts,
				     const struct nkv_capture *captures,
				     const struct nkv_position *position)
{
	if (captures[1].number < NKV_LOG_NODES_MAX)
		note(&facts->nodes[captures[1].number].reserved_pages, captures[0].number,
		     position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_shrinking(struct nkv_boot_facts *facts,
				     const struct nkv_capture *captures,
				     const struct nkv_position *position)
{
	if (captures[0].number < NKV_LOG_NODES_MAX)
		note(&facts->nodes[captures[0].number].present_end_pfn, captures[1].number,
		     position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_shrinking_further(struct nkv_boot_facts *facts,
					     const struct nkv_capture *captures,
					     const struct nkv_position *position)
{
	if (captures[0].number < NKV_LOG_NODES_MAX)
		note(&facts->nodes[captures[0].number].alignment_pages, captures[1].number,
		     position);
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form forms[] = {
	{ "Number of logical nodes in system = %d", NULL, 1, { NKV_LOG_FACT_LOGICAL_NODES } },
	{ "Number of memory chunks in system = %d", NULL, 1, { NKV_LOG_FACT_CHUNKS } },
	{ "chunk %d nid %d start_pfn %x end_pfn %x", take_chunk, 0, { 0 } },
	{ "node %d: [mem %x-%x]", take_ram, 0, { 0 } },
	{ "early_node_map[%d] active PFN ranges", NULL, 1, { NKV_LOG_FACT_NODE_MAP } },
	{ "%d: 0x%x -> 0x%x", take_active_range, 0, { 0 } },
	{ "%d: %d -> %d", take_active_range, 0, { 0 } },
	{ "Initmem setup node %d [mem %x-%x]", take_span, 0, { 0 } },
	{ "Initmem setup node %d %x-%x", take_exclusive_span, 0, { 0 } },
	{ "Bootmem setup node %d %x-%x", take_exclusive_span, 0, { 0 } },
	{ "Node %d MemBase %x Limit %x", take_exclusive_span, 0, { 0 } },
	{ "Node: %d, start_pfn: %d, end_pfn: %d", take_node, 0, { 0 } },
	{ "Reserving %d pages of KVA for lmem_map of node %d", take_reserving, 0, { 0 } },
	{ "Shrinking node %d from %d pages to %d pages", take_shrinking, 0, { 0 } },
	{ "Shrinking node %d further by %d pages for proper alignment",
	  take_shrinking_further,
	  0,
	  { 0 } },
};

const struct nkv_line_forms nkv_node_lines = { forms, COUNT(forms) };
