/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/memory_layout.h"

#include <numakva/numakva.h>

uint32_t nkv_layout_lowmem_end(const struct nkv_plan *plan)
{
	bool has_highmem = plan->machine->kernel.highmem != NKV_HIGHMEM_OFF;
	uint32_t pfn = has_highmem ? plan->highstart_pfn : plan->max_low_pfn;

	return plan->machine->kernel.page_offset + (pfn << NKV_PAGE_SHIFT);
}

/* Kernels that end low memory below vmalloc's addresses no longer align those. */
bool nkv_layout_is_exact(const struct nkv_plan *plan)
{
	return plan->vmalloc_end != 0;
}

uint32_t nkv_layout_vmalloc_start(const struct nkv_plan *plan)
{
	uint32_t end = nkv_layout_lowmem_end(plan);

	if (nkv_layout_is_exact(plan))
		return end + NKV_VMALLOC_OFFSET;
	return (end + 2 * NKV_VMALLOC_OFFSET - 1) & ~(NKV_VMALLOC_OFFSET - 1);
}

bool nkv_layout_tells_alone(const struct nkv_boot_facts *facts)
{
	return nkv_log_is_planned(facts) &&
	       nkv_log_fact(facts, NKV_LOG_FACT_VMALLOC_START)->given &&
	       !nkv_log_fact(facts, NKV_LOG_FACT_FIND_MAX_LOW_PFN)->given &&
	       !nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_START)->given &&
	       !nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_MB)->given;
}
