/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/log_check.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/forms/log_version.h"
#include "read/infer/map_words.h"
#include "read/log/node_check.h"

#define BASE_MEMORY_END UINT64_C(0xa0000)

/* --- the map --- */

bool nkv_log_report_architecture(const char *architecture, const struct nkv_position *position,
				 struct nkv_report *report)
{
	if (!architecture || strcmp(architecture, "x86_64") == 0)
		return false;
	nkv_report_error(report, position,
			 "a log of %s, whose machines have no E820 map: only 32-bit x86 can be "
			 "planned",
			 architecture);
	return true;
}

static void check_map_is_there(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *header = nkv_log_fact(facts, NKV_LOG_FACT_MAP_HEADER);
	const struct nkv_log_fact_value *other = nkv_log_fact(facts, NKV_LOG_FACT_OTHER_MAP);
	const struct nkv_log_fact_value *trap = nkv_log_fact(facts, NKV_LOG_FACT_TRAP);

	if (other->given)
		nkv_report_error(report, &other->position,
				 "this map is not from E820, expected 'BIOS-e820:' lines");
	else if (nkv_log_report_architecture(facts->architecture, &facts->first, report))
		return;
	else if (header->given)
		nkv_report_error(report, &header->position,
				 "the E820 map has no entries, expected 'BIOS-e820:' lines");
	else if (trap->given)
		nkv_report_error(
			report, &trap->position,
			"no E820 map before this boot ends here, expected 'BIOS-e820:' lines");
	else
		nkv_report_error(report, &facts->first,
				 "no E820 map in this boot, expected 'BIOS-e820:' lines");
}

static void check_order(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	for (size_t i = 1; i < facts->map.count; i++) {
		const struct nkv_e820_entry *last = &facts->map.entries[i - 1],
					    *entry = &facts->map.entries[i];

		if (entry->start >= last->start + last->size)
			continue;
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &facts->map.positions[i],
			"this entry does not begin above the one before it, but a kernel prints "
			"them in order: two maps may be mixed");
		return;
	}
}

/* Whether there are other sources of memory: the command line, or the EFI's own map. */
static bool adds_memory(const struct nkv_boot_facts *facts)
{
	return strstr(facts->cmdline.text, "memmap=") ||
	       strstr(facts->cmdline.text, "add_efi_memmap");
}

/* The end of the entries of a type, in pages. */
static uint64_t end_of(const struct nkv_log_map *map, uint32_t type)
{
	uint64_t most = 0;

	for (size_t i = 0; i < map->count; i++) {
		uint64_t end = (map->entries[i].start + map->entries[i].size) >> NKV_PAGE_SHIFT;

		if (map->entries[i].type == type && end > most)
			most = end;
	}
	return most;
}

/* The command line can add memory to the firmware's. */
static uint64_t end_of_maps(const struct nkv_boot_facts *facts, uint32_t type)
{
	uint64_t firmware = end_of(&facts->map, type), user = end_of(&facts->user_map, type);

	return firmware > user ? firmware : user;
}

/* The end of memory for last_pfn: since 6.11 ACPI tables count, too. */
static uint64_t last_pfn_of_maps(const struct nkv_boot_facts *facts)
{
	uint64_t ram = end_of_maps(facts, NKV_E820_USABLE);
	uint64_t tables = end_of_maps(facts, NKV_E820_ACPI_DATA);

	return tables > ram && nkv_log_version_is_from(facts->version, "6.11") ? tables : ram;
}

/* Checks a page that a line shows to be memory against the map's end. */
static void check_end(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *last_pfn = nkv_log_fact(facts, NKV_LOG_FACT_LAST_PFN);
	const struct nkv_log_fact_value *memory = nkv_log_fact(facts, NKV_LOG_FACT_MEMORY_END_KIB);
	uint64_t end = end_of_maps(facts, NKV_E820_USABLE);
	uint64_t memory_pages = memory->number / (NKV_PAGE_BYTES >> 10);

	if (last_pfn->given && last_pfn->number > last_pfn_of_maps(facts))
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &last_pfn->position,
				  "last_pfn is 0x%" PRIx64
				  ", but the usable entries of the E820 map end at 0x%" PRIx64
				  ": some are missing",
				  last_pfn->number, end);
	else if (memory->given && !nkv_log_fact(facts, NKV_LOG_FACT_MAX_PFN)->given &&
		 !adds_memory(facts) && memory_pages > end)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &memory->position,
				  "memory ends at 0x%" PRIx64
				  ", but the usable entries of the E820 map end at 0x%" PRIx64
				  ": some are missing",
				  memory_pages, end);
}

