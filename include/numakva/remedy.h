/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What would make a machine good enough, and what it costs: the plan computed
 * again with one or two things changed. Nothing is offered that was not planned
 * and passed.
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
	NKV_CHANGE_MEM,	    /* mem=, in place of each mem= and memmap=SIZE, or none of these */
	NKV_CHANGE_VMALLOC, /* vmalloc=, in place of each that is there */
	NKV_CHANGE_HIGHMEM, /* highmem=, in place of each that is there, or none */
	NKV_CHANGE_INITRD,  /* the initrd at another address */
	NKV_CHANGE_KINDS
};

struct nkv_change {
	enum nkv_change_kind kind;
	const struct nkv_profile *profile; /* NKV_CHANGE_PROFILE */
	enum nkv_memory_model model;	   /* NKV_CHANGE_MODEL */
	uint64_t size_kb;		   /* _MEM, _VMALLOC, _HIGHMEM: KiB; 0: without the word */
	uint32_t initrd_start;		   /* NKV_CHANGE_INITRD: physical address */
};

/* What becomes of the initrd. */
enum nkv_remedy_initrd {
	NKV_REMEDY_INITRD_NONE,	 /* there is none, or the boot does not come to it */
	NKV_REMEDY_INITRD_KEPT,	 /* used where it is now */
	NKV_REMEDY_INITRD_MOVED, /* used elsewhere */
	NKV_REMEDY_INITRD_LOST,	 /* the kernel ignores it */
};

/* One change, or two together, and what it costs. */
struct nkv_remedy {
	struct nkv_change changes[NKV_CHANGES_MAX];
	size_t change_count;
	bool priced; /* setup ends, so that the pages are known */
	/*
	 * Pages of RAM that are used as things are, and not with it; where the
	 * boot stops now, of all in the map in effect, which then count as used.
	 */
	uint64_t ram_lost_pages;
	uint64_t ram_pages;	    /* those that they are part of */
	uint64_t lowmem_left_pages; /* what is left of low memory with it */
	enum nkv_remedy_initrd initrd;
};

/* How many bytes of workspace nkv_remedies_find() takes for this machine. */
size_t nkv_remedies_bytes(const struct nkv_machine *machine);

/*
 * Looks for changes with which the plan's machine passes the limits of `goal`
 * (no limits and no allowed hazards: it boots). Returns how many there are; 0
 * also if the workspace is too small. The cheapest come first: those that take
 * the least RAM, then single ones, then those that leave the most low memory;
 * what loses the initrd comes last.
 *
 * Sought are:
 *
 * - each other profile, and the other memory model, where the profile has it;
 * - the greatest mem= that passes, in whole MiB above 64 MiB; or no mem= at
 *   all, where there is one. Not every size is tried: the borders of the map,
 *   of the SRAT, of low memory, of sections and of physnode_map's 256 MiB cut
 *   memory into stretches; of two sizes in a stretch that are whole large pages apart and
 *   come out with the same hazards and broken limits, those at large pages
 *   between them are taken to come out so, too;
 * - the vmalloc= that passes and is nearest to what it is, in multiples of
 *   4 MiB, that leaves 64 MiB to either side and the initrd in use;
 * - the least highmem= that passes and lets low memory end at a multiple of 4 MiB; or
 *   none at all, where there is one;
 * - the initrd's address nearest to where it is, in multiples of a large page,
 *   where it lies in RAM, clear of the kernel and of what firmware reserves,
 *   and is used; also together with any of the others that loses it, and with
 *   each profile that passes if only the initrd is out of the way;
 * - if none of these passes: any two together, of which the cheapest of two
 *   kinds is offered. The first of two sizes is then a multiple of 64 MiB.
 *
 * The plans that are computed for it number some thousands at most.
 */
size_t nkv_remedies_find(const struct nkv_plan *plan, const struct nkv_limits *goal,
			 void *workspace, size_t workspace_bytes,
			 struct nkv_remedy remedies[NKV_REMEDIES_MAX]);

/*
 * Likewise for changes with which the machine boots; if there are none, and it
 * is not so already, for those with which it at least comes through setup and
 * then goes wrong. *verdict is what its boot comes to with each of them.
 */
size_t nkv_remedies_find_boot(const struct nkv_plan *plan, void *workspace, size_t workspace_bytes,
			      struct nkv_remedy remedies[NKV_REMEDIES_MAX],
			      enum nkv_verdict *verdict);

/* How many bytes nkv_remedy_cmdline() writes at most for this machine, the NUL with them. */
size_t nkv_remedy_cmdline_bytes(const struct nkv_machine *machine);

/* Writes the machine's command line with the changes made, which for some are none. */
void nkv_remedy_cmdline(const struct nkv_machine *machine, const struct nkv_remedy *remedy,
			char *cmdline);

#ifdef __cplusplus
}
#endif

#endif
