/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/log_nodes.h"

#include <numakva/machine.h>

/* A node that is being found. What is unknown is 0. */
struct node {
	uint64_t start_pfn, end_pfn;
	bool has_start, has_end;
	struct nkv_position position;
};

struct finder {
	const struct nkv_boot_facts *facts;
	size_t count;
	struct node nodes[NKV_LOG_NODES_MAX];
};

/* --- the number of nodes --- */

static void see(size_t *told, uint64_t nid)
{
	if (nid >= *told && nid < NKV_LOG_NODES_MAX)
		*told = (size_t)nid + 1;
}

static bool is_told_of(const struct nkv_log_node *node)
{
	return node->start_pfn.given || node->reserved_pages.given || node->present_end_pfn.given ||
	       node->window_vaddr.given || node->total_pages.given || node->high_start_pfn.given ||
	       node->has_zonelist;
}

static size_t count_told(const struct nkv_boot_facts *facts)
{
	size_t told = 1;

	for (size_t nid = 0; nid < NKV_LOG_NODES_MAX; nid++)
		if (is_told_of(&facts->nodes[nid]))
			see(&told, nid);
	for (size_t i = 0; i < facts->range_count; i++)
		see(&told, facts->ranges[i].nid);
	for (size_t i = 0; i < facts->chunk_count; i++)
		see(&told, facts->chunks[i].nid);
	see(&told, nkv_log_fact(facts, NKV_LOG_FACT_LOGICAL_NODES)->number - 1);
	see(&told, nkv_log_fact(facts, NKV_LOG_FACT_ZONES_DONE)->number - 1);
	return told;
}

/* --- facts in single lines --- */

static void set_start(struct node *node, uint64_t pfn, const struct nkv_position *position)
{
	if (node->has_start)
		return;
	node->start_pfn = pfn;
	node->has_start = true;
	if (!node->has_end)
		node->position = *position;
}

static void set_end(struct node *node, uint64_t pfn, const struct nkv_position *position)
{
	if (node->has_end)
		return;
	node->end_pfn = pfn;
	node->has_end = true;
	if (!node->has_start)
		node->position = *position;
}

/* A node's pages are at its end, before the part that does not fill a large page. */
static uint64_t given_pages(const struct nkv_log_node *node)
{
	return node->reserved_pages.number + node->alignment_pages.number;
}

/* The high zone of node 0 begins above low memory, that of another node where the node begins. */
static void take_high_zone(struct node *node, const struct nkv_log_node *told, bool is_first)
{
	if (!told->high_start_pfn.given || told->high_end_pfn.number == 0)
		return;
	if (!is_first)
		set_start(node, told->high_start_pfn.number, &told->high_start_pfn.position);
	if (told->reserved_pages.given)
		set_end(node, told->high_end_pfn.number + given_pages(told),
			&told->high_end_pfn.position);
}

/* All pages of a node, including holes, after it gave up its pages. */
static void take_total(struct node *node, const struct nkv_log_node *told)
{
	uint64_t total = told->total_pages.number;

	if (!told->total_pages.given)
		return;
	if (node->has_end && node->end_pfn >= given_pages(told) + total)
		set_start(node, node->end_pfn - given_pages(told) - total,
			  &told->total_pages.position);
	else if (node->has_start)
		set_end(node, node->start_pfn + total + given_pages(told),
			&told->total_pages.position);
}

static void take_lines(struct finder *finder, size_t nid)
{
	const struct nkv_log_node *told = &finder->facts->nodes[nid];
	struct node *node = &finder->nodes[nid];

	if (told->start_pfn.given && told->start_pfn.number <= told->end_pfn.number) {
		set_start(node, told->start_pfn.number, &told->start_pfn.position);
		set_end(node, told->end_pfn.number, &told->end_pfn.position);
	}
	if (told->present_end_pfn.given)
		set_end(node, told->present_end_pfn.number, &told->present_end_pfn.position);
	take_high_zone(node, told, nid == 0);
	if (nid == 0)
		set_start(node, 0, &finder->facts->first);
	take_total(node, told);
}

/* --- facts that follow from others --- */

static uint64_t end_of_memory(const struct nkv_boot_facts *facts)
{
	uint64_t end = 0;

	for (size_t i = 0; i < facts->map.count; i++) {
		const struct nkv_e820_entry *entry = &facts->map.entries[i];

		if (entry->type == NKV_E820_USABLE && entry->start + entry->size > end)
			end = entry->start + entry->size;
	}
	return end >> NKV_PAGE_SHIFT;
}

/* A node begins where the one before it ends. Returns whether something new was found. */
static bool take_neighbours(struct finder *finder)
{
	bool found = false;

	for (size_t nid = 1; nid < finder->count; nid++) {
		struct node *node = &finder->nodes[nid], *before = node - 1;

		if (node->has_start && !before->has_end) {
			set_end(before, node->start_pfn, &node->position);
			found = true;
		} else if (before->has_end && !node->has_start) {
			set_start(node, before->end_pfn, &before->position);
			found = true;
		}
	}
	return found;
}

