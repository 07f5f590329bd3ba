/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The steps of which boots are made, and what they share.
 */
#ifndef NUMAKVA_CORE_BOOT_BOOT_H
#define NUMAKVA_CORE_BOOT_BOOT_H

#include <stdbool.h>

#include <numakva/plan.h>

#include "core/arena.h"
#include "core/boot/stretch.h"
#include "core/kernel.h"
#include "core/range.h"
#include "core/rules.h"

/* find_max_low_pfn() takes this for "no highmem= given". */
#define NKV_HIGHMEM_UNSET UINT32_MAX

/* What a memory model does where setup tells it of memory. */
struct nkv_model {
	/* memory_present(): [start, end) belongs to a node (1.5, 2). */
	void (*present)(struct nkv_boot *boot, nkv_ulong start, nkv_ulong end, unsigned int nid);
	/* node_memmap_size_bytes(): for a node's range, when that was told of (2). */
	nkv_ulong (*memmap_bytes)(const struct nkv_boot *boot, const struct nkv_node *node);
	/* The pages of which pfn_valid() says yes, once the nodes' spans are known (7). */
	struct nkv_range_list (*valid)(struct nkv_boot *boot);
};

extern const struct nkv_model nkv_model_discontig;

/* A boot under way. */
struct nkv_boot {
	const struct nkv_machine *machine;
	const struct nkv_kernel *kernel;
	const struct nkv_rules *rules;
	const struct nkv_model *model;
	const struct nkv_hazard_rule *hazards; /* what can go wrong in it */
	struct nkv_plan *plan;
	enum nkv_error error; /* the rules are not defined for this machine, after all */
	struct nkv_arena arena;
	struct nkv_range_list ram;	 /* the pages of which page_is_ram() says yes */
	nkv_ulong highmem_pages;	 /* as find_max_low_pfn() leaves it */
	uint32_t physnode_overflow_nids; /* who wrote past the end of physnode_map */
	uint32_t section_overflow_nids;	 /* who marked sections past the last */
	uint32_t zones_overlong_nids;	 /* whose zones are longer than the node */
	struct nkv_bootmem_call *calls;

	/* Known with the use of RAM. */
	const struct nkv_stretch *stretches; /* of physnode_map */
	size_t stretch_count;
	struct nkv_range_list valid;	 /* the pages of which pfn_valid() says yes */
	struct nkv_range_list unused;	 /* RAM that nothing becomes of */
	struct nkv_range_list free_bits; /* of all bitmaps, where each node has one */
	bool memmap_without_room;	 /* one is to come from there, and does not fit */
};

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
 * Sanitises a list, as much of it as the kernel looks at and as its map holds,
 * into the map (1.1). No entry may end below its start.
 */
void nkv_e820_sanitise(const struct nkv_e820_entry *entries, size_t count, size_t entries_max,
		       struct nkv_e820_map *map);

/* Sets the RAM pages (1.4). */
void nkv_e820_find_ram(struct nkv_boot *boot);

/* Keeps a node's range as section 2 leaves it. */
void nkv_node_memory_note(struct nkv_node *node);

/* Sets what each node spans, from the smallest start to the largest end of its active ranges (6). */
void nkv_spans_find(struct nkv_plan *plan);

/* Sets what the mem_map of a node's span up to `end` covers, and where it comes from (6). */
void nkv_memmap_place_node(const struct nkv_boot *boot, struct nkv_node *node, nkv_ulong end);

/* Registers [start, end) as an active range of a node (6). */
void nkv_active_range_add(struct nkv_plan *plan, unsigned int nid, nkv_ulong start, nkv_ulong end);

/* Lets the first active range of a node that ended at `old_end` end at `new_end` (3.7). */
void nkv_active_range_shrink(struct nkv_plan *plan, unsigned int nid, nkv_ulong old_end,
			     nkv_ulong new_end);

/* Gives a node's mem_map so many struct pages (6). */
void nkv_memmap_size(const struct nkv_boot *boot, struct nkv_node *node, nkv_ulong struct_pages);

/* The large pages that a node's mem_map and pgdat take, in pages (3.3). */
nkv_ulong nkv_remap_wanted_pages(const struct nkv_boot *boot, const struct nkv_node *node);

/* min_low_pfn, before any pgdat (4.1). */
void nkv_find_min_low_pfn(struct nkv_boot *boot);

/* find_max_low_pfn() (4.2). It changes max_pfn and highmem_pages, so a second call can differ. */
nkv_ulong nkv_find_max_low_pfn(struct nkv_boot *boot);

/* Where high memory begins, above what ends low memory, and where it ends (4.6). */
void nkv_find_highmem(struct nkv_boot *boot, nkv_ulong low_end_pfn);

/* The address at which low memory has a page. */
static inline nkv_ulong nkv_pfn_vaddr(const struct nkv_kernel *kernel, nkv_ulong pfn)
{
	return kernel->page_offset + nkv_pfn_phys(pfn);
}

