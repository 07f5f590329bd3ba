/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each form of a line tells: its facts, and those of one node. */
#include <criterion/criterion.h>
#include <string.h>

#include "read/forms/take_line.h"
#include "told_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FACT(name) NKV_LOG_FACT_##name

static struct nkv_boot_facts facts;

/* A line, and the facts that it tells; what no line tells ends them. */
static const struct {
	const char *line;
	struct {
		enum nkv_log_fact fact;
		uint64_t number;
	} told[3];
} lines[] = {
	{ "BIOS-provided physical RAM map:", { { FACT(MAP_HEADER), 0 } } },
	{ "e820: BIOS-provided physical RAM map:", { { FACT(MAP_HEADER), 0 } } },
	{ "smpboot: CPU0: Intel(R) x", { { FACT(CPU), 0 } } },
	{ "(XEN) EFI RAM map:", { { FACT(MAP_HEADER), 0 } } },
	{ "Xen: 0000000000000000 - 0000000000001000 (usable)", { { FACT(OTHER_MAP), 0 } } },
	{ "Xen: [mem 0x0-0xfff] usable", { { FACT(OTHER_MAP), 0 } } },
	{ "Reserving total of 12 pages for numa KVA remap", { { FACT(KVA_TOTAL), 12 } } },
	{ "kva_start_pfn ~ 12 find_max_low_pfn() ~ 34",
	  { { FACT(KVA_START_PFN), 12 }, { FACT(FIND_MAX_LOW_PFN), 34 } } },
	{ "kva_start_pfn ~ 12 max_low_pfn ~ 34",
	  { { FACT(HEXADECIMAL_LINE), 0 },
	    { FACT(KVA_START_PFN), 0x12 },
	    { FACT(FIND_MAX_LOW_PFN), 0x34 } } },
	{ "reserve_pages = 12 find_max_low_pfn() ~ 34",
	  { { FACT(RESERVE_PAGES), 12 }, { FACT(FIND_MAX_LOW_PFN), 34 } } },
	{ "max_pfn = 12", { { FACT(MAX_PFN), 12 } } },
	{ "12MB HIGHMEM available.", { { FACT(HIGHMEM_MB), 12 } } },
	{ "12MB LOWMEM available.", { { FACT(LOWMEM_MB), 12 } } },
	{ "min_low_pfn = 1, max_low_pfn = 2, highstart_pfn = 3",
	  { { FACT(MIN_LOW_PFN), 1 }, { FACT(MAX_LOW_PFN), 2 }, { FACT(HIGHSTART_PFN), 3 } } },
	{ "max_low_pfn = 12, highstart_pfn = 34",
	  { { FACT(MAX_LOW_PFN), 12 }, { FACT(HIGHSTART_PFN), 34 } } },
	{ "Low memory ends at vaddr f8000000", { { FACT(LOWMEM_END_VADDR), 0xf8000000 } } },
	{ "DMA 1 -> 4096", { { FACT(DMA_START_PFN), 1 }, { FACT(DMA_END_PFN), 4096 } } },
	{ "DMA 0x00000001 -> 0x00001000",
	  { { FACT(HEXADECIMAL_LINE), 0 },
	    { FACT(DMA_START_PFN), 1 },
	    { FACT(DMA_END_PFN), 0x1000 } } },
	{ "DMA zone: 32 pages used for memmap", { { FACT(DMA_MEMMAP_PAGES), 32 } } },
	{ "pkmap : 0xff800000 - 0xffc00000 (4096 kB)",
	  { { FACT(PKMAP_START), 0xff800000 }, { FACT(PKMAP_END), 0xffc00000 } } },
	{ "vmalloc : 0xf8800000 - 0xff7fe000 (111 MB)",
	  { { FACT(VMALLOC_START), 0xf8800000 }, { FACT(VMALLOC_END), 0xff7fe000 } } },
	{ "lowmem : 0xc0000000 - 0xf8000000 (896 MB)",
	  { { FACT(LOWMEM_START), 0xc0000000 }, { FACT(LOWMEM_END), 0xf8000000 } } },
	{ ".text : 0xc0100000 - 0xc0300000 (2048 kB)",
	  { { FACT(TEXT_START), 0xc0100000 }, { FACT(TEXT_END), 0xc0300000 } } },
	{ "only 12MB highmem pages available, ignoring highmem size of 34MB.",
	  { { FACT(HIGHMEM_ASKED_MB), 34 } } },
	{ "highmem size specified (12MB) is bigger than pages available (34MB)!.",
	  { { FACT(HIGHMEM_ASKED_MB), 12 } } },
	{ "highmem size 12MB results in smaller than 64MB lowmem, ignoring it.",
	  { { FACT(HIGHMEM_ASKED_MB), 12 } } },
	{ "Use a HIGHMEM enabled kernel.", { { FACT(NO_HIGHMEM), 0 } } },
	{ "ignoring highmem size on non-highmem kernel!", { { FACT(NO_HIGHMEM), 0 } } },
	{ "Warning only 4GB will be used.", { { FACT(ONLY_4G), 0 } } },
	{ "NX (Execute Disable) protection: active", { { FACT(NX), 0 } } },
	{ "No NUMA configuration found", { { FACT(64BIT), 0 }, { FACT(NO_NUMA), 0 } } },
	{ "Command line: ro", { { FACT(64BIT), 0 } } },
	{ "Kernel direct mapping tables up to 1", { { FACT(64BIT), 0 } } },
	{ "end_pfn_map = 12", { { FACT(64BIT), 12 } } },
	{ "last_pfn = 0x12 max_arch_pfn = 0x34",
	  { { FACT(PFN_LIMIT), 0x34 }, { FACT(LAST_PFN), 0x12 } } },
	{ "RAMDISK: 00001000 - 00002000",
	  { { FACT(RAMDISK_START), 0x1000 }, { FACT(RAMDISK_END), 0x2000 } } },
	{ "RAMDISK: [mem 0x00001000-0x00001fff]",
	  { { FACT(RAMDISK_START), 0x1000 }, { FACT(RAMDISK_END), 0x2000 } } },
	{ "initrd extends beyond end of memory (0x12 > 0x34)",
	  { { FACT(INITRD_END), 0x12 }, { FACT(INITRD_LIMIT), 0x34 } } },
	{ "Freeing initrd memory: 12k freed",
	  { { FACT(LATER), 0 }, { FACT(INITRD_FREED_KIB), 12 } } },
	{ "Freeing initrd memory: 12K", { { FACT(LATER), 0 }, { FACT(INITRD_FREED_KIB), 12 } } },
	{ "initrd wraps around end of memory, disabling initrd", { { FACT(INITRD_SEEN), 0 } } },
	{ "initrd too large to handle, disabling initrd",
	  { { FACT(INITRD_SEEN), 0 }, { FACT(INITRD_TOO_LARGE), 0 } } },
	{ "checking if image is initramfs...x", { { FACT(LATER), 0 }, { FACT(INITRD_SEEN), 0 } } },
	{ "BIOS EBDA/lowmem at: 0009fc00/0009fc00", { { FACT(EBDA), 0x9fc00 } } },
	{ "EBDA at 0x0009fc00 - 0x000a0000", { { FACT(EBDA), 0x9fc00 } } },
	{ "efi: ACPI=0x1 Unaccepted=0x1234 X=0x1", { { FACT(UNACCEPTED), 0x1234 } } },
	{ "CPU: Intel(R) x", { { FACT(CPU), 0 } } },
	{ "CPU0: AMD Duron x", { { FACT(CPU), 0 }, { FACT(AMD_K7), 0 } } },
	{ "Enabling APIC mode: NUMA-Q. Using x", { { FACT(NUMAQ), 0 } } },
	{ "Enabling APIC mode: Flat. Using x", { { FACT(NO_NUMAQ), 0 } } },
	{ "DMI 2.3 present.", { { FACT(NO_NUMAQ), 2 } } },
	{ "Zone PFN ranges:", { { FACT(BOOTMEM_DONE), 0 } } },
	{ "Built 3 zonelists. x", { { FACT(ZONES_DONE), 3 } } },
	{ "Building zonelist for node : 2", { { FACT(ZONES_DONE), 0 } } },
	{ "Initializing highpages for node 2", { { FACT(ZONES_DONE), 2 } } },
	{ "Memory: 12k/34k available (x)",
	  { { FACT(MEMORY_LINE), 12 }, { FACT(MEMORY_END_KIB), 34 } } },
	{ "Memory: 12K/34K available (x)", { { FACT(MEMORY_LINE), 12 } } },
	{ "Int 14: CR2 0", { { FACT(TRAP), 0 } } },
	{ "kernel BUG at x", { { FACT(TRAP), 0 } } },
	{ "Kernel panic - not syncing: x", { { FACT(TRAP), 0 } } },
	{ "Bad page state in process x", { { FACT(BAD_PAGE), 0 } } },
	{ "page:100000000 x", { { FACT(64BIT), 0 } } },
	{ "Number of logical nodes in system = 2", { { FACT(LOGICAL_NODES), 2 } } },
	{ "Number of memory chunks in system = 2", { { FACT(CHUNKS), 2 } } },
	{ "early_node_map[3] active PFN ranges", { { FACT(NODE_MAP), 3 } } },
	{ "Reserving 8 pages of KVA for lmem_map of node 1", { { FACT(KVA_OF_NODE), 0 } } },
	{ "Reserving 8 pages of KVA for lmem_map of node 1 at 12",
	  { { FACT(HEXADECIMAL_LINE), 0 }, { FACT(KVA_OF_NODE), 0 } } },
	{ "On node 0 totalpages: 8", { { FACT(BOOTMEM_DONE), 0 } } },
	{ "early res: 1 [9fc00-9ffff] EBDA", { { FACT(EBDA), 0x9fc00 } } },
	{ "#1 [000009fc00 - 0000100000] BIOS reserved ==> [x]", { { FACT(BIOS_AREA), 0x9fc00 } } },
	{ "#1 [0000100000 - 0000500000] TEXT DATA BSS ==> [x]",
	  { { FACT(IMAGE_START), 0x100000 }, { FACT(IMAGE_END), 0x500000 } } },
	{ "#1 [0000500000 - 0000600000] BRK ==> [x]", { { FACT(BRK_END), 0x600000 } } },
	{ "#1 [0000500000 - 0000600000] INIT_PG_TABLE ==> [x]",
	  { { FACT(BOOT_TABLES_END), 0x600000 } } },
	{ "#1 [0000500000 - 0000600000] RAMDISK ==> [x]",
	  { { FACT(RAMDISK_START), 0x500000 }, { FACT(RAMDISK_END), 0x600000 } } },
	{ "#1 [0000500000 - 0000600000] PGTABLE ==> [x]", { { FACT(TABLES_USED_END), 0x600000 } } },
	{ "(9 early reservations) ==> bootmem x", { { FACT(EARLY_RESERVED), 9 } } },
	{ "initial memory mapped : 0 - 00c00000", { { FACT(MAPPED_END), 0xc00000 } } },
	{ "kernel direct mapping tables up to 38000000 @ 8000-9000",
	  { { FACT(LOW_END), 0x38000000 },
	    { FACT(TABLES_START), 0x8000 },
	    { FACT(TABLES_END), 0x9000 } } },
	{ "bootmap 00001000 - 00002000", { { FACT(ONE_BITMAP), 0x1000 } } },
	{ "node 1 bootmap 00001000 - 00002000", { { FACT(NODE_BITMAP), 0x1000 } } },
	{ "Allocated new RAMDISK: 00100001 - 00200000", { { FACT(BEHIND_KERNEL), 0x100001 } } },
	{ "Allocated new RAMDISK: 00100000 - 00200000", { { FACT(NONE), 0 } } },
	{ "NR_CPUS:8 x", { { FACT(NR_CPUS), 8 } } },
	{ "NR_CPUS: 8, x", { { FACT(NR_CPUS), 8 } } },
	{ "BIOS-e820: [gap 0x0-0x1]", { { FACT(NONE), 0 } } },
	{ "hm, page 00001000 reserved twice.", { { FACT(NONE), 0 } } },
};

