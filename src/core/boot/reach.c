/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether the kernel can read the SRAT at all (srat-in-reach).
 */
#include "core/boot/boot.h"

#include <string.h>

enum {
	EARLY_MAPPED_END = 8 << 20, /* bytes: what the early page tables of old kernels cover */
	RSDT_TABLES_MAX = 8,	    /* as many fit into the room for the RSDT */
	WINDOW_PAGES = 4,	    /* what is mapped of a table, one after the other, ... */
	EARLY_PAGES = 64,	    /* ... or each at a place of its own */
};

uint64_t nkv_acpi_table_pages(const struct nkv_acpi_table *table)
{
	uint64_t end = table->start % NKV_PAGE_BYTES + (uint64_t)table->length;

	if (!table->has_start || !table->has_length)
		return 1;
	return (end - 1 + NKV_PAGE_BYTES - 1) / NKV_PAGE_BYTES;
}

static bool is_srat(const struct nkv_acpi_table *table)
{
	return memcmp(table->signature, "SRAT", 4) == 0;
}

static enum nkv_srat_stop stop_at(struct nkv_plan *plan, size_t table, enum nkv_srat_stop stop)
{
	plan->srat_stop_table = table;
	return stop;
}

/* The tables are mapped one after the other, up to the SRAT. */
static enum nkv_srat_stop search_in_turn(struct nkv_boot *boot)
{
	const struct nkv_machine *machine = boot->machine;

	for (size_t i = 0; i < machine->acpi_table_count; i++) {
		const struct nkv_acpi_table *table = &machine->acpi_tables[i];

		if (nkv_acpi_table_pages(table) > WINDOW_PAGES)
			return stop_at(boot->plan, i, NKV_SRAT_TABLE_TOO_LARGE);
		if (is_srat(table))
			return NKV_SRAT_IN_REACH;
	}
	return NKV_SRAT_NOT_LISTED;
}

/* Each mapping is kept, and there is none left behind the first table's. */
static enum nkv_srat_stop search_first(struct nkv_boot *boot)
{
	const struct nkv_acpi_table *first = &boot->machine->acpi_tables[0];

	if (nkv_acpi_table_pages(first) > EARLY_PAGES)
		return stop_at(boot->plan, 0, NKV_SRAT_TABLE_TOO_LARGE);
	if (!is_srat(first))
		return stop_at(boot->plan, 0, NKV_SRAT_NOT_FIRST);
	return NKV_SRAT_IN_REACH;
}

static enum nkv_srat_stop search(struct nkv_boot *boot)
{
	const struct nkv_machine *machine = boot->machine;
	enum nkv_srat_search rule = boot->rules->srat_search;

	if (rule == NKV_SRAT_ALWAYS_FOUND)
		return NKV_SRAT_IN_REACH;
	if (boot->rules->maps_8m_early && boot->kernel->text >= EARLY_MAPPED_END)
		return NKV_SRAT_KERNEL_ABOVE_8M;
	if (!machine->has_acpi)
		return NKV_SRAT_IN_REACH;
	if (machine->acpi_table_count == 0)
		return NKV_SRAT_NO_TABLES;
	if (machine->acpi_table_count > RSDT_TABLES_MAX)
		return NKV_SRAT_TOO_MANY_TABLES;
	return rule == NKV_SRAT_SEARCHED_IN_TURN ? search_in_turn(boot) : search_first(boot);
}

bool nkv_srat_reach(struct nkv_boot *boot)
{
	boot->plan->srat_stop = boot->machine->has_srat ? search(boot) : NKV_SRAT_NONE;
	return boot->plan->srat_stop == NKV_SRAT_IN_REACH;
}
