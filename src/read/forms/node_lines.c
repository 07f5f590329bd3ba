/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines about the nodes that a kernel made, from an SRAT or otherwise. */
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- their memory --- */

static enum nkv_match take_chunk(const struct nkv_formed_line *line)
{
	struct nkv_boot_facts *facts = line->facts;

	if (facts->chunk_count < NKV_LOG_CHUNKS_MAX)
		facts->chunks[facts->chunk_count++] = (struct nkv_log_node_range){
			.start = line->captures[2].number,
			.end = line->captures[3].number,
			.nid = (uint32_t)line->captures[1].number,
			.position = line->position,
		};
	return NKV_MATCH_WHOLE;
}

static enum nkv_match add_range(const struct nkv_formed_line *line, enum nkv_log_range_kind kind,
				uint64_t start, uint64_t last)
{
	struct nkv_boot_facts *facts = line->facts;

	if (facts->range_count < NKV_LOG_RANGES_MAX && last >= start)
		facts->ranges[facts->range_count++] = (struct nkv_log_node_range){
			.start = start,
			.end = last,
			.nid = (uint32_t)line->captures[0].number,
			.kind = kind,
			.position = line->position,
		};
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_ram(const struct nkv_formed_line *line)
{
	return add_range(line, NKV_LOG_RANGE_RAM, line->captures[1].number,
			 line->captures[2].number);
}

/* Pfns, with an exclusive end. Other things are printed in this form, too. */
static enum nkv_match take_active_range(const struct nkv_formed_line *line)
{
	uint64_t start_pfn = line->captures[1].number, end_pfn = line->captures[2].number;

	if (!line->facts->facts[NKV_LOG_FACT_NODE_MAP].given || start_pfn >= end_pfn ||
	    end_pfn > UINT64_MAX >> NKV_PAGE_SHIFT)
		return NKV_MATCH_NONE;
	return add_range(line, NKV_LOG_RANGE_MEMORY, start_pfn << NKV_PAGE_SHIFT,
			 (end_pfn << NKV_PAGE_SHIFT) - 1);
}

/* A node without memory has an empty span at 0. */
static enum nkv_match take_span(const struct nkv_formed_line *line)
{
	uint64_t last = line->captures[2].number;

	return last > 0 ? add_range(line, NKV_LOG_RANGE_SPAN, line->captures[1].number, last)
			: NKV_MATCH_WHOLE;
}

static enum nkv_match take_exclusive_span(const struct nkv_formed_line *line)
{
	uint64_t start = line->captures[1].number, end = line->captures[2].number;

	return end > start ? add_range(line, NKV_LOG_RANGE_SPAN, start, end - 1) : NKV_MATCH_WHOLE;
}

/* The node with the number in the line; NULL if no node can have that number. */
static struct nkv_log_node *named_node(const struct nkv_formed_line *line, size_t capture)
{
	uint64_t nid = line->captures[capture].number;

	return nid < NKV_LOG_NODES_MAX ? &line->facts->nodes[nid] : NULL;
}

/* Before the nodes are known, each entry of the map is printed for node 0: the last line counts. */
static enum nkv_match take_node(const struct nkv_formed_line *line)
{
	struct nkv_log_node *node = named_node(line, 0);

	if (node) {
		node->start_pfn.given = node->end_pfn.given = false;
		nkv_line_notes(line, &node->start_pfn, &line->captures[1]);
		nkv_line_notes(line, &node->end_pfn, &line->captures[2]);
	}
	return NKV_MATCH_WHOLE;
}

/* --- the pages that each node gives up --- */

static enum nkv_match take_reserving(const struct nkv_formed_line *line)
{
	struct nkv_log_node *node = named_node(line, 1);

	nkv_line_tells(line, NKV_LOG_FACT_KVA_OF_NODE, 0);
	if (node)
		nkv_log_fact_note(&node->reserved_pages, line->captures[0].number, &line->position);
	return NKV_MATCH_WHOLE;
}

/* The place of the pages. Kernels that search for it print pfns in hexadecimal. */
static enum nkv_match take_reserving_at(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_HEXADECIMAL_LINE, 0);
	return take_reserving(line);
}

