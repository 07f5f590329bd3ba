/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a kernel can read the SRAT (srat-in-reach). */
#include <criterion/criterion.h>

#include "boot.h"

static const struct nkv_e820_entry two_gigabytes[] = { USABLE(0, 640 * KB),
						       USABLE(1 * MB, 2 * GB) };
static const struct nkv_srat_memory two_nodes[] = { MEMORY(0, 0, 1 * GB),
						    MEMORY(1, 1 * GB, 2 * GB) };

#define TABLE(name, at, bytes)                                                                     \
	{                                                                                          \
		.signature = name, .has_start = true, .has_length = true, .start = (at),           \
		.length = (bytes)                                                                  \
	}

static struct nkv_machine machine_of(const char *profile, const struct nkv_acpi_table *tables,
				     size_t count)
{
	struct nkv_machine machine = MACHINE(two_gigabytes);

	machine.kernel.profile = nkv_profile_find(profile);
	machine.has_srat = true;
	machine.memory = two_nodes;
	machine.memory_count = COUNT(two_nodes);
	machine.has_acpi = true;
	machine.acpi_tables = tables;
	machine.acpi_table_count = count;
	return machine;
}

/* Expect the SRAT to be read, or the machine to be flat for that reason, which the hazard tells. */
static void expect_stop(const struct nkv_machine *machine, enum nkv_srat_stop stop)
{
	struct nkv_plan *plan = begin_plan(machine);
	bool in_reach = stop == NKV_SRAT_IN_REACH;
	bool is_hazard = !in_reach && stop != NKV_SRAT_NONE;

	cr_expect_eq(plan->srat_stop, stop, "%s: %d, not %d", machine->kernel.profile->name,
		     plan->srat_stop, stop);
	cr_expect_eq(plan->memory_source, in_reach ? NKV_MEMORY_SRAT : NKV_MEMORY_FLAT);
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_SRAT_OUT_OF_REACH) != NULL, is_hazard);
	end_plan(plan);
}

/* Expect room for eight tables, of which the SRAT is the last, and for nine none. */
Test(reach, eight_and_nine_tables)
{
	struct nkv_acpi_table tables[9];

	for (size_t i = 0; i < COUNT(tables); i++)
		tables[i] = (struct nkv_acpi_table)TABLE("SSDT", 0x7fff0000, 0x100);
	tables[7] = (struct nkv_acpi_table)TABLE("SRAT", 0x7fff0000, 0x100);
	for (size_t count = 8; count <= 9; count++) {
		enum nkv_srat_stop stop = count == 8 ? NKV_SRAT_IN_REACH : NKV_SRAT_TOO_MANY_TABLES;
		struct nkv_machine machine = machine_of("2.6.18", tables, count);

		expect_stop(&machine, stop);
		machine = machine_of("2.6.23", tables, count);
		expect_stop(&machine, stop);
		machine = machine_of("2.6.25", tables, count);
		expect_stop(&machine, count == 8 ? NKV_SRAT_NOT_FIRST : stop);
	}
}

/*
 * |page 0|page 1|page 2|page 3|     a table of 4 pages, and one byte that the kernel does not count
 * Expect a table to fit into four pages or not by where it begins, and by its last byte but one.
 */
