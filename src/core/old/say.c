/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What kernels before 2.6.13 print about low memory and the windows, if later
 * kernels print something else (profile-2.6.9, profile-2.6.5, 9).
 */
#include "core/console/console.h"
#include "core/kernel.h"
#include "core/old/old.h"

void nkv_say_kva_below_highmem(const struct nkv_console *console)
{
	nkv_say_lowmem_messages(console);
	nkv_say_highmem(console);
	if (console->plan->stopped_at != NKV_STOP_PLACEMENT)
		nkv_say_lowmem(console);
}

void nkv_say_windows_downwards(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_say_lowmem_end(console);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		nkv_say_window(console, node,
			       node->remap_vaddr_start + nkv_pfn_phys(nkv_window_pages(node)));
	}
	nkv_say_highmem_start(console);
}
