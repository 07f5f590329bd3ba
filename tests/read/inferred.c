/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What follows from a log about its nodes and its kernel, if the log does not say it. */
#include <criterion/criterion.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/infer/kernel_choice.h"
#include "read/infer/log_machine.h"
#include "read/infer/log_nodes.h"
#include "read/infer/memory_layout.h"
#include "told_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LINES_MAX = 10 };

static struct nkv_boot_facts facts;
static struct nkv_log_machine machine;

#define APICS "BIOS-e820: 00000000fec00000 - 00000000fec09000 (reserved)"
#define NODE_0 "Node: 0, start_pfn: 0, end_pfn: 4096"
#define NODE_1 "Node: 1, start_pfn: 4096, end_pfn: 8192"
#define KVA "Reserving total of 1024 pages for numa KVA remap"
#define QUADS "Enabling APIC mode: NUMA-Q. Using 2 I/O APICs"
#define TABLE "ACPI: SRAT 3FFE19EB, 0074 (r1 A B 1 C 1)"
#define FLAT "NUMA - single node, flat memory mode"

/* --- NUMA-Q --- */

Test(inferred, numaq)
{
	static const struct {
		const char *lines[LINES_MAX];
		bool is;
	} cases[] = {
		{ { QUADS }, true },
		{ { APICS, NODE_0, NODE_1, KVA }, true },
		{ { APICS, NODE_0, NODE_1, "12MB LOWMEM available." }, false },
		{ { APICS, NODE_0, KVA }, false },
		{ { NODE_0, NODE_1, KVA }, false },
		{ { "BIOS-e820: 00000000fec00000 - 00000000fec08000 (reserved)", NODE_0, NODE_1,
		    KVA },
		  false },
		{ { "BIOS-e820: 00000000fec01000 - 00000000fec0a000 (reserved)", NODE_0, NODE_1,
		    KVA },
		  false },
		{ { "BIOS-e820: 00000000fec00000 - 00000000fec09000 (usable)", NODE_0, NODE_1,
		    KVA },
		  false },
		{ { "BIOS-88: 00000000fec00000 - 00000000fec09000 (reserved)", NODE_0, NODE_1,
		    KVA },
		  false },
		/* It came as far as to say what it is, or has another table. */
		{ { APICS, NODE_0, NODE_1, KVA, "DMI 2.3 present." }, false },
		{ { APICS, NODE_0, NODE_1, KVA, "Built 2 zonelists" }, false },
		{ { APICS, NODE_0, NODE_1, KVA, "Memory: 1k/2k available (x)" }, false },
		{ { APICS, NODE_0, NODE_1, KVA, "Calibrating delay loop... x" }, false },
		{ { APICS, NODE_0, NODE_1, KVA, "Begin SRAT table scan...." }, false },
		{ { APICS, NODE_0, NODE_1, KVA, TABLE }, false },
		{ { APICS, NODE_0, NODE_1, KVA, FLAT }, false },
		{ { APICS, NODE_0, NODE_1, KVA, "Number of logical nodes in system = 2" }, false },
		{ { APICS, NODE_0, NODE_1, KVA, "Number of memory chunks in system = 2" }, false },
		{ { APICS, NODE_0, NODE_1, KVA, "[snip]" }, false },
		{ { APICS, NODE_0, NODE_1, KVA,
		    "failed to get NUMA memory information from SRAT table" },
		  false },
		{ { APICS, NODE_0, NODE_1, KVA, "CPU 00 in proximity domain 00" }, false },
		{ { APICS, NODE_0, NODE_1, KVA, "ACPI: FACP 3FFE19EB, 0074 (r1 A B 1 C 1)" },
		  false },
		{ { APICS, NODE_0, NODE_1, KVA,
		    "chunk 0 nid 0 start_pfn 00000000 end_pfn 00001000" },
		  false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		take_lines(&facts, cases[i].lines);
		facts.map.entries[facts.map.count] =
			(struct nkv_e820_entry){ 0xfec00000, 0x9000, NKV_E820_RESERVED };
		cr_expect_eq(nkv_log_is_numaq(&facts), cases[i].is, "case %zu", i);
	}
}

static void infer(const char *const *lines, const char *version)
{
	const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.23") };

	take_lines(&facts, lines);
	strcpy(facts.version, version);
	nkv_log_machine(&facts, &kernel, &machine);
}

/* Quads begin and end at whole MiB, but for the end of memory; otherwise they are as an SRAT's. */
Test(inferred, quads)
{
	static const struct {
		const char *lines[LINES_MAX], *version;
		size_t quads, entries;
		uint64_t start, size; /* of the last */
		enum nkv_log_knowledge knowledge;
	} cases[] = {
		{ { QUADS, NODE_0, NODE_1 }, "2.6.18", 2, 0, 0x1000000, 0x1000000, NKV_LOG_KNOWN },
		{ { QUADS, NODE_0 }, "2.6.18", 1, 0, 0, 0x1000000, NKV_LOG_KNOWN },
		{ { QUADS, NODE_0, "Node: 1, start_pfn: 4096, end_pfn: 8191" },
		  "2.6.18",
		  2,
		  0,
		  0x1000000,
		  0x1000000,
		  NKV_LOG_KNOWN },
		{ { QUADS, NODE_0, "Node: 1, start_pfn: 4096, end_pfn: 7937" },
		  "2.6.18",
		  2,
		  0,
		  0x1000000,
		  0x1000000,
		  NKV_LOG_KNOWN },
		{ { QUADS, NODE_0, "Node: 1, start_pfn: 4096, end_pfn: 7936" },
		  "2.6.18",
		  2,
		  0,
		  0x1000000,
		  0xf00000,
		  NKV_LOG_KNOWN },
		{ { QUADS, NODE_0, "Node: 1, start_pfn: 4097, end_pfn: 8192" },
		  "2.6.18",
		  0,
		  2,
		  0x1001000,
		  0xfff000,
		  NKV_LOG_ASSUMED },
		{ { QUADS, NODE_0, "Node: 1, start_pfn: 4096, end_pfn: 16777216" },
		  "2.6.18",
		  2,
		  0,
		  0x1000000,
		  UINT64_C(0xfff000000),
		  NKV_LOG_KNOWN },
		{ { QUADS, NODE_0, "Node: 1, start_pfn: 4096, end_pfn: 16777217" },
		  "2.6.18",
		  0,
		  2,
		  0x1000000,
		  UINT64_C(0xfff001000),
		  NKV_LOG_ASSUMED },
		{ { QUADS, NODE_0, NODE_1 }, "2.6.26", 2, 0, 0x1000000, 0x1000000, NKV_LOG_KNOWN },
		{ { QUADS, NODE_0, NODE_1, KVA },
		  "2.6.27",
		  0,
		  2,
		  0x1000000,
		  0x1000000,
		  NKV_LOG_ASSUMED },
		{ { NODE_0, NODE_1 }, "2.6.18", 0, 2, 0x1000000, 0x1000000, NKV_LOG_ASSUMED },
		{ { NODE_0 }, "2.6.18", 0, 0, 0, 0, NKV_LOG_ASSUMED },
		{ { NODE_0, NODE_1, FLAT }, "2.6.18", 0, 0, 0, 0, NKV_LOG_ASSUMED },
		{ { QUADS, KVA, "Built 2 zonelists" }, "2.6.18", 0, 0, 0, 0, NKV_LOG_ASSUMED },
		{ { QUADS, KVA, "Shrinking node 1 from 8192 pages to 7680 pages" },
		  "2.6.18",
		  2,
		  0,
		  0x1000000,
		  0x1000000,
		  NKV_LOG_GUESSED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine *made = &machine.machine;

		infer(cases[i].lines, cases[i].version);
		cr_assert_eq(made->quad_count, cases[i].quads, "case %zu: %zu", i,
			     made->quad_count);
		cr_assert_eq(made->memory_count, cases[i].entries, "case %zu: %zu", i,
			     made->memory_count);
		cr_expect_eq(machine.numaq, cases[i].knowledge, "case %zu", i);
		if (cases[i].quads > 0) {
			cr_expect_eq(made->quads[cases[i].quads - 1].start, cases[i].start, "%zu",
				     i);
			cr_expect_eq(made->quads[cases[i].quads - 1].size, cases[i].size, "%zu", i);
			cr_expect_eq(made->quads[cases[i].quads - 1].number, cases[i].quads - 1);
		} else if (cases[i].entries > 0) {
			cr_expect_eq(made->memory[1].start, cases[i].start, "case %zu", i);
			cr_expect_eq(made->memory[1].size, cases[i].size, "case %zu", i);
			cr_expect(made->memory[1].enabled && made->has_srat);
		}
	}
}

/* --- an SRAT that is not in the log --- */

/* Nodes have the domains of the processors, in their order; otherwise their own numbers. */
Test(inferred, domains_of_nodes)
{
	static const struct {
		const char *lines[LINES_MAX];
		unsigned int first, second;
	} cases[] = {
		{ { NODE_0, NODE_1 }, 0, 1 },
		{ { "CPU 00 in proximity domain 03", "CPU 01 in proximity domain ff", NODE_0,
		    NODE_1 },
		  3,
		  255 },
		{ { "CPU 00 in proximity domain ff", "CPU 01 in proximity domain 03", NODE_0,
		    NODE_1 },
		  3,
		  255 },
		{ { "CPU 00 in proximity domain 03", NODE_0, NODE_1 }, 3, 1 },
		{ { NODE_0, NODE_1, "chunk 0 nid 1 start_pfn 00000000 end_pfn 00000800",
		    "chunk 1 nid 0 start_pfn 00000800 end_pfn 00000800",
		    "chunk 2 nid 0 start_pfn 00000801 end_pfn 00000800" },
		  1,
		  0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		infer(cases[i].lines, "2.6.23");
		cr_assert_eq(machine.machine.memory_count, 2, "case %zu", i);
		cr_expect_eq(machine.machine.memory[0].pxm, cases[i].first, "case %zu", i);
		cr_expect_eq(machine.machine.memory[1].pxm, cases[i].second, "case %zu", i);
		cr_expect_eq(machine.srat, NKV_LOG_GUESSED, "case %zu", i);
	}
}

/* Whether it is known that there is no SRAT, or what is in it. */
Test(inferred, whether_there_is_an_srat)
{
	static const struct {
		const char *lines[LINES_MAX];
		enum nkv_log_knowledge knowledge;
	} cases[] = {
		{ { KVA }, NKV_LOG_ASSUMED },
		{ { TABLE }, NKV_LOG_ASSUMED },
		{ { FLAT }, NKV_LOG_KNOWN },
		{ { "failed to get NUMA memory information from SRAT table" }, NKV_LOG_KNOWN },
		{ { "No NUMA configuration found" }, NKV_LOG_KNOWN },
		{ { "No NUMA configuration found", TABLE }, NKV_LOG_ASSUMED },
		{ { "CPU 00 in proximity domain 00" }, NKV_LOG_KNOWN },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		infer(cases[i].lines, "2.6.23");
		cr_expect_eq(machine.srat, cases[i].knowledge, "case %zu", i);
		cr_expect_eq(machine.machine.has_srat, i == COUNT(cases) - 1);
	}
}

/* --- nodes --- */

/* Nodes of which lines do not say enough, or too much. Expect none, or all. */
Test(inferred, nodes)
{
	static const struct {
		const char *lines[LINES_MAX];
		size_t told, count;
		uint64_t start, end; /* of the last */
	} cases[] = {
		{ { "BIOS-e820: 0000000000000000 - 0000000200000000 (usable)" },
		  1,
		  1,
		  0,
		  0x200000 },
		{ { "BIOS-e820: 0000000000000000 - 0000000100000000 (usable)",
		    "BIOS-e820: 0000000100000000 - 0000000200000000 (reserved)" },
		  1,
		  1,
		  0,
		  0x100000 },
		{ { NODE_0, "Initializing HighMem for node 1 (00002000:00000001)",
		    "Shrinking node 1 from 4096 pages to 100 pages" },
		  2,
		  0,
		  0,
		  0 },
		{ { "Shrinking node 1 from 8191 pages to 100 pages" }, 2, 0, 0, 0 },
		{ { "Node: 2, start_pfn: 4096, end_pfn: 8192" }, 3, 2, 4096, 8192 },
		{ { "Node: 2, start_pfn: 4095, end_pfn: 8192" }, 3, 0, 0, 0 },
		{ { "Node: 1, start_pfn: 8192, end_pfn: 4096", NODE_0 }, 2, 2, 4096, 8192 },
		{ { "Building zonelist for node : 15" }, 16, 0, 0, 0 },
		{ { "node 3: [mem 0x00001000-0x00001fff]" }, 4, 0, 0, 0 },
		{ { "chunk 0 nid 3 start_pfn 0 end_pfn 1" }, 4, 0, 0, 0 },
		{ { "Number of logical nodes in system = 16" }, 16, 0, 0, 0 },
		{ { "Number of logical nodes in system = 17" }, 1, 0, 0, 0 },
		{ { "Number of logical nodes in system = 0", "Built 0 zonelists" }, 1, 0, 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_log_nodes nodes;

		take_lines(&facts, cases[i].lines);
		nodes = nkv_log_find_nodes(&facts);
		cr_expect_eq(nodes.told, cases[i].told, "case %zu: %zu", i, nodes.told);
		cr_assert_eq(nodes.count, cases[i].count, "case %zu: %zu", i, nodes.count);
		if (cases[i].count > 0) {
			cr_expect_eq(nodes.ranges[nodes.count - 1].start, cases[i].start, "%zu", i);
			cr_expect_eq(nodes.ranges[nodes.count - 1].end, cases[i].end, "%zu", i);
		}
	}
}

/* --- other kernels --- */

#define E820 "BIOS-e820: 0000000000000000 - 000000000009f000 (usable)"
#define MORE "BIOS-e820: 0000000000100000 - 0000000000200000 (usable)"

/* A kernel that cannot be planned, by its version. */
Test(inferred, kernels_by_their_version)
{
	static const struct {
		const char *lines[LINES_MAX], *version, *profile;
		bool is_known;
	} cases[] = {
		{ { E820, MORE }, "2.6.18", "2.6.18", true },
		{ { E820, MORE }, "2.6.24.7", "2.6.23", true },
		{ { E820, MORE }, "2.6.23-rc3-mm1", "2.6.23", true },
		{ { E820, MORE }, "2.6.33", "2.6.23-numaboot", false },
		{ { E820, MORE }, "", "2.6.23-numaboot", false },
		{ { E820, MORE, "end_pfn_map = 5" }, "2.6.18", "2.6.23-numaboot", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_kernel_choice choice;

		take_lines(&facts, cases[i].lines);
		strcpy(facts.version, cases[i].version);
		cr_assert(nkv_kernel_choose(&facts, &choice));
		cr_expect_str_eq(choice.candidate.profile->name, cases[i].profile, "%s",
				 cases[i].version);
		cr_expect_eq(choice.version_known, cases[i].is_known, "case %zu", i);
		cr_expect_eq(choice.version_fits, cases[i].is_known, "case %zu", i);
		cr_expect_null(choice.other);
	}
}

/* Where only vmalloc's addresses show the end of low memory. */
Test(inferred, what_shows_low_memory)
{
	static const struct {
		const char *lines[LINES_MAX];
		bool is_alone;
	} cases[] = {
		{ { KVA, "vmalloc : 0xf8800000 - 0xff7fe000 (111 MB)" }, true },
		{ { "vmalloc : 0xf8800000 - 0xff7fe000 (111 MB)" }, false },
		{ { KVA }, false },
		{ { KVA, "vmalloc : 0xf8800000 - 0xff7fe000 (111 MB)",
		    "reserve_pages = 1 find_max_low_pfn() ~ 2" },
		  false },
		{ { KVA, "vmalloc : 0xf8800000 - 0xff7fe000 (111 MB)",
		    "lowmem : 0xc0000000 - 0xf8000000 (896 MB)" },
		  false },
		{ { KVA, "vmalloc : 0xf8800000 - 0xff7fe000 (111 MB)", "896MB LOWMEM available." },
		  false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		take_lines(&facts, cases[i].lines);
		cr_expect_eq(nkv_layout_tells_alone(&facts), cases[i].is_alone, "case %zu", i);
	}
}
