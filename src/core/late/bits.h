/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The bits of the boot-time allocator's bitmaps, as they lie in memory: where
 * two bitmaps share bytes, so do their bits (5).
 */
#ifndef NUMAKVA_CORE_LATE_BITS_H
#define NUMAKVA_CORE_LATE_BITS_H

#include "core/boot/boot.h"

/*
 * The bitmap after `last` (NULL: the first) in the order of their first pages,
 * equal ones as they were made. NULL: no more.
 */
const struct nkv_bitmap *nkv_bitmap_next(const struct nkv_plan *plan,
					 const struct nkv_bitmap *last);

/* Sets aside room for them, for the bitmaps of a boot under way. */
void nkv_bits_begin(struct nkv_boot *boot);

/* Marks pages of a bitmap as free, or as taken. */
void nkv_bits_free(struct nkv_boot *boot, const struct nkv_bitmap *bitmap, struct nkv_range pages);
void nkv_bits_take(struct nkv_boot *boot, const struct nkv_bitmap *bitmap, struct nkv_range pages);

/* Marks all bytes of a bitmap as taken, those behind its last page, too. */
void nkv_bits_take_all(struct nkv_boot *boot, const struct nkv_bitmap *bitmap);

/* The pages of a bitmap that are free, in the arena. */
struct nkv_range_list nkv_bits_list_free(struct nkv_boot *boot, const struct nkv_bitmap *bitmap);

/* Pages in a row that are wanted, and those that were taken. */
struct nkv_claim {
	nkv_ulong count;
	struct nkv_range taken;
};

/*
 * Takes the lowest free pages of a bitmap that do for the claim, from a pfn on.
 * Returns false if there are none.
 */
bool nkv_bits_take_lowest(struct nkv_boot *boot, const struct nkv_bitmap *bitmap,
			  nkv_ulong from_pfn, struct nkv_claim *claim);

/* How many ranges of free bits there can be, at most. */
size_t nkv_bits_ranges_max(size_t calls_max);

#endif
