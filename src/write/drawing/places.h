/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where things of a plan lie in the low memory space. */
#ifndef NUMAKVA_WRITE_DRAWING_PLACES_H
#define NUMAKVA_WRITE_DRAWING_PLACES_H

#include <numakva/plan.h>

/* The pages of a call of the allocator, as a 64-bit sum. */
struct nkv_range nkv_place_of_call(const struct nkv_bootmem_call *call);

/* Where a node's window is in low memory; empty without one. */
struct nkv_range nkv_place_of_window(const struct nkv_plan *plan, const struct nkv_node *node);

/* The kernel up to the end of the allocator's bitmap, or what is known of it. */
struct nkv_range nkv_place_of_kernel(const struct nkv_plan *plan);

/* Where low memory ends, or, if the boot did not come so far, would have gone on. */
uint64_t nkv_lowmem_end_pfn(const struct nkv_plan *plan);

#endif
