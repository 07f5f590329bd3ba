/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "told_plan.h"

#include <criterion/criterion.h>
#include <string.h>

#include <numakva/numakva.h>

#include "core/rules.h"
#include "told_lines.h"

#define FACT(name) NKV_LOG_FACT_##name

static const struct nkv_position position = { "log", 9, 1 };

const char *const told_2g[] = { TOLD_LOW,
				"BIOS-e820: 0000000000100000 - 000000007fc00000 (usable)",
				TOLD_CPUS,
				TOLD_MEMORY("00000000 to 00040000", 0),
				TOLD_MEMORY("00040000 to 0007fc00", 1),
				NULL };

static void note(struct nkv_boot_facts *facts, enum nkv_log_fact fact, uint64_t number)
{
	nkv_log_fact_note(&facts->facts[fact], number, &position);
}

static void tell_nodes(struct nkv_boot_facts *facts, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		struct nkv_log_node *told = &facts->nodes[node->nid];

		nkv_log_fact_note(&told->reserved_pages, node->reserved_pages, &position);
		if (node->alignment_pages > 0)
			nkv_log_fact_note(&told->alignment_pages, node->alignment_pages, &position);
		nkv_log_fact_note(&told->window_vaddr, node->remap_vaddr_start, &position);
	}
}

static void tell_places(struct nkv_boot_facts *facts, const struct nkv_plan *plan)
{
	const struct nkv_page_tables *tables = &plan->page_tables;

	note(facts, FACT(HEXADECIMAL_LINE), 0);
	note(facts, FACT(KVA_START_PFN), plan->kva_start_pfn);
	note(facts, FACT(MAPPED_END), tables->mapped_end);
	note(facts, FACT(LOW_END), (uint64_t)plan->max_low_pfn << 12);
	note(facts, FACT(TABLES_START), tables->start);
	note(facts, FACT(TABLES_END), tables->start + tables->size_bytes);
	note(facts, FACT(TABLES_USED_END), tables->start + (uint64_t)tables->used_pages * 4096);
}

static void tell_limits(struct nkv_boot_facts *facts, const struct nkv_plan *plan)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	note(facts, FACT(KVA_TOTAL), plan->remap_total_pages);
	note(facts, FACT(MAX_PFN), plan->max_pfn);
	note(facts, FACT(LOWMEM_MB), plan->max_low_pfn >> 8);
	if (kernel->highmem != NKV_HIGHMEM_OFF)
		note(facts, FACT(HIGHMEM_MB), (plan->highend_pfn - plan->highstart_pfn) >> 8);
	note(facts, FACT(MAX_LOW_PFN), plan->max_low_pfn);
	note(facts, FACT(HIGHSTART_PFN), plan->highstart_pfn);
	note(facts, FACT(PFN_LIMIT), kernel->pae ? 0x1000000 : 0x100000);
	if (kernel->pae)
		note(facts, FACT(NX), 0);
}

/* The line about the KVA, of kernels that do not search for it. */
static void tell_kva(struct nkv_boot_facts *facts, const struct nkv_plan *plan)
{
	bool is_above = plan->machine->kernel.profile->rules->kva_placement == NKV_KVA_ABOVE_LOWMEM;

	note(facts, is_above ? FACT(RESERVE_PAGES) : FACT(KVA_START_PFN), plan->kva_start_pfn);
	note(facts, FACT(FIND_MAX_LOW_PFN), plan->max_low_pfn + (is_above ? plan->kva_pages : 0));
}

void tell_plan(struct nkv_boot_facts *facts, const char *const *machine,
	       const struct nkv_kernel_candidate *kernel, bool has_cmdline)
{
	struct nkv_planning planning;

	take_lines(facts, machine);
	note(facts, FACT(KVA_OF_NODE), 0);
	facts->cmdline.given = has_cmdline;
	cr_assert(nkv_planning_begin(&planning, facts));
	cr_assert(nkv_planning_plan(&planning, kernel));
	cr_assert(nkv_plan_knows(planning.plan, NKV_FACT_WINDOWS));
	tell_nodes(facts, planning.plan);
	tell_limits(facts, planning.plan);
	if (planning.plan->reserves_early)
		tell_places(facts, planning.plan);
	else
		tell_kva(facts, planning.plan);
	nkv_planning_end(&planning);
	strcpy(facts->version, kernel->profile->name);
}
