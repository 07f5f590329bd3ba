/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Active ranges: what the page allocator is told about a node's memory (6). */
#include "core/boot/boot.h"

/* Merges a new range into a listed one of the same node. Returns false if the two do not touch. */
static bool absorb(struct nkv_active_range *listed, nkv_ulong start, nkv_ulong end)
{
	if (start >= listed->start_pfn && end <= listed->end_pfn)
		return true;
	if (start <= listed->end_pfn && end > listed->end_pfn) {
		listed->end_pfn = end;
		return true;
	}
	if (start < listed->end_pfn && end >= listed->start_pfn) {
		listed->start_pfn = start;
		return true;
	}
	return false;
}

void nkv_active_range_add(struct nkv_plan *plan, unsigned int nid, nkv_ulong start, nkv_ulong end)
{
	for (size_t i = 0; i < plan->active_range_count; i++)
		if (plan->active_ranges[i].nid == nid &&
		    absorb(&plan->active_ranges[i], start, end))
			return;
	if (plan->active_range_count < NKV_ACTIVE_RANGES_MAX)
		plan->active_ranges[plan->active_range_count++] =
			(struct nkv_active_range){ start, end, (uint8_t)nid };
}

void nkv_active_range_shrink(struct nkv_plan *plan, unsigned int nid, nkv_ulong old_end,
			     nkv_ulong new_end)
{
	for (size_t i = 0; i < plan->active_range_count; i++) {
		struct nkv_active_range *range = &plan->active_ranges[i];

		if (range->nid == nid && range->end_pfn == old_end) {
			range->end_pfn = new_end;
			return;
		}
	}
}
