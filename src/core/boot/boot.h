/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The steps of boots, and what they share. */
#ifndef NUMAKVA_CORE_BOOT_BOOT_H
#define NUMAKVA_CORE_BOOT_BOOT_H

#include <stdbool.h>

#include <numakva/plan.h>

#include "core/arena.h"
#include "core/boot/stretch.h"
#include "core/kernel.h"
#include "core/kva.h"
#include "core/range.h"
#include "core/rules.h"

/* The value of highmem_pages in find_max_low_pfn() without highmem=. */
#define NKV_HIGHMEM_UNSET UINT32_MAX

/* What a memory model does with the memory that setup reports to it. */
struct nkv_model {
	/* memory_present(): [start, end) belongs to a node (1.5, 2). */
	void (*present)(struct nkv_boot *boot, nkv_ulong start, nkv_ulong end, unsigned int nid);
	/* node_memmap_size_bytes(): for a node's range, once it was reported (2). */
	nkv_ulong (*memmap_bytes)(const struct nkv_boot *boot, const struct nkv_node *node);
	/* The pages for which pfn_valid() is true, once the nodes' spans are known (7). */
	struct nkv_range_list (*valid)(struct nkv_boot *boot);
};

extern const struct nkv_model nkv_model_discontig;

/* A boot in progress. */
struct nkv_boot {
	const struct nkv_machine *machine;
	const struct nkv_kernel *kernel;
	const struct nkv_rules *rules;
	const struct nkv_model *model;
	const struct nkv_hazard_rule *hazards; /* the hazards that can occur in it */
	struct nkv_plan *plan;
	enum nkv_error error; /* the rules turned out not to be defined for this machine */
	struct nkv_arena arena;
	struct nkv_range_list ram;	 /* the pages for which page_is_ram() is true */
	nkv_ulong highmem_pages;	 /* as find_max_low_pfn() leaves it */
	uint32_t physnode_overflow_nids; /* the nodes that wrote past the end of physnode_map */
	uint32_t section_overflow_nids;	 /* the nodes that marked sections past the last */
	uint32_t zones_overlong_nids;	 /* the nodes whose zones are longer than the node */
	struct nkv_bootmem_call *calls;

	/* Known with the use of RAM: */
	const struct nkv_stretch *stretches; /* of physnode_map */
	size_t stretch_count;
	struct nkv_range_list valid;	 /* the pages for which pfn_valid() is true */
	struct nkv_range_list unused;	 /* RAM that is not used */
	struct nkv_range_list free_bits; /* of all bitmaps, if each node has one */
	/* a mem_map must come from free memory, and does not fit */
	bool memmap_without_room;
};

static inline bool nkv_has_highmem(const struct nkv_kernel *kernel)
{
	return kernel->highmem != NKV_HIGHMEM_OFF;
}

/* The end of what is mapped of a node: the top of high memory, or of low memory without HIGHMEM. */
static inline nkv_ulong nkv_memory_end_pfn(const struct nkv_boot *boot)
{
	return nkv_has_highmem(boot->kernel) ? boot->plan->highend_pfn : boot->plan->max_low_pfn;
}

/*
 * Merges overlaps in a list and puts the result into the map (1.1): as many
 * entries as the kernel reads and as the map holds. No entry may end below its
 * start.
 */
void nkv_e820_sanitise(const struct nkv_e820_entry *entries, size_t count, size_t entries_max,
		       struct nkv_e820_map *map);

/* Finds the RAM pages (1.4). */
void nkv_e820_find_ram(struct nkv_boot *boot);

/* Copies a node's range as it is at the end of section 2. */
void nkv_node_memory_note(struct nkv_node *node);

/*
 * Finds the span of each node, from the smallest start to the largest end of its active ranges
 * (6).
 */
void nkv_spans_find(struct nkv_plan *plan);

/* Finds what the mem_map of a node's span up to `end` covers, and where it comes from (6). */
void nkv_memmap_place_node(const struct nkv_boot *boot, struct nkv_node *node, nkv_ulong end);

/* Registers [start, end) as an active range of a node (6). */
void nkv_active_range_add(struct nkv_plan *plan, unsigned int nid, nkv_ulong start, nkv_ulong end);

/* Moves the end of a node's first active range that ended at `old_end` to `new_end` (3.7). */
void nkv_active_range_shrink(struct nkv_plan *plan, unsigned int nid, nkv_ulong old_end,
			     nkv_ulong new_end);

/* Sets the number of struct pages in a node's mem_map (6). */
void nkv_memmap_size(const struct nkv_boot *boot, struct nkv_node *node, nkv_ulong struct_pages);

/* The large pages that a node's mem_map and pgdat take, in 4 KiB pages (3.3). */
nkv_ulong nkv_remap_wanted_pages(const struct nkv_boot *boot, const struct nkv_node *node);

/* min_low_pfn, before any pgdat (4.1). */
void nkv_find_min_low_pfn(struct nkv_boot *boot);

/* find_max_low_pfn() (4.2). It changes max_pfn and highmem_pages, so a second call can differ. */
nkv_ulong nkv_find_max_low_pfn(struct nkv_boot *boot);

/* Finds where high memory begins, above the end of low memory, and where it ends (4.6). */
void nkv_find_highmem(struct nkv_boot *boot, nkv_ulong low_end_pfn);