/* The size of a node whose range is known; 0 if there is none. */
static uint64_t known_size(const struct finder *finder)
{
	for (size_t nid = 0; nid < finder->count; nid++)
		if (finder->nodes[nid].has_start && finder->nodes[nid].has_end)
			return finder->nodes[nid].end_pfn - finder->nodes[nid].start_pfn;
	for (size_t nid = 0; nid < finder->count; nid++)
		if (finder->nodes[nid].has_end && finder->nodes[nid].end_pfn % (nid + 1) == 0)
			return finder->nodes[nid].end_pfn / (nid + 1);
	return 0;
}

/*
 * If all nodes have one size: completes the first that lacks an end. It has a start, as it is the
 * first, or begins where the one before it ends.
 */
static bool take_size(struct finder *finder)
{
	uint64_t size = known_size(finder);

	for (size_t nid = 0; nid < finder->count && size > 0; nid++) {
		struct node *node = &finder->nodes[nid];

		if (node->has_end)
			continue;
		set_end(node, node->start_pfn + size, &node->position);
		return true;
	}
	return false;
}

/* --- all nodes --- */

/* Whether no line mentions a node whose number is between others. */
static bool is_missing(const struct finder *finder, size_t nid)
{
	const struct node *node = &finder->nodes[nid];

	return node->start_pfn == node->end_pfn && !is_told_of(&finder->facts->nodes[nid]) &&
	       nid > 0;
}

static bool is_whole(const struct finder *finder)
{
	for (size_t nid = 0; nid < finder->count; nid++) {
		const struct node *node = &finder->nodes[nid];

		if (!node->has_start || !node->has_end || node->end_pfn < node->start_pfn)
			return false;
	}
	return true;
}

static void fill(const struct finder *finder, struct nkv_log_nodes *nodes)
{
	for (size_t nid = 0; nid < finder->count; nid++)
		if (!is_missing(finder, nid))
			nodes->ranges[nodes->count++] = (struct nkv_log_node_range){
				.start = finder->nodes[nid].start_pfn,
				.end = finder->nodes[nid].end_pfn,
				.nid = (uint32_t)nid,
				.position = finder->nodes[nid].position,
			};
}

struct nkv_log_nodes nkv_log_find_nodes(const struct nkv_boot_facts *facts)
{
	struct finder finder = { .facts = facts, .count = count_told(facts) };
	struct nkv_log_nodes nodes = { .told = finder.count };
	struct node *last = &finder.nodes[finder.count - 1];
	uint64_t end = end_of_memory(facts);

	for (size_t nid = 0; nid < finder.count; nid++)
		take_lines(&finder, nid);
	while (take_neighbours(&finder))
		;
	if (end > 0 && last->has_start && !last->has_end) {
		set_end(last, end, &facts->last);
		nodes.is_guessed = true;
	}
	while (!is_whole(&finder) && take_size(&finder)) {
		nodes.is_guessed = true;
		take_neighbours(&finder);
	}
	if (is_whole(&finder))
		fill(&finder, &nodes);
	return nodes;
}

/* --- NUMA-Q --- */

/* Whether a line shows that the kernel looked for an SRAT, or that lines are missing. */
static bool may_have_srat(const struct nkv_boot_facts *facts)
{
	static const enum nkv_log_fact signs[] = {
		NKV_LOG_FACT_SRAT_SOUGHT, NKV_LOG_FACT_SRAT_TABLE,    NKV_LOG_FACT_SRAT_FAILED,
		NKV_LOG_FACT_FLAT,	  NKV_LOG_FACT_LOGICAL_NODES, NKV_LOG_FACT_CHUNKS,
		NKV_LOG_FACT_MAP_CUT,
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (nkv_log_fact(facts, signs[i])->given)
			return true;
	return facts->memory_count + facts->processor_count + facts->chunk_count +
		       facts->table_count >
	       0;
}

/* The firmware of each known NUMA-Q reserves the memory of its I/O APICs like that. */
static bool has_apics_of_numaq(const struct nkv_log_map *map)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].type == NKV_E820_RESERVED &&
		    map->entries[i].start == 0xfec00000 && map->entries[i].size == 0x9000)
			return true;
	return false;
}

static bool came_beyond(const struct nkv_boot_facts *facts)
{
	return nkv_log_fact(facts, NKV_LOG_FACT_NO_NUMAQ)->given ||
	       nkv_log_fact(facts, NKV_LOG_FACT_ZONES_DONE)->given ||
	       nkv_log_fact(facts, NKV_LOG_FACT_MEMORY_LINE)->given ||
	       nkv_log_fact(facts, NKV_LOG_FACT_LATER)->given;
}

bool nkv_log_is_numaq(const struct nkv_boot_facts *facts)
{
	if (nkv_log_fact(facts, NKV_LOG_FACT_NUMAQ)->given)
		return true;
	return nkv_log_is_planned(facts) && !came_beyond(facts) && !may_have_srat(facts) &&
	       facts->map.lines == NKV_LOG_MAP_E820 && has_apics_of_numaq(&facts->map) &&
	       count_told(facts) > 1;
}
