/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/late_figures.h"

#include <numakva/numakva.h>

/* 1 if a number of the log differs from the plan, otherwise 0. */
static size_t is_wrong(const struct nkv_planning *planning, enum nkv_log_fact fact,
		       uint64_t planned)
{
	const struct nkv_log_fact_value *value = nkv_log_fact(planning->facts, fact);

	return value->given && value->number != planned ? 1 : 0;
}

/* --- NR_CPUS --- */

/* For kernels that end low memory below it. */
static size_t is_vmalloc_end_wrong(const struct nkv_planning *planning)
{
	uint32_t planned = planning->plan->vmalloc_end;

	return planned != 0 ? is_wrong(planning, NKV_LOG_FACT_VMALLOC_END, planned) : 0;
}

static size_t count_wrong_ends(const struct nkv_planning *planning)
{
	const struct nkv_plan *plan = planning->plan;
	const struct nkv_page_tables *tables = &plan->page_tables;

	return is_wrong(planning, NKV_LOG_FACT_LOW_END,
			(uint64_t)plan->max_low_pfn << NKV_PAGE_SHIFT) +
	       is_vmalloc_end_wrong(planning) +
	       is_wrong(planning, NKV_LOG_FACT_ONE_BITMAP,
			(uint64_t)plan->bitmap_pfn << NKV_PAGE_SHIFT) +
	       is_wrong(planning, NKV_LOG_FACT_NODE_BITMAP,
			(uint64_t)plan->bitmap_pfn << NKV_PAGE_SHIFT) +
	       is_wrong(planning, NKV_LOG_FACT_TABLES_END, tables->start + tables->size_bytes) +
	       is_wrong(planning, NKV_LOG_FACT_TABLES_USED_END,
			tables->start + (uint64_t)tables->used_pages * NKV_PAGE_BYTES);
}

/* Counts that real kernels had come first. */
static const uint32_t likely[] = { 8, 32, 64, 128, 256, 16, 4, 2 };

enum { LIKELY = sizeof(likely) / sizeof(likely[0]) };

static uint32_t count_of_rank(uint32_t rank)
{
	return rank < LIKELY ? likely[rank] : rank - LIKELY + NKV_NR_CPUS_MIN;
}

static void solve_nr_cpus(struct nkv_planning *planning, struct nkv_kernel_candidate *candidate)
{
	size_t fewest = count_wrong_ends(planning);

	for (uint32_t rank = 0; rank < LIKELY + NKV_NR_CPUS_MAX && fewest > 0; rank++) {
		struct nkv_kernel_candidate tried = *candidate;
		size_t wrong;

		tried.nr_cpus = count_of_rank(rank);
		wrong = nkv_planning_plan(planning, &tried) ? count_wrong_ends(planning) : fewest;
		if (wrong >= fewest)
			continue;
		fewest = wrong;
		*candidate = tried;
	}
}

/* --- the image --- */

/* Whole large pages are mapped: the image ends in the middle of the last. */
static void solve_image(struct nkv_planning *planning, struct nkv_kernel_candidate *candidate)
{
	uint64_t mapped = nkv_log_fact(planning->facts, NKV_LOG_FACT_MAPPED_END)->number;
	const struct nkv_plan *plan = planning->plan;
	uint64_t extra = plan->page_tables.extra_bytes +
			 (uint64_t)plan->pages_per_large_page * NKV_PAGE_BYTES / 2;

	if (mapped > extra && mapped - extra < UINT32_MAX / 2)
		candidate->image_end = (uint32_t)(mapped - extra);
}

void nkv_late_figures_solve(struct nkv_planning *planning, struct nkv_kernel_candidate *candidate)
{
	if (is_wrong(planning, NKV_LOG_FACT_MAPPED_END, planning->plan->page_tables.mapped_end) >
		    0 &&
	    planning->machine->image_end != NKV_LOG_KNOWN) {
		solve_image(planning, candidate);
		nkv_planning_plan(planning, candidate);
	}
	if (planning->machine->nr_cpus != NKV_LOG_KNOWN && count_wrong_ends(planning) > 0)
		solve_nr_cpus(planning, candidate);
}