static bool is_usable_in(const struct nkv_log_map *map, uint64_t address)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].type == NKV_E820_USABLE && address >= map->entries[i].start &&
		    address - map->entries[i].start < map->entries[i].size)
			return true;
	return false;
}

/*
 * The EFI's list of memory that is not accepted yet. Kernels add its pages to
 * memory, whatever the map has. Its length is not printed.
 */
static bool is_unaccepted_list(const struct nkv_boot_facts *facts, uint64_t address)
{
	const struct nkv_log_fact_value *list = nkv_log_fact(facts, NKV_LOG_FACT_UNACCEPTED);

	if (!list->given || address < (list->number & ~(uint64_t)(NKV_PAGE_BYTES - 1)))
		return false;
	for (size_t i = 0; i < facts->map.count; i++) {
		uint64_t start = facts->map.entries[i].start, size = facts->map.entries[i].size;

		if (list->number - start < size && address - start < size)
			return true;
	}
	return false;
}

static bool is_usable(const struct nkv_boot_facts *facts, uint64_t address)
{
	return is_usable_in(&facts->map, address) || is_usable_in(&facts->user_map, address) ||
	       is_unaccepted_list(facts, address);
}

/*
 * Later kernels list all usable memory by nodes. If the map does not have some of it, entries
 * were lost.
 */
static void check_ram(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	for (size_t i = 0; i < facts->range_count && !adds_memory(facts); i++) {
		const struct nkv_log_node_range *range = &facts->ranges[i];

		if (range->kind != NKV_LOG_RANGE_RAM ||
		    (is_usable(facts, range->start) && is_usable(facts, range->end)))
			continue;
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &range->position,
			"this memory is not usable in the log's E820 map: entries are missing");
		return;
	}
}

/* Every machine has base memory. */
static void check_beginning(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	if (!nkv_log_fact(facts, NKV_LOG_FACT_MAP_HEADER)->given) {
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &facts->map.positions[0],
			"no line marks the beginning of the E820 map; earlier entries may be "
			"missing");
		return;
	}
	for (size_t i = 0; i < facts->map.count; i++)
		if (facts->map.entries[i].type == NKV_E820_USABLE &&
		    facts->map.entries[i].start < BASE_MEMORY_END)
			return;
	nkv_report_remark(
		report, NKV_GRAVITY_WARNING, &facts->map.positions[0],
		"the E820 map has no usable memory below 640 KiB; an entry may be missing");
}

static void check_map_is_whole(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *overflow = nkv_log_fact(facts, NKV_LOG_FACT_MAP_OVERFLOW);
	const struct nkv_log_fact_value *cut = nkv_log_fact(facts, NKV_LOG_FACT_MAP_CUT);

	if (overflow->given)
		nkv_report_error(report, &overflow->position,
				 "more than %d entries of the E820 map", NKV_LOG_E820_MAX);
	check_beginning(facts, report);
	if (cut->given && facts->map.count > 0 &&
	    facts->map.positions[facts->map.count - 1].line > cut->position.line)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &cut->position,
				  "the E820 map was cut here, entries may be missing");
	if (facts->ends_in_map)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &facts->last,
				  "the boot ends in its E820 map, entries may be missing");
	/* The kernel under a hypervisor prints the memory that it was given. */
	if (facts->map.lines == NKV_LOG_MAP_HYPERVISOR)
		return;
	check_end(facts, report);
	check_ram(facts, report);
}

/* Warns of lines of the map in a form that no known kernel prints. */
static void check_lines(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *broken = nkv_log_fact(facts, NKV_LOG_FACT_BROKEN_MAP);
	const struct nkv_log_fact_value *nameless = nkv_log_fact(facts, NKV_LOG_FACT_UNKNOWN_TYPE);

	if (broken->given)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &broken->position,
				  "an unreadable line of the E820 map is ignored (%" PRIu64
				  " in total): an entry may be missing",
				  broken->number);
	if (nameless->given)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &nameless->position,
				  "an E820 entry of an unknown type, treated as reserved");
}

void nkv_log_check_map(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *broken = nkv_log_fact(facts, NKV_LOG_FACT_BROKEN_MAP);

	if (facts->map.lines == NKV_LOG_MAP_OLD)
		nkv_report_remark(report, NKV_GRAVITY_NOTE, &facts->map.position,
				  "this map is not from E820, but is treated as if it were");
	if (facts->map.count > 0) {
		check_lines(facts, report);
		check_map_is_whole(facts, report);
		check_order(facts, report);
	} else if (nkv_log_map_of_firmware(facts)->count > 0) {
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &facts->user_map.position,
			"the log does not have the firmware's map; this one is used in its place");
	} else if (broken->given) {
		nkv_report_error(report, &broken->position, "an E820 entry that cannot be read");
	} else {
		check_map_is_there(facts, report);
	}
}

