/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/drawing/places.h"

#include <numakva/numakva.h>

#include "write/words/units.h"

struct nkv_range nkv_place_of_call(const struct nkv_bootmem_call *call)
{
	return (struct nkv_range){ call->start >> NKV_PAGE_SHIFT,
				   call->size == 0
					   ? call->start >> NKV_PAGE_SHIFT
					   : nkv_bytes_pages((uint64_t)call->start + call->size) };
}

struct nkv_range nkv_place_of_window(const struct nkv_plan *plan, const struct nkv_node *node)
{
	uint64_t start = (uint64_t)plan->kva_start_pfn + node->remap_offset_pages;

	return (struct nkv_range){ start, start + node->reserved_pages };
}

struct nkv_range nkv_place_of_kernel(const struct nkv_plan *plan)
{
	uint64_t text = plan->text >> NKV_PAGE_SHIFT;

	if (plan->reserves_early)
		return (struct nkv_range){ text, nkv_bytes_pages(plan->image_end) };
	if (nkv_plan_knows(plan, NKV_FACT_ENDS))
		return (struct nkv_range){ text,
					   plan->bitmap_pfn + nkv_bytes_pages(plan->bitmap_bytes) };
	return (struct nkv_range){ text,
				   nkv_bytes_pages(plan->machine->kernel.init_pg_tables_end) };
}

uint64_t nkv_lowmem_end_pfn(const struct nkv_plan *plan)
{
	if (nkv_plan_knows(plan, NKV_FACT_ENDS) || (plan->reserves_early && plan->max_low_pfn > 0))
		return plan->max_low_pfn;
	return nkv_place_of_kernel(plan).end_pfn;
}
