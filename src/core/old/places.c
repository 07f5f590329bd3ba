/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where windows are that are assigned from the top down (profile-2.6.9, 4). */
#include "core/places/places.h"
#include "core/old/old.h"

void nkv_place_windows_downwards(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;
	struct nkv_range kva = nkv_kva_of(plan);

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		uint64_t start = kva.end_pfn - node->remap_offset_pages;
		const struct nkv_placed placed = {
			.kind = NKV_PLACED_WINDOW,
			.pages = nkv_range_make(start, start + node->reserved_pages),
			.node = node,
			.name = "KVA window",
		};

		if (node->reserved_pages > 0)
			placing->tell(placing->listener, &placed);
	}
}
