/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said of a log's SRAT, and of nodes that do not follow from it. */
#include <criterion/criterion.h>

#include "read/log/log_check.h"
#include "told_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LINES_MAX = 10 };

#define CPU(pxm, apic, nid) "SRAT: PXM " #pxm " -> APIC " #apic " -> Node " #nid
#define MEMORY(nid, pxm, range) "SRAT: Node " #nid " PXM " #pxm " [mem " range "]"
#define CPUS CPU(3, 0, 0), CPU(5, 1, 1)
#define FIRST MEMORY(0, 3, "0x00000000-0x1fffffff")
#define SECOND MEMORY(1, 5, "0x20000000-0x3fffffff")
#define THIRD MEMORY(0, 3, "0x40000000-0x5fffffff")
#define SRAT CPUS, FIRST, SECOND
#define END "DMI 2.3 present."
#define OLD_CPU "CPU 00 in proximity domain 03"
#define OLD_FIRST "Memory range 00000000 to 00020000 in proximity domain 03 enabled"
#define OLD_SECOND "Memory range 00020000 to 00040000 in proximity domain 05 enabled"
#define TABLE "ACPI: SRAT 3FFE19EB, 0074 (r1 A B 1 C 1)"
#define FLAT "NUMA - single node, flat memory mode"
#define CHUNK(nid, range) "chunk 0 nid " #nid " " range
#define RAM(nid, range) "node " #nid ": [mem " range "]"
#define SPAN(nid, range) "Initmem setup node " #nid " [mem " range "]"
#define NODE(nid, range) "Node: " #nid ", " range
#define KVA "Reserving total of 1024 pages for numa KVA remap"
#define APICS "BIOS-e820: 00000000fec00000 - 00000000fec09000 (reserved)"

