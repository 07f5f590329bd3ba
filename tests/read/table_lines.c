/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of the ACPI in a log, in every form that kernels print (srat-in-reach). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "read/forms/take_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct nkv_boot_facts *facts_of(const char *const *lines, size_t count)
{
	struct nkv_boot_facts *facts = malloc(sizeof(*facts));
	struct nkv_position position = { "test", 1, 1 };

	cr_assert(facts);
	nkv_boot_facts_begin(facts, &position);
	for (size_t i = 0; i < count; i++, position.line++)
		nkv_line_take(facts, lines[i], &position);
	return facts;
}

struct table_case {
	const char *line;
	struct nkv_acpi_table table;
};

/* Expect a table with what the line has of its place; without it where no RSDT can list that. */
Test(table_lines, forms)
{
	static const struct table_case cases[] = {
		{ "ACPI: FACP 3FFE19EB, 0074 (r1 BOCHS  BXPC            1 BXPC        1)",
		  { "FACP", true, true, 0x3ffe19eb, 0x74 } },
		{ "ACPI: FACP 000000007FFE19EB 0000F4 (v04 AMD    CHIPOTLE 06040000 AMD  000F4240)",
		  { "FACP", true, true, 0x7ffe19eb, 0xf4 } },
		{ "ACPI: OEMB 0x000000003FFE1A3B 000074 (v01 EXAMPL EXMPSRV  00000001 EXMP 00000001)",
		  { "OEMB", true, true, 0x3ffe1a3b, 0x74 } },
		{ "ACPI: FADT (v001 Nvidia AWRDACPI 0x42302e31 AWRD 0x00000000) @ 0x3fff30c0",
		  { "FACP", true, false, 0x3fff30c0, 0 } },
		{ "ACPI: MADT (v001 Nvidia AWRDACPI 0x42302e31 AWRD 0x00000000) @ 0x3fff9440",
		  { "APIC", true, false, 0x3fff9440, 0 } },
		{ "ACPI: SRAT (v001 AMD    HAMMER   0x00000001 AMD  0x00000001) @ 0x3fff9500",
		  { "SRAT", true, false, 0x3fff9500, 0 } },
		/* Above 4 GiB, and shorter than a header: its extent is not used. */
		{ "ACPI: SSDT 0x000000013FFE1A3B 000074 (v01 A B 1 C 1)",
		  { "SSDT", false, false, 0, 0 } },
		{ "ACPI: SSDT 3FFE1A3B, 0023 (r1 A B 1 C 1)", { "SSDT", false, false, 0, 0 } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_boot_facts *facts = facts_of(&cases[i].line, 1);
		const struct nkv_acpi_table *want = &cases[i].table, *got = &facts->tables[0];

		cr_assert_eq(facts->table_count, 1, "%s", cases[i].line);
		cr_expect_str_eq(got->signature, want->signature, "%s", cases[i].line);
		cr_expect_eq(got->has_start, want->has_start, "%s", cases[i].line);
		cr_expect_eq(got->has_length, want->has_length, "%s", cases[i].line);
		cr_expect_eq(got->start, want->start, "%s: %x", cases[i].line, got->start);
		cr_expect_eq(got->length, want->length, "%s: %x", cases[i].line, got->length);
		cr_expect_eq(facts->facts[NKV_LOG_FACT_SRAT_TABLE].given,
			     strcmp(want->signature, "SRAT") == 0);
		free(facts);
	}
}

/* Expect nothing to be a table that is none, or is in no RSDT. */
Test(table_lines, no_tables)
{
	static const char *const lines[] = {
		"ACPI: RSDP 000F59D0, 0014 (r0 BOCHS )",
		"ACPI: RSDP (v000 Nvidia                                ) @ 0x000f76f0",
		"ACPI: RSDT 3FFE1C2F, 0038 (r1 BOCHS  BXPC            1 BXPC        1)",
		"ACPI: XSDT 00000000c7e77c7e 0006C (v01 PTLTD  ? XSDT   06040000  LTP 00000000)",
		"ACPI: DSDT 3FFE0040, 19AB (r1 BOCHS  BXPC            1 BXPC        1)",
		"ACPI: FACS 3FFE0000, 0040",
		"ACPI: LAPIC (acpi_id[0x00] lapic_id[0x00] enabled)",
		"ACPI: IRQ0 used by override.",
		"ACPI: PM-Timer IO Port: 0x608",
		"ACPI: Core revision 20070126",
		"ACPI: Interpreter enabled",
		"ACPI: bus type pci registered",
		"ACPI: FADT (v001 Nvidia AWRDACPI 0x42302e31 AWRD 0x00000000)",
	};
	struct nkv_boot_facts *facts = facts_of(lines, COUNT(lines));

	cr_expect_eq(facts->table_count, 0, "%s", facts->tables[0].signature);
	free(facts);
}

/* Tables that are loaded once memory is up. Expect them not to be listed. */
Test(table_lines, loaded_late)
{
	static const char *const lines[] = {
		"ACPI: FACP 3FFE19EB, 0074 (r1 BOCHS  BXPC            1 BXPC        1)",
		"Memory: 1031392k/1048448k available (877k kernel code, 12700k reserved)",
		"ACPI: SSDT 7FEE5C44, 0282 (r1  PmRef  Cpu0Ist     3000 INTL 20050624)",
	};
	struct nkv_boot_facts *facts = facts_of(lines, COUNT(lines));

	cr_expect_eq(facts->table_count, 1);
	free(facts);
}

/* More tables than are kept. Expect those that are to be enough to tell that there are too many. */
Test(table_lines, too_many)
{
	static const char *lines[NKV_LOG_TABLES_MAX + 1];
	struct nkv_boot_facts *facts;

	for (size_t i = 0; i < COUNT(lines); i++)
		lines[i] = "ACPI: SSDT 3FFE19EB, 0074 (r1 A B 1 C 1)";
	facts = facts_of(lines, COUNT(lines));
	cr_expect_eq(facts->table_count, NKV_LOG_TABLES_MAX);
	free(facts);
}
