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
#define SEARCHED NKV_CONSOLE_SEARCHED
#define SAME NULL
#define NO_KEY NKV_CONSOLE_NO_KEY

/*
 * The text; from 2.6.27 on; the section of the rules, which is of profile-2.6.32 where a row is
 * SEARCHED; what it decides; traits; the value that it is about.
 */
/* clang-format off */
static const struct nkv_console_kind kinds[NKV_SAY_COUNT] = {
	[NKV_SAY_EBDA] = { "BIOS EBDA/lowmem at: %08x/%08x",
		SAME, "1.7", "where the BIOS area begins", SEARCHED, NO_KEY },
	[NKV_SAY_BIOS_MAP] = { "BIOS-provided physical RAM map:",
		SAME, "1.2", "the firmware's map", FIRMWARE, NO_KEY },
	[NKV_SAY_BIOS_ENTRY] = { " BIOS-e820: %016x - %016x %T",
		SAME, "1.2", "the firmware's map", FIRMWARE, 0 },
	[NKV_SAY_MAP_FULL] = { "Ooops! Too many entries in the memory map!",
		SAME, "1.2", "entries that do not fit", 0, NO_KEY },
	[NKV_SAY_LIMIT_START] = { " limit_regions start: %016x - %016x %T",
		SAME, "1.3", "the map before a limit", VARIES, 0 },
	[NKV_SAY_LIMIT_ENDFOR] = { " limit_regions endfor: %016x - %016x %T",
		SAME, "1.3", "the map after a limit", VARIES, 0 },
	[NKV_SAY_LIMIT_ENDFUNC] = { " limit_regions endfunc: %016x - %016x %T",
		SAME, "1.3", "the map after a limit", VARIES, 0 },
	[NKV_SAY_USER_MAP] = { "user-defined physical RAM map:",
		SAME, "1.3", "the map after the command line", 0, NO_KEY },
	[NKV_SAY_USER_ENTRY] = { " user: %016x - %016x %T",
		SAME, "1.3", "the map after the command line", 0, 0 },
	[NKV_SAY_MALFORMED_OPTION] = { "Malformed early option '%s'",
		SAME, "1.3", "the map after the command line", SEARCHED, NO_KEY },
	[NKV_SAY_LAST_PFN] = { "last_pfn = %#x max_arch_pfn = %#x",
		SAME, "1.5", "the end of memory", SEARCHED, NO_KEY },
	[NKV_SAY_MAPPED_AT_START] = { "initial memory mapped : 0 - %08x",
		SAME, "1.7", "what the boot page tables map", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_INIT_MAPPING] = { "init_memory_mapping: %016x-%016x",
		SAME, "1.8", "the page tables of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_MAPPING] = { " %010x - %010x page %s",
		SAME, "1.8", "the page tables of low memory", VARIES | SEARCHED, 0 },
	[NKV_SAY_PAGE_TABLES] = { "kernel direct mapping tables up to %x @ %x-%x",
		SAME, "1.8", "the page tables of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_RAMDISK] = { "RAMDISK: %08x - %08x",
		SAME, "1.9", "where the initrd is", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_RAMDISK_ALLOCATED] = { "Allocated new RAMDISK: %08x - %08x",
		SAME, "1.9", "where the initrd is", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_RAMDISK_MOVED] = { "Move RAMDISK from %016x - %016x to %08x - %08x",
		SAME, "1.9", "where the initrd is", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_NODE_RANGE] = { "Node: %u, start_pfn: %d, end_pfn: %d",
		"Node: %u, start_pfn: %x, end_pfn: %x",
		"1.5, 2", "the pages of a node", 0, 1 },
	[NKV_SAY_PHYSNODE] = { "  Setting physnode_map array to node %u for pfns:",
		SAME, "2", "which node a page is of", DEBUG, 0 },
	[NKV_SAY_RSDT_INCORRECT] = { "ACPI: RSDT signature incorrect",
		SAME, "2", "whether the SRAT is in reach", SRAT | NKV_CONSOLE_ACPI, NO_KEY },
	[NKV_SAY_RSDT_TOO_LONG] = { "ACPI: Too big length in RSDT: %u",
		SAME, "2", "whether the SRAT is in reach", SRAT | NKV_CONSOLE_ACPI, NO_KEY },
	[NKV_SAY_SRAT_SCAN] = { "Begin SRAT table scan....",
		SAME, "2", "whether the SRAT is in reach", SRAT | NKV_CONSOLE_ACPI, NO_KEY },
	[NKV_SAY_SRAT_PROCESSOR] = { "CPU 0x%02X in proximity domain 0x%02X",
		"CPU %02x in proximity domain %02x",
		"2", "a processor of the SRAT", SRAT | FIRMWARE, 0 },
	[NKV_SAY_SRAT_MEMORY] = {
		"Memory range 0x%X to 0x%X (type 0x%x) in proximity domain 0x%02X %s",
		"Memory range %08x to %08x%_ in proximity domain %02x %s",
		"2", "memory of the SRAT", SRAT | FIRMWARE, 0 },
	[NKV_SAY_SRAT_TOO_MANY] = { "Too many mem chunks in SRAT. Ignoring %u MBytes at %x",
		SAME, "2", "memory that is dropped", SRAT, 1 },
	[NKV_SAY_SRAT_UNREAD] = { "ACPI: [SRAT:0x%02x] ignored %u entries of %u found",
		SAME, "2", "entries that are not read", SRAT | SEARCHED, 0 },
	[NKV_SAY_PXM_BITMAP] = { "pxm bitmap:%B",
		"pxm bitmap:%b",
		"2", "the domains seen", SRAT, NO_KEY },
	[NKV_SAY_NODE_COUNT] = { "Number of logical nodes in system = %u",
		SAME, "2", "how many nodes there are", SRAT, NO_KEY },
	[NKV_SAY_CHUNK_COUNT] = { "Number of memory chunks in system = %u",
		SAME, "2", "how many chunks there are", SRAT, NO_KEY },
	[NKV_SAY_CHUNK] = { "chunk %u nid %u start_pfn %08x end_pfn %08x",
		SAME, "2", "the chunks, sorted", SRAT, 0 },
	[NKV_SAY_CHUNK_IGNORED] = { "Ignoring SRAT pfns: 0x%08x -> %08x",
		"Ignoring SRAT pfns: %08x - %08x",
		"2", "chunks beyond max_pfn", SRAT, 0 },
	[NKV_SAY_ADD_ACTIVE_RANGE] = {
		"Entering add_active_range(%u, %u, %u) %u entries of %u used",
		SAME, "2, 6", "the active ranges", VARIES | DEBUG, 1 },
	[NKV_SAY_SRAT_EMPTY] = { "could not finy any ACPI SRAT memory areas.",
		SAME, "2", "an SRAT without memory", SRAT, NO_KEY },
	[NKV_SAY_SRAT_EMPTY_MENDED] = { "could not find any ACPI SRAT memory areas.",
		SAME, "2", "an SRAT without memory", SRAT, NO_KEY },
	[NKV_SAY_SRAT_MISSING] = { "failed to get NUMA memory information from SRAT table",
		SAME, "2", "whether there is an SRAT", SRAT, NO_KEY },
	[NKV_SAY_FLAT] = { "NUMA - single node, flat memory mode",
		SAME, "2", "one node for all memory", SRAT, NO_KEY },
	[NKV_SAY_NODE_PFNS] = { "node %u pfn: [%x - %x]",
		SAME, "3", "the pages of a node", DEBUG | SEARCHED, 0 },
	[NKV_SAY_RESERVING] = { "Reserving %d pages of KVA for lmem_map of node %u",
		"Reserving %d pages of KVA for lmem_map of node %u at %x",
		"3.3", "what a node gives", 0, 1 },
	[NKV_SAY_REMOVE_ACTIVE_RANGE] = { "remove_active_range (%u, %u, %u)",
		SAME, "3", "what a node gives", DEBUG | SEARCHED, 0 },
	[NKV_SAY_SHRINKING_FURTHER] = {
		"Shrinking node %u further by %d pages for proper alignment",
		SAME, "3.6", "what a node loses to alignment", 0, 0 },
	[NKV_SAY_SHRINKING] = { "Shrinking node %u from %d pages to %d pages",
		SAME, "3.6", "what a node keeps", 0, 0 },
	[NKV_SAY_RESERVING_TOTAL] = { "Reserving total of %d pages for numa KVA remap",
		"Reserving total of %x pages for numa KVA remap",
		"3", "what all nodes give", 0, NO_KEY },
	[NKV_SAY_HIGHMEM_ONLY] = {
		"only %uMB highmem pages available, ignoring highmem size of %uMB.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_WILL_BE_USED] = { "Warning only %uMB will be used.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_4G_WILL_BE_USED] = { "Warning only 4GB will be used.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_USE_HIGHMEM64G] = { "Use a HIGHMEM64G enabled kernel.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_USE_HIGHMEM] = { "Use a HIGHMEM enabled kernel.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_USE_PAE] = { "Use a PAE enabled kernel.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_BIGGER] = {
		"highmem size specified (%uMB) is bigger than pages available (%uMB)!.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_SMALLER] = {
		"highmem size %uMB results in smaller than 64MB lowmem, ignoring it.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_NO_KERNEL] = { "ignoring highmem size on non-highmem kernel!",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_ONLY_NEW] = {
		"only %uMB highmem pages available, ignoring highmem size of %uMB!",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_BIGGER_NEW] = {
		"highmem size (%uMB) is bigger than pages available (%uMB)!",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_SMALLER_NEW] = {
		"highmem size (%uMB) results in <64MB lowmem, ignoring it!",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_4G_IN_ONE_LINE] = {
		"Warning only 4GB will be used.Use a HIGHMEM64G enabled kernel.",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_4G_IN_ONE_LINE_NEW] = {
		"Warning: only 4GB will be used. Use a HIGHMEM64G enabled kernel!",
		SAME, "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	[NKV_SAY_KVA_START] = { "kva_start_pfn ~ %d find_max_low_pfn() ~ %d",
		"kva_start_pfn ~ %x max_low_pfn ~ %x",
		"4.4, 4.5", "where the KVA goes", VARIES, NO_KEY },
	[NKV_SAY_RESERVE_PAGES] = { "reserve_pages = %d find_max_low_pfn() ~ %d",
		SAME, "4", "what the KVA takes", VARIES, NO_KEY },
	[NKV_SAY_MAX_PFN] = { "max_pfn = %d",
		"max_pfn = %x",
		"4.2", "the end of memory", VARIES, NO_KEY },
	[NKV_SAY_HIGHMEM_MB] = { "%uMB HIGHMEM available.",
		SAME, "4.6", "high memory", VARIES, NO_KEY },
	[NKV_SAY_LOWMEM_MB] = { "%uMB LOWMEM available.",
		SAME, "4.6", "low memory", VARIES, NO_KEY },
	[NKV_SAY_LOW_PFNS] = { "min_low_pfn = %d, max_low_pfn = %d, highstart_pfn = %d",
		"%_max_low_pfn = %x, highstart_pfn = %x",
		"4.1, 4.5, 4.6", "where low memory begins and ends", VARIES, NO_KEY },
	[NKV_SAY_LOWMEM_ENDS] = { "Low memory ends at vaddr %08x",
		SAME, "4.5", "where low memory ends", VARIES, NO_KEY },
	[NKV_SAY_WINDOW] = { "node %u will remap to vaddr %08x - %08x",
		SAME, "4.7", "a node's window", VARIES, 0 },
	[NKV_SAY_PGDAT] = { "allocate_pgdat: node %u NODE_DATA %08x",
		SAME, "4.7", "a node's pgdat", VARIES | SEARCHED, 0 },
	[NKV_SAY_REMAP_LARGE_PAGE] = { "remap_numa_kva: %08x to pfn %08x",
		SAME, "4.7", "a node's window", VARIES | SEARCHED, 0 },
	[NKV_SAY_REMAP_NODE] = { "remap_numa_kva: node %u",
		SAME, "4.7", "a node's window", VARIES | SEARCHED, 0 },
	[NKV_SAY_HIGHMEM_STARTS] = { "High memory starts at vaddr %08x",
		SAME, "4.6", "where high memory begins", VARIES, NO_KEY },
	[NKV_SAY_INITRD_BEYOND] = { "initrd extends beyond end of memory (0x%08x > 0x%08x)",
		SAME, "5", "whether the initrd fits", VARIES, NO_KEY },
	[NKV_SAY_INITRD_WRAPS] = { "initrd wraps around end of memory, disabling initrd",
		SAME, "5.1", "whether the initrd fits", VARIES, NO_KEY },
	[NKV_SAY_INITRD_TOO_LARGE] = { "initrd too large to handle, disabling initrd",
		SAME, "5.1", "whether the initrd fits", VARIES, NO_KEY },
	[NKV_SAY_INITRD_DISABLED] = { "disabling initrd",
		SAME, "5", "whether the initrd fits", VARIES, NO_KEY },
	[NKV_SAY_MAPPED_LOW_RAM] = { "  mapped low ram: 0 - %08x",
		SAME, "5", "the bitmaps of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_LOW_RAM] = { "  low ram: 0 - %08x",
		SAME, "5", "the bitmaps of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_LOW_RAM_RANGE] = { "  low ram: %08x - %08x",
		SAME, "5", "the bitmaps of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_NODE_LOW_RAM] = { "  node %u low ram: %08x - %08x",
		SAME, "5", "the bitmaps of low memory", VARIES | SEARCHED, 0 },
	[NKV_SAY_BOOTMAP] = { "  bootmap %08x - %08x",
		SAME, "5", "the bitmaps of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_NODE_BOOTMAP] = { "  node %u bootmap %08x - %08x",
		SAME, "5", "the bitmaps of low memory", VARIES | SEARCHED, 0 },
	[NKV_SAY_EARLY_RESERVATIONS] = { "(%u early reservations) ==> bootmem [%010x - %010x]",
		SAME, "5", "what is reserved", VARIES | SEARCHED, 1 },
	[NKV_SAY_EARLY_RESERVED] = { "  #%u [%010x - %010x] %16s ==> [%010x - %010x]",
		SAME, "5", "what is reserved", VARIES | SEARCHED, 0 },
	[NKV_SAY_EARLY_RESERVATION] = { "  #%u [%010x - %010x] %16s",
		SAME, "5", "what is reserved", VARIES | SEARCHED, 0 },
	[NKV_SAY_ZONES] = { "Zone PFN ranges:",
		SAME, "6", "the zones", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_ZONE_DMA] = { "  DMA      0x%08x -> 0x%08x",
		SAME, "6", "the zones", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_ZONE_NORMAL] = { "  Normal   0x%08x -> 0x%08x",
		SAME, "6", "the zones", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_ZONE_HIGHMEM] = { "  HighMem  0x%08x -> 0x%08x",
		SAME, "6", "the zones", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_MOVABLE_ZONE] = { "Movable zone start PFN for each node",
		SAME, "6", "the zones", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_NODE_MAP] = { "early_node_map[%u] active PFN ranges",
		SAME, "6", "the active ranges", VARIES, NO_KEY },
	[NKV_SAY_NODE_MAP_RANGE] = { "%u: %u -> %u",
		"  %3u: 0x%08x -> 0x%08x",
		"6", "the active ranges", VARIES | FOLLOWS, 1 },
	[NKV_SAY_PANIC_EARLY_OVERLAP] = {
		"Kernel panic - not syncing: Overlapping early reservations %x-%x %s to %x-%x %s",
		SAME, "1.6", "what is reserved", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PANIC_EARLY_FULL] = { "Kernel panic - not syncing: Too many early reservations",
		SAME, "1.6", "what is reserved", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PANIC_USER_MAP] = { "Kernel panic - not syncing: Invalid user supplied memory map",
		SAME, "1.3", "the map after the command line", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PANIC_PAGE_TABLES] = {
		"Kernel panic - not syncing: Cannot find space for the kernel page tables",
		SAME, "1.8", "the page tables of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PANIC_LOW_PAGES] = {
		"Kernel panic - not syncing: alloc_low_page: ran out of memory",
		SAME, "1.8", "the page tables of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PANIC_RAMDISK] = {
		"Kernel panic - not syncing: Cannot find place for new RAMDISK of size %u",
		SAME, "1.9", "where the initrd is", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PANIC_KVA_RAM] = { "Kernel panic - not syncing: Can not get kva ram",
		SAME, "3", "what a node gives", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PANIC_KVA_SPACE] = { "Kernel panic - not syncing: Can not get kva space",
		SAME, "4", "where the KVA goes", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PANIC_BOOTMAP] = {
		"Kernel panic - not syncing: Cannot find bootmem map of size %u",
		SAME, "5", "the bitmaps of low memory", VARIES | SEARCHED, NO_KEY },
	[NKV_SAY_PFNS] = { "  %P",
		"  %p",
		"2", "which node a page is of", DEBUG | FOLLOWS, NO_KEY },
};
/* clang-format on */

const char *nkv_console_text(const struct nkv_console_kind *kind, bool in_later_words)
{
	return in_later_words && kind->later ? kind->later : kind->form;
}

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