/* Expect the facts of a line, and no others. */
Test(told_facts, by_each_line)
{
	const struct nkv_position position = { "log", 1, 1 };

	for (size_t i = 0; i < COUNT(lines); i++) {
		size_t wanted = 0, given = 0;

		nkv_boot_facts_begin(&facts, &position);
		cr_expect_eq(nkv_line_take(&facts, lines[i].line, &position), NKV_MATCH_WHOLE, "%s",
			     lines[i].line);
		for (; wanted < 3 && lines[i].told[wanted].fact != NKV_LOG_FACT_NONE; wanted++) {
			const struct nkv_log_fact_value *value =
				nkv_log_fact(&facts, lines[i].told[wanted].fact);

			cr_expect(value->given, "%s: fact %zu", lines[i].line, wanted);
			cr_expect_eq(value->number, lines[i].told[wanted].number, "%s: fact %zu",
				     lines[i].line, wanted);
		}
		for (size_t j = 0; j < NKV_LOG_FACT_COUNT; j++)
			given += facts.facts[j].given;
		cr_expect_eq(given, wanted, "%s: %zu", lines[i].line, given);
	}
}

/* A version is kept as far as there is room; ranges of no pages are none. */
Test(told_facts, what_does_not_fit)
{
	char line[128] = "Linux version ";
	const struct nkv_position position = { "log", 1, 1 };

	memset(line + strlen(line), 'x', 70);
	nkv_boot_facts_begin(&facts, &position);
	nkv_line_take(&facts, line, &position);
	cr_expect_eq(strlen(facts.version), 63);
	nkv_line_take(&facts, "early_node_map[1] active PFN ranges", &position);
	cr_expect_eq(nkv_line_take(&facts, "0: 8 -> 8", &position), NKV_MATCH_NONE);
	cr_expect_eq(nkv_line_take(&facts, "0: 8 -> 9", &position), NKV_MATCH_WHOLE);
}

