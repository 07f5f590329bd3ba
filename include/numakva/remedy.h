/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What would make a machine good enough: the plan computed again with one
 * thing changed. Nothing is offered that was not planned and passed.
 */
#ifndef NUMAKVA_REMEDY_H
#define NUMAKVA_REMEDY_H

#include <numakva/check.h>
#include <numakva/plan.h>

enum { NKV_REMEDIES_MAX = 40 };

/* What is changed. */
enum nkv_remedy_kind {
	NKV_REMEDY_PROFILE,	 /* another kernel */
	NKV_REMEDY_MEMORY_MODEL, /* the same kernel, built with the other memory model */
	NKV_REMEDY_MEM,		 /* mem=, in place of each mem= and memmap=SIZE, or none of these */
	NKV_REMEDY_VMALLOC,	 /* vmalloc=, in place of each that is there */
	NKV_REMEDY_INITRD,	 /* the initrd at another address */
};

struct nkv_remedy {
	enum nkv_remedy_kind kind;
	const struct nkv_profile *profile;  /* NKV_REMEDY_PROFILE */
	enum nkv_memory_model memory_model; /* NKV_REMEDY_MEMORY_MODEL */
	uint32_t size_mb;      /* NKV_REMEDY_MEM, NKV_REMEDY_VMALLOC: MiB; 0: without the word */
	uint32_t initrd_start; /* NKV_REMEDY_INITRD: physical address */
	bool initrd_disabled;  /* the kernel then ignores the initrd, which it uses as things are */
};

/* How many bytes of workspace nkv_remedies_find() takes for this machine. */
size_t nkv_remedies_bytes(const struct nkv_machine *machine);

/*
 * Looks for changes with which the plan's machine passes the limits of `goal`
 * (no limits and no allowed hazards: it boots). Returns how many there are, in
 * this order; 0 also if the workspace is too small:
 *
 * - each other profile;
 * - the other memory model, where the profile has it;
 * - the greatest mem= that passes, in whole MiB above 64 MiB; or no mem= at
 *   all, where there is one. Not every size is tried: the borders of the map,
 *   of the SRAT, of low memory and of physnode_map's 256 MiB, or of sections, cut memory into
 *   stretches; of two sizes in a stretch that are whole large pages apart and
 *   come out with the same hazards and broken limits, those at large pages
 *   between them are taken to come out so, too;
 * - the vmalloc= that passes and is nearest to what it is, in multiples of
 *   4 MiB, that leaves 64 MiB to either side and the initrd in use;
 * - the initrd's address nearest to where it is, in multiples of a large page,
 *   where it lies in RAM, clear of the kernel and of what firmware reserves,
 *   and is used.
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

/* Writes the machine's command line with the change made, which for some is none. */
void nkv_remedy_cmdline(const struct nkv_machine *machine, const struct nkv_remedy *remedy,
			char *cmdline);

#endif
