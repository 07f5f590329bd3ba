/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of kernels with early reservations, which print pfns in hexadecimal. */
#include <string.h>

#include "base/text.h"
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- places in memory --- */

static enum nkv_match take_two(const struct nkv_formed_line *line, enum nkv_log_fact first,
			       enum nkv_log_fact second)
{
	nkv_line_tells(line, NKV_LOG_FACT_HEXADECIMAL_LINE, 0);
	nkv_line_tells(line, first, line->captures[0].number);
	nkv_line_tells(line, second, line->captures[1].number);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_kva_start(const struct nkv_formed_line *line)
{
	return take_two(line, NKV_LOG_FACT_KVA_START_PFN, NKV_LOG_FACT_FIND_MAX_LOW_PFN);
}

static enum nkv_match take_zone(const struct nkv_formed_line *line)
{
	return take_two(line, NKV_LOG_FACT_DMA_START_PFN, NKV_LOG_FACT_DMA_END_PFN);
}

/* Searches go upwards from below the kernel. */
static void take_place(const struct nkv_formed_line *line, uint64_t start)
{
	const uint64_t kernel_min = 0x100000;

	if (start > kernel_min)
		nkv_line_tells(line, NKV_LOG_FACT_BEHIND_KERNEL, start);
}

static enum nkv_match take_new_ramdisk(const struct nkv_formed_line *line)
{
	take_place(line, line->captures[0].number);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_node_bitmap(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_NODE_BITMAP, line->captures[1].number);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_tables(const struct nkv_formed_line *line)
{
	take_place(line, line->captures[1].number);
	nkv_line_tells(line, NKV_LOG_FACT_LOW_END, line->captures[0].number);
	nkv_line_tells(line, NKV_LOG_FACT_TABLES_START, line->captures[1].number);
	nkv_line_tells(line, NKV_LOG_FACT_TABLES_END, line->captures[2].number);
	return NKV_MATCH_WHOLE;
}

/* --- early reservations --- */

/* The facts in the start and the end of reservations with certain names. */
static const struct {
	const char *name;
	enum nkv_log_fact start, end;
} reservations[] = {
	{ "EBDA", NKV_LOG_FACT_EBDA, NKV_LOG_FACT_NONE },
	{ "BIOS reserved", NKV_LOG_FACT_BIOS_AREA, NKV_LOG_FACT_NONE },
	{ "TEXT DATA BSS", NKV_LOG_FACT_IMAGE_START, NKV_LOG_FACT_IMAGE_END },
	{ "BRK", NKV_LOG_FACT_NONE, NKV_LOG_FACT_BRK_END },
	{ "INIT_PG_TABLE", NKV_LOG_FACT_NONE, NKV_LOG_FACT_BOOT_TABLES_END },
	{ "RAMDISK", NKV_LOG_FACT_RAMDISK_START, NKV_LOG_FACT_RAMDISK_END },
	{ "PGTABLE", NKV_LOG_FACT_NONE, NKV_LOG_FACT_TABLES_USED_END },
};

/* Its size is that of the pgdat, whatever its address. */
static void take_pgdat(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_PGDAT_BYTES,
		       (uint32_t)(line->captures[2].number - line->captures[1].number));
}

static enum nkv_match take_early_reservation(const struct nkv_formed_line *line)
{
	const char *name = line->captures[3].text + strspn(line->captures[3].text, " \t");

	if (nkv_text_begins_with(name, "NODE_DATA "))
		take_pgdat(line);
	for (size_t i = 0; i < COUNT(reservations); i++) {
		if (!nkv_text_begins_with(name, reservations[i].name))
			continue;
		if (reservations[i].start != NKV_LOG_FACT_NONE)
			nkv_line_tells(line, reservations[i].start, line->captures[1].number);
		if (reservations[i].end != NKV_LOG_FACT_NONE)
			nkv_line_tells(line, reservations[i].end, line->captures[2].number);
		return NKV_MATCH_WHOLE;
	}
	return NKV_MATCH_NONE;
}

/* --- SRAT entries that are not read --- */

static void add_unread_processor(const struct nkv_formed_line *line)
{
	struct nkv_boot_facts *facts = line->facts;
	size_t index = facts->processor_count++;
	uint8_t pxm = index > 0 ? facts->processors[index - 1].pxm : 0;

	facts->processors[index] = (struct nkv_srat_processor){ .pxm = pxm };
	facts->processor_nids[index] = NKV_LOG_NO_NID;
	facts->processor_positions[index] = line->position;
}

static void add_unread_memory(const struct nkv_formed_line *line)
{
	struct nkv_boot_facts *facts = line->facts;
	size_t index = facts->memory_count++;
	uint8_t pxm = index > 0 ? facts->memory[index - 1].pxm : 0;

	facts->memory[index] = (struct nkv_srat_memory){ .pxm = pxm };
	facts->memory_nids[index] = NKV_LOG_NO_NID;
	facts->memory_positions[index] = line->position;
}

/*
 * The entries that are not read are not printed, and neither are disabled ones
 * that are read. Disabled entries are added in place of all of them.
 */
static enum nkv_match take_unread(const struct nkv_formed_line *line)
{
	struct nkv_boot_facts *facts = line->facts;
	uint64_t unread = line->captures[1].number, found = line->captures[2].number;

	if (unread > found || found > NKV_LOG_MEMORY_MAX)
		return NKV_MATCH_NONE;
	if (line->captures[0].number == 0) {
		nkv_line_tells(line, NKV_LOG_FACT_NR_CPUS, found - unread);
		while (facts->processor_count < found)
			add_unread_processor(line);
	} else {
		nkv_line_tells(line, NKV_LOG_FACT_MEMORY_READ, found - unread);
		while (facts->memory_count < found)
			add_unread_memory(line);
	}
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form forms[] = {
	{ "kva_start_pfn ~ %x max_low_pfn ~ %x", .take = take_kva_start },
	{ "DMA 0x%x -> 0x%x", .take = take_zone },
	{ "early res: %d [%x-%x] %*", .take = take_early_reservation },
	{ "#%d [%x - %x] %*", .take = take_early_reservation },
	{ "(%d early reservations) ==> bootmem %*", .facts = { NKV_LOG_FACT_EARLY_RESERVED } },
	{ "initial memory mapped : 0 - %x", .facts = { NKV_LOG_FACT_MAPPED_END } },
	{ "kernel direct mapping tables up to %x @ %x-%x", .take = take_tables },
	{ "bootmap %x - %x", .facts = { NKV_LOG_FACT_ONE_BITMAP } },
	{ "node %d bootmap %x - %x", .take = take_node_bitmap },
	{ "Allocated new RAMDISK: %x - %x", .take = take_new_ramdisk },
	{ "ACPI: [SRAT:0x%x] ignored %d entries of %d found", .take = take_unread },
	{ "NR_CPUS:%d %*", .facts = { NKV_LOG_FACT_NR_CPUS } },
	{ "NR_CPUS: %d, %*", .facts = { NKV_LOG_FACT_NR_CPUS } },
};

const struct nkv_line_forms nkv_late_lines = { forms, COUNT(forms) };
