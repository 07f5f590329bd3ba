/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines with more than can be kept, with numbers that nothing has, and with names that are alike. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "read/forms/take_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct nkv_boot_facts facts;

static void begin(void)
{
	const struct nkv_position first = { "log", 1, 1 };

	nkv_boot_facts_begin(&facts, &first);
}

static enum nkv_match take(const char *line)
{
	const struct nkv_position position = { "log", 1, 1 };

	return nkv_line_take(&facts, line, &position);
}

static bool is_given(enum nkv_log_fact fact)
{
	return nkv_log_fact(&facts, fact)->given;
}

/* Takes so many lines, each with another number in it. */
static void take_many(const char *form, unsigned int count)
{
	char line[160];

	for (unsigned int i = 0; i < count; i++) {
		snprintf(line, sizeof(line), form, i, i + 1);
		cr_assert_eq(take(line), NKV_MATCH_WHOLE, "%s", line);
	}
}

/* Expect all that there is room for to be kept, and to hear of more where it matters. */
Test(line_bounds, more_than_can_be_kept)
{
	begin();
	take_many("BIOS-e820: [mem 0x%x0000000-0x%x0000000] usable", NKV_LOG_E820_MAX);
	cr_expect_not(is_given(NKV_LOG_FACT_MAP_OVERFLOW));
	take_many("BIOS-e820: [mem 0x%x0000000-0x%x0000000] usable", 1);
	cr_expect(is_given(NKV_LOG_FACT_MAP_OVERFLOW));
	cr_expect_eq(facts.map.count, NKV_LOG_E820_MAX);

	begin();
	take_many("SRAT: PXM 0 -> APIC 0 -> Node 0", NKV_LOG_PROCESSORS_MAX);
	take_many("SRAT: Node 0 PXM 0 [mem 0x%x0000000-0x%x0000000]", NKV_LOG_MEMORY_MAX);
	cr_expect_not(is_given(NKV_LOG_FACT_SRAT_OVERFLOW));
	cr_expect_eq(facts.memory_count, NKV_LOG_MEMORY_MAX);
	take_many("SRAT: PXM 0 -> APIC 0 -> Node 0", 1);
	cr_expect(is_given(NKV_LOG_FACT_SRAT_OVERFLOW));
	cr_expect_eq(facts.processor_count, NKV_LOG_PROCESSORS_MAX);
	take_many("SRAT: Node 0 PXM 0 [mem 0x%x0000000-0x%x0000000]", 1);
	cr_expect_eq(facts.memory_count, NKV_LOG_MEMORY_MAX);

	begin();
	take_many("chunk 0 nid 0 start_pfn %x end_pfn %x", NKV_LOG_CHUNKS_MAX + 1);
	cr_expect_eq(facts.chunk_count, NKV_LOG_CHUNKS_MAX);
	take_many("node 0: [mem 0x%x000-0x%x000]", NKV_LOG_RANGES_MAX + 1);
	cr_expect_eq(facts.range_count, NKV_LOG_RANGES_MAX);
	take_many("found SMP MP-table at 000f%x000, mapped at %x", NKV_LOG_RESERVES_MAX + 1);
	cr_expect_eq(facts.mp_table_count, NKV_LOG_RESERVES_MAX);
}

