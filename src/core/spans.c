/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the page allocator is told of each node's memory (6).
 */
#include "core/boot.h"

/* The ranges of an SRAT were registered as its chunks were read; that of flat mode is now. */
static bool complete_active_ranges(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	const struct nkv_node *node0 = &plan->nodes[0];

	if (plan->memory_source == NKV_MEMORY_FLAT && node0->start_pfn < node0->end_pfn)
		nkv_active_range_add(plan, 0, node0->start_pfn, node0->end_pfn);
	return true;
}

bool nkv_spans_find(struct nkv_boot *boot)
{
	static nkv_step *const rules[] = {
		[NKV_SPAN_ACTIVE_RANGES] = complete_active_ranges,
	};

	return rules[boot->profile->span_rule](boot);
}
