/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/figures.h"

#include <numakva/numakva.h>

#include "core/rules.h"
#include "read/infer/late_figures.h"
#include "read/infer/memory_layout.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum {
	SIZE_STEP = 4,
	ROUNDS = 2, /* the pages that nodes give up can be the reason for a wrong low memory */
};

/* --- comparisons with the log --- */

/* Counts the lines about nodes' pages that the plan contradicts. */
static size_t count_wrong_nodes(const struct nkv_planning *planning)
{
	const struct nkv_plan *plan = planning->plan;
	size_t count = 0;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_log_fact_value *given =
			&planning->facts->nodes[plan->nodes[i].nid].reserved_pages;

		count += given->given && given->number != plan->nodes[i].reserved_pages;
	}
	return count;
}

/* Counts them with these sizes, without changing the machine. */
static size_t try_sizes(struct nkv_planning *planning, uint32_t struct_page_bytes,
			uint32_t pg_data_bytes)
{
	struct nkv_kernel *kernel = &planning->machine->machine.kernel;

	kernel->struct_page_bytes = struct_page_bytes;
	kernel->pg_data_bytes = pg_data_bytes;
	return nkv_planning_plan_again(planning) ? count_wrong_nodes(planning) : SIZE_MAX;
}

/* The most low memory that is possible below vmalloc's addresses. */
static uint64_t lowmem_below_vmalloc(const struct nkv_planning *planning)
{
	uint64_t start = nkv_log_fact(planning->facts, NKV_LOG_FACT_VMALLOC_START)->number;
	uint64_t others =
		(uint64_t)planning->machine->machine.kernel.page_offset + NKV_VMALLOC_OFFSET;

	return start > others ? start - others : 0;
}

/* The end of low memory in the log, in bytes from its start; 0: the log does not show it. */
static uint64_t told_lowmem(const struct nkv_planning *planning)
{
	const struct nkv_boot_facts *facts = planning->facts;
	const struct nkv_log_fact_value *max = nkv_log_fact(facts, NKV_LOG_FACT_FIND_MAX_LOW_PFN);
	const struct nkv_log_fact_value *start = nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_START);
	const struct nkv_log_fact_value *end = nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_END);

	if (max->given)
		return max->number << NKV_PAGE_SHIFT;
	if (start->given && end->number > start->number)
		return end->number - start->number;
	if (nkv_layout_tells_alone(facts))
		return lowmem_below_vmalloc(planning);
	return nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_MB)->number << 20;
}

/* The same in the plan. Only one of the log's lines includes a KVA above low memory. */
static uint64_t planned_lowmem(const struct nkv_planning *planning)
{
	const struct nkv_plan *plan = planning->plan;
	bool is_above = plan->machine->kernel.profile->rules->kva_placement == NKV_KVA_ABOVE_LOWMEM;
	bool is_counted = nkv_log_fact(planning->facts, NKV_LOG_FACT_FIND_MAX_LOW_PFN)->given;

	return (uint64_t)(plan->max_low_pfn + (is_above && is_counted ? plan->kva_pages : 0))
	       << NKV_PAGE_SHIFT;
}

static bool is_lowmem_in_mib(const struct nkv_boot_facts *facts)
{
	return !nkv_log_fact(facts, NKV_LOG_FACT_FIND_MAX_LOW_PFN)->given &&
	       !nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_START)->given;
}

/* Whether the low memory of plan and log differ. */
static bool is_lowmem_wrong(const struct nkv_planning *planning)
{
	uint64_t told = told_lowmem(planning);
	uint64_t off = told - planned_lowmem(planning);

	if (!nkv_plan_knows(planning->plan, NKV_FACT_WINDOWS) || told == 0)
		return false;
	if (nkv_layout_tells_alone(planning->facts))
		return nkv_layout_vmalloc_start(planning->plan) !=
		       nkv_log_fact(planning->facts, NKV_LOG_FACT_VMALLOC_START)->number;
	return is_lowmem_in_mib(planning->facts) ? -off >> 20 != 0 : off != 0;
}

/* Whether the high memory of plan and log differ. */
static bool is_highmem_wrong(const struct nkv_planning *planning)
{
	const struct nkv_log_fact_value *max_pfn =
		nkv_log_fact(planning->facts, NKV_LOG_FACT_MAX_PFN);
	const struct nkv_log_fact_value *highmem =
		nkv_log_fact(planning->facts, NKV_LOG_FACT_HIGHMEM_MB);
	const struct nkv_plan *plan = planning->plan;

	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		return false;
	return (max_pfn->given && max_pfn->number != plan->max_pfn) ||
	       (highmem->given &&
		highmem->number != (plan->highend_pfn - plan->highstart_pfn) >> 8);
}

