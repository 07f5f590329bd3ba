/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is where in the kernel's low memory, as far as the boot came: for
 * pictures and for searches.
 */
#ifndef NUMAKVA_CORE_PLACES_PLACES_H
#define NUMAKVA_CORE_PLACES_PLACES_H

#include <numakva/plan.h>

enum nkv_placed_kind {
	NKV_PLACED_KERNEL,
	NKV_PLACED_PGDAT,
	NKV_PLACED_BITMAP,   /* of the boot-time allocator */
	NKV_PLACED_FIRMWARE, /* reserved: the first pages, and the firmware's reservations */
	NKV_PLACED_INITRD,
	NKV_PLACED_WASTED, /* reserved as wasted_pages */
	NKV_PLACED_FREE,
	NKV_PLACED_LOST,   /* free, but never used */
	NKV_PLACED_GIVEN,  /* pages that a node gave up, if they are low memory */
	NKV_PLACED_WINDOW, /* where pages that a node gave up are mapped */
	NKV_PLACED_SLACK,  /* part of the KVA, but in no window */
	NKV_PLACED_MEMMAP, /* of a section: in a window, or in memory that was free */
	NKV_PLACED_KINDS
};

/* Something in low memory. The virtual address of a pfn is PAGE_OFFSET + pfn * 4096. */
struct nkv_placed {
	enum nkv_placed_kind kind;
	struct nkv_range pages; /* may be empty */
	uint32_t start;		/* NKV_PLACED_FIRMWARE: its first byte */
	/* the node that it belongs to, if there are several; or NULL */
	const struct nkv_node *node;
	unsigned int section; /* NKV_PLACED_MEMMAP: its number */
	const char *name;
};

/* The receiver of what nkv_plan_places() finds. */
struct nkv_placing {
	const struct nkv_plan *plan;
	void (*tell)(void *listener, const struct nkv_placed *placed);
	void *listener;
};

/* Passes on what the steps of the boot put into low memory. Places can overlap. */
void nkv_plan_places(const struct nkv_placing *placing);

/* --- the places of each step (struct nkv_step.place) --- */

void nkv_place_kernel(const struct nkv_placing *placing);
void nkv_place_windows(const struct nkv_placing *placing);
void nkv_place_bootmem(const struct nkv_placing *placing);
void nkv_place_section_memmaps(const struct nkv_placing *placing);

#endif