/* Sets a node's window, which begins at that pfn (4.7). */
void nkv_window_set(struct nkv_boot *boot, struct nkv_node *node, nkv_ulong start_pfn);

/* Gives a node its window, which begins at a pfn of low memory or above it, and its pgdat (4.7). */
void nkv_window_assign(struct nkv_boot *boot, struct nkv_node *node, nkv_ulong start_pfn);
/* Puts a node's pgdat at the start of its window, or into low memory (4.7). */
void nkv_pgdat_place(struct nkv_boot *boot, struct nkv_node *node);

/* --- the steps (struct nkv_step.take) --- */

/*
 * Sets bios_e820 (1.1, 1.2). It is an error of the machine if the kernel would
 * throw the map away: fewer than two entries after sanitising.
 */
bool nkv_e820_setup(struct nkv_boot *boot);

/* Sets e820, vmalloc_reserve and what highmem= gives from the command line (1.3). */
bool nkv_cmdline_apply(struct nkv_boot *boot);

/* Finds the RAM pages and max_pfn, and writes physnode_map as node 0 (1.4, 1.5). */
bool nkv_e820_find_max_pfn(struct nkv_boot *boot);

/* Finds which nodes there are: from the SRAT, the quads of a NUMA-Q, or one (2). */
bool nkv_nodes_find(struct nkv_boot *boot);

/* Finds the range of each and the bytes of its mem_map, and tells the memory model of it (2). */
bool nkv_node_memory_find(struct nkv_boot *boot);

/* Takes from the end of each node what its mem_map and pgdat need (3). */
bool nkv_remap_reserve(struct nkv_boot *boot);

/*
 * Places the KVA inside low memory, below its end or an initrd; finds the end
 * of low memory and of high memory (4.1 to 4.6).
 */
bool nkv_kva_place_in_lowmem(struct nkv_boot *boot);

/*
 * Likewise, but low memory ends below the KVA, which begins where high memory
 * does. Stops where the KVA is larger than low memory.
 */
bool nkv_kva_place_above_lowmem(struct nkv_boot *boot);

/* Gives each node its window of the KVA and its pgdat (4.7). */
bool nkv_remap_assign(struct nkv_boot *boot);

/* Cuts the nodes at max_pfn (4.8). Stops on a BUG. */
bool nkv_nodes_clamp(struct nkv_boot *boot);

/* Frees and reserves low memory (5). Stops on a BUG. */
bool nkv_bootmem_setup(struct nkv_boot *boot);

/* Completes the active ranges: those of an SRAT were registered as it was read (6). */
bool nkv_active_ranges_complete(struct nkv_boot *boot);

/* Sizes each node's zones, whose spans take the place of the active ranges (6). Stops on a BUG. */
bool nkv_zones_size(struct nkv_boot *boot);

/* Places each node's mem_map (6). */
bool nkv_memmap_place(struct nkv_boot *boot);

/* Counts what becomes of RAM where nodes have high zones (ram-in-use). */
bool nkv_ram_count(struct nkv_boot *boot);

/* --- what steps and hazards share --- */

/* Whether the kernel reads the SRAT, if there is one; leaves in the plan what stops it (srat-in-reach). */
bool nkv_srat_reach(struct nkv_boot *boot);

/* The pages that physnode_map has a node for, whose span ends above them. */
struct nkv_range_list nkv_physnode_valid(struct nkv_boot *boot);

/* A node's high zone (struct nkv_rules.high_zone): its span, cut to high memory. */
struct nkv_range nkv_high_zone_of_span(const struct nkv_boot *boot, const struct nkv_node *node);

/* Likewise where zones are sized as if the node began at 0: what follows its low pages. */
struct nkv_range nkv_high_zone_by_size(const struct nkv_boot *boot, const struct nkv_node *node);

/* What lies under the windows: each node's [remap_start_pfn, + reserved_pages) (3). */
struct nkv_range_list nkv_backing_pages(struct nkv_boot *boot);

/* What is lost to alignment (7, pages-wasted). */
struct nkv_range_list nkv_wasted_pages(struct nkv_boot *boot);

/* What is left of low memory when its mem_maps are taken (ram-in-use). */
uint64_t nkv_lowmem_left(const struct nkv_plan *plan);

/* Tells what becomes of each page of RAM, given what becomes high memory (ram-in-use). */
void nkv_ram_divide(struct nkv_boot *boot, const struct nkv_range_list *high,
		    const struct nkv_range_list *wasted);

/* --- */

/*
 * Takes the mem_maps that come from the boot-time allocator out of what is free,
 * nodes ascending, up to the first that finds no room (7, memmap-in-lowmem).
 */
void nkv_memmaps_take(struct nkv_boot *boot);

/* Lists what goes wrong, and concludes (7). */
void nkv_hazards_find(struct nkv_boot *boot);

/* How many ranges all lists of a plan can have together, at most. */
size_t nkv_bootmem_calls_max(const struct nkv_machine *machine);

#endif