/* --- the struct page and the pgdat --- */

/* Sizes that real kernels had come first. */
static const uint32_t likely[] = { 32, 36, 52, 56, 64 };

static uint32_t size_of_rank(size_t rank)
{
	if (rank < COUNT(likely))
		return likely[rank];
	return (uint32_t)(NKV_STRUCT_PAGE_BYTES_MIN + (rank - COUNT(likely)) * SIZE_STEP);
}

/* Another pgdat changes a node's pages only if its mem_map nearly fills large pages. */
static const uint32_t other_pgdats[] = { NKV_PG_DATA_BYTES_MIN, 8192, 65536,
					 NKV_PG_DATA_BYTES_MAX };

/* How many of these can be tried. */
static size_t count_other_pgdats(const struct nkv_planning *planning)
{
	return planning->machine->pg_data == NKV_LOG_KNOWN ? 0 : COUNT(other_pgdats);
}

struct sizes {
	uint32_t struct_page_bytes, pg_data_bytes;
	size_t contradicted;
};

static void try_struct_pages(struct nkv_planning *planning, uint32_t pg_data_bytes,
			     struct sizes *best)
{
	for (size_t rank = 0; rank < COUNT(likely) + NKV_LOG_SIZES_MAX && best->contradicted > 0;
	     rank++) {
		uint32_t bytes = size_of_rank(rank);
		size_t contradicted = try_sizes(planning, bytes, pg_data_bytes);

		if (contradicted < best->contradicted)
			*best = (struct sizes){ bytes, pg_data_bytes, contradicted };
	}
}

/*
 * The outermost pgdat in one direction that contradicts no more: a node's pages
 * only grow with it.
 */
static uint32_t find_pgdat_end(struct nkv_planning *planning, const struct sizes *sizes,
			       uint32_t outermost)
{
	uint32_t good = sizes->pg_data_bytes, bad = outermost;

	if (try_sizes(planning, sizes->struct_page_bytes, outermost) <= sizes->contradicted)
		return outermost;
	while ((good > bad ? good - bad : bad - good) > 1) {
		uint32_t middle = good / 2 + bad / 2 + (good % 2 + bad % 2) / 2;

		if (try_sizes(planning, sizes->struct_page_bytes, middle) <= sizes->contradicted)
			good = middle;
		else
			bad = middle;
	}
	return good;
}

/* If a range does not include the default, takes the end nearest to it. */
static void settle_pgdat(struct nkv_planning *planning, uint32_t usual, struct sizes *sizes)
{
	if (sizes->pg_data_bytes != usual)
		sizes->pg_data_bytes = find_pgdat_end(planning, sizes, usual);
}

static void solve_sizes(struct nkv_planning *planning, struct nkv_kernel_candidate *candidate)
{
	const struct nkv_kernel kernel = planning->machine->machine.kernel;
	struct sizes best = { kernel.struct_page_bytes, kernel.pg_data_bytes, 0 };

	best.contradicted = count_wrong_nodes(planning);
	if (planning->machine->struct_page != NKV_LOG_KNOWN)
		try_struct_pages(planning, kernel.pg_data_bytes, &best);
	for (size_t i = 0; i < count_other_pgdats(planning) && best.contradicted > 0; i++) {
		size_t contradicted = try_sizes(planning, best.struct_page_bytes, other_pgdats[i]);

		if (contradicted < best.contradicted)
			best = (struct sizes){ best.struct_page_bytes, other_pgdats[i],
					       contradicted };
		if (planning->machine->struct_page != NKV_LOG_KNOWN)
			try_struct_pages(planning, other_pgdats[i], &best);
	}
	settle_pgdat(planning, kernel.pg_data_bytes, &best);
	if (best.struct_page_bytes != kernel.struct_page_bytes)
		candidate->struct_page_bytes = best.struct_page_bytes;
	if (best.pg_data_bytes != kernel.pg_data_bytes)
		candidate->pg_data_bytes = best.pg_data_bytes;
}

/* --- vmalloc= --- */

/* The part of the address space that is not low memory, if the log shows its size; otherwise 0. */
static uint64_t space_above_lowmem(const struct nkv_planning *planning)
{
	uint64_t space = (UINT64_C(1) << 32) - planning->machine->machine.kernel.page_offset;
	uint64_t low = told_lowmem(planning);

	return low > 0 && low < space ? space - low : 0;
}

/*
 * Kernels use a part of it themselves. The error in low memory shows how much;
 * kernels without NUMA use none.
 */
