/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/node_check.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/infer/log_nodes.h"

/* A bitmap of proximity domains. */
struct domains {
	bool seen[NKV_PXM_MAX + 1];
	uint32_t count;
};

static void see(struct domains *domains, uint8_t pxm, bool enabled)
{
	domains->count += enabled && !domains->seen[pxm];
	domains->seen[pxm] |= enabled;
}

static struct domains find_domains(const struct nkv_boot_facts *facts)
{
	struct domains domains = { { false }, 0 };

	for (size_t i = 0; i < facts->processor_count; i++)
		see(&domains, facts->processors[i].pxm, facts->processors[i].enabled);
	for (size_t i = 0; i < facts->memory_count; i++)
		see(&domains, facts->memory[i].pxm, facts->memory[i].enabled);
	return domains;
}

/* The node that a planned kernel makes of a domain: they are numbered in order. */
static uint32_t node_of(const struct domains *domains, uint8_t pxm)
{
	uint32_t nid = 0;

	for (unsigned int i = 0; i < pxm; i++)
		nid += domains->seen[i];
	return nid;
}

static size_t count_enabled(const struct nkv_boot_facts *facts)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->memory_count; i++)
		count += facts->memory[i].enabled;
	return count;
}

static void check_counts(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *nodes = nkv_log_fact(facts, NKV_LOG_FACT_LOGICAL_NODES);
	const struct nkv_log_fact_value *chunks = nkv_log_fact(facts, NKV_LOG_FACT_CHUNKS);
	const struct nkv_log_fact_value *dropped = nkv_log_fact(facts, NKV_LOG_FACT_CHUNK_DROPPED);
	struct domains domains = find_domains(facts);

	if (dropped->given)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &dropped->position,
				  "an SRAT entry without its proximity domain is ignored");
	if (nodes->given && nodes->number != domains.count)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &nodes->position,
				  "the kernel has %" PRIu64
				  " nodes, but the log's SRAT entries have %" PRIu32
				  " proximity domains",
				  nodes->number, domains.count);
	if (chunks->given && chunks->number != count_enabled(facts))
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &chunks->position,
				  "the kernel has %" PRIu64
				  " chunks, but the log has %zu memory entries of the SRAT",
				  chunks->number, count_enabled(facts));
}

/* The memory entry from which a chunk was made; NULL if there is none. */
static const struct nkv_srat_memory *entry_of_chunk(const struct nkv_boot_facts *facts,
						    const struct nkv_log_node_range *chunk)
{
	for (size_t i = 0; i < facts->memory_count; i++) {
		const struct nkv_srat_memory *memory = &facts->memory[i];

		if ((uint32_t)(memory->start >> NKV_PAGE_SHIFT) == chunk->start &&
		    (uint32_t)((memory->start + memory->size) >> NKV_PAGE_SHIFT) == chunk->end)
			return memory;
	}
	return NULL;
}

static void check_chunks(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	struct domains domains = find_domains(facts);

	for (size_t i = 0; i < facts->chunk_count; i++) {
		const struct nkv_log_node_range *chunk = &facts->chunks[i];
		const struct nkv_srat_memory *memory = entry_of_chunk(facts, chunk);

		if (!memory)
			nkv_report_remark(report, NKV_GRAVITY_WARNING, &chunk->position,
					  "no SRAT memory entry in the log matches this chunk");
		else if (node_of(&domains, memory->pxm) != chunk->nid)
			nkv_report_remark(report, NKV_GRAVITY_WARNING, &chunk->position,
					  "this chunk belongs to node %" PRIu32
					  ", but according to the SRAT entries to node %" PRIu32,
					  chunk->nid, node_of(&domains, memory->pxm));
	}
}

/* Each domain must be one node, in whatever line it occurs. */
static void check_pairs(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	int32_t nids[NKV_PXM_MAX + 1];
	size_t count = facts->processor_count + facts->memory_count;

	memset(nids, -1, sizeof(nids));
	for (size_t i = 0; i < count; i++) {
		bool is_memory = i >= facts->processor_count;
		size_t index = is_memory ? i - facts->processor_count : i;
		uint8_t pxm = is_memory ? facts->memory[index].pxm : facts->processors[index].pxm;
		int32_t nid = is_memory ? facts->memory_nids[index] : facts->processor_nids[index];

		if (nid >= 0 && nids[pxm] >= 0 && nid != nids[pxm])
			nkv_report_remark(report, NKV_GRAVITY_WARNING,
					  is_memory ? &facts->memory_positions[index]
						    : &facts->processor_positions[index],
					  "proximity domain %u is node %" PRId32
					  " here, but was node %" PRId32 " before",
					  pxm, nid, nids[pxm]);
		else if (nid >= 0)
			nids[pxm] = nid;
	}
}

/* --- later lines about a node's memory --- */

/* The node of an entry: as printed with it, or as kernels number nodes. */
static uint32_t node_of_entry(const struct nkv_boot_facts *facts, const struct domains *domains,
			      size_t entry)
{
	return facts->memory_nids[entry] >= 0 ? (uint32_t)facts->memory_nids[entry]
					      : node_of(domains, facts->memory[entry].pxm);
}

/* The SRAT entry that contains an address. */
struct owner {
	bool any;     /* an entry contains it */
	bool is_node; /* an entry of this node contains it */
	size_t entry; /* the first entry that contains it */
};

