/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/log_machine.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/forms/log_version.h"
#include "read/infer/find_initrd.h"
#include "read/infer/log_kernel.h"
#include "read/infer/log_nodes.h"

enum { UNIT_PAGES = NKV_QUAD_UNIT_BYTES / NKV_PAGE_BYTES };

/* An EBDA cannot begin below this: it is at most 128 KiB. */
#define EBDA_START_MIN UINT64_C(0x80000)
#define BASE_MEMORY_END UINT64_C(0xa0000)
#define LONG_EBDA_END UINT64_C(0x90000) /* an EBDA that begins below this is longer than 64 KiB */
#define BIOS_AREA_WITHOUT_EBDA UINT64_C(0x9f000)

/* --- the EBDA and other firmware --- */

/* Firmware reserves the memory from the EBDA to the end of base memory. */
static uint64_t ebda_of_map(const struct nkv_boot_facts *facts)
{
	for (size_t i = 0; i < facts->map.count; i++) {
		const struct nkv_e820_entry *entry = &facts->map.entries[i];

		if (entry->type == NKV_E820_RESERVED && entry->start >= EBDA_START_MIN &&
		    entry->start < BASE_MEMORY_END && entry->size >= BASE_MEMORY_END - entry->start)
			return entry->start;
	}
	return 0;
}

/*
 * The kernel takes the BIOS area to begin at an EBDA of at most 64 KiB,
 * otherwise at the end of base memory; without base memory, 4 KiB before that.
 */
static void take_bios_area(uint64_t start, struct nkv_log_machine *out)
{
	bool is_in_map = out->machine.ebda == start;

	out->ebda = NKV_LOG_KNOWN;
	if (start == BIOS_AREA_WITHOUT_EBDA && !is_in_map) {
		out->machine.ebda = 0;
	} else if (start < BASE_MEMORY_END) {
		out->machine.ebda = (uint32_t)start;
	} else if (out->machine.ebda == 0 || out->machine.ebda >= LONG_EBDA_END) {
		out->machine.ebda = EBDA_START_MIN;
		out->ebda = NKV_LOG_GUESSED;
	}
}

static void take_ebda(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *ebda = nkv_log_fact(facts, NKV_LOG_FACT_EBDA);
	const struct nkv_log_fact_value *area = nkv_log_fact(facts, NKV_LOG_FACT_BIOS_AREA);

	if (ebda->given && ebda->number < BASE_MEMORY_END) {
		out->machine.ebda = (uint32_t)ebda->number;
		out->ebda = NKV_LOG_KNOWN;
		return;
	}
	out->machine.ebda = (uint32_t)ebda_of_map(facts);
	out->ebda = out->machine.ebda != 0 ? NKV_LOG_GUESSED : NKV_LOG_ASSUMED;
	if (area->given)
		take_bios_area(area->number, out);
}

static void take_reserve(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	for (size_t i = 0; i < facts->mp_table_count; i++)
		out->reserve[i] = (struct nkv_firmware_reserve){
			.start = (uint32_t)facts->mp_tables[i],
			.size = NKV_PAGE_BYTES,
			.by = "mp-table",
		};
	out->machine.reserve = out->reserve;
	out->machine.reserve_count = facts->mp_table_count;
}

/* --- nodes --- */

/* Whether the kernel looked for an SRAT that it could use, and said that there is none. */
static bool is_without_srat(const struct nkv_boot_facts *facts)
{
	if (nkv_log_fact(facts, NKV_LOG_FACT_FLAT)->given ||
	    nkv_log_fact(facts, NKV_LOG_FACT_SRAT_FAILED)->given)
		return true;
	return nkv_log_fact(facts, NKV_LOG_FACT_NO_NUMA)->given &&
	       !nkv_log_fact(facts, NKV_LOG_FACT_SRAT_TABLE)->given;
}

