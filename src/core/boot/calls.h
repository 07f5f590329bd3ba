/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages of calls of the boot-time allocator. */
#ifndef NUMAKVA_CORE_BOOT_CALLS_H
#define NUMAKVA_CORE_BOOT_CALLS_H

#include <numakva/plan.h>

#include "core/kernel.h"
#include "core/range.h"

/* The pages that a call marks; empty if its end wrapped below its start. */
struct nkv_range nkv_call_pages(const struct nkv_bootmem_call *call);

/*
 * Allocates a run of pages as the boot-time allocator does: the lowest at or
 * above page 4096, otherwise the lowest of all (6). Returns its first page, or
 * UINT64_MAX if there is none. The list must have room for one more range.
 */
uint64_t nkv_bootmem_take(struct nkv_range_list *free, uint64_t pages);

/* The first pfn of the wasted_pages that are reserved (5.6). */
static inline nkv_ulong nkv_wasted_pfn(const struct nkv_plan *plan)
{
	return plan->nodes[0].remap_start_pfn + plan->nodes[0].reserved_pages;
}

#endif
