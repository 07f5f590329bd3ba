/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The machine of a log: its EBDA, the words of its command line, and its tables. */
#include <criterion/criterion.h>
#include <string.h>

#include "read/infer/log_machine.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct nkv_position position = { "log", 1, 1 };
static struct nkv_boot_facts facts;
static struct nkv_log_machine machine;

/* A fact that is not given has the number NONE. */
#define NONE UINT64_MAX

static void note(enum nkv_log_fact fact, uint64_t number)
{
	if (number != NONE)
		nkv_log_fact_note(&facts.facts[fact], number, &position);
}

static struct nkv_kernel_candidate candidate(void)
{
	return (struct nkv_kernel_candidate){ .profile = nkv_profile_find("2.6.23") };
}

/* What is reserved in the map, where the log says that the EBDA or the BIOS begins, and what follows. */
Test(log_machine, ebda)
{
	static const struct {
		uint64_t start, end, ebda, area;
		uint32_t wanted;
		enum nkv_log_knowledge knowledge;
	} cases[] = {
		{ 0, 0, NONE, NONE, 0, NKV_LOG_ASSUMED },
		{ 0x9fc00, 0xa0000, NONE, NONE, 0x9fc00, NKV_LOG_GUESSED },
		{ 0x80000, 0xa0000, NONE, NONE, 0x80000, NKV_LOG_GUESSED },
		{ 0x7ffff, 0xa0000, NONE, NONE, 0, NKV_LOG_ASSUMED },
		{ 0x9f000, 0x9ffff, NONE, NONE, 0, NKV_LOG_ASSUMED },
		{ 0x9f000, 0x100000, NONE, NONE, 0x9f000, NKV_LOG_GUESSED },
		{ 0xa0000, 0x100000, NONE, NONE, 0, NKV_LOG_ASSUMED },
		{ 0x9fc00, 0xa0000, 0x9e000, 0x9d000, 0x9e000, NKV_LOG_KNOWN },
		{ 0x9fc00, 0xa0000, 0xa0000, NONE, 0x9fc00, NKV_LOG_GUESSED },
		{ 0, 0, NONE, 0x9f000, 0, NKV_LOG_KNOWN },
		{ 0x9f000, 0xa0000, NONE, 0x9f000, 0x9f000, NKV_LOG_KNOWN },
		{ 0x9fc00, 0xa0000, NONE, 0x9d000, 0x9d000, NKV_LOG_KNOWN },
		{ 0, 0, NONE, 0xa0000, 0x80000, NKV_LOG_GUESSED },
		{ 0x90000, 0xa0000, NONE, 0xa0000, 0x80000, NKV_LOG_GUESSED },
		{ 0x8fc00, 0xa0000, NONE, 0xa0000, 0x8fc00, NKV_LOG_KNOWN },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_kernel_candidate kernel = candidate();

		nkv_boot_facts_begin(&facts, &position);
		facts.map.count = 2;
		facts.map.entries[0] = (struct nkv_e820_entry){ 0x80000, 0x20000, NKV_E820_USABLE };
		facts.map.entries[1] =
			(struct nkv_e820_entry){ cases[i].start, cases[i].end - cases[i].start,
						 NKV_E820_RESERVED };
		note(NKV_LOG_FACT_EBDA, cases[i].ebda);
		note(NKV_LOG_FACT_BIOS_AREA, cases[i].area);
		nkv_log_machine(&facts, &kernel, &machine);
		cr_expect_eq(machine.machine.ebda, cases[i].wanted, "case %zu: 0x%x", i,
			     machine.machine.ebda);
		cr_expect_eq(machine.ebda, cases[i].knowledge, "case %zu: %d", i,
			     (int)machine.ebda);
	}
}

