/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Changes with which a machine passes, and what they cost. A remedy is one or
 * two changes. It is offered only if the machine was planned again with it and
 * passed.
 */
#ifndef NUMAKVA_REMEDY_H
#define NUMAKVA_REMEDY_H

#include <numakva/check.h>
#include <numakva/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { NKV_REMEDIES_MAX = 96, NKV_CHANGES_MAX = 2 };

/* What is changed. */
enum nkv_change_kind {
	NKV_CHANGE_PROFILE, /* another kernel */
	NKV_CHANGE_MODEL,   /* the kernel built with the other memory model */
	NKV_CHANGE_MEM,	    /* mem=, replacing each mem= and memmap=SIZE; or without any of these */
	NKV_CHANGE_VMALLOC, /* vmalloc=, replacing each vmalloc= */
	NKV_CHANGE_HIGHMEM, /* highmem=, replacing each highmem=; or without any */
	NKV_CHANGE_INITRD,  /* the initrd at another address */
	NKV_CHANGE_KINDS
};

struct nkv_change {
	enum nkv_change_kind kind;
	const struct nkv_profile *profile; /* NKV_CHANGE_PROFILE */
	enum nkv_memory_model model;	   /* NKV_CHANGE_MODEL */
	/* _MEM, _VMALLOC, _HIGHMEM: in KiB; 0: the word is removed */
	uint64_t size_kb;
	uint32_t initrd_start; /* NKV_CHANGE_INITRD: physical address */
};

/* What happens to the initrd. */
enum nkv_remedy_initrd {
	NKV_REMEDY_INITRD_NONE,	 /* there is no initrd, or the boot stops before it */
	NKV_REMEDY_INITRD_KEPT,	 /* used where it is */
	NKV_REMEDY_INITRD_MOVED, /* used at another address */
	NKV_REMEDY_INITRD_LOST,	 /* the kernel ignores it */
};

/* One change or two, and the cost. */
struct nkv_remedy {
	struct nkv_change changes[NKV_CHANGES_MAX];
	size_t change_count;
	bool priced; /* setup ends, so the pages below are known */
	/*
	 * Pages of RAM that are used now, and are not with the remedy. If the
	 * boot stops now, all RAM of the map in effect counts as used.
	 */
	uint64_t ram_lost_pages;
	uint64_t ram_pages;	    /* all pages of RAM */
	uint64_t lowmem_left_pages; /* low memory left, with the remedy */
	enum nkv_remedy_initrd initrd;
};

/* The number of bytes of workspace that nkv_remedies_find() takes for this machine. */
size_t nkv_remedies_bytes(const struct nkv_machine *machine);

/*
 * Looks for changes with which the plan's machine passes the limits of `goal`
 * (no limits and no allowed hazards: it boots). Returns their number; 0 also if
 * the workspace is too small. The cheapest come first: those that cost the
 * least RAM, then single changes, then those that leave the most low memory.
 * Those that lose the initrd come last.
 *
 * These are tried:
 *
 * - Each other profile, and the other memory model if the profile has it.
 * - The greatest mem= that passes, in whole MiB above 64 MiB; or no mem=, if
 *   there is one. Not every size is tried. The borders of the map, of the SRAT,
 *   of low memory, of sections and of physnode_map's 256 MiB divide memory into
 *   stretches. If two sizes of a stretch are whole large pages apart and give the
 *   same hazards and broken limits, the sizes between them at large pages are
 *   assumed to give the same.
 * - The vmalloc= that passes and is nearest to the present one, in multiples of
 *   4 MiB. It leaves 64 MiB on either side, and the initrd in use.
 * - The least highmem= that passes and with which low memory ends at a multiple
 *   of 4 MiB; or no highmem=, if there is one.
 * - The address for the initrd that is nearest to the present one, in multiples
 *   of a large page, in RAM, outside the kernel and the firmware's reservations,
 *   at which the initrd is used. It is also tried together with each other
 *   change that loses the initrd, and with each profile that passes once the
 *   initrd is out of the way.
 * - If none of these passes: any two together. Of each two kinds the cheapest
 *   pair is offered. The first of two sizes is then a multiple of 64 MiB.
 *
 * This takes a few thousand plans at most.
 */
size_t nkv_remedies_find(const struct nkv_plan *plan, const struct nkv_limits *goal,
			 void *workspace, size_t workspace_bytes,
			 struct nkv_remedy remedies[NKV_REMEDIES_MAX]);

/*
 * The same for changes with which the machine boots. If there are none, and
 * setup does not end now: for changes with which setup ends, although something
 * goes wrong later. *verdict is the verdict with each of the changes.
 */
size_t nkv_remedies_find_boot(const struct nkv_plan *plan, void *workspace, size_t workspace_bytes,
			      struct nkv_remedy remedies[NKV_REMEDIES_MAX],
			      enum nkv_verdict *verdict);

/* The most bytes that nkv_remedy_cmdline() writes for this machine, including the NUL. */
size_t nkv_remedy_cmdline_bytes(const struct nkv_machine *machine);

/* Writes the machine's command line with the changes made. Some changes do not affect it. */
void nkv_remedy_cmdline(const struct nkv_machine *machine, const struct nkv_remedy *remedy,
			char *cmdline);

#ifdef __cplusplus
}
#endif

#endif