Test(reach, four_and_five_pages)
{
	static const struct {
		uint32_t start, length;
		bool fits;
	} cases[] = {
		{ 0x1000, 4 * 4096, true },	  { 0x1000, 4 * 4096 + 1, true },
		{ 0x1000, 4 * 4096 + 2, false },  { 0x1001, 4 * 4096, true },
		{ 0x1002, 4 * 4096, false },	  { 0x1fff, 3 * 4096, true },
		{ 0x1fff, 3 * 4096 + 2, true },	  { 0x1fff, 3 * 4096 + 3, false },
		{ 0x1ffc, 3 * 4096 + 0x5, true }, { 0x1ffc, 3 * 4096 + 0x6, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_acpi_table before[] = { TABLE("APIC", cases[i].start,
							       cases[i].length),
							 TABLE("SRAT", 0x7fff0000, 0x100) };
		const struct nkv_acpi_table behind[] = { TABLE("SRAT", 0x7fff0000, 0x100),
							 TABLE("APIC", cases[i].start,
							       cases[i].length) };
		struct nkv_machine machine = machine_of("2.6.23", before, 2);

		cr_expect_eq(nkv_acpi_table_pages(&before[0]) <= 4, cases[i].fits, "case %zu", i);
		expect_stop(&machine, cases[i].fits ? NKV_SRAT_IN_REACH : NKV_SRAT_TABLE_TOO_LARGE);
		machine = machine_of("2.6.23", behind, 2);
		expect_stop(&machine, NKV_SRAT_IN_REACH);
	}
}

/* Expect the longest table that there can be to be counted beyond 32 bits. */
Test(reach, the_longest_table)
{
	const struct nkv_acpi_table table = TABLE("APIC", 0, UINT32_MAX);

	cr_expect_eq(nkv_acpi_table_pages(&table), 1 << 20);
}

/* A table without an address, or without a length. Expect it to fit. */
Test(reach, table_of_unknown_extent)
{
	struct nkv_acpi_table tables[] = { TABLE("APIC", 0x1fff, 0x100000),
					   TABLE("SRAT", 0x7fff0000, 0x100) };
	struct nkv_machine machine = machine_of("2.6.23", tables, 2);

	tables[0].has_start = false;
	expect_stop(&machine, NKV_SRAT_IN_REACH);
	tables[0].has_start = true;
	tables[0].has_length = false;
	expect_stop(&machine, NKV_SRAT_IN_REACH);
	tables[0].has_length = true;
	expect_stop(&machine, NKV_SRAT_TABLE_TOO_LARGE);
}

/* Expect an SRAT of five pages to be too large to 2.6.24, and one of 65 from 2.6.25 on. */
Test(reach, the_srat_itself)
{
	static const struct {
		const char *profile;
		uint32_t length;
		enum nkv_srat_stop stop;
	} cases[] = {
		{ "2.6.23-numaboot", 4 * 4096 + 1, NKV_SRAT_IN_REACH },
		{ "2.6.23-numaboot", 4 * 4096 + 2, NKV_SRAT_TABLE_TOO_LARGE },
		{ "2.6.25", 4 * 4096 + 2, NKV_SRAT_IN_REACH },
		{ "2.6.25", 64 * 4096 + 1, NKV_SRAT_IN_REACH },
		{ "2.6.25", 64 * 4096 + 2, NKV_SRAT_TABLE_TOO_LARGE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_acpi_table srat[] = { TABLE("SRAT", 0x1000, cases[i].length) };
		struct nkv_machine machine = machine_of(cases[i].profile, srat, 1);

		expect_stop(&machine, cases[i].stop);
	}
}

/* Expect a list without an SRAT, and an empty one, to be told apart; 2.6.25 looks at the first alone. */
Test(reach, not_listed)
{
	const struct nkv_acpi_table tables[] = { TABLE("FACP", 0x1000, 0x74),
						 TABLE("APIC", 0x2000, 0x80) };
	struct nkv_machine machine = machine_of("2.6.23", tables, 2);
	size_t table = 7;

	expect_stop(&machine, NKV_SRAT_NOT_LISTED);
	machine = machine_of("2.6.25", tables, 2);
	expect_stop(&machine, NKV_SRAT_NOT_FIRST);
	machine = machine_of("2.6.25", tables, 0);
	expect_stop(&machine, NKV_SRAT_NO_TABLES);
	cr_expect_eq(nkv_srat_stop_of(&machine, &table), NKV_SRAT_NO_TABLES);
	cr_expect_eq(table, 0, "none is to blame");
	machine.has_acpi = false;
	expect_stop(&machine, NKV_SRAT_IN_REACH);
}

/* Expect the table that stops the search to be told: the first that is too large, by its place. */
Test(reach, which_table)
{
	const struct nkv_acpi_table tables[] = { TABLE("FACP", 0x1000, 0x74),
						 TABLE("SSDT", 0x2fff, 5 * 4096),
						 TABLE("SRAT", 0x7fff0000, 0x100) };
	struct nkv_machine machine = machine_of("2.6.23", tables, 3);
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *hazard = hazard_of(plan, NKV_HAZARD_SRAT_OUT_OF_REACH);

	cr_assert(hazard);
	cr_expect_str_eq(hazard->reason, "table too large");
	cr_expect_eq(hazard->tables, 3);
	cr_expect(hazard->fields & NKV_HAZARD_HAS_TABLE);
	cr_expect_eq(hazard->table.index, 1);
	cr_expect_str_eq(hazard->table.signature, "SSDT");
	cr_expect_eq(hazard->table.pages, 6);
	end_plan(plan);
}

/* A kernel that is loaded at 8 MiB, or below. Expect 2.6.18 to find no table from there on. */
Test(reach, kernel_above_8_mib)
{
	static const struct {
		const char *profile;
		uint32_t text;
		enum nkv_srat_stop stop;
	} cases[] = {
		{ "2.6.18", 0x7fffff, NKV_SRAT_IN_REACH },
		{ "2.6.18", 0x800000, NKV_SRAT_KERNEL_ABOVE_8M },
		{ "2.6.23", 0x800000, NKV_SRAT_IN_REACH },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of(cases[i].profile, NULL, 0);

		machine.has_acpi = false;
		machine.kernel.text = cases[i].text;
		machine.kernel.init_pg_tables_end = 0xa00000;
		expect_stop(&machine, cases[i].stop);
		machine.has_srat = false;
		expect_stop(&machine, NKV_SRAT_NONE);
	}
}

/* Nine tables, of which the last is the SRAT. Expect the last kernels to find it anywhere. */
Test(reach, wherever_it_is)
{
	struct nkv_acpi_table tables[9];
	struct nkv_machine machine;
	size_t table;

	for (size_t i = 0; i < COUNT(tables); i++)
		tables[i] = (struct nkv_acpi_table)TABLE("SSDT", 0x7fff0000, 0x100);
	tables[8] = (struct nkv_acpi_table)TABLE("SRAT", 0x7fff0000, 0x100);
	machine = machine_of("2.6.32", tables, COUNT(tables));
	machine.kernel.text = 64 * MB;
	cr_expect_eq(nkv_srat_stop_of(&machine, &table), NKV_SRAT_IN_REACH);
	machine.has_srat = false;
	cr_expect_eq(nkv_srat_stop_of(&machine, &table), NKV_SRAT_NONE);
}
