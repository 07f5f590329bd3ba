/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether the kernel can read the SRAT (srat-in-reach). */
#include "core/boot/boot.h"

#include <string.h>

enum {
	EARLY_MAPPED_END = 8 << 20, /* bytes: what the early page tables of old kernels map */
	RSDT_TABLES_MAX = 8,	    /* the number that fits into the room for the RSDT */
	WINDOW_PAGES = 4,	    /* of each table so much is mapped, one after the other, ... */
	EARLY_PAGES = 64,	    /* ... or each at its own address */
};

uint64_t nkv_acpi_table_pages(const struct nkv_acpi_table *table)
{
	uint64_t end = table->start % NKV_PAGE_BYTES + table->length;

	if (!table->has_start || !table->has_length)
		return 1;
	return (end - 1 + NKV_PAGE_BYTES - 1) / NKV_PAGE_BYTES;
}

static bool is_srat(const struct nkv_acpi_table *table)
{
	return memcmp(table->signature, "SRAT", 4) == 0;
}

/* The tables are mapped one after the other, as far as the SRAT. */
static enum nkv_srat_stop search_in_turn(const struct nkv_machine *machine, size_t *table)
{
	for (*table = 0; *table < machine->acpi_table_count; ++*table) {
		if (nkv_acpi_table_pages(&machine->acpi_tables[*table]) > WINDOW_PAGES)
			return NKV_SRAT_TABLE_TOO_LARGE;
		if (is_srat(&machine->acpi_tables[*table]))
			return NKV_SRAT_IN_REACH;
	}
	return NKV_SRAT_NOT_LISTED;
}

/* Every mapping is kept, and the first table's leaves no room for another. */
static enum nkv_srat_stop search_first(const struct nkv_machine *machine)
{
	const struct nkv_acpi_table *first = &machine->acpi_tables[0];

	if (nkv_acpi_table_pages(first) > EARLY_PAGES)
		return NKV_SRAT_TABLE_TOO_LARGE;
	return is_srat(first) ? NKV_SRAT_IN_REACH : NKV_SRAT_NOT_FIRST;
}

enum nkv_srat_stop nkv_srat_stop_of(const struct nkv_machine *machine, size_t *table)
{
	const struct nkv_rules *rules = machine->kernel.profile->rules;

	*table = 0;
	if (!machine->has_srat)
		return NKV_SRAT_NONE;
	if (rules->srat_search == NKV_SRAT_ALWAYS_FOUND)
		return NKV_SRAT_IN_REACH;
	if (rules->maps_8m_early && machine->kernel.text >= EARLY_MAPPED_END)
		return NKV_SRAT_KERNEL_ABOVE_8M;
	if (!machine->has_acpi)
		return NKV_SRAT_IN_REACH;
	if (machine->acpi_table_count == 0)
		return NKV_SRAT_NO_TABLES;
	if (machine->acpi_table_count > RSDT_TABLES_MAX)
		return NKV_SRAT_TOO_MANY_TABLES;
	return rules->srat_search == NKV_SRAT_SEARCHED_IN_TURN ? search_in_turn(machine, table)
							       : search_first(machine);
}

bool nkv_srat_reach(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	plan->srat_stop = nkv_srat_stop_of(boot->machine, &plan->srat_stop_table);
	return plan->srat_stop == NKV_SRAT_IN_REACH;
}
