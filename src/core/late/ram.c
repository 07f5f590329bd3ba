/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How RAM is used: high memory is the part of the active ranges that is high,
 * whatever the nodes' spans, and nothing is lost to alignment (ram-in-use).
 */
#include "core/late/late.h"

bool nkv_late_ram(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_range above = nkv_range_make(plan->max_low_pfn, plan->highend_pfn);
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);
	struct nkv_range_list high, none = { .count = 0 };

	for (size_t i = 0; i < plan->active_range_count; i++)
		nkv_range_builder_add(
			&builder,
			nkv_range_intersect(nkv_range_make(plan->active_ranges[i].start_pfn,
							   plan->active_ranges[i].end_pfn),
					    above));
	high = nkv_range_builder_end(&builder);
	boot->valid = boot->model->valid(boot);
	nkv_ram_divide(boot, &high, &none);
	plan->lowmem_left_pages = nkv_lowmem_left(plan);
	return true;
}
