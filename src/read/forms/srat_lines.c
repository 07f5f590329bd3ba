/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of the SRAT. */
#include <string.h>

#include "base/text.h"
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool is(const char *text, const char *word)
{
	return strcmp(text, word) == 0;
}

static const char *without_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* Whether a description can have this proximity domain; others are noted. */
static bool take_pxm(const struct nkv_formed_line *line, uint64_t pxm)
{
	if (pxm > NKV_PXM_MAX)
		nkv_log_fact_note(&line->facts->bad_pxm, pxm, &line->position);
	return pxm <= NKV_PXM_MAX;
}

/* --- processors --- */

/* Kernels that know only 8 bits of an APIC id skip entries with more. */
static enum nkv_match add_processor(const struct nkv_formed_line *line, uint64_t pxm, uint64_t apic,
				    int32_t nid)
{
	struct nkv_boot_facts *facts = line->facts;
	size_t index = facts->processor_count;

	if (!take_pxm(line, pxm))
		return NKV_MATCH_WHOLE;
	if (apic > UINT8_MAX) {
		nkv_line_tells(line, NKV_LOG_FACT_X2APIC, apic);
		return NKV_MATCH_WHOLE;
	}
	if (index == NKV_LOG_PROCESSORS_MAX) {
		nkv_line_tells(line, NKV_LOG_FACT_SRAT_OVERFLOW, 0);
		return NKV_MATCH_WHOLE;
	}
	facts->processors[index] = (struct nkv_srat_processor){
		.pxm = (uint8_t)pxm,
		.apic = (uint8_t)apic,
		.enabled = true,
	};
	facts->processor_nids[index] = nid;
	facts->processor_positions[index] = line->position;
	facts->processor_count++;
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_cpu(const struct nkv_formed_line *line)
{
	return add_processor(line, line->captures[1].number, line->captures[0].number,
			     NKV_LOG_NO_NID);
}

static enum nkv_match take_pxm_to_node(const struct nkv_formed_line *line)
{
	return add_processor(line, line->captures[0].number, line->captures[1].number,
			     (int32_t)line->captures[2].number);
}

static enum nkv_match take_pxm_cpu_to_node(const struct nkv_formed_line *line)
{
	return add_processor(line, line->captures[0].number, line->captures[1].number,
			     (int32_t)line->captures[3].number);
}

/* --- memory --- */

struct range {
	uint64_t start, end; /* bytes; the end is exclusive */
};

/* Cuts off what is above all pfns. Returns false if nothing is left. */
static bool cut_high(const struct nkv_formed_line *line, struct range *range)
{
	if (range->end <= NKV_MEMORY_END_MAX)
		return true;
	nkv_line_tells(line, NKV_LOG_FACT_HIGH_MEMORY, 0);
	range->end = NKV_MEMORY_END_MAX;
	return range->start < range->end;
}

static enum nkv_match add_memory(const struct nkv_formed_line *line, uint64_t pxm, int32_t nid,
				 struct range *range, bool hotplug)
{
	struct nkv_boot_facts *facts = line->facts;
	size_t index = facts->memory_count;

	if (!take_pxm(line, pxm) || !cut_high(line, range))
		return NKV_MATCH_WHOLE;
	if (index == NKV_LOG_MEMORY_MAX) {
		nkv_line_tells(line, NKV_LOG_FACT_SRAT_OVERFLOW, 0);
		return NKV_MATCH_WHOLE;
	}
	facts->memory[index] = (struct nkv_srat_memory){
		.start = range->start,
		.size = range->end - range->start,
		.pxm = (uint8_t)pxm,
		.enabled = true,
		.hotplug = hotplug,
	};
	facts->memory_nids[index] = nid;
	facts->memory_positions[index] = line->position;
	facts->memory_count++;
	return NKV_MATCH_WHOLE;
}

/* Converts from pfns, or from an end beyond 64 bits. */
static bool to_bytes(uint64_t start_pfn, uint64_t end_pfn, struct range *range)
{
	const uint64_t most = UINT64_MAX >> NKV_PAGE_SHIFT;

	if (start_pfn > end_pfn || end_pfn > most)
		return false;
	*range = (struct range){ start_pfn << NKV_PAGE_SHIFT, end_pfn << NKV_PAGE_SHIFT };
	return true;
}

/* "enabled", "enabled and removable" */
static enum nkv_match take_pfns(const struct nkv_formed_line *line, uint64_t pxm, const char *flags)
{
	bool hotplug = is(flags, "enabled and removable");
	struct range range;

	if (is(flags, "enabled and"))
		return NKV_MATCH_PART;
	if (!(hotplug || is(flags, "enabled")) ||
	    !to_bytes(line->captures[0].number, line->captures[1].number, &range))
		return NKV_MATCH_NONE;
	return add_memory(line, pxm, NKV_LOG_NO_NID, &range, hotplug);
}

static enum nkv_match take_memory_range(const struct nkv_formed_line *line)
{
	return take_pfns(line, line->captures[2].number, line->captures[3].text);
}

static enum nkv_match take_typed_memory_range(const struct nkv_formed_line *line)
{
	return take_pfns(line, line->captures[3].number, line->captures[4].text);
}

/* Reads nothing, "hotplug", "non-volatile" or both; or "(hotplug)" of a hypervisor. */
static bool read_flags(const char *flags, bool *hotplug)
{
	static const char *const names[] = { "hotplug", "(hotplug)" };

	flags = without_blanks(flags);
	*hotplug = false;
	for (size_t i = 0; i < COUNT(names) && !*hotplug; i++) {
		*hotplug = nkv_text_begins_with(flags, names[i]);
		flags += *hotplug ? strlen(names[i]) : 0;
	}
	flags = without_blanks(flags);
	return *flags == '\0' || is(flags, "non-volatile");
}

/* An entry of size 0 ends before it begins, even before address 0. */
static enum nkv_match take_inclusive(const struct nkv_formed_line *line)
{
	uint64_t start = line->captures[2].number, last = line->captures[3].number;
	struct range range = { start, last + 1 };
	bool hotplug;

	if (last == UINT64_MAX && start > 0)
		range.end = UINT64_MAX;
	if (!read_flags(line->captures[4].text, &hotplug) || range.end < start)
		return NKV_MATCH_NONE;
	return add_memory(line, line->captures[1].number, (int32_t)line->captures[0].number, &range,
			  hotplug);
}

/*
 * The next address of usable memory at or after an address and below an end; the address itself
 * if there is none.
 */
static uint64_t next_memory(const struct nkv_boot_facts *facts, uint64_t address, uint64_t end)
{
	uint64_t first = end;

	for (size_t i = 0; i < facts->map.count; i++) {
		const struct nkv_e820_entry *entry = &facts->map.entries[i];

		if (entry->type != NKV_E820_USABLE || entry->start + entry->size <= address)
			continue;
		if (entry->start <= address)
			return address;
		if (entry->start < first)
			first = entry->start;
	}
	return first < end ? first : address;
}

/*
 * Before 2.6.39, 64-bit kernels print with each entry all memory of its node so
 * far. The difference to the line before is the entry.
 */
static void subtract_former(const struct nkv_boot_facts *facts, uint64_t pxm, struct range *range)
{
	uint64_t start = UINT64_MAX, end = 0;

	for (size_t i = 0; i < facts->memory_count; i++) {
		const struct nkv_srat_memory *memory = &facts->memory[i];

		if (memory->pxm != pxm)
			continue;
		if (memory->start < start)
			start = memory->start;
		if (memory->start + memory->size > end)
			end = memory->start + memory->size;
	}
	if (start == range->start && end < range->end)
		range->start = next_memory(facts, end, range->end);
	else if (start > range->start && end == range->end)
		range->end = start;
}

static enum nkv_match take_exclusive(const struct nkv_formed_line *line)
{
	struct range range = { line->captures[2].number, line->captures[3].number };
	bool hotplug;

	if (!read_flags(line->captures[4].text, &hotplug) || range.end < range.start)
		return NKV_MATCH_NONE;
	subtract_former(line->facts, line->captures[1].number, &range);
	return add_memory(line, line->captures[1].number, (int32_t)line->captures[0].number, &range,
			  hotplug);
}

/*
 * This line is about the entry before it, which ends there. Its start is exact
 * here, but not in the entry's own line if that shows all memory of the node so
 * far.
 */
static enum nkv_match take_hot_plug_zone(const struct nkv_formed_line *line)
{
	struct nkv_boot_facts *facts = line->facts;
	struct range zone = { line->captures[0].number, line->captures[1].number };
	struct nkv_srat_memory *memory;

	if (facts->memory_count == 0 || zone.end < zone.start || !cut_high(line, &zone))
		return NKV_MATCH_WHOLE;
	memory = &facts->memory[facts->memory_count - 1];
	if (memory->start + memory->size != zone.end || memory->start > zone.start)
		return NKV_MATCH_WHOLE;
	memory->start = zone.start;
	memory->size = zone.end - zone.start;
	memory->hotplug = true;
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form forms[] = {
	{ "CPU %x in proximity domain %x", .take = take_cpu },
	{ "Memory range %x to %x (type %x) in proximity domain %x %*",
	  .take = take_typed_memory_range },
	{ "Memory range %x to %x in proximity domain %x %*", .take = take_memory_range },
	{ "Too many mem chunks in SRAT. Ignoring %*", .facts = { NKV_LOG_FACT_CHUNK_DROPPED } },
	{ "SRAT: PXM %d -> APIC %i -> Node %d", .take = take_pxm_to_node },
	{ "SRAT: PXM %d -> APIC %i -> CPU %d -> Node %d", .take = take_pxm_cpu_to_node },
	{ "SRAT: Node %d PXM %d [mem %x-%x]%*", .take = take_inclusive },
	{ "SRAT: Node %d PXM %d %x-%x%*", .take = take_exclusive },
	/* A hypervisor prints an APIC id without 0x. */
	{ "(XEN) SRAT: PXM %d -> APIC %x -> Node %d", .take = take_pxm_to_node },
	{ "(XEN) SRAT: Node %d PXM %d [%x, %x]%*", .take = take_inclusive },
	{ "(XEN) SRAT: Node %d PXM %d %x-%x%*", .take = take_exclusive },
	{ "(XEN) ACPI: SRAT %*", .facts = { NKV_LOG_FACT_SRAT_TABLE } },
	{ "SRAT: hot plug zone found %x - %x%*", .take = take_hot_plug_zone },
	{ "ACPI: SRAT %*", .facts = { NKV_LOG_FACT_SRAT_TABLE } },
	{ "Begin SRAT table scan%*", .facts = { NKV_LOG_FACT_SRAT_SOUGHT } },
	{ "pxm bitmap:%*", .facts = { NKV_LOG_FACT_SRAT_SOUGHT } },
	{ "SRAT: SRAT not used.", .facts = { NKV_LOG_FACT_SRAT_UNUSED } },
	{ "SRAT: PXMs only cover %*", .facts = { NKV_LOG_FACT_SRAT_UNUSED } },
	{ "NUMA: nodes only cover %*", .facts = { NKV_LOG_FACT_SRAT_UNUSED } },
	{ "failed to get NUMA memory information from SRAT table",
	  .facts = { NKV_LOG_FACT_SRAT_FAILED } },
	{ "NUMA - single node, flat memory mode", .facts = { NKV_LOG_FACT_FLAT } },
};

const struct nkv_line_forms nkv_srat_lines = { forms, COUNT(forms) };

static const struct nkv_line_form broken_forms[] = {
	{ "Memory range %*", .facts = { NKV_LOG_FACT_BROKEN_SRAT } },
	{ "SRAT: Node %*", .facts = { NKV_LOG_FACT_BROKEN_SRAT } },
	{ "SRAT: PXM %*", .facts = { NKV_LOG_FACT_BROKEN_SRAT } },
};

const struct nkv_line_forms nkv_broken_srat_lines = { broken_forms, COUNT(broken_forms) };
