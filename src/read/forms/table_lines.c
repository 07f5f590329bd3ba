/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines about ACPI tables. Kernels list them as they find them; up to 2.6.26
 * this shows which tables they meet before the SRAT (srat-in-reach).
 */
#include <string.h>

#include "read/forms/line_form.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { SIGNATURE_LENGTH = 4 };

/* Tables that an RSDT never lists. */
static bool is_outside(const char *signature)
{
	static const char outside[][SIGNATURE_LENGTH + 1] = { "RSDP", "RSDT", "XSDT", "DSDT",
							      "FACS" };

	for (size_t i = 0; i < COUNT(outside); i++)
		if (memcmp(signature, outside[i], SIGNATURE_LENGTH) == 0)
			return true;
	return false;
}

/* To 2.6.20, two tables have names instead of signatures. */
static const char *signature_of(const char *name)
{
	if (memcmp(name, "FADT", SIGNATURE_LENGTH) == 0)
		return "FACP";
	return memcmp(name, "MADT", SIGNATURE_LENGTH) == 0 ? "APIC" : name;
}

/* When the kernel has memory, it loads tables that no RSDT lists. */
static bool is_late(const struct nkv_boot_facts *facts)
{
	return facts->facts[NKV_LOG_FACT_MEMORY_LINE].given ||
	       facts->facts[NKV_LOG_FACT_LATER].given;
}

/* Adds the table of a line, without its place; NULL if there is none. */
static struct nkv_acpi_table *add_table(const struct nkv_formed_line *line)
{
	struct nkv_boot_facts *facts = line->facts;
	const struct nkv_capture *name = &line->captures[0];
	struct nkv_acpi_table *table;

	if (is_outside(name->text) || is_late(facts) || facts->table_count == NKV_LOG_TABLES_MAX)
		return NULL;
	table = &facts->tables[facts->table_count];
	facts->table_positions[facts->table_count++] = line->position;
	*table = (struct nkv_acpi_table){ .has_start = false };
	memcpy(table->signature, signature_of(name->text), SIGNATURE_LENGTH);
	if (strcmp(table->signature, "SRAT") == 0)
		nkv_line_tells(line, NKV_LOG_FACT_SRAT_TABLE, 0);
	return table;
}

/* "FACP 3FFE19EB, 0074 (r1 ...", "FACP 0x000000003FFE1A3B 000074 (v01 ..." */
static enum nkv_match take_table(const struct nkv_formed_line *line)
{
	uint64_t start = line->captures[1].number, length = line->captures[2].number;
	struct nkv_acpi_table *table;

	if (line->captures[0].length != SIGNATURE_LENGTH)
		return NKV_MATCH_NONE;
	table = add_table(line);
	if (!table || length < NKV_ACPI_HEADER_BYTES || length > UINT32_MAX ||
	    start > UINT32_MAX - length)
		return NKV_MATCH_WHOLE;
	table->has_start = table->has_length = true;
	table->start = (uint32_t)start;
	table->length = (uint32_t)length;
	return NKV_MATCH_WHOLE;
}

/* "FADT (v001 Nvidia AWRDACPI 0x42302e31 AWRD 0x00000000) @ 0x3fff30c0" */
static enum nkv_match take_table_at(const struct nkv_formed_line *line)
{
	const char *at = strstr(line->captures[2].text, ") @ 0x");
	struct nkv_capture start[NKV_CAPTURES_MAX];
	struct nkv_acpi_table *table;

	if (line->captures[0].length != SIGNATURE_LENGTH || !at)
		return NKV_MATCH_NONE;
	table = add_table(line);
	if (table && nkv_match(at, ") @ %x%*", start) == NKV_MATCH_WHOLE &&
	    start[0].number <= UINT32_MAX) {
		table->has_start = true;
		table->start = (uint32_t)start[0].number;
	}
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form forms[] = {
	{ "ACPI: %w %x, %x (%*", .take = take_table },
	{ "ACPI: %w %x %x (%*", .take = take_table },
	{ "ACPI: %w (v%d %*", .take = take_table_at },
};

const struct nkv_line_forms nkv_table_lines = { forms, COUNT(forms) };