/* Memory of an SRAT with its domain. */
Test(told_facts, memory)
{
	static const char *const told[] = {
		"Memory range 0x1 to 0x3 (type 0x0) in proximity domain 0x07 enabled",
		"Memory range 00000001 to 00000003 in proximity domain 07 enabled",
		"SRAT: Node 5 PXM 7 [mem 0x00001000-0x00002fff]",
		"SRAT: Node 5 PXM 7 1000-3000",
		"(XEN) SRAT: Node 5 PXM 7 [0000000000001000, 0000000000002fff]",
		"(XEN) SRAT: Node 5 PXM 7 1000-3000",
	};

	for (size_t i = 0; i < COUNT(told); i++) {
		take_lines(&facts, (const char *const[]){ told[i], NULL });
		cr_assert_eq(facts.memory_count, 1, "%s", told[i]);
		cr_expect_eq(facts.memory[0].start, 0x1000, "%s", told[i]);
		cr_expect_eq(facts.memory[0].size, 0x2000, "%s", told[i]);
		cr_expect_eq(facts.memory[0].pxm, 7, "%s", told[i]);
		cr_expect_eq(facts.memory_nids[0], i < 2 ? NKV_LOG_NO_NID : 5, "%s", told[i]);
		cr_expect(facts.memory[0].enabled && !facts.memory[0].hotplug, "%s", told[i]);
		cr_expect_eq(facts.memory_positions[0].line, 1);
	}
}

