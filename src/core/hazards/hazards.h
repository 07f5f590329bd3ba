/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The checks of boot-layout 7: those that a kernel can fail are a list of its rules.
 */
#ifndef NUMAKVA_CORE_HAZARDS_HAZARDS_H
#define NUMAKVA_CORE_HAZARDS_HAZARDS_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/hazard.h>

#include "core/boot/boot.h"

/* What several checks look at, computed once. */
struct nkv_findings {
	struct nkv_boot *boot;
	struct nkv_range_list spans; /* the pages of all nodes' spans */
	struct nkv_range kva;	     /* its pages of low memory */
	struct nkv_range initrd;     /* where it ends up; empty if it is disabled */
};

/*
 * A check: fills in the figures, and changes the severity where the code has
 * more than one. Returns whether the hazard is there.
 */
typedef bool nkv_hazard_check(struct nkv_findings *findings, struct nkv_hazard *hazard);

/* A hazard that a kernel can have, and how it is found. */
struct nkv_hazard_rule {
	enum nkv_hazard_code code;
	unsigned int
		needs; /* enum nkv_fact, or-ed: what the check looks at; it is made only if that is known */
	nkv_hazard_check *check;
};

/* Those of the kernels to 2.6.26, in the order of boot-layout 7; the last has no check. */
extern const struct nkv_hazard_rule nkv_hazards_to_2_6_26[];

/* Those of the kernels from 2.6.27 on, in the order of profile-2.6.32 7. */
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

/* The pages whose struct page is at an address that is mapped, of a mem_map at vaddr for first_pfn on. */
struct nkv_range nkv_readable_pages(const struct nkv_boot *boot, uint64_t first_pfn,
				    nkv_ulong vaddr);

/* Adds the RAM among `pages` that is not among those that can be read. */
void nkv_unreadable_add(const struct nkv_boot *boot, struct nkv_range_builder *builder,
			struct nkv_range pages, struct nkv_range readable);

/* Sets the hazard's pages and ranges. Returns whether there are any. */
bool nkv_hazard_covers(struct nkv_hazard *hazard, struct nkv_range_list ranges);

/* Adds a node to the hazard's nids. */
void nkv_hazard_names_node(struct nkv_hazard *hazard, unsigned int nid);

/* The most that the lists of all steps but the calls can take of an arena. */
size_t nkv_hazards_bytes(const struct nkv_machine *machine, size_t calls_max);

#endif
