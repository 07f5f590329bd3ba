/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The bits of the boot-time allocator's bitmaps as they are in memory: bitmaps
 * that share bytes share their bits (5).
 */
#ifndef NUMAKVA_CORE_LATE_BITS_H
#define NUMAKVA_CORE_LATE_BITS_H

#include "core/boot/boot.h"

/*
 * The bitmap after `last` (NULL: the first) in the order of first pages; if
 * equal, in the order in which they were made. NULL: no more.
 */
const struct nkv_bitmap *nkv_bitmap_next(const struct nkv_plan *plan,
					 const struct nkv_bitmap *last);

/* Allocates the bits for the bitmaps of a boot. */
void nkv_bits_begin(struct nkv_boot *boot);

/* Marks pages of a bitmap as free, or as taken. */
void nkv_bits_free(struct nkv_boot *boot, const struct nkv_bitmap *bitmap, struct nkv_range pages);
void nkv_bits_take(struct nkv_boot *boot, const struct nkv_bitmap *bitmap, struct nkv_range pages);

/* Marks all bytes of a bitmap as taken, including those after its last page. */
void nkv_bits_take_all(struct nkv_boot *boot, const struct nkv_bitmap *bitmap);

/* The free pages of a bitmap, as a list in the arena. */
struct nkv_range_list nkv_bits_list_free(struct nkv_boot *boot, const struct nkv_bitmap *bitmap);

/* A run of pages to be allocated, and the pages that were taken for it. */
struct nkv_claim {
	nkv_ulong count;
	struct nkv_range taken;
};

/*
 * Takes the lowest free pages of a bitmap at or above a pfn that satisfy the
 * claim. Returns false if there are none.
 */
bool nkv_bits_take_lowest(struct nkv_boot *boot, const struct nkv_bitmap *bitmap,
			  nkv_ulong from_pfn, struct nkv_claim *claim);

/* The most ranges that the free bits can have. */
size_t nkv_bits_ranges_max(size_t calls_max);

#endif
