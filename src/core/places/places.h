/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What lies where in the kernel's low memory, as far as a boot came: for
 * whoever draws it or looks for something in it.
 */
#ifndef NUMAKVA_CORE_PLACES_PLACES_H
#define NUMAKVA_CORE_PLACES_PLACES_H

#include <numakva/plan.h>

enum nkv_placed_kind {
	NKV_PLACED_KERNEL,
	NKV_PLACED_PGDAT,
	NKV_PLACED_BITMAP,   /* of the boot-time allocator */
	NKV_PLACED_FIRMWARE, /* reserved: the first pages, and what the firmware left */
	NKV_PLACED_INITRD,
	NKV_PLACED_WASTED, /* reserved as wasted_pages */
	NKV_PLACED_FREE,
	NKV_PLACED_LOST,   /* free, but nobody will ever use it */
	NKV_PLACED_GIVEN,  /* what a node gave, where that is low memory */
	NKV_PLACED_WINDOW, /* where pages that a node gave are mapped */
	NKV_PLACED_SLACK,  /* of the KVA, in no window */
	NKV_PLACED_MEMMAP, /* of a section: in a window, or of what was free */
	NKV_PLACED_KINDS
};

/* Something in low memory: a pfn is PAGE_OFFSET and so many pages. */
struct nkv_placed {
	enum nkv_placed_kind kind;
	struct nkv_range pages;	     /* may be empty */
	uint32_t start;		     /* NKV_PLACED_FIRMWARE: its first byte */
	const struct nkv_node *node; /* whose it is, where there are several; or NULL */
	unsigned int section;	     /* NKV_PLACED_MEMMAP: its number */
	const char *name;
};

/* Who is told what lies where. */
struct nkv_placing {
	const struct nkv_plan *plan;
	void (*tell)(void *listener, const struct nkv_placed *placed);
	void *listener;
};

/* Tells what the steps that were taken put into low memory. What is told may overlap. */
void nkv_plan_places(const struct nkv_placing *placing);

/* --- what steps tell (struct nkv_step.place) --- */

void nkv_place_kernel(const struct nkv_placing *placing);
void nkv_place_windows(const struct nkv_placing *placing);
void nkv_place_bootmem(const struct nkv_placing *placing);
void nkv_place_section_memmaps(const struct nkv_placing *placing);

#endif
