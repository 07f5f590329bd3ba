/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Early reservations (1.6): memory that is taken before there is an allocator.
 */
#ifndef NUMAKVA_CORE_LATE_EARLY_H
#define NUMAKVA_CORE_LATE_EARLY_H

#include "core/boot/boot.h"

/*
 * Reserves [start, end). Returns false where the kernel panics: what came then
 * is early_refused, and what it meets, if it is that, early_met.
 */
bool nkv_early_reserve(struct nkv_boot *boot, uint64_t start, uint64_t end, const char *by);

/* Likewise, yielding to what is reserved later. */
bool nkv_early_reserve_yielding(struct nkv_boot *boot, uint64_t start, uint64_t end,
				const char *by);

/* Takes a reservation out. */
void nkv_early_take_out(struct nkv_plan *plan, const char *by);

/* What is searched for: `size` bytes at a multiple of `align`, in [from, to). */
struct nkv_early_wish {
	uint64_t from;
	uint64_t to;
	uint64_t size;
	uint64_t align;
};

/* Finds RAM that is not reserved, and sets *address. Returns false if there is none. */
bool nkv_early_find(const struct nkv_boot *boot, const struct nkv_early_wish *wish,
		    uint64_t *address);

/*
 * Likewise, but goes down in steps of `align` from wish->from, which is set to
 * where the search began that found it: at most `tries` searches.
 */
bool nkv_early_find_downwards(const struct nkv_boot *boot, struct nkv_early_wish *wish,
			      uint64_t tries, uint64_t *address);

#endif
