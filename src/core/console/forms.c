/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines that kernels print about their setup: one row each (9).
 */
#include "core/console/console.h"

#define VARIES NKV_CONSOLE_VARIES
#define DEBUG NKV_CONSOLE_DEBUG
#define SRAT NKV_CONSOLE_SRAT
#define FOLLOWS NKV_CONSOLE_FOLLOWS
#define FIRMWARE NKV_CONSOLE_FIRMWARE
#define NO_KEY NKV_CONSOLE_NO_KEY

/* The text; the section of the rules; what it decides; traits; the value that it is about. */
/* clang-format off */
static const struct nkv_console_kind kinds[NKV_SAY_COUNT] = {
	[NKV_SAY_BIOS_MAP] = { "BIOS-provided physical RAM map:",
		"1.2", "the firmware's map", FIRMWARE, NO_KEY },
	[NKV_SAY_BIOS_ENTRY] = { " BIOS-e820: %016x - %016x %T",
		"1.2", "the firmware's map", FIRMWARE, 0 },
	[NKV_SAY_MAP_FULL] = { "Ooops! Too many entries in the memory map!",
		"1.2", "entries that do not fit", 0, NO_KEY },
	[NKV_SAY_LIMIT_START] = { " limit_regions start: %016x - %016x %T",
		"1.3", "the map before a limit", VARIES, 0 },
	[NKV_SAY_LIMIT_ENDFOR] = { " limit_regions endfor: %016x - %016x %T",
		"1.3", "the map after a limit", VARIES, 0 },
	[NKV_SAY_LIMIT_ENDFUNC] = { " limit_regions endfunc: %016x - %016x %T",
		"1.3", "the map after a limit", VARIES, 0 },
	[NKV_SAY_USER_MAP] = { "user-defined physical RAM map:",
		"1.3", "the map after the command line", 0, NO_KEY },
	[NKV_SAY_USER_ENTRY] = { " user: %016x - %016x %T",
		"1.3", "the map after the command line", 0, 0 },
	[NKV_SAY_NODE_RANGE] = { "Node: %u, start_pfn: %d, end_pfn: %d",
		"1.5, 2", "the pages of a node", 0, 1 },
	[NKV_SAY_PHYSNODE] = { "  Setting physnode_map array to node %u for pfns:",
		"2", "which node a page is of", DEBUG, 0 },
	[NKV_SAY_RSDT_INCORRECT] = { "ACPI: RSDT signature incorrect",
		"2", "whether the SRAT is in reach", SRAT | NKV_CONSOLE_ACPI, NO_KEY },
	[NKV_SAY_RSDT_TOO_LONG] = { "ACPI: Too big length in RSDT: %u",
		"2", "whether the SRAT is in reach", SRAT | NKV_CONSOLE_ACPI, NO_KEY },
	[NKV_SAY_SRAT_SCAN] = { "Begin SRAT table scan....",
		"2", "whether the SRAT is in reach", SRAT | NKV_CONSOLE_ACPI, NO_KEY },
	[NKV_SAY_SRAT_PROCESSOR] = { "CPU 0x%02X in proximity domain 0x%02X",
		"2", "a processor of the SRAT", SRAT | FIRMWARE, 0 },
	[NKV_SAY_SRAT_MEMORY] = {
		"Memory range 0x%X to 0x%X (type 0x%x) in proximity domain 0x%02X %s",
		"2", "memory of the SRAT", SRAT | FIRMWARE, 0 },
	[NKV_SAY_SRAT_TOO_MANY] = { "Too many mem chunks in SRAT. Ignoring %u MBytes at %x",
		"2", "memory that is dropped", SRAT, 1 },
	[NKV_SAY_PXM_BITMAP] = { "pxm bitmap:%B",
		"2", "the domains seen", SRAT, NO_KEY },
	[NKV_SAY_NODE_COUNT] = { "Number of logical nodes in system = %u",
		"2", "how many nodes there are", SRAT, NO_KEY },
	[NKV_SAY_CHUNK_COUNT] = { "Number of memory chunks in system = %u",
		"2", "how many chunks there are", SRAT, NO_KEY },
	[NKV_SAY_CHUNK] = { "chunk %u nid %u start_pfn %08x end_pfn %08x",
		"2", "the chunks, sorted", SRAT, 0 },
	[NKV_SAY_CHUNK_IGNORED] = { "Ignoring SRAT pfns: 0x%08x -> %08x",
		"2", "chunks beyond max_pfn", SRAT, 0 },
	[NKV_SAY_ADD_ACTIVE_RANGE] = { "Entering add_active_range(%u, %u, %u) %u entries of %u used",
		"2, 6", "the active ranges", VARIES | DEBUG, 1 },
	[NKV_SAY_SRAT_EMPTY] = { "could not finy any ACPI SRAT memory areas.",
		"2", "an SRAT without memory", SRAT, NO_KEY },
	[NKV_SAY_SRAT_MISSING] = { "failed to get NUMA memory information from SRAT table",
		"2", "whether there is an SRAT", SRAT, NO_KEY },
	[NKV_SAY_FLAT] = { "NUMA - single node, flat memory mode",
		"2", "one node for all memory", SRAT, NO_KEY },
	[NKV_SAY_RESERVING] = { "Reserving %d pages of KVA for lmem_map of node %u",
		"3.3", "what a node gives", 0, 1 },
	[NKV_SAY_SHRINKING_FURTHER] = { "Shrinking node %u further by %d pages for proper alignment",
		"3.6", "what a node loses to alignment", 0, 0 },
	[NKV_SAY_SHRINKING] = { "Shrinking node %u from %d pages to %d pages",
		"3.6", "what a node keeps", 0, 0 },
	[NKV_SAY_RESERVING_TOTAL] = { "Reserving total of %d pages for numa KVA remap",
		"3", "what all nodes give", 0, NO_KEY },
	[NKV_SAY_HIGHMEM_ONLY] = {
		"only %uMB highmem pages available, ignoring highmem size of %uMB.",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_WILL_BE_USED] = { "Warning only %uMB will be used.",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_4G_WILL_BE_USED] = { "Warning only 4GB will be used.",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_USE_HIGHMEM64G] = { "Use a HIGHMEM64G enabled kernel.",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_USE_HIGHMEM] = { "Use a HIGHMEM enabled kernel.",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_USE_PAE] = { "Use a PAE enabled kernel.",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_BIGGER] = {
		"highmem size specified (%uMB) is bigger than pages available (%uMB)!.",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_SMALLER] = {
		"highmem size %uMB results in smaller than 64MB lowmem, ignoring it.",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_NO_KERNEL] = { "ignoring highmem size on non-highmem kernel!",
		"4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_KVA_START] = { "kva_start_pfn ~ %d find_max_low_pfn() ~ %d",
		"4.4, 4.5", "where the KVA goes", VARIES, NO_KEY },
	[NKV_SAY_RESERVE_PAGES] = { "reserve_pages = %d find_max_low_pfn() ~ %d",
		"4", "what the KVA takes", VARIES, NO_KEY },
	[NKV_SAY_MAX_PFN] = { "max_pfn = %d",
		"4.2", "the end of memory", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_MB] = { "%uMB HIGHMEM available.",
		"4.6", "high memory", VARIES, NO_KEY },
	[NKV_SAY_LOWMEM_MB] = { "%uMB LOWMEM available.",
		"4.6", "low memory", VARIES, NO_KEY },
	[NKV_SAY_LOW_PFNS] = { "min_low_pfn = %d, max_low_pfn = %d, highstart_pfn = %d",
		"4.1, 4.5, 4.6", "where low memory begins and ends", VARIES, NO_KEY },
	[NKV_SAY_LOWMEM_ENDS] = { "Low memory ends at vaddr %08x",
		"4.5", "where low memory ends", VARIES, NO_KEY },
	[NKV_SAY_WINDOW] = { "node %u will remap to vaddr %08x - %08x",
		"4.7", "a node's window", VARIES, 0 },
	[NKV_SAY_HIGHMEM_STARTS] = { "High memory starts at vaddr %08x",
		"4.6", "where high memory begins", VARIES, NO_KEY },
	[NKV_SAY_INITRD_BEYOND] = { "initrd extends beyond end of memory (0x%08x > 0x%08x)",
		"5", "whether the initrd fits", VARIES, NO_KEY },
	[NKV_SAY_INITRD_WRAPS] = { "initrd wraps around end of memory, disabling initrd",
		"5.1", "whether the initrd fits", VARIES, NO_KEY },
	[NKV_SAY_INITRD_TOO_LARGE] = { "initrd too large to handle, disabling initrd",
		"5.1", "whether the initrd fits", VARIES, NO_KEY },
	[NKV_SAY_INITRD_DISABLED] = { "disabling initrd",
		"5", "whether the initrd fits", VARIES, NO_KEY },
	[NKV_SAY_NODE_MAP] = { "early_node_map[%u] active PFN ranges",
		"6", "the active ranges", VARIES, NO_KEY },
	[NKV_SAY_NODE_MAP_RANGE] = { "%u: %u -> %u",
		"6", "the active ranges", VARIES | FOLLOWS, 1 },
	[NKV_SAY_PFNS] = { "  %P",
		"2", "which node a page is of", DEBUG | FOLLOWS, NO_KEY },
};
/* clang-format on */

const struct nkv_console_kind *nkv_console_kind(enum nkv_console_form form)
{
	return &kinds[form];
}

const char *nkv_console_unsaid(const struct nkv_console_kind *kind)
{
	return kind == &kinds[NKV_SAY_SRAT_MEMORY] ? "(type 0x" : NULL;
}

bool nkv_console_is_of_nodes(const struct nkv_console_kind *kind)
{
	static const enum nkv_console_form forms[] = {
		NKV_SAY_NODE_RANGE,    NKV_SAY_RESERVING,	NKV_SAY_SHRINKING_FURTHER,
		NKV_SAY_SHRINKING,     NKV_SAY_RESERVING_TOTAL, NKV_SAY_KVA_START,
		NKV_SAY_RESERVE_PAGES, NKV_SAY_WINDOW,
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (kind == &kinds[forms[i]])
			return true;
	return (kind->traits & SRAT) != 0;
}