static bool correct_vmalloc(struct nkv_planning *planning, struct nkv_kernel_candidate *tried)
{
	if (!nkv_log_is_planned(planning->facts))
		return false;
	tried->vmalloc_bytes -= told_lowmem(planning) - planned_lowmem(planning);
	return tried->vmalloc_bytes <= UINT32_MAX && nkv_planning_plan(planning, tried) &&
	       !is_lowmem_wrong(planning);
}

/* An unknown command line may have contained a vmalloc=. */
static void solve_vmalloc(struct nkv_planning *planning, struct nkv_kernel_candidate *candidate)
{
	struct nkv_kernel_candidate tried = *candidate;

	tried.vmalloc_bytes = space_above_lowmem(planning);
	if (planning->facts->cmdline.given || tried.vmalloc_bytes == 0 ||
	    !nkv_planning_plan(planning, &tried))
		return;
	if (!is_lowmem_wrong(planning) || correct_vmalloc(planning, &tried))
		*candidate = tried;
}

/* --- highmem= --- */

/* The kernel counts highmem= from the end of low memory without the KVA. */
static uint64_t asked_highmem(const struct nkv_boot_facts *facts)
{
	const struct nkv_log_fact_value *low = nkv_log_fact(facts, NKV_LOG_FACT_FIND_MAX_LOW_PFN);
	const struct nkv_log_fact_value *max = nkv_log_fact(facts, NKV_LOG_FACT_MAX_PFN);

	if (low->given && max->given && max->number >= low->number)
		return (max->number - low->number) << NKV_PAGE_SHIFT;
	return nkv_log_fact(facts, NKV_LOG_FACT_HIGHMEM_MB)->number << 20;
}

static void solve_highmem(struct nkv_planning *planning, struct nkv_kernel_candidate *candidate)
{
	struct nkv_kernel_candidate tried = *candidate;

	/* A line about it counts. */
	if (planning->facts->cmdline.given ||
	    nkv_log_fact(planning->facts, NKV_LOG_FACT_HIGHMEM_ASKED_MB)->given)
		return;
	tried.has_highmem = true;
	tried.highmem_bytes = asked_highmem(planning->facts);
	if (nkv_planning_plan(planning, &tried) && !is_lowmem_wrong(planning) &&
	    !is_highmem_wrong(planning))
		*candidate = tried;
}

/* --- the whole --- */

/* Solves each figure that the log contradicts, with the others as they are now. */
static void solve_once(struct nkv_planning *planning, struct nkv_kernel_candidate *candidate)
{
	if (nkv_planning_plan(planning, candidate) && is_lowmem_wrong(planning))
		solve_vmalloc(planning, candidate);
	if (nkv_planning_plan(planning, candidate) && is_highmem_wrong(planning))
		solve_highmem(planning, candidate);
	if (nkv_planning_plan(planning, candidate) && count_wrong_nodes(planning) > 0)
		solve_sizes(planning, candidate);
}

struct nkv_log_contradictions nkv_figures_solve(struct nkv_planning *planning,
						struct nkv_kernel_candidate *candidate)
{
	if (!nkv_planning_plan(planning, candidate))
		return nkv_planning_try(planning, candidate);
	if (planning->plan->reserves_early)
		nkv_late_figures_solve(planning, candidate);
	for (int i = 0; i < ROUNDS; i++)
		solve_once(planning, candidate);
	return nkv_planning_try(planning, candidate);
}

void nkv_figures_possible(struct nkv_planning *planning,
			  const struct nkv_kernel_candidate *candidate,
			  struct nkv_log_possible *possible)
{
	bool is_planned = nkv_planning_plan(planning, candidate);
	size_t contradicted = is_planned ? count_wrong_nodes(planning) : SIZE_MAX;
	const struct nkv_kernel kernel = planning->machine->machine.kernel;
	const struct sizes sizes = { kernel.struct_page_bytes, kernel.pg_data_bytes, contradicted };

	*possible = (struct nkv_log_possible){ .struct_page_count = 0 };
	for (uint32_t bytes = NKV_STRUCT_PAGE_BYTES_MIN; bytes <= NKV_STRUCT_PAGE_BYTES_MAX;
	     bytes += SIZE_STEP)
		if (try_sizes(planning, bytes, kernel.pg_data_bytes) <= contradicted)
			possible->struct_page_bytes[possible->struct_page_count++] = bytes;
	if (candidate->vmalloc_bytes > 0 && nkv_layout_tells_alone(planning->facts) &&
	    !nkv_layout_is_exact(planning->plan))
		possible->vmalloc_max = candidate->vmalloc_bytes + NKV_VMALLOC_OFFSET - 1;
	possible->pg_data_min = find_pgdat_end(planning, &sizes, NKV_PG_DATA_BYTES_MIN);
	possible->pg_data_max = find_pgdat_end(planning, &sizes, NKV_PG_DATA_BYTES_MAX);
}
