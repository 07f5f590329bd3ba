/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines about the nodes, and about the searches for the KVA (2 to 4). */
#include "core/late/late.h"
#include "core/late/say.h"
#include "core/late/steps.h"

/* --- 2 --- */

/* Of a kind of entries in the SRAT: those that are not read. */
static void say_unread(const struct nkv_console *console, unsigned int kind, size_t count,
		       size_t read)
{
	if (count > read)
		nkv_console_say(console,
				(struct nkv_said){ .form = NKV_SAY_SRAT_UNREAD,
						   .values = { kind, count - read, count } });
}

static void say_entries(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	const struct nkv_machine *machine = plan->machine;

	for (size_t i = 0; i < plan->processors_read; i++)
		nkv_say_processor(console, &machine->processors[i]);
	say_unread(console, 0, machine->processor_count, plan->processors_read);
	for (size_t i = 0; i < plan->memory_read; i++)
		if (machine->memory[i].enabled)
			nkv_say_memory(console, &machine->memory[i]);
	say_unread(console, 1, machine->memory_count, plan->memory_read);
}

static void say_flat(const struct nkv_console *console)
{
	bool spells_find = console->plan->machine->kernel.profile->rules->late->spells_find;
	enum nkv_console_form forms[] = {
		spells_find ? NKV_SAY_SRAT_EMPTY_MENDED : NKV_SAY_SRAT_EMPTY,
		NKV_SAY_SRAT_MISSING,
		NKV_SAY_FLAT,
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		nkv_console_say(console, (struct nkv_said){ .form = forms[i] });
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

void nkv_late_say_nodes(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	say_entries(console);
	if (plan->memory_source == NKV_MEMORY_SRAT)
		nkv_say_srat(console);
	else
		say_flat(console);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		nkv_say_node_range(console, node->nid, node->memory_start_pfn,
				   least(node->memory_end_pfn, plan->max_pfn));
	}
}

/* --- 3 --- */

/* The pages that a node gives up; without room for them there is no line. */
static void say_given(const struct nkv_console *console, const struct nkv_node *node)
{
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_RESERVING,
						    .values = { node->reserved_pages, node->nid,
								node->remap_start_pfn } });
}

static void say_removed(const struct nkv_console *console, const struct nkv_node *node)
{
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_REMOVE_ACTIVE_RANGE,
						    .values = { node->nid, node->remap_start_pfn,
								node->remap_start_pfn +
									node->reserved_pages } });
}

/* Returns whether the boot goes on. */
static bool say_node_search(const struct nkv_console *console, const struct nkv_node *node)
{
	const struct nkv_plan *plan = console->plan;

	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_NODE_PFNS,
						    .values = { node->nid, node->memory_start_pfn,
								node->memory_end_pfn } });
	if (node->is_unsearched) {
		if (node->search_pfn != 0)
			nkv_console_say(console,
					(struct nkv_said){ .form = NKV_SAY_PANIC_KVA_RAM });
		return false;
	}
	if (!node->gives)
		return true;
	say_given(console, node);
	if (nkv_late_ends_in(plan, &nkv_step_kva_ram) && node->nid == plan->stopped_nid)
		return false;
	say_removed(console, node);
	return true;
}

void nkv_late_say_kva_ram(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		if (say_node_search(console, &plan->nodes[i]))
			continue;
		nkv_late_say_refused(console, &nkv_step_kva_ram);
		return;
	}
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_RESERVING_TOTAL,
						    .values = { plan->remap_total_pages } });
}

/* --- 4 --- */

void nkv_late_say_kva(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	if (nkv_late_ends_in(plan, &nkv_step_kva_search) && plan->early_refused.by == NULL) {
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_PANIC_KVA_SPACE });
		return;
	}
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_KVA_START,
					   .values = { plan->kva_start_pfn, plan->max_low_pfn } });
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_MAX_PFN, .values = { plan->max_pfn } });
	nkv_late_say_refused(console, &nkv_step_kva_search);
}

/* Which large pages map a window. */
static void say_large_pages(const struct nkv_console *console, const struct nkv_node *node)
{
	uint32_t pages = console->plan->pages_per_large_page;

	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_REMAP_NODE, .values = { node->nid } });
	for (uint32_t pfn = 0; pfn < node->reserved_pages; pfn += pages)
		nkv_console_say(
			console,
			(struct nkv_said){ .form = NKV_SAY_REMAP_LARGE_PAGE,
					   .values = { node->remap_vaddr_start + nkv_pfn_phys(pfn),
						       node->remap_start_pfn + pfn } });
}

/* Returns whether the boot goes on. */
static bool say_node_window(const struct nkv_console *console, const struct nkv_node *node)
{
	const struct nkv_plan *plan = console->plan;

	nkv_say_window(console, node, node->remap_vaddr_end);
	if (nkv_late_ends_in(plan, &nkv_step_searched_windows) && node->nid == plan->stopped_nid)
		return false;
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_PGDAT,
						    .values = { node->nid, node->pgdat_vaddr } });
	return true;
}

void nkv_late_say_windows(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_say_highmem(console);
	nkv_say_lowmem(console);
	nkv_say_lowmem_end(console);
	for (size_t i = 0; i < plan->node_count; i++) {
		if (say_node_window(console, &plan->nodes[i]))
			continue;
		nkv_late_say_refused(console, &nkv_step_searched_windows);
		return;
	}
	for (size_t i = 0; i < plan->node_count; i++)
		say_large_pages(console, &plan->nodes[i]);
	nkv_say_highmem_start(console);
}
