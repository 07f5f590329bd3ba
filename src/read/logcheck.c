/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/logcheck.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

static const struct nkv_logfact_value *fact(const struct nkv_logfacts *facts, enum nkv_logfact id)
{
	return &facts->facts[id];
}

/* --- the map --- */

static void check_map_is_there(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *header = fact(facts, NKV_LOGFACT_MAP_HEADER);
	const struct nkv_logfact_value *other = fact(facts, NKV_LOGFACT_OTHER_MAP);

	if (other->given)
		nkv_report_error(report, &other->mark,
				 "this map is not from E820, wanted are 'BIOS-e820:' lines");
	else if (header->given)
		nkv_report_error(report, &header->mark,
				 "no entry of the E820 map follows, wanted are 'BIOS-e820:' lines");
	else
		nkv_report_error(report, &facts->first,
				 "no E820 map in this boot, wanted are 'BIOS-e820:' lines");
}

static void check_order(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	for (size_t i = 1; i < facts->e820_count; i++) {
		const struct nkv_e820_entry *last = &facts->e820[i - 1], *entry = &facts->e820[i];

		if (entry->start >= last->start + last->size)
			continue;
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &facts->e820_marks[i],
				  "this entry does not begin above the one before, as those that a "
				  "kernel prints do: the map may be of two");
		return;
	}
}

/* Of the usable entries, in pages. */
static uint64_t end_of_map(const struct nkv_logfacts *facts)
{
	uint64_t most = 0;

	for (size_t i = 0; i < facts->e820_count; i++) {
		uint64_t end = (facts->e820[i].start + facts->e820[i].size) >> NKV_PAGE_SHIFT;

		if (facts->e820[i].type == NKV_E820_USABLE && end > most)
			most = end;
	}
	return most;
}

static void check_map_is_whole(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *overflow = fact(facts, NKV_LOGFACT_MAP_OVERFLOW);
	const struct nkv_logfact_value *last_pfn = fact(facts, NKV_LOGFACT_LAST_PFN);
	uint64_t end = end_of_map(facts);

	if (overflow->given)
		nkv_report_error(report, &overflow->mark, "more than %d entries of the E820 map",
				 NKV_LOG_E820_MAX);
	if (!fact(facts, NKV_LOGFACT_MAP_HEADER)->given)
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &facts->e820_marks[0],
			"no line says that the E820 map begins here, entries before may be "
			"missing");
	if (facts->ends_in_map)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &facts->last,
				  "the boot ends in its E820 map, entries may be missing");
	if (last_pfn->given && last_pfn->number > end)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &last_pfn->mark,
				  "last_pfn is 0x%" PRIx64
				  ", but the usable entries of the E820 map end at 0x%" PRIx64
				  ": some are missing",
				  last_pfn->number, end);
}

static void check_map(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *broken = fact(facts, NKV_LOGFACT_BROKEN_MAP);

	if (broken->given)
		nkv_report_error(report, &broken->mark,
				 "an entry of the E820 map that cannot be read");
	else if (facts->e820_count == 0)
		check_map_is_there(facts, report);
	if (facts->e820_count == 0)
		return;
	check_map_is_whole(facts, report);
	check_order(facts, report);
}

/* --- the SRAT --- */

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

static void check_srat_is_used(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *unused = fact(facts, NKV_LOGFACT_SRAT_UNUSED);
	const struct nkv_logfact_value *failed = fact(facts, NKV_LOGFACT_SRAT_FAILED);

	if (unused->given || failed->given)
		nkv_report_remark(report, NKV_GRAVITY_WARNING,
				  unused->given ? &unused->mark : &failed->mark,
				  "the log's kernel does without the SRAT, which is taken all the "
				  "same");
}

static void check_srat(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *broken = fact(facts, NKV_LOGFACT_BROKEN_SRAT);
	const struct nkv_logfact_value *overflow = fact(facts, NKV_LOGFACT_SRAT_OVERFLOW);
	const struct nkv_logfact_value *x2apic = fact(facts, NKV_LOGFACT_X2APIC);

	if (broken->given)
		nkv_report_error(report, &broken->mark, "an SRAT entry that cannot be read");
	if (facts->bad_pxm.given)
		nkv_report_error(report, &facts->bad_pxm.mark,
				 "proximity domain %" PRIu64 ", wanted is 0 to %d",
				 facts->bad_pxm.number, NKV_PXM_MAX);
	if (overflow->given)
		nkv_report_error(report, &overflow->mark, "more SRAT entries than can be kept");
	if (x2apic->given)
		nkv_report_remark(report, NKV_GRAVITY_NOTE, &x2apic->mark,
				  "processors with an APIC id above 255 are left out, as by the "
				  "kernels that are planned");
	if (facts->memory_count + facts->processor_count == 0)
		return;
	check_counts(facts, report);
	check_chunks(facts, report);
	check_pairs(facts, report);
	check_ranges(facts, report);
	check_srat_is_used(facts, report);
}

void nkv_log_check(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	check_map(facts, report);
	check_srat(facts, report);
}