/* The size of a pgdat, whatever its address; the line is about nothing else. */
Test(told_facts, pgdats)
{
	static const char *const sizes[] = { "#1 [0000100000 - 0000100980] NODE_DATA x ==> [x]",
					     "#1 [fffff00000 - 10000000000] NODE_DATA x ==> [x]" };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		take_lines(&facts, (const char *const[]){ sizes[i], NULL });
		cr_expect_eq(nkv_log_fact(&facts, FACT(PGDAT_BYTES))->number,
			     i == 0 ? 0x980 : 0x100000, "%s", sizes[i]);
	}
}

/* Expect each line about a node to be of that one. */
Test(told_facts, of_a_node)
{
	static const char *const told[] = {
		"Node: 1, start_pfn: 1, end_pfn: 2",
		"Node: 1, start_pfn: 11, end_pfn: 12",
		"Reserving 13 pages of KVA for lmem_map of node 1",
		"Shrinking node 1 from 14 pages to 15 pages",
		"Shrinking node 1 further by 16 pages for proper alignment",
		"node 1 will remap to vaddr 17 - 18",
		"On node 1 totalpages: 19",
		"Initializing HighMem for node 1 (00000020:00000021)",
		"Building zonelist for node : 1",
		NULL
	};
	const struct nkv_log_node *node = &facts.nodes[1];

	take_lines(&facts, told);
	cr_expect_eq(node->start_pfn.number, 11);
	cr_expect_eq(node->end_pfn.number, 12);
	cr_expect_eq(node->reserved_pages.number, 13);
	cr_expect_eq(node->present_end_pfn.number, 14);
	cr_expect_eq(node->alignment_pages.number, 16);
	cr_expect_eq(node->window_vaddr.number, 0x17);
	cr_expect_eq(node->total_pages.number, 19);
	cr_expect_eq(node->high_start_pfn.number, 0x20);
	cr_expect_eq(node->high_end_pfn.number, 0x21);
	cr_expect(node->has_zonelist);
	cr_expect_not(facts.nodes[0].start_pfn.given || facts.nodes[0].has_zonelist);
}

