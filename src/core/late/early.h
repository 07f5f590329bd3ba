/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Early reservations (1.6): memory that is reserved before there is an allocator. */
#ifndef NUMAKVA_CORE_LATE_EARLY_H
#define NUMAKVA_CORE_LATE_EARLY_H

#include "core/boot/boot.h"

/*
 * Reserves [start, end). Returns false if the kernel panics. early_refused is
 * then this reservation, and early_met the one that it overlaps, if any.
 */
bool nkv_early_reserve(struct nkv_boot *boot, uint64_t start, uint64_t end, const char *by);

/* The same, but later reservations may overlap it. */
bool nkv_early_reserve_yielding(struct nkv_boot *boot, uint64_t start, uint64_t end,
				const char *by);

/* Removes a reservation. */
void nkv_early_take_out(struct nkv_plan *plan, const char *by);

/* A search for `size` bytes at a multiple of `align`, within [from, to). */
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
 * The same, but searches again from lower and lower starts, in steps of `align`
 * from wish->from, at most `tries` times. wish->from becomes the start of the
 * search that found it.
 */
bool nkv_early_find_downwards(const struct nkv_boot *boot, struct nkv_early_wish *wish,
			      nkv_ulong tries, uint64_t *address);

#endif
