/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lognodes.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

static const struct nkv_logfact_value *fact(const struct nkv_logfacts *facts, enum nkv_logfact id)
{
	return &facts->facts[id];
}

/* The proximity domains, as a bitmap. */
struct domains {
	bool seen[NKV_PXM_MAX + 1];
	uint32_t count;
};

static void see(struct domains *domains, uint8_t pxm)
{
	domains->count += !domains->seen[pxm];
	domains->seen[pxm] = true;
}

static struct domains find_domains(const struct nkv_logfacts *facts)
{
	struct domains domains = { { false }, 0 };

	for (size_t i = 0; i < facts->processor_count; i++)
		see(&domains, facts->processors[i].pxm);
	for (size_t i = 0; i < facts->memory_count; i++)
		see(&domains, facts->memory[i].pxm);
	return domains;
}

/* The node that a kernel that is planned makes of a domain: they are numbered in order. */
static uint32_t node_of(const struct domains *domains, uint8_t pxm)
{
	uint32_t nid = 0;

	for (unsigned int i = 0; i < pxm; i++)
		nid += domains->seen[i];
	return nid;
}

static void check_counts(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *nodes = fact(facts, NKV_LOGFACT_LOGICAL_NODES);
	const struct nkv_logfact_value *chunks = fact(facts, NKV_LOGFACT_CHUNKS);
	const struct nkv_logfact_value *dropped = fact(facts, NKV_LOGFACT_CHUNK_DROPPED);
	struct domains domains = find_domains(facts);

	if (dropped->given)
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &dropped->mark,
			"an SRAT entry whose proximity domain is not printed is left out");
	if (nodes->given && nodes->number != domains.count)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &nodes->mark,
				  "the kernel has %" PRIu64
				  " nodes, but the SRAT entries of the log name %" PRIu32
				  " proximity domains",
				  nodes->number, domains.count);
	if (chunks->given && chunks->number != facts->memory_count)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &chunks->mark,
				  "the kernel has %" PRIu64
				  " chunks, but the log has %zu memory entries of the SRAT",
				  chunks->number, facts->memory_count);
}

/* The memory entry that a chunk was made of; NULL if there is none. */
static const struct nkv_srat_memory *entry_of_chunk(const struct nkv_logfacts *facts,
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

static void check_chunks(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	struct domains domains = find_domains(facts);

	for (size_t i = 0; i < facts->chunk_count; i++) {
		const struct nkv_log_node_range *chunk = &facts->chunks[i];
		const struct nkv_srat_memory *memory = entry_of_chunk(facts, chunk);

		if (!memory)
			nkv_report_remark(report, NKV_GRAVITY_WARNING, &chunk->mark,
					  "no memory entry of the SRAT in the log is this chunk");
		else if (node_of(&domains, memory->pxm) != chunk->nid)
			nkv_report_remark(report, NKV_GRAVITY_WARNING, &chunk->mark,
					  "this chunk is of node %" PRIu32
					  ", but by the SRAT entries of node %" PRIu32,
					  chunk->nid, node_of(&domains, memory->pxm));
	}
}

/* Each domain is one node, whoever speaks of it. */
static void check_pairs(const struct nkv_logfacts *facts, struct nkv_report *report)
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
					  is_memory ? &facts->memory_marks[index]
						    : &facts->processor_marks[index],
					  "proximity domain %u is node %" PRId32
					  " here, but node %" PRId32 " before",
					  pxm, nid, nids[pxm]);
		else if (nid >= 0)
			nids[pxm] = nid;
	}
}

/* What the kernel says later of a node's memory. */
static void check_ranges(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	for (size_t i = 0; i < facts->range_count; i++) {
		const struct nkv_log_node_range *range = &facts->ranges[i];

		for (size_t j = 0; j < facts->memory_count; j++) {
			const struct nkv_srat_memory *memory = &facts->memory[j];

			if (facts->memory_nids[j] < 0 ||
			    (uint32_t)facts->memory_nids[j] == range->nid ||
			    memory->start > range->end ||
			    memory->start + memory->size <= range->start)
				continue;
			nkv_report_remark(report, NKV_GRAVITY_WARNING, &range->mark,
					  "this memory is of node %" PRIu32
					  ", but line %zu gives it to node %" PRId32,
					  range->nid, facts->memory_marks[j].line,
					  facts->memory_nids[j]);
			break;
		}
	}
}

void nkv_log_check_nodes(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	check_counts(facts, report);
	check_chunks(facts, report);
	check_pairs(facts, report);
	check_ranges(facts, report);
}