/* The virtual address of a page of low memory. */
static inline nkv_ulong nkv_pfn_vaddr(const struct nkv_kernel *kernel, nkv_ulong pfn)
{
	return kernel->page_offset + nkv_pfn_phys(pfn);
}

/* Sets a node's window, which begins at this pfn (4.7). */
void nkv_window_set(struct nkv_boot *boot, struct nkv_node *node, nkv_ulong start_pfn);

/* Gives a node its window, which begins at a pfn in or above low memory, and its pgdat (4.7). */
void nkv_window_assign(struct nkv_boot *boot, struct nkv_node *node, nkv_ulong start_pfn);
/* Puts a node's pgdat at the start of its window, or into low memory (4.7). */
void nkv_pgdat_place(struct nkv_boot *boot, struct nkv_node *node);

/* --- the steps (struct nkv_step.take) --- */

/*
 * Sets bios_e820 (1.1, 1.2). The machine is an error if the kernel would drop
 * its map: fewer than two entries after overlaps are merged.
 */
bool nkv_e820_setup(struct nkv_boot *boot);

/* Sets e820, vmalloc_reserve and the value of highmem= from the command line (1.3). */
bool nkv_cmdline_apply(struct nkv_boot *boot);

/* Finds the RAM pages and max_pfn, and writes physnode_map as node 0 (1.4, 1.5). */
bool nkv_e820_find_max_pfn(struct nkv_boot *boot);

/* Finds the nodes: from the SRAT, from the quads of a NUMA-Q, or a single one (2). */
bool nkv_nodes_find(struct nkv_boot *boot);

/* Finds each node's range and the bytes of its mem_map, and reports it to the memory model (2). */
bool nkv_node_memory_find(struct nkv_boot *boot);

/* Makes each node give up the pages at its end that its mem_map and pgdat need (3). */
bool nkv_remap_reserve(struct nkv_boot *boot);

/*
 * Places the KVA inside low memory, below its end or below an initrd, and finds
 * the ends of low and high memory (4.1 to 4.6).
 */
bool nkv_kva_place_in_lowmem(struct nkv_boot *boot);

/*
 * The same, but low memory ends below the KVA, which begins where high memory
 * does. Stops if the KVA is larger than low memory.
 */
bool nkv_kva_place_above_lowmem(struct nkv_boot *boot);

/* Gives each node its window in the KVA, and its pgdat (4.7). */
bool nkv_remap_assign(struct nkv_boot *boot);

/* Cuts the nodes at max_pfn (4.8). Stops on a BUG. */
bool nkv_nodes_clamp(struct nkv_boot *boot);

/* Frees and reserves low memory (5). Stops on a BUG. */
bool nkv_bootmem_setup(struct nkv_boot *boot);

/* Completes the active ranges: those of an SRAT were registered when it was read (6). */
bool nkv_active_ranges_complete(struct nkv_boot *boot);

/* Sizes each node's zones. Their spans replace the active ranges (6). Stops on a BUG. */
bool nkv_zones_size(struct nkv_boot *boot);

/* Places each node's mem_map (6). */
bool nkv_memmap_place(struct nkv_boot *boot);

/* Counts how RAM is used if nodes have high zones (ram-in-use). */
bool nkv_ram_count(struct nkv_boot *boot);

/* --- shared by steps and hazards --- */

/*
 * Whether the kernel can read the SRAT, if there is one. Sets the plan's srat_stop
 * (srat-in-reach).
 */
bool nkv_srat_reach(struct nkv_boot *boot);

/* The pages that physnode_map assigns to a node whose span ends above them. */
struct nkv_range_list nkv_physnode_valid(struct nkv_boot *boot);

/* A node's high zone (struct nkv_rules.high_zone): the part of its span in high memory. */
struct nkv_range nkv_high_zone_of_span(const struct nkv_boot *boot, const struct nkv_node *node);

/* The same if zones are sized as if the node began at 0: what follows its low pages. */
struct nkv_range nkv_high_zone_by_size(const struct nkv_boot *boot, const struct nkv_node *node);

/* The memory under the windows of all nodes. */
struct nkv_range_list nkv_backing_pages(struct nkv_boot *boot);

/* The memory lost to alignment (7, pages-wasted). */
struct nkv_range_list nkv_wasted_pages(struct nkv_boot *boot);

/* The low memory that is left when the mem_maps are taken from it (ram-in-use). */
uint64_t nkv_lowmem_left(const struct nkv_plan *plan);

/* Finds the use of each page of RAM; `high` are those that become high memory (ram-in-use). */
void nkv_ram_divide(struct nkv_boot *boot, const struct nkv_range_list *high,
		    const struct nkv_range_list *wasted);

/*
 * Removes the mem_maps that come from the boot-time allocator from the free
 * memory, in the order of the nodes, up to the first that does not fit (7,
 * memmap-in-lowmem).
 */
void nkv_memmaps_take(struct nkv_boot *boot);

/* Lists the hazards, and sets the verdict (7). */
void nkv_hazards_find(struct nkv_boot *boot);

/* The most calls of the boot-time allocator that a plan of this machine can have. */
size_t nkv_bootmem_calls_max(const struct nkv_machine *machine);

#endif
