/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The steps of a boot, in the order in which plan.c takes them. Each reads
 * what the steps before it left in the plan, and leaves its own results there.
 */
#ifndef NUMAKVA_CORE_BOOT_BOOT_H
#define NUMAKVA_CORE_BOOT_BOOT_H

#include <stdbool.h>

#include <numakva/plan.h>

#include "core/arena.h"
#include "core/kernel.h"
#include "core/range.h"

/* find_max_low_pfn() takes this for "no highmem= given". */
#define NKV_HIGHMEM_UNSET UINT32_MAX

/* A boot under way. */
struct nkv_boot {
	const struct nkv_machine *machine;
	const struct nkv_kernel *kernel;
	const struct nkv_profile *profile;
	struct nkv_plan *plan;
	struct nkv_arena arena;
	struct nkv_range_list ram;	 /* the pages of which page_is_ram() says yes */
	nkv_ulong highmem_pages;	 /* as find_max_low_pfn() leaves it */
	uint32_t physnode_overflow_nids; /* who wrote past the end of physnode_map */
	uint32_t zones_overlong_nids;	 /* whose zones are longer than the node */
	struct nkv_bootmem_call *calls;
};

/* A step that profiles have of their own. Returns false where it stops the plan. */
typedef bool nkv_step(struct nkv_boot *boot);

static inline bool nkv_has_highmem(const struct nkv_kernel *kernel)
{
	return kernel->highmem != NKV_HIGHMEM_OFF;
}

/* Where what is mapped of a node ends: the top of high memory, or of low memory without HIGHMEM. */
static inline nkv_ulong nkv_memory_end_pfn(const struct nkv_boot *boot)
{
	return nkv_has_highmem(boot->kernel) ? boot->plan->highend_pfn : boot->plan->max_low_pfn;
}

/*
 * Sanitises the firmware's list into the map (1.1). Entries must have been
 * checked (nkv_machine_check).
 */
void nkv_e820_sanitise(const struct nkv_machine *machine, struct nkv_e820_map *map);

/*
 * Sets bios_e820 (1.1, 1.2). Returns false if the kernel would throw the map
 * away: fewer than two entries after sanitising.
 */
bool nkv_e820_setup(struct nkv_boot *boot);

/* Sets e820, vmalloc_reserve and what highmem= gives from the command line (1.3). */
void nkv_cmdline_apply(struct nkv_boot *boot);

/* Finds the RAM pages and max_pfn, and writes physnode_map as node 0 (1.4, 1.5). */
void nkv_e820_find_max_pfn(struct nkv_boot *boot);

/* Notes in physnode_map that [start, end) belongs to a node (2). */
void nkv_physnode_set(struct nkv_boot *boot, nkv_ulong start, nkv_ulong end, unsigned int nid);

/* Finds the nodes, their ranges and the bytes of their mem_maps (2). */
void nkv_nodes_find(struct nkv_boot *boot);

/* Registers [start, end) as an active range of a node (6). */
void nkv_active_range_add(struct nkv_plan *plan, unsigned int nid, nkv_ulong start, nkv_ulong end);

/* Lets the first active range of a node that ended at `old_end` end at `new_end` (3.7). */
void nkv_active_range_shrink(struct nkv_plan *plan, unsigned int nid, nkv_ulong old_end,
			     nkv_ulong new_end);

/* Takes from the end of each node what its mem_map and pgdat need (3). */
void nkv_remap_reserve(struct nkv_boot *boot);

/*
 * Places the KVA; finds the end of low memory and of high memory (4.1 to 4.6).
 * Returns false, and stops the plan, where there is no place.
 */
bool nkv_kva_place(struct nkv_boot *boot);

/* Gives each node its window of the KVA and its pgdat (4.7). */
void nkv_remap_assign(struct nkv_boot *boot);

/* Cuts the nodes at max_pfn (4.8). Returns false, and stops the plan, on a BUG. */
bool nkv_nodes_clamp(struct nkv_boot *boot);

/*
 * Frees and reserves low memory (5). Returns false, and stops the plan, on a BUG.
 */
bool nkv_bootmem_setup(struct nkv_boot *boot);

/*
 * Completes what the page allocator is told of each node's memory (6). Returns
 * false, and stops the plan, on a BUG.
 */
bool nkv_spans_find(struct nkv_boot *boot);

/* Places each node's mem_map (6). */
void nkv_memmap_place(struct nkv_boot *boot);

/* Lists what goes wrong, and concludes (7). */
void nkv_hazards_find(struct nkv_boot *boot);

/* How many ranges all lists of a plan can have together, at most. */
size_t nkv_bootmem_calls_max(const struct nkv_machine *machine);

#endif