/* Ranges and chunks, with their ends as they are kept: of ranges the last byte. */
Test(told_facts, ranges_of_nodes)
{
	static const struct {
		const char *line;
		uint64_t start, end;
		enum nkv_log_range_kind kind;
	} cases[] = {
		{ "node 3: [mem 0x00001000-0x00001fff]", 0x1000, 0x1fff, NKV_LOG_RANGE_RAM },
		{ "node 3: [mem 0x00001000-0x00001000]", 0x1000, 0x1000, NKV_LOG_RANGE_RAM },
		{ "3: 1 -> 2", 0x1000, 0x1fff, NKV_LOG_RANGE_MEMORY },
		{ "3: 0x00000010 -> 0x00000020", 0x10000, 0x1ffff, NKV_LOG_RANGE_MEMORY },
		{ "3: 0 -> 4503599627370495", 0, UINT64_MAX - 0x1000, NKV_LOG_RANGE_MEMORY },
		{ "Initmem setup node 3 [mem 0x0-0x1]", 0, 1, NKV_LOG_RANGE_SPAN },
		{ "Initmem setup node 3 0000000100000000-0000000200000000", 0x100000000,
		  0x1ffffffff, NKV_LOG_RANGE_SPAN },
		{ "Bootmem setup node 3 0000000000001000-0000000000001001", 0x1000, 0x1000,
		  NKV_LOG_RANGE_SPAN },
		{ "Node 3 MemBase 0000000000001000 Limit 0000000000002000", 0x1000, 0x1fff,
		  NKV_LOG_RANGE_SPAN },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *const told[] = { "early_node_map[1] active PFN ranges", cases[i].line,
					     NULL };
		const struct nkv_log_node_range *range = &facts.ranges[0];

		take_lines(&facts, told);
		cr_assert_eq(facts.range_count, 1, "%s", cases[i].line);
		cr_expect_eq(range->nid, 3, "%s", cases[i].line);
		cr_expect_eq(range->start, cases[i].start, "%s", cases[i].line);
		cr_expect_eq(range->end, cases[i].end, "%s", cases[i].line);
		cr_expect_eq(range->kind, cases[i].kind, "%s", cases[i].line);
		cr_expect_eq(range->position.line, 2);
	}
	take_lines(&facts, (const char *const[]){
				   "chunk 2 nid 3 start_pfn 00000004 end_pfn 00000005", NULL });
	cr_assert_eq(facts.chunk_count, 1);
	cr_expect_eq(facts.chunks[0].nid, 3);
	cr_expect_eq(facts.chunks[0].start, 4);
	cr_expect_eq(facts.chunks[0].end, 5);
}