static const struct {
	const char *lines[LINES_MAX];
	const char *said;
} cases[] = {
	{ { SRAT, END }, "" },
	{ { OLD_CPU, OLD_FIRST, OLD_SECOND, END }, "" },
	/* Entries that a description cannot have: nothing else is said then. */
	{ { SRAT, "SRAT: Node x", "SRAT: SRAT not used." }, "E5 cannot be read" },
	{ { SRAT, CPU(256, 2, 2), "SRAT: SRAT not used." }, "E5 proximity domain 256, " },
	{ { SRAT, CPU(255, 2, 2), END }, "" },
	{ { SRAT, CPU(5, 0x100, 1), END }, "N5 above 255" },
	{ { SRAT, CPU(5, 0xff, 1), END }, "" },
	{ { SRAT, MEMORY(1, 5, "0xffff0000000-0xfffffffffff"), END }, "N5 above 0xffff0000000" },
	{ { OLD_CPU, OLD_FIRST, OLD_SECOND, "ACPI: [SRAT:0x01] ignored 2 entries of 4 found", END },
	  "N4 first 2 " },
	/* It is not there. */
	{ { CPUS, END }, "W1 no memory entries" },
	{ { TABLE, END }, "W1 none of its entries" },
	{ { TABLE, FLAT }, "N1 none of its entries" },
	{ { END }, "" },
	/* It is cut, or not used. */
	{ { CPUS, FIRST, "[snip]", SECOND, END }, "W4 was cut here" },
	{ { SRAT, "[snip]", END }, "" },
	{ { SRAT }, "W4 boot ends" },
	{ { SRAT, "SRAT: SRAT not used." }, "W5 does not use" },
	{ { SRAT, "failed to get NUMA memory information from SRAT table" }, "W5 does not use" },
	/* How many nodes and chunks there are. */
	{ { SRAT, "Number of logical nodes in system = 2" }, "" },
	{ { SRAT, "Number of logical nodes in system = 3" }, "W5 3 nodes, but" },
	{ { SRAT, "Number of logical nodes in system = 1" }, "W5 entries have 2 " },
	{ { SRAT, "Number of memory chunks in system = 2" }, "" },
	{ { SRAT, "Number of memory chunks in system = 3" }, "W5 3 chunks, but the log has 2 " },
	{ { OLD_CPU, OLD_FIRST, OLD_SECOND, "ACPI: [SRAT:0x01] ignored 1 entries of 3 found",
	    "Number of memory chunks in system = 2", "Number of logical nodes in system = 2" },
	  "N4 first 2 " },
	{ { OLD_SECOND, OLD_FIRST, "ACPI: [SRAT:0x01] ignored 1 entries of 3 found",
	    CHUNK(1, "start_pfn 00020000 end_pfn 00040000") },
	  "N3 first 2 " },
	{ { SRAT, "Too many mem chunks in SRAT. Ignoring 1 MBytes at 2" }, "W5 is ignored" },
	/* Nodes are numbered in the order of the domains. */
	{ { SRAT, CHUNK(0, "start_pfn 00000000 end_pfn 00020000"),
	    CHUNK(1, "start_pfn 00020000 end_pfn 00040000") },
	  "" },
	{ { SRAT, CHUNK(0, "start_pfn 00020000 end_pfn 00040000") },
	  "W5 to node 0, but according to the SRAT entries to node 1" },
	{ { SRAT, CHUNK(0, "start_pfn 00000000 end_pfn 0001ffff") }, "W5 no SRAT memory entry" },
	{ { SRAT, CHUNK(0, "start_pfn 00000001 end_pfn 00020000") }, "W5 no SRAT memory entry" },
	/* A domain is one node, in each line. */
	{ { CPU(3, 0, 0), CPU(3, 1, 1), FIRST, END },
	  "W2 domain 3 is node 1 here, but was node 0" },
	{ { CPU(3, 0, 1), FIRST, END }, "W2 domain 3 is node 0 here, but was node 1" },
	{ { CPU(3, 0, 0), FIRST, MEMORY(1, 3, "0x20000000-0x3fffffff"), END },
	  "W3 is node 1 here" },
	{ { CPU(3, 0, 0), CPU(3, 1, 1), CPU(3, 2, 0), FIRST, END }, "W2 is node 1 here" },
	{ { OLD_CPU, CPU(3, 0, 1), CPU(3, 1, 1), OLD_FIRST, END }, "" },
	/* Memory of nodes, from its first byte to its last. */
	{ { SRAT, RAM(0, "0x00000000-0x1fffffff"), RAM(1, "0x20000000-0x3fffffff") }, "" },
	{ { OLD_FIRST, OLD_SECOND, RAM(0, "0x00000000-0x1fffffff"),
	    RAM(1, "0x20000000-0x3fffffff") },
	  "" },
	{ { OLD_FIRST, OLD_SECOND, RAM(1, "0x00000000-0x1fffffff") },
	  "W3 to node 1, but according to line 1 to node 0" },
	{ { SRAT, RAM(1, "0x00001000-0x00001fff"), RAM(1, "0x00001000-0x00001fff") },
	  "W5 to node 1, but according to line 3 to node 0" },
	{ { SRAT, RAM(0, "0x00001000-0x20000000") }, "W5 according to line 4 to node 1" },
	{ { SRAT, RAM(1, "0x1fffffff-0x3fffffff") }, "W5 according to line 3 to node 0" },
	{ { SRAT, RAM(1, "0x20000000-0x40000000") }, "W5 some are missing" },
	{ { SRAT, RAM(1, "0x40000000-0x4fffffff") }, "W5 some are missing" },
	{ { CPUS, SECOND, RAM(1, "0x1fffffff-0x3fffffff") }, "W4 some are missing" },
	{ { SRAT, MEMORY(1, 5, "0x00001000-0x00000fff"), RAM(0, "0x00000000-0x1fffffff") }, "" },
	{ { SRAT, MEMORY(1, 5, "0x00001000-0x00001000"), RAM(0, "0x00000000-0x1fffffff") },
	  "W6 according to line 5 to node 1" },
	/* Only what lasts from a first page to a last one may have another node's within it. */
	{ { SRAT, THIRD, SPAN(0, "0x00000000-0x5fffffff") }, "" },
	{ { SRAT, THIRD, RAM(0, "0x00000000-0x5fffffff") }, "W6 according to line 4 to node 1" },
	{ { SRAT, SPAN(0, "0x00000000-0x3fffffff") }, "W5 according to line 4 to node 1" },
	{ { SRAT, SPAN(1, "0x00000000-0x3fffffff") }, "W5 according to line 3 to node 0" },
	/* Memory that two entries have is of either. */
	{ { SRAT, MEMORY(1, 5, "0x00000000-0x0fffffff"), RAM(1, "0x00000000-0x0fffffff") },
	  "W6 according to line 3 to node 0" },
	{ { SRAT, MEMORY(1, 5, "0x00000000-0x0fffffff"), SPAN(1, "0x00000000-0x3fffffff") }, "" },
	/* Nodes that come from elsewhere. */
	{ { SRAT, "SRAT: SRAT not used.", RAM(1, "0x00001000-0x00001fff") }, "W5 does not use" },
	{ { SRAT, "Faking node 0 at 0000", RAM(1, "0x00001000-0x00001fff") }, "" },
	{ { SRAT, "Kernel command line: numa=fake=2", RAM(1, "0x00001000-0x00001fff") }, "" },
	/* Nodes without an SRAT. */
	{ { NODE(0, "start_pfn: 0, end_pfn: 4096"), NODE(1, "start_pfn: 4096, end_pfn: 8192"),
	    KVA },
	  "W2 2 nodes, but the log has no SRAT memory entries: they are derived" },
	{ { NODE(0, "start_pfn: 0, end_pfn: 4096"), KVA }, "" },
	{ { KVA, "Built 2 zonelists" }, "W2 does not show where each begins" },
	{ { KVA, "Number of logical nodes in system = 2", "Built 2 zonelists" },
	  "W2 does not show where each begins" },
	{ { KVA, "Building zonelist for node : 0", "Building zonelist for node : 1" },
	  "W2 does not show where each begins" },
	{ { "Reserving 8 pages of KVA for lmem_map of node 0",
	    "Reserving 8 pages of KVA for lmem_map of node 2", "Built 3 zonelists" },
	  "W2 3 nodes, but" },
	{ { "Built 2 zonelists" }, "W1 2 nodes, but the log has no SRAT memory entries" },
	{ { "Built 1 zonelists" }, "" },
	{ { SPAN(0, "0x00000000-0x1fffffff"), SPAN(1, "0x20000000-0x3fffffff") },
	  "W2 2 nodes, but" },
	{ { SPAN(1, "0x20000000-0x3fffffff"), "Faking node 1 at 20000000" }, "" },
	{ { SPAN(0, "0x00000000-0x1fffffff"), SPAN(1, "0x20000000-0x3fffffff"), TABLE },
	  "W2 2 nodes, but|W3 none of its entries" },
	/* A NUMA-Q has no SRAT, and says what it is too late. */
	{ { "Enabling APIC mode: NUMA-Q. Using 2 I/O APICs", KVA, "Built 2 zonelists" },
	  "W3 does not show where each begins" },
	{ { "Enabling APIC mode: NUMA-Q. Using 2 I/O APICs", NODE(0, "start_pfn: 0, end_pfn: 4096"),
	    NODE(1, "start_pfn: 4096, end_pfn: 8192"), KVA },
	  "" },
	{ { APICS, NODE(0, "start_pfn: 0, end_pfn: 4096"),
	    NODE(1, "start_pfn: 4096, end_pfn: 8192"), KVA },
	  "W3 taken for a NUMA-Q" },
	{ { APICS, NODE(0, "start_pfn: 0, end_pfn: 4096"),
	    NODE(1, "start_pfn: 4096, end_pfn: 8192"), KVA, END },
	  "W3 they are derived" },
};

Test(node_check, the_srat_and_nodes)
{
	static struct nkv_boot_facts facts;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_pool pool = { 0 };
		struct nkv_report report = { .pool = &pool };

		take_lines(&facts, cases[i].lines);
		nkv_log_check_srat(&facts, &report);
		expect_said(report.diagnostics, report.count, cases[i].said);
		nkv_pool_free(&pool);
	}
}