static void take_srat(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	struct nkv_machine *machine = &out->machine;

	machine->processors = facts->processors;
	machine->processor_count = facts->processor_count;
	machine->memory = facts->memory;
	machine->memory_count = facts->memory_count;
	machine->has_srat = facts->processor_count + facts->memory_count > 0;
	out->memory_positions = facts->memory_positions;
	out->srat = machine->has_srat || is_without_srat(facts) ? NKV_LOG_KNOWN : NKV_LOG_ASSUMED;
}

/* --- the tables before the SRAT --- */

/* Whether the log's kernel looked for the SRAT as the planned ones do, and read it. */
static bool is_reader(const struct nkv_boot_facts *facts)
{
	return facts->processor_count + facts->memory_count > 0 && nkv_log_is_planned(facts) &&
	       !nkv_log_version_is_from(facts->version, "2.6.27");
}

static bool has_table(const struct nkv_boot_facts *facts, const char *signature)
{
	for (size_t i = 0; i < facts->table_count; i++)
		if (strcmp(facts->tables[i].signature, signature) == 0)
			return true;
	return false;
}

static void take_tables(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	/* Every machine has the first, and one with an SRAT also has the second. */
	out->has_some_tables =
		facts->table_count > 0 &&
		(!has_table(facts, "FACP") || (out->machine.has_srat && !has_table(facts, "SRAT")));
	out->reads_srat = is_reader(facts);
	if (facts->table_count == 0 || out->has_some_tables || out->reads_srat)
		return;
	out->machine.has_acpi = true;
	out->machine.acpi_tables = facts->tables;
	out->machine.acpi_table_count = facts->table_count;
}

/* --- nodes without a table in the log --- */

/* Whether a quad can begin or end there. */
static bool is_border(uint64_t pfn)
{
	return pfn % UNIT_PAGES == 0 && pfn <= NKV_QUAD_END_MAX >> NKV_PAGE_SHIFT;
}

/* At the end of memory, the last quad may be shorter by less than its unit. */
static uint64_t border_from(uint64_t pfn)
{
	return (pfn + UNIT_PAGES - 1) / UNIT_PAGES * UNIT_PAGES;
}

/* The firmware's table of a NUMA-Q. No line shows private memory, so all is taken as shared. */
static bool take_quads(const struct nkv_log_nodes *nodes, struct nkv_log_machine *out)
{
	for (size_t i = 0; i < nodes->count; i++) {
		uint64_t start = nodes->ranges[i].start, end = border_from(nodes->ranges[i].end);

		if (!is_border(start) || !is_border(end))
			return false;
		out->quads[i] = (struct nkv_quad){
			.number = (uint8_t)nodes->ranges[i].nid,
			.start = start << NKV_PAGE_SHIFT,
			.size = (end - start) << NKV_PAGE_SHIFT,
		};
		out->quad_positions[i] = nodes->ranges[i].position;
	}
	out->machine.quads = out->quads;
	out->machine.quad_count = nodes->count;
	out->numaq = nodes->is_guessed ? NKV_LOG_GUESSED : NKV_LOG_KNOWN;
	out->srat = NKV_LOG_KNOWN;
	return true;
}

/* The domain of a node: nodes are numbered in the order of the domains that processors have. */
static uint8_t domain_of(const struct nkv_boot_facts *facts, uint32_t nid)
{
	bool seen[NKV_PXM_MAX + 1] = { false };
	uint32_t before = 0;

	for (size_t i = 0; i < facts->processor_count; i++)
		seen[facts->processors[i].pxm] = true;
	for (unsigned int pxm = 0; pxm <= NKV_PXM_MAX; pxm++)
		if (seen[pxm] && before++ == nid)
			return (uint8_t)pxm;
	return (uint8_t)nid;
}

static void add_memory(const struct nkv_boot_facts *facts, const struct nkv_log_node_range *range,
		       struct nkv_log_machine *out)
{
	size_t index = out->machine.memory_count++;

	out->node_positions[index] = range->position;
	out->node_memory[index] = (struct nkv_srat_memory){
		.start = range->start << NKV_PAGE_SHIFT,
		.size = (range->end - range->start) << NKV_PAGE_SHIFT,
		.pxm = domain_of(facts, range->nid),
		.enabled = true,
	};
}