static struct owner owner_of(const struct nkv_boot_facts *facts, const struct domains *domains,
			     uint64_t address, uint32_t nid)
{
	struct owner owner = { false, false, 0 };

	for (size_t i = 0; i < facts->memory_count; i++) {
		const struct nkv_srat_memory *memory = &facts->memory[i];

		if (address < memory->start || address >= memory->start + memory->size)
			continue;
		if (!owner.any)
			owner.entry = i;
		owner.any = true;
		owner.is_node |= node_of_entry(facts, domains, i) == nid;
	}
	return owner;
}

/* An entry of another node inside a range; the number of entries if there is none. */
static size_t entry_inside(const struct nkv_boot_facts *facts, const struct domains *domains,
			   const struct nkv_log_node_range *range)
{
	size_t i = 0;

	if (range->kind == NKV_LOG_RANGE_SPAN)
		return facts->memory_count;
	for (; i < facts->memory_count; i++)
		if (facts->memory[i].size > 0 && facts->memory[i].start <= range->end &&
		    facts->memory[i].start + facts->memory[i].size > range->start &&
		    node_of_entry(facts, domains, i) != range->nid)
			break;
	return i;
}

/* Returns whether something was wrong. */
static bool check_range(const struct nkv_boot_facts *facts, const struct domains *domains,
			const struct nkv_log_node_range *range, struct nkv_report *report)
{
	struct owner first = owner_of(facts, domains, range->start, range->nid);
	struct owner last = owner_of(facts, domains, range->end, range->nid);
	size_t other = entry_inside(facts, domains, range);

	if (first.any && !first.is_node)
		other = first.entry;
	else if (last.any && !last.is_node)
		other = last.entry;
	if (other < facts->memory_count) {
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &range->position,
				  "this memory belongs to node %" PRIu32
				  ", but according to line %zu to node %" PRIu32,
				  range->nid, facts->memory_positions[other].line,
				  node_of_entry(facts, domains, other));
		return true;
	}
	if (first.any && last.any)
		return false;
	nkv_report_remark(report, NKV_GRAVITY_WARNING, &range->position,
			  "this memory belongs to node %" PRIu32
			  ", but is in none of the log's SRAT entries: some are missing",
			  range->nid);
	return true;
}

/* The command line can make nodes of any machine. */
static bool has_fake_nodes(const struct nkv_boot_facts *facts)
{
	return nkv_log_fact(facts, NKV_LOG_FACT_FAKE_NODES)->given ||
	       strstr(facts->cmdline.text, "numa=fake=");
}

/* One warning is enough: kernels print the same in several lines. */
static void check_ranges(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	struct domains domains = find_domains(facts);

	/* The nodes then come from elsewhere. */
	if (nkv_log_fact(facts, NKV_LOG_FACT_SRAT_UNUSED)->given || has_fake_nodes(facts))
		return;

	for (size_t i = 0; i < facts->range_count && facts->memory_count > 0; i++)
		if (check_range(facts, &domains, &facts->ranges[i], report))
			return;
}

/* --- nodes without an SRAT --- */

/* The first line about a node other than 0; otherwise one with the number of nodes. */
static const struct nkv_position *find_other_node(const struct nkv_boot_facts *facts)
{
	const struct nkv_log_fact_value *logical = nkv_log_fact(facts, NKV_LOG_FACT_LOGICAL_NODES);
	const struct nkv_log_fact_value *zones = nkv_log_fact(facts, NKV_LOG_FACT_ZONES_DONE);

	for (size_t i = 0; i < facts->range_count; i++)
		if (facts->ranges[i].nid > 0)
			return &facts->ranges[i].position;
	for (size_t nid = 1; nid < NKV_LOG_NODES_MAX; nid++)
		if (facts->nodes[nid].start_pfn.given)
			return &facts->nodes[nid].start_pfn.position;
	for (size_t nid = 1; nid < NKV_LOG_NODES_MAX; nid++)
		if (facts->nodes[nid].reserved_pages.given)
			return &facts->nodes[nid].reserved_pages.position;
	if (logical->given)
		return &logical->position;
	return zones->given ? &zones->position : &facts->first;
}

void nkv_log_check_no_nodes(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	struct nkv_log_nodes nodes = nkv_log_find_nodes(facts);
	bool is_planned = nkv_log_is_planned(facts);
	bool has_own_table = nkv_log_is_numaq(facts);

	if (nodes.told < 2 || has_fake_nodes(facts))
		return;
	if (has_own_table && !nkv_log_fact(facts, NKV_LOG_FACT_NUMAQ)->given)
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, find_other_node(facts),
			"the kernel has %zu nodes, no SRAT, and the memory map of a NUMA-Q: "
			"taken for a NUMA-Q",
			nodes.told);
	if (is_planned && nodes.count > 0 && !has_own_table)
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &nodes.ranges[nodes.count > 1].position,
			"the kernel has %zu nodes, but the log has no SRAT memory entries: they "
			"are derived from what it prints of the nodes",
			nodes.told);
	else if (is_planned && nodes.count == 0)
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, find_other_node(facts),
			"the kernel has %zu nodes, but the log does not show where each begins "
			"and ends",
			nodes.told);
	else if (!has_own_table)
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, find_other_node(facts),
			"the kernel has %zu nodes, but the log has no SRAT memory entries",
			nodes.told);
}

void nkv_log_check_nodes(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	check_counts(facts, report);
	check_chunks(facts, report);
	check_pairs(facts, report);
	check_ranges(facts, report);
}
