/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where low memory ends, and what each node has in the KVA (4.2, 4.6 to 4.8). */
#include "core/late/early.h"
#include "core/late/late.h"

static const char *const pgdat_names[NKV_NODES_MAX] = {
	"NODE_DATA 0",	"NODE_DATA 1",	"NODE_DATA 2",	"NODE_DATA 3",
	"NODE_DATA 4",	"NODE_DATA 5",	"NODE_DATA 6",	"NODE_DATA 7",
	"NODE_DATA 8",	"NODE_DATA 9",	"NODE_DATA 10", "NODE_DATA 11",
	"NODE_DATA 12", "NODE_DATA 13", "NODE_DATA 14", "NODE_DATA 15",
};

bool nkv_late_low_end(struct nkv_boot *boot)
{
	boot->plan->max_low_pfn = nkv_find_max_low_pfn(boot);
	return true;
}

/*
 * Places a pgdat in low memory. Without room the kernel uses the address that
 * means failure, which is in the last page of all.
 */
static bool place_pgdat(struct nkv_boot *boot, struct nkv_node *node)
{
	struct nkv_early_wish wish = {
		.to = nkv_pfn_phys(boot->plan->max_low_pfn),
		.size = boot->kernel->pg_data_bytes,
		.align = NKV_PAGE_BYTES,
	};
	uint64_t found;
	nkv_ulong address = UINT32_MAX;

	if (nkv_early_find(boot, &wish, &found))
		address = nkv_ulong_cut(found);
	node->pgdat_vaddr = boot->kernel->page_offset + nkv_pfn_phys(nkv_pfn_down(address));
	return nkv_early_reserve(boot, address, address + boot->kernel->pg_data_bytes,
				 pgdat_names[node->nid]);
}

static bool assign_node(struct nkv_boot *boot, struct nkv_node *node)
{
	nkv_window_set(boot, node, boot->plan->kva_start_pfn + node->remap_offset_pages);
	node->pgdat_in_remap = node->start_pfn != node->end_pfn;
	node->pgdat_vaddr = node->remap_vaddr_start;
	return node->pgdat_in_remap || place_pgdat(boot, node);
}

bool nkv_late_windows(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	nkv_find_highmem(boot, plan->max_low_pfn);
	for (size_t i = 0; i < plan->node_count; i++)
		if (!assign_node(boot, &plan->nodes[i])) {
			plan->stopped_nid = plan->nodes[i].nid;
			return false;
		}
	return true;
}
