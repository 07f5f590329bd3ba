/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The places of a plan's parts in the low memory space. */
#ifndef NUMAKVA_WRITE_DRAWING_PLACES_H
#define NUMAKVA_WRITE_DRAWING_PLACES_H

#include <numakva/plan.h>

/* The pages of a call of the allocator, as a 64-bit sum. */
struct nkv_range nkv_place_of_call(const struct nkv_bootmem_call *call);

/* The place of a node's window in low memory; empty without a window. */
struct nkv_range nkv_place_of_window(const struct nkv_plan *plan, const struct nkv_node *node);

/* The kernel up to the end of the allocator's bitmap, as far as the plan knows it. */
struct nkv_range nkv_place_of_kernel(const struct nkv_plan *plan);

/* Where low memory ends; if the boot did not come so far, where it would go on. */
uint64_t nkv_lowmem_end_pfn(const struct nkv_plan *plan);

#endif
