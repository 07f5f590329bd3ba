/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Places the KVA in kernels that leave high memory in its place (profile-2.6.5, 4). */
#include "core/old/old.h"

bool nkv_kva_place_below_highmem(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong top;

	nkv_find_min_low_pfn(boot);
	top = nkv_find_max_low_pfn(boot);
	nkv_find_highmem(boot, top);
	if (plan->kva_pages > top)
		return false;
	plan->max_low_pfn = top - plan->kva_pages;
	plan->kva_start_pfn = plan->highstart_pfn - plan->kva_pages;
	return true;
}
