/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The pages that calls of the boot-time allocator are about.
 */
#ifndef NUMAKVA_CORE_BOOT_CALLS_H
#define NUMAKVA_CORE_BOOT_CALLS_H

#include <numakva/plan.h>

#include "core/kernel.h"
#include "core/range.h"

/* The pages that a call marks; empty where its end wrapped below its start. */
struct nkv_range nkv_call_pages(const struct nkv_bootmem_call *call);

/*
 * Takes pages in a row as the boot-time allocator gives them: the lowest at or
 * above page 4096, else the lowest anywhere (6). Returns the first, UINT64_MAX
 * if there are none. The list must have room for one range more.
 */
uint64_t nkv_bootmem_take(struct nkv_range_list *free, uint64_t pages);

/* The pfn from which wasted_pages are reserved (5.6). */
static inline nkv_ulong nkv_wasted_pfn(const struct nkv_plan *plan)
{
	return plan->nodes[0].remap_start_pfn + plan->nodes[0].reserved_pages;
}

#endif