/* --- the SRAT --- */

static void check_srat_is_used(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *unused = nkv_log_fact(facts, NKV_LOG_FACT_SRAT_UNUSED);
	const struct nkv_log_fact_value *failed = nkv_log_fact(facts, NKV_LOG_FACT_SRAT_FAILED);

	if (unused->given || failed->given)
		nkv_report_remark(report, NKV_GRAVITY_WARNING,
				  unused->given ? &unused->position : &failed->position,
				  "the log's kernel does not use the SRAT; the plan does");
}

/* There is an SRAT, but the log has none of its memory. */
static void check_no_srat(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *table = nkv_log_fact(facts, NKV_LOG_FACT_SRAT_TABLE);
	bool is_planned_so = nkv_log_fact(facts, NKV_LOG_FACT_FLAT)->given;

	if (facts->processor_count > 0) {
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &facts->processor_positions[0],
			"the log has the SRAT's processor entries, but no memory entries: they "
			"are missing");
		return;
	}
	nkv_log_check_no_nodes(facts, report);
	if (table->given)
		nkv_report_remark(report, is_planned_so ? NKV_GRAVITY_NOTE : NKV_GRAVITY_WARNING,
				  &table->position,
				  "the machine has an SRAT, but the log has none of its entries; "
				  "--srat=FILE adds them");
}

static void check_srat_is_whole(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *cut = nkv_log_fact(facts, NKV_LOG_FACT_SRAT_CUT);

	if (cut->given && facts->memory_count > 0 &&
	    facts->memory_positions[facts->memory_count - 1].line > cut->position.line)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &cut->position,
				  "the SRAT was cut here, entries may be missing");
	if (facts->ends_in_srat)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &facts->last,
				  "the boot ends in its SRAT, entries may be missing");
}

/* Entries that a description cannot have. */
static void check_entries(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *broken = nkv_log_fact(facts, NKV_LOG_FACT_BROKEN_SRAT);
	const struct nkv_log_fact_value *overflow = nkv_log_fact(facts, NKV_LOG_FACT_SRAT_OVERFLOW);

	if (broken->given)
		nkv_report_error(report, &broken->position, "an SRAT entry that cannot be read");
	if (facts->bad_pxm.given)
		nkv_report_error(report, &facts->bad_pxm.position,
				 "proximity domain %" PRIu64 ", expected 0 to %d",
				 facts->bad_pxm.number, NKV_PXM_MAX);
	if (overflow->given)
		nkv_report_error(report, &overflow->position, "more SRAT entries than can be kept");
}

void nkv_log_check_srat(const struct nkv_boot_facts *facts, struct nkv_report *report)
{
	const struct nkv_log_fact_value *x2apic = nkv_log_fact(facts, NKV_LOG_FACT_X2APIC);
	const struct nkv_log_fact_value *high = nkv_log_fact(facts, NKV_LOG_FACT_HIGH_MEMORY);
	const struct nkv_log_fact_value *read = nkv_log_fact(facts, NKV_LOG_FACT_MEMORY_READ);
	size_t errors = report->error_count;

	check_entries(facts, report);
	if (report->error_count > errors)
		return;
	if (x2apic->given)
		nkv_report_remark(
			report, NKV_GRAVITY_NOTE, &x2apic->position,
			"processors with an APIC id above 255 are ignored, as the planned kernels "
			"do");
	if (read->given)
		nkv_report_remark(report, NKV_GRAVITY_NOTE, &read->position,
				  "the SRAT's memory entries after the first %" PRIu64
				  " are not shown, since this kernel reads no more: disabled ones "
				  "stand for them; --srat=FILE adds them",
				  read->number);
	if (high->given)
		nkv_report_remark(report, NKV_GRAVITY_NOTE, &high->position,
				  "memory above 0x%" PRIx64 ", the limit of pfns, is ignored",
				  NKV_MEMORY_END_MAX);
	if (facts->memory_count == 0)
		check_no_srat(facts, report);
	if (facts->memory_count + facts->processor_count == 0)
		return;
	check_srat_is_whole(facts, report);
	nkv_log_check_nodes(facts, report);
	check_srat_is_used(facts, report);
}
