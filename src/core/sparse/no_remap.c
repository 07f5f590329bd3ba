/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The steps of a kernel without a remap (memory-model-sparse 3, 4.7). */
#include "core/console/console.h"
#include "core/sparse/sparse.h"

bool nkv_present_ends_find(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		plan->nodes[i].present_end_pfn = nkv_min(plan->nodes[i].end_pfn, plan->max_pfn);
	return true;
}

/*
 * The windows, in which nodes other than 0 have their pgdat, are never set: they are at address
 * 0.
 */
bool nkv_pgdats_place(struct nkv_boot *boot)
{
	for (size_t i = 0; i < boot->plan->node_count; i++)
		nkv_pgdat_place(boot, &boot->plan->nodes[i]);
	return true;
}

void nkv_say_pgdats(const struct nkv_console *console)
{
	nkv_say_lowmem_end(console);
	nkv_say_highmem_start(console);
}