/* Words that a log without a command line shows by what they did. */
Test(log_machine, words)
{
	static const struct {
		const char *cmdline; /* NULL: the log has none */
		uint64_t asked_mb;
		bool has_highmem;
		uint64_t highmem, vmalloc;
		const char *wanted;
	} cases[] = {
		{ NULL, NONE, false, 0, 0, "" },
		{ "quiet", NONE, false, 0, 0, "quiet" },
		{ NULL, 512, false, 0, 0, "highmem=512M" },
		{ NULL, 512, true, 5 << 20, 0, "highmem=512M" },
		{ "quiet", 512, false, 0, 0, "quiet" },
		{ NULL, UINT32_MAX, false, 0, 0, "highmem=4294967295M" },
		{ NULL, UINT64_C(1) << 32, false, 0, 0, "" },
		{ NULL, NONE, true, 0, 0, "highmem=0M" },
		{ NULL, NONE, true, 0x1234, 0, "highmem=0x1234" },
		{ NULL, NONE, false, 0x1234, 192 << 20, "vmalloc=192M" },
		{ "quiet", NONE, true, 64 << 20, 0x8001000, "quiet highmem=64M vmalloc=0x8001000" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_kernel_candidate kernel = candidate();

		nkv_boot_facts_begin(&facts, &position);
		if (cases[i].cmdline) {
			facts.cmdline.given = true;
			strcpy(facts.cmdline.text, cases[i].cmdline);
		}
		note(NKV_LOG_FACT_HIGHMEM_ASKED_MB, cases[i].asked_mb);
		kernel.has_highmem = cases[i].has_highmem;
		kernel.highmem_bytes = cases[i].highmem;
		kernel.vmalloc_bytes = cases[i].vmalloc;
		nkv_log_machine(&facts, &kernel, &machine);
		cr_expect_str_eq(machine.machine.cmdline, cases[i].wanted, "case %zu", i);
	}
}

/*
 * Tables that a log lists, and whether it has entries of an SRAT. Expect the tables only where they
 * can be all, and not of a kernel that read the SRAT by them.
 */
Test(log_machine, tables)
{
	static const struct {
		const char *tables[3];
		bool has_srat, is_planned;
		const char *version;
		bool has_acpi, has_some, reads_srat;
	} cases[] = {
		{ { NULL }, false, false, "5.10", false, false, false },
		{ { NULL }, true, true, "2.6.23", false, false, true },
		{ { "FACP" }, false, false, "5.10", true, false, false },
		{ { "APIC" }, false, false, "5.10", false, true, false },
		{ { "FACP", "APIC" }, true, false, "5.10", false, true, false },
		{ { "FACP", "SRAT" }, true, false, "5.10", true, false, false },
		{ { "SRAT", "APIC" }, true, false, "5.10", false, true, false },
		{ { "FACP", "SRAT" }, true, true, "2.6.23", false, false, true },
		{ { "FACP", "SRAT" }, true, true, "2.6.27", true, false, false },
		{ { "FACP", "SRAT" }, false, true, "2.6.23", true, false, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_kernel_candidate kernel = candidate();

		nkv_boot_facts_begin(&facts, &position);
		strcpy(facts.version, cases[i].version);
		facts.processor_count = cases[i].has_srat;
		note(NKV_LOG_FACT_KVA_TOTAL, cases[i].is_planned ? 0 : NONE);
		for (; facts.table_count < 3 && cases[i].tables[facts.table_count];
		     facts.table_count++)
			memcpy(facts.tables[facts.table_count].signature,
			       cases[i].tables[facts.table_count], 4);
		nkv_log_machine(&facts, &kernel, &machine);
		cr_expect_eq(machine.machine.has_acpi, cases[i].has_acpi, "case %zu", i);
		cr_expect_eq(machine.machine.acpi_table_count,
			     cases[i].has_acpi ? facts.table_count : 0, "case %zu", i);
		cr_expect_eq(machine.has_some_tables, cases[i].has_some, "case %zu", i);
		cr_expect_eq(machine.reads_srat, cases[i].reads_srat, "case %zu", i);
	}
}

/* Domains, and entries of the memory. Expect more nodes than usual only if one of them is too many. */
Test(log_machine, how_many_nodes)
{
	static const struct {
		const char *profile;
		size_t domains, entries;
		uint32_t max;
	} cases[] = {
		{ "2.6.23", 8, 8, 8 },	 { "2.6.23", 9, 9, 16 }, { "2.6.23", 1, 24, 8 },
		{ "2.6.23", 1, 25, 16 }, { "2.6.32", 1, 16, 8 }, { "2.6.32", 1, 17, 16 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_kernel_candidate kernel = candidate();

		kernel.profile = nkv_profile_find(cases[i].profile);
		nkv_boot_facts_begin(&facts, &position);
		note(NKV_LOG_FACT_KVA_TOTAL, 1024);
		for (size_t j = 0; j < cases[i].entries; j++)
			facts.memory[j] =
				(struct nkv_srat_memory){ .pxm = (uint8_t)(j % cases[i].domains),
							  .enabled = true };
		facts.memory_count = cases[i].entries;
		facts.memory[facts.memory_count] =
			(struct nkv_srat_memory){ .pxm = 99, .enabled = true };
		nkv_log_machine(&facts, &kernel, &machine);
		cr_expect_eq(machine.machine.kernel.max_numnodes, cases[i].max, "case %zu: %u", i,
			     machine.machine.kernel.max_numnodes);
	}
}

/* An initrd that 64-bit kernels have higher. Expect it as high as it may be, whatever the map's order. */
Test(log_machine, an_initrd_above_the_limit)
{
	static const struct nkv_e820_entry entries[] = {
		{ 0x20000000, 0x10000000, NKV_E820_USABLE },
		{ 0x100000, 0x1ef00000, NKV_E820_USABLE },
	};

	for (size_t i = 0; i < COUNT(entries); i++) {
		const struct nkv_kernel_candidate kernel = candidate();

		nkv_boot_facts_begin(&facts, &position);
		facts.map.count = COUNT(entries);
		facts.map.entries[0] = entries[i];
		facts.map.entries[1] = entries[1 - i];
		note(NKV_LOG_FACT_RAMDISK_START, UINT64_C(0x70000000));
		note(NKV_LOG_FACT_RAMDISK_END, UINT64_C(0x7ff00567));
		nkv_log_machine(&facts, &kernel, &machine);
		cr_expect_eq(machine.initrd, NKV_LOG_GUESSED);
		cr_expect_eq(machine.machine.initrd_start, 0x200ff000, "%x",
			     machine.machine.initrd_start);
		cr_expect_eq(machine.machine.initrd_size, 0xff00567);
	}
}