static enum nkv_match take_shrinking(const struct nkv_formed_line *line)
{
	struct nkv_log_node *node = named_node(line, 0);

	if (node)
		nkv_log_fact_note(&node->present_end_pfn, line->captures[1].number,
				  &line->position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_shrinking_further(const struct nkv_formed_line *line)
{
	struct nkv_log_node *node = named_node(line, 0);

	if (node)
		nkv_log_fact_note(&node->alignment_pages, line->captures[1].number,
				  &line->position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_window(const struct nkv_formed_line *line)
{
	struct nkv_log_node *node = named_node(line, 0);

	if (node)
		nkv_log_fact_note(&node->window_vaddr, line->captures[1].number, &line->position);
	return NKV_MATCH_WHOLE;
}

/* --- its zones --- */

static enum nkv_match take_total(const struct nkv_formed_line *line)
{
	struct nkv_log_node *node = named_node(line, 0);

	nkv_line_tells(line, NKV_LOG_FACT_BOOTMEM_DONE, 0);
	if (node)
		nkv_log_fact_note(&node->total_pages, line->captures[1].number, &line->position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_high_zone(const struct nkv_formed_line *line)
{
	struct nkv_log_node *node = named_node(line, 0);

	if (node) {
		nkv_log_fact_note(&node->high_start_pfn, line->captures[1].number, &line->position);
		nkv_log_fact_note(&node->high_end_pfn, line->captures[2].number, &line->position);
	}
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_zonelist(const struct nkv_formed_line *line)
{
	struct nkv_log_node *node = named_node(line, 0);

	nkv_line_tells(line, NKV_LOG_FACT_ZONES_DONE, 0);
	if (node)
		node->has_zonelist = true;
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form forms[] = {
	{ "Number of logical nodes in system = %d", .facts = { NKV_LOG_FACT_LOGICAL_NODES } },
	{ "Number of memory chunks in system = %d", .facts = { NKV_LOG_FACT_CHUNKS } },
	{ "chunk %d nid %d start_pfn %x end_pfn %x", .take = take_chunk },
	{ "node %d: [mem %x-%x]", .take = take_ram },
	{ "early_node_map[%d] active PFN ranges", .facts = { NKV_LOG_FACT_NODE_MAP } },
	{ "%d: 0x%x -> 0x%x", .take = take_active_range },
	{ "%d: %d -> %d", .take = take_active_range },
	{ "Initmem setup node %d [mem %x-%x]", .take = take_span },
	{ "Initmem setup node %d %x-%x", .take = take_exclusive_span },
	{ "Bootmem setup node %d %x-%x", .take = take_exclusive_span },
	{ "Node %d MemBase %x Limit %x", .take = take_exclusive_span },
	{ "Faking node %d at %*", .facts = { NKV_LOG_FACT_FAKE_NODES } },
	{ "Node: %d, start_pfn: %p, end_pfn: %p", .take = take_node },
	{ "Reserving %d pages of KVA for lmem_map of node %d", .take = take_reserving },
	{ "Reserving %d pages of KVA for lmem_map of node %d at %x", .take = take_reserving_at },
	{ "node %d pfn: [%x - %x]", .facts = { NKV_LOG_FACT_KVA_OF_NODE } },
	{ "Shrinking node %d from %d pages to %d pages", .take = take_shrinking },
	{ "Shrinking node %d further by %d pages for proper alignment",
	  .take = take_shrinking_further },
	{ "node %d will remap to vaddr %x - %x", .take = take_window },
	{ "On node %d totalpages: %d", .take = take_total },
	{ "Initializing HighMem for node %d (%x:%x)", .take = take_high_zone },
	{ "Building zonelist for node : %d", .take = take_zonelist },
};

const struct nkv_line_forms nkv_node_lines = { forms, COUNT(forms) };
