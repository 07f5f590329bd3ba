/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines about the nodes and their active ranges (1.5, 2, 6). */
#include "core/console/console.h"
#include "core/rules.h"

void nkv_say_node_range(const struct nkv_console *console, unsigned int nid, uint32_t start_pfn,
			uint32_t end_pfn)
{
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_NODE_RANGE,
						    .values = { nid, start_pfn, end_pfn } });
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_PHYSNODE, .values = { nid } });
	if (start_pfn < end_pfn)
		nkv_console_say(
			console,
			(struct nkv_said){ .form = NKV_SAY_PFNS,
					   .values = { start_pfn, end_pfn,
						       console->plan->physnode_entry_pages } });
}

void nkv_say_e820_nodes(const struct nkv_console *console)
{
	const struct nkv_e820_map *map = &console->plan->e820;

	if (console->plan->machine->kernel.profile->rules->leaves_physnode_map_to_nodes)
		return;
	for (size_t i = 0; i < map->count; i++) {
		struct nkv_range pages = nkv_e820_pages(&map->entries[i]);

		if (pages.start_pfn < pages.end_pfn)
			nkv_say_node_range(console, 0, (uint32_t)pages.start_pfn,
					   (uint32_t)pages.end_pfn);
	}
}

/* --- the SRAT --- */

void nkv_say_processor(const struct nkv_console *console,
		       const struct nkv_srat_processor *processor)
{
	if (processor->enabled)
		nkv_console_say(console,
				(struct nkv_said){ .form = NKV_SAY_SRAT_PROCESSOR,
						   .values = { processor->apic, processor->pxm } });
}

void nkv_say_memory(const struct nkv_console *console, const struct nkv_srat_memory *memory)
{
	nkv_console_say(
		console,
		(struct nkv_said){
			.form = NKV_SAY_SRAT_MEMORY,
			.values = { (uint32_t)(memory->start >> NKV_PAGE_SHIFT),
				    (uint32_t)((memory->start + memory->size) >> NKV_PAGE_SHIFT), 0,
				    memory->pxm },
			.word = memory->hotplug ? "enabled and removable" : "enabled" });
}

static void say_srat_entries(const struct nkv_console *console)
{
	const struct nkv_machine *machine = console->plan->machine;
	size_t kept = 0;

	for (size_t i = 0; i < machine->processor_count; i++)
		nkv_say_processor(console, &machine->processors[i]);
	for (size_t i = 0; i < machine->memory_count; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[i];

		if (!memory->enabled)
			continue;
		if (kept++ < console->plan->chunks_max)
			nkv_say_memory(console, memory);
		else
			nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_SRAT_TOO_MANY,
								    .values = { memory->size >> 20,
										memory->start } });
	}
}

static void say_chunk(const struct nkv_console *console, size_t index)
{
	const struct nkv_plan *plan = console->plan;
	const struct nkv_chunk *chunk = &plan->chunks[index];

	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_CHUNK,
						    .values = { index, chunk->nid, chunk->start_pfn,
								chunk->end_pfn } });
	if (chunk->ignored)
		nkv_console_say(console, (struct nkv_said){
						 .form = NKV_SAY_CHUNK_IGNORED,
						 .values = { chunk->start_pfn, chunk->end_pfn } });
	if (plan->machine->kernel.profile->rules->prints_active_ranges)
		nkv_console_say(
			console,
			(struct nkv_said){ .form = NKV_SAY_ADD_ACTIVE_RANGE,
					   .values = { chunk->nid, chunk->start_pfn, chunk->end_pfn,
						       chunk->active_ranges_before,
						       NKV_ACTIVE_RANGES_MAX } });
}

void nkv_say_srat(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_PXM_BITMAP, .bytes = plan->pxm_seen });
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_NODE_COUNT,
						    .values = { plan->node_count } });
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_CHUNK_COUNT,
						    .values = { plan->chunk_count } });
	for (size_t i = 0; i < plan->chunk_count; i++)
		say_chunk(console, i);
}

/* The search for the SRAT. It is printed only if the tables are known. */
static void say_search(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	const struct nkv_machine *machine = plan->machine;

	if (plan->srat_stop == NKV_SRAT_KERNEL_ABOVE_8M)
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_RSDT_INCORRECT });
	else if (plan->srat_stop == NKV_SRAT_TOO_MANY_TABLES)
		nkv_console_say(console,
				(struct nkv_said){ .form = NKV_SAY_RSDT_TOO_LONG,
						   .values = { NKV_ACPI_HEADER_BYTES +
							       4 * machine->acpi_table_count } });
	else if (machine->has_acpi && plan->srat_stop != NKV_SRAT_NO_TABLES)
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_SRAT_SCAN });
}

static void say_flat(const struct nkv_console *console)
{
	bool is_read = console->plan->srat_stop == NKV_SRAT_IN_REACH;

	nkv_console_say(console, (struct nkv_said){ .form = is_read ? NKV_SAY_SRAT_EMPTY
								    : NKV_SAY_SRAT_MISSING });
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_FLAT });
}

void nkv_say_memory_source(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	if (plan->machine->has_srat)
		say_search(console);
	if (plan->srat_stop == NKV_SRAT_IN_REACH)
		say_srat_entries(console);
	if (plan->memory_source == NKV_MEMORY_SRAT)
		nkv_say_srat(console);
	else if (plan->memory_source == NKV_MEMORY_FLAT)
		say_flat(console);
}

void nkv_say_nodes(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_say_memory_source(console);
	if (plan->memory_source == NKV_MEMORY_FLAT)
		nkv_say_e820_nodes(console);
}

void nkv_say_node_ranges(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		nkv_say_node_range(console, plan->nodes[i].nid, plan->nodes[i].memory_start_pfn,
				   plan->nodes[i].memory_end_pfn);
}

/* --- active ranges, after setup --- */

/* Without an SRAT they are registered last, one for each node. */
static void say_late_ranges(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *range = &plan->active_ranges[i];

		if (plan->memory_source == NKV_MEMORY_SRAT)
			return;
		nkv_console_say(
			console,
			(struct nkv_said){ .form = NKV_SAY_ADD_ACTIVE_RANGE,
					   .values = { range->nid, range->start_pfn, range->end_pfn,
						       i, NKV_ACTIVE_RANGES_MAX },
					   .later = true });
	}
}

/* Inserts a range by its start; ranges with the same start stay in order. */
static void insert(const struct nkv_active_range **sorted, size_t count,
		   const struct nkv_active_range *range)
{
	for (; count > 0 && sorted[count - 1]->start_pfn > range->start_pfn; count--)
		sorted[count] = sorted[count - 1];
	sorted[count] = range;
}

void nkv_say_node_map(const struct nkv_console *console, bool later)
{
	const struct nkv_plan *plan = console->plan;
	const struct nkv_active_range *sorted[NKV_ACTIVE_RANGES_MAX];

	for (size_t i = 0; i < plan->active_range_count; i++)
		insert(sorted, i, &plan->active_ranges[i]);
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_NODE_MAP,
						    .values = { plan->active_range_count },
						    .later = later });
	for (size_t i = 0; i < plan->active_range_count; i++)
		nkv_console_say(console,
				(struct nkv_said){ .form = NKV_SAY_NODE_MAP_RANGE,
						   .values = { sorted[i]->nid, sorted[i]->start_pfn,
							       sorted[i]->end_pfn },
						   .later = later });
}

void nkv_say_active_ranges(const struct nkv_console *console)
{
	say_late_ranges(console);
	nkv_say_node_map(console, true);
}
