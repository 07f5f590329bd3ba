/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The checks of boot-layout 7. A kernel's rules list those that it can fail. */
#ifndef NUMAKVA_CORE_HAZARDS_HAZARDS_H
#define NUMAKVA_CORE_HAZARDS_HAZARDS_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/hazard.h>

#include "core/boot/boot.h"

/* What several checks need, computed once. */
struct nkv_findings {
	struct nkv_boot *boot;
	struct nkv_range_list spans; /* the pages of all nodes' spans */
	struct nkv_range kva;	     /* its pages that are low memory */
	struct nkv_range initrd;     /* where it is in the end; empty if it is disabled */
};

/*
 * A check: fills in the figures, and sets the severity if the hazard can have
 * more than one. Returns whether the hazard is there.
 */
typedef bool nkv_hazard_check(struct nkv_findings *findings, struct nkv_hazard *hazard);

/* A hazard that a kernel can have, and its check. */
struct nkv_hazard_rule {
	enum nkv_hazard_code code;
	unsigned int
		needs; /* enum nkv_fact, or-ed: the check is made only if all of these are known */
	nkv_hazard_check *check;
};

/* Whether a zone of a node ends or begins there, inside a block of the page allocator. */
bool nkv_zone_is_misaligned(const struct nkv_node *node, nkv_ulong border);

/* The hazards of kernels to 2.6.26, in the order of boot-layout 7; the last row has no check. */
extern const struct nkv_hazard_rule nkv_hazards_to_2_6_26[];

/* The hazards of kernels from 2.6.27 on, in the order of profile-2.6.32 7. */
extern const struct nkv_hazard_rule nkv_hazards_from_2_6_27[];

nkv_hazard_check nkv_check_reserve_zero_length;
nkv_hazard_check nkv_check_reserve_beyond_lowmem;
nkv_hazard_check nkv_check_free_twice;
nkv_hazard_check nkv_check_node_end_below_start;
nkv_hazard_check nkv_check_zone_beyond_node;
nkv_hazard_check nkv_check_reserve_wraps;
nkv_hazard_check nkv_check_lowmem_swallowed;
nkv_hazard_check nkv_check_remap_misaligned;
nkv_hazard_check nkv_check_node_above_memory;
nkv_hazard_check nkv_check_zones_overlong;
nkv_hazard_check nkv_check_kva_overlaps_kernel;
nkv_hazard_check nkv_check_memmap_overruns_remap;
nkv_hazard_check nkv_check_memmap_read_unmapped;
nkv_hazard_check nkv_check_bad_page_state;
nkv_hazard_check nkv_check_remap_backing_freed;
nkv_hazard_check nkv_check_remap_beyond_4g;
nkv_hazard_check nkv_check_initrd_freed_later;
nkv_hazard_check nkv_check_physnode_mismatch;
nkv_hazard_check nkv_check_highmem_freed_twice;
nkv_hazard_check nkv_check_zone_misaligned;
nkv_hazard_check nkv_check_physnode_overflow;
nkv_hazard_check nkv_check_reserve_address_wrapped;
nkv_hazard_check nkv_check_kva_initrd_clash;
nkv_hazard_check nkv_check_node_without_remap;
nkv_hazard_check nkv_check_memmap_in_lowmem;
nkv_hazard_check nkv_check_initrd_disabled;
nkv_hazard_check nkv_check_highmem_ignored;
nkv_hazard_check nkv_check_lowmem_low;
nkv_hazard_check nkv_check_srat_table_overrun;
nkv_hazard_check nkv_check_srat_chunk_ignored;
nkv_hazard_check nkv_check_srat_out_of_reach;
nkv_hazard_check nkv_check_ram_unused;
nkv_hazard_check nkv_check_pages_wasted;
nkv_hazard_check nkv_check_not_configurable;

/*
 * Of a mem_map at vaddr that begins with first_pfn: the pages whose struct page is at a mapped
 * address.
 */
struct nkv_range nkv_readable_pages(const struct nkv_boot *boot, uint64_t first_pfn,
				    nkv_ulong vaddr);

/* Adds the RAM in `pages` that is not in the readable pages. */
void nkv_unreadable_add(const struct nkv_boot *boot, struct nkv_range_builder *builder,
			struct nkv_range pages, struct nkv_range readable);

/* Sets the hazard's pages and ranges if there are any pages. Returns whether there are. */
bool nkv_hazard_covers(struct nkv_hazard *hazard, struct nkv_range_list ranges);

/* Adds a node to the hazard's nids. */
void nkv_hazard_names_node(struct nkv_hazard *hazard, unsigned int nid);

/* The most memory that the lists of all steps can take in an arena, without the calls. */
size_t nkv_hazards_bytes(const struct nkv_machine *machine, size_t calls_max);

#endif