/* Makes an SRAT that is not in the log from the kernel's chunks, or from its nodes. */
static void take_node_memory(const struct nkv_boot_facts *facts, const struct nkv_log_nodes *nodes,
			     struct nkv_log_machine *out)
{
	for (size_t i = 0; i < facts->chunk_count; i++)
		if (facts->chunks[i].start <= facts->chunks[i].end)
			add_memory(facts, &facts->chunks[i], out);
	for (size_t i = 0; i < nodes->count && facts->chunk_count == 0; i++)
		add_memory(facts, &nodes->ranges[i], out);
	out->machine.memory = out->node_memory;
	out->memory_positions = out->node_positions;
	out->machine.has_srat = true;
	out->srat = NKV_LOG_GUESSED;
}

/* A kernel for NUMA-Q uses quads up to 2.6.26. Later ones read their table like an SRAT. */
static void take_nodes(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	bool is_numaq = nkv_log_is_numaq(facts);
	struct nkv_log_nodes nodes;

	if (out->machine.memory_count > 0 || !nkv_log_is_planned(facts) || is_without_srat(facts))
		return;
	nodes = nkv_log_find_nodes(facts);
	if (facts->chunk_count == 0 && (nodes.count == 0 || (nodes.told == 1 && !is_numaq)))
		return;
	if (!is_numaq || nkv_log_version_is_from(facts->version, "2.6.27") ||
	    !take_quads(&nodes, out))
		take_node_memory(facts, &nodes, out);
}

/* Writes a size in the usual form. */
static void write_size(char *text, size_t room, const char *name, uint64_t bytes)
{
	const uint64_t mib = UINT64_C(1) << 20;

	if (bytes % mib == 0)
		snprintf(text, room, " %s=%" PRIu64 "M", name, bytes / mib);
	else
		snprintf(text, room, " %s=0x%" PRIx64, name, bytes);
}

/*
 * Whether there was a highmem= in an unknown command line: by a line about it, or found by
 * planning.
 */
static bool has_highmem(const struct nkv_boot_facts *facts,
			const struct nkv_kernel_candidate *candidate, uint64_t *bytes)
{
	const struct nkv_log_fact_value *asked = nkv_log_fact(facts, NKV_LOG_FACT_HIGHMEM_ASKED_MB);

	*bytes = asked->given ? asked->number << 20 : candidate->highmem_bytes;
	if (asked->given)
		return !facts->cmdline.given && asked->number <= UINT32_MAX;
	return candidate->has_highmem;
}

/* A kernel that dies early does not print it, only the effects of its words. */
static void take_cmdline(const struct nkv_boot_facts *facts,
			 const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	uint64_t highmem_bytes;
	char *end = out->cmdline;
	const char *limit = out->cmdline + sizeof(out->cmdline);

	end += snprintf(end, (size_t)(limit - end), "%s", facts->cmdline.text);
	if (has_highmem(facts, candidate, &highmem_bytes))
		write_size(end, (size_t)(limit - end), "highmem", highmem_bytes);
	end += strlen(end);
	if (candidate->vmalloc_bytes > 0)
		write_size(end, (size_t)(limit - end), "vmalloc", candidate->vmalloc_bytes);
	end += strlen(end);
	nkv_log_map_words(facts, candidate->words, end, (size_t)(limit - end));
	out->machine.cmdline = out->cmdline + (out->cmdline[0] == ' ');
}

static void take_map(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_map *map = nkv_log_map_of_firmware(facts);

	out->machine.e820 = map->entries;
	out->machine.e820_count = map->count;
	out->e820_positions = map->positions;
}

void nkv_log_machine(const struct nkv_boot_facts *facts,
		     const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	*out = (struct nkv_log_machine){ 0 };
	take_map(facts, out);
	take_cmdline(facts, candidate, out);
	nkv_log_kernel(facts, candidate, out);
	take_ebda(facts, out);
	take_reserve(facts, out);
	nkv_log_find_initrd(facts, out);
	take_srat(facts, out);
	take_tables(facts, out);
	take_nodes(facts, out);
}