/* Expect a memory entry from its line; NONE or PART: there is none. */
Test(line_bounds, memory_of_the_srat)
{
	static const struct {
		const char *line;
		enum nkv_match match;
		size_t count;
	} cases[] = {
		{ "Memory range 0x1 to 0x2 (type 0x0) in proximity domain 0x00 enabled",
		  NKV_MATCH_WHOLE, 1 },
		{ "Memory range 0x2 to 0x1 (type 0x0) in proximity domain 0x00 enabled",
		  NKV_MATCH_NONE, 0 },
		{ "Memory range 0x1 to 0x10000000000000 in proximity domain 00 enabled",
		  NKV_MATCH_NONE, 0 },
		{ "Memory range 0x1 to 0x2 in proximity domain 00 disabled", NKV_MATCH_NONE, 0 },
		{ "Memory range 0x1 to 0x2 in proximity domain 00 enabled and", NKV_MATCH_PART, 0 },
		{ "Memory range 0x1 to 0x2 in proximity domain 100 enabled", NKV_MATCH_WHOLE, 0 },
		{ "SRAT: Node 0 PXM 0 [mem 0x00001000-0x00001fff]", NKV_MATCH_WHOLE, 1 },
		{ "SRAT: Node 0 PXM 0 [mem 0x00001000-0x00000fff]", NKV_MATCH_WHOLE, 1 },
		{ "SRAT: Node 0 PXM 0 [mem 0x00001000-0x00000ffe]", NKV_MATCH_NONE, 0 },
		{ "SRAT: Node 0 PXM 0 [mem 0x00000000-0xffffffffffffffff]", NKV_MATCH_WHOLE, 1 },
		{ "SRAT: Node 0 PXM 0 [mem 0x00001000-0x00001fff] hotplug x", NKV_MATCH_NONE, 0 },
		{ "SRAT: Node 0 PXM 256 [mem 0x00001000-0x00001fff]", NKV_MATCH_WHOLE, 0 },
		{ "SRAT: Node 0 PXM 0 1000-2000", NKV_MATCH_WHOLE, 1 },
		{ "SRAT: Node 0 PXM 0 2000-1000", NKV_MATCH_NONE, 0 },
		{ "SRAT: Node 0 PXM 0 1000-2000 x", NKV_MATCH_NONE, 0 },
		{ "SRAT: Node 0 PXM 0 1000000000000-2000000000000", NKV_MATCH_WHOLE, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		begin();
		cr_expect_eq(take(cases[i].line), cases[i].match, "%s", cases[i].line);
		cr_expect_eq(facts.memory_count, cases[i].count, "%s", cases[i].line);
	}
}

/* Expect nothing of a node that no plan can have. */
Test(line_bounds, nodes_beyond_the_last)
{
	static const char *const lines[] = {
		"Node: 16, start_pfn: 0, end_pfn: 4096",
		"Reserving 512 pages of KVA for lmem_map of node 16",
		"Reserving 512 pages of KVA for lmem_map of node 16 at 1000",
		"Shrinking node 16 from 4096 pages to 3584 pages",
		"Shrinking node 16 further by 8 pages for proper alignment",
		"node 16 will remap to vaddr f0000000 - f1000000",
		"On node 16 totalpages: 4096",
		"On node 4294967296 totalpages: 4096",
		"Initializing HighMem for node 16 (00038000:0003fe00)",
		"Building zonelist for node : 16",
	};
	static const struct nkv_log_node none[NKV_LOG_NODES_MAX];

	for (size_t i = 0; i < COUNT(lines); i++) {
		begin();
		cr_expect_eq(take(lines[i]), NKV_MATCH_WHOLE, "%s", lines[i]);
		cr_expect(memcmp(facts.nodes, none, sizeof(none)) == 0, "%s", lines[i]);
	}
}

/* Expect ranges of nodes only where they are some. */
Test(line_bounds, ranges_of_nodes)
{
	static const struct {
		const char *lines[2];
		size_t count;
	} cases[] = {
		{ { "0: 0 -> 4096" }, 0 },
		{ { "early_node_map[1] active PFN ranges", "0: 0 -> 4096" }, 1 },
		{ { "early_node_map[1] active PFN ranges", "0: 4096 -> 4096" }, 0 },
		{ { "early_node_map[1] active PFN ranges", "0: 0 -> 10000000000000000" }, 0 },
		{ { "Initmem setup node 1 [mem 0x00000000-0x00000000]" }, 0 },
		{ { "Initmem setup node 1 [mem 0x00001000-0x3fffffff]" }, 1 },
		{ { "Initmem setup node 1 [mem 0x40000000-0x3fffffff]" }, 0 },
		{ { "Bootmem setup node 1 0000000040000000-0000000040000000" }, 0 },
		{ { "Bootmem setup node 1 0000000040000000-0000000080000000" }, 1 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		begin();
		for (size_t j = 0; j < COUNT(cases[i].lines) && cases[i].lines[j]; j++)
			take(cases[i].lines[j]);
		cr_expect_eq(facts.range_count, cases[i].count, "case %zu", i);
	}
}

/* Expect an AMD K7 by its name, and none of the later ones that are called alike. */
Test(line_bounds, names_of_processors)
{
	static const struct {
		const char *line;
		bool is_cpu, is_k7;
	} cases[] = {
		{ "CPU: AMD Athlon(tm) XP 2000+ stepping 02", true, true },
		{ "CPU0: AMD Duron(tm) Processor stepping 01", true, true },
		{ "CPU: AMD-K7(tm) Processor stepping 02", true, true },
		{ "CPU: AMD Athlon(tm) 64 Processor 3000+ stepping 00", true, false },
		{ "CPU0: AMD Athlon(tm) Dual Core X2 stepping 02", true, false },
		{ "CPU: AMD Athlon(tm) XP 2000+ (family: 0x6, model: 0x6)", true, true },
		{ "CPU: AMD Athlon(tm) XP 2000+ (family: 0xf, model: 0x6)", true, false },
		{ "CPU: Intel(R) Celeron(R) (family: 0x6, model: 0x6)", true, false },
		{ "CPU: AMD Sempron(tm) 2400+ stepping 00", true, false },
		{ "CPU: After all inits, caps: 0383fbff", false, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		begin();
		take(cases[i].line);
		cr_expect_eq(is_given(NKV_LOG_FACT_CPU), cases[i].is_cpu, "%s", cases[i].line);
		cr_expect_eq(is_given(NKV_LOG_FACT_AMD_K7), cases[i].is_k7, "%s", cases[i].line);
	}
}

/* Expect what lies where a machine can have it, once. */
Test(line_bounds, places)
{
	begin();
	cr_expect_eq(take("RAMDISK: 02000000 - 01000000"), NKV_MATCH_NONE);
	cr_expect_not(is_given(NKV_LOG_FACT_RAMDISK_START));
	cr_expect_eq(take("RAMDISK: 01000000 - 01000000"), NKV_MATCH_WHOLE);
	cr_expect_eq(nkv_log_fact(&facts, NKV_LOG_FACT_RAMDISK_END)->number, 0x1000000);
	take("found SMP MP-table at 000f5ba0");
	take("found SMP MP-table at [c00f5ba0] f5ba0");
	cr_expect_eq(facts.mp_table_count, 1);
	take("found SMP MP-table at [mem 0xfffffff0-0xffffffff] mapped at [x]");
	cr_expect_eq(facts.mp_table_count, 1);
	take("Scan SMP from c0000000 for 1024 bytes.");
	take("Scan SMP from c009fc00 for 1024 bytes.");
	take("Scan SMP from c00f0000 for 65536 bytes.");
	cr_expect_not(is_given(NKV_LOG_FACT_EBDA));
	take("Scan SMP from c009d400 for 1024 bytes.");
	cr_expect_eq(nkv_log_fact(&facts, NKV_LOG_FACT_EBDA)->number, 0x9d400);
}

/* Expect as many entries as were found, those that were not read with the domain before them. */
Test(line_bounds, entries_that_were_not_read)
{
	begin();
	take("CPU 00 in proximity domain 01");
	take("Memory range 00000000 to 00001000 in proximity domain 02 enabled");
	cr_expect_eq(take("ACPI: [SRAT:0x00] ignored 3 entries of 4 found"), NKV_MATCH_WHOLE);
	cr_expect_eq(take("ACPI: [SRAT:0x01] ignored 2 entries of 3 found"), NKV_MATCH_WHOLE);
	cr_assert_eq(facts.processor_count, 4);
	cr_assert_eq(facts.memory_count, 3);
	cr_expect_not(facts.processors[3].enabled);
	cr_expect_eq(facts.processors[3].pxm, 1);
	cr_expect_eq(facts.processor_positions[3].line, 1);
	cr_expect_eq(facts.memory_positions[2].line, 1);
	cr_expect_not(facts.memory[2].enabled);
	cr_expect_eq(facts.memory[2].pxm, 2);
	cr_expect_eq(nkv_log_fact(&facts, NKV_LOG_FACT_NR_CPUS)->number, 1);
	cr_expect_eq(nkv_log_fact(&facts, NKV_LOG_FACT_MEMORY_READ)->number, 1);
	cr_expect_eq(take("ACPI: [SRAT:0x01] ignored 4 entries of 3 found"), NKV_MATCH_NONE);
	cr_expect_eq(take("ACPI: [SRAT:0x01] ignored 2 entries of 300 found"), NKV_MATCH_NONE);
	cr_expect_eq(facts.memory_count, 3);
}