/* Entries of an SRAT: of processors, with their nodes if the line has them. */
Test(told_facts, processors)
{
	static const struct {
		const char *line;
		unsigned int pxm, apic;
		int nid;
	} cases[] = {
		{ "CPU 02 in proximity domain 01", 1, 2, NKV_LOG_NO_NID },
		{ "SRAT: PXM 1 -> APIC 2 -> Node 3", 1, 2, 3 },
		{ "SRAT: PXM 1 -> APIC 0x12 -> Node 3", 1, 0x12, 3 },
		{ "SRAT: PXM 1 -> APIC 2 -> CPU 4 -> Node 3", 1, 2, 3 },
		{ "(XEN) SRAT: PXM 1 -> APIC 12 -> Node 3", 1, 0x12, 3 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		take_lines(&facts, (const char *const[]){ cases[i].line, NULL });
		cr_assert_eq(facts.processor_count, 1, "%s", cases[i].line);
		cr_expect_eq(facts.processors[0].pxm, cases[i].pxm, "%s", cases[i].line);
		cr_expect_eq(facts.processors[0].apic, cases[i].apic, "%s", cases[i].line);
		cr_expect_eq(facts.processor_nids[0], cases[i].nid, "%s", cases[i].line);
		cr_expect(facts.ends_in_srat && !facts.ends_in_map);
	}
}

/* Entries whose first words were read wrong off a photograph. Expect them not to be lost in silence. */
Test(told_facts, misread_lines)
{
	static const struct {
		const char *line;
		bool is_map, is_srat;
	} cases[] = {
		{ "B1OS-e820: O0OO0000 - 0009fc00", true, false },
		{ "8IO5 E82O: [mem 0x0", true, false },
		{ "BlOS-e82 0 0", true, false },
		{ "|BIOS-e820 0", false, false },
		{ "BIOS-e82z: 0", false, false },
		{ "BIOS_e820", false, false },
		{ "MEMORY RANGE Ox0 to", false, true },
		{ "Mem0ry range 00000000", false, true },
		{ "Mem0ry rangc 0x0", false, false },
		{ "5RAT: N0de 0", false, true },
		{ "SRAT; Node 0", false, true },
		{ "SRAT; Nodc 0", false, false },
		{ "ACP1: SRAT: Node 0", false, true },
		{ "", false, false },
	};
	const struct nkv_position position = { "log", 1, 1 };

	for (size_t i = 0; i < COUNT(cases); i++) {
		nkv_boot_facts_begin(&facts, &position);
		nkv_line_take_broken(&facts, cases[i].line, &position);
		nkv_line_take_broken(&facts, cases[i].line, &position);
		cr_expect_eq(nkv_log_fact(&facts, FACT(BROKEN_MAP))->number,
			     cases[i].is_map ? 2 : 0, "%s", cases[i].line);
		cr_expect_eq(nkv_log_fact(&facts, FACT(BROKEN_SRAT))->number,
			     cases[i].is_srat ? 2 : 0, "%s", cases[i].line);
	}
}

/* Faults after setup have other reasons. */
Test(told_facts, faults_during_setup)
{
	static const struct {
		const char *before;
		bool is_told;
	} cases[] = {
		{ "x", true },
		{ "Zone PFN ranges:", true },
		{ "Memory: 12k/34k available (x)", false },
		{ "Freeing initrd memory: 12k freed", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		take_lines(&facts, (const char *const[]){ cases[i].before, "Int 14: CR2 0",
							  "Bad page state in process x", NULL });
		cr_expect_eq(nkv_log_fact(&facts, FACT(TRAP))->given, cases[i].is_told, "%s",
			     cases[i].before);
		cr_expect_eq(nkv_log_fact(&facts, FACT(BAD_PAGE))->given, cases[i].is_told, "%s",
			     cases[i].before);
	}
}
