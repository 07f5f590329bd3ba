/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The explain form: a function for each step of a boot. The step at which the
 * boot stopped is explained as far as it came.
 */
#ifndef NUMAKVA_WRITE_EXPLAIN_EXPLAIN_H
#define NUMAKVA_WRITE_EXPLAIN_EXPLAIN_H

#include <stdio.h>

#include "write/output.h"

typedef void nkv_explain_step(FILE *out, const struct nkv_plan *plan);

nkv_explain_step nkv_explain_firmware_map;
nkv_explain_step nkv_explain_cmdline;
nkv_explain_step nkv_explain_max_pfn;
nkv_explain_step nkv_explain_nodes;
nkv_explain_step nkv_explain_node_memory;
nkv_explain_step nkv_explain_kva_in_lowmem;
nkv_explain_step nkv_explain_kva_above_lowmem;
nkv_explain_step nkv_explain_windows;
nkv_explain_step nkv_explain_node_ranges;
nkv_explain_step nkv_explain_bootmem;
nkv_explain_step nkv_explain_active_ranges;
nkv_explain_step nkv_explain_zones;
nkv_explain_step nkv_explain_memmaps;
nkv_explain_step nkv_explain_ram;

/* With SPARSEMEM. */
nkv_explain_step nkv_explain_sections_of_ram;
nkv_explain_step nkv_explain_sections_of_nodes;
nkv_explain_step nkv_explain_present_ends;
nkv_explain_step nkv_explain_pgdats;
nkv_explain_step nkv_explain_section_memmaps;

/* Of kernels before 2.6.13. */
nkv_explain_step nkv_explain_unchecked_remap;
nkv_explain_step nkv_explain_kva_below_highmem;
nkv_explain_step nkv_explain_windows_downwards;
nkv_explain_step nkv_explain_memmaps_by_node;

/* Of kernels from 2.6.27 on. */
nkv_explain_step nkv_explain_image;
nkv_explain_step nkv_explain_user_map;
nkv_explain_step nkv_explain_last_pfn;
nkv_explain_step nkv_explain_page_tables;
nkv_explain_step nkv_explain_early_initrd;
nkv_explain_step nkv_explain_nodes_in_map;
nkv_explain_step nkv_explain_kva_ram;
nkv_explain_step nkv_explain_kva_search;
nkv_explain_step nkv_explain_searched_windows;
nkv_explain_step nkv_explain_bootmap;
nkv_explain_step nkv_explain_bitmaps;
nkv_explain_step nkv_explain_late_memmaps;

/* The pages for a node's mem_map and pgdat, as a formula (3.3). */
void nkv_explain_wanted_pages(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node);

/* The beginning of section 4: where low memory begins, and where it would end (4.1, 4.2). */
void nkv_explain_low_ends(FILE *out, const struct nkv_plan *plan);

/* Where pgdats outside windows are, in most kernels. */
extern const char nkv_after_kernel[];

/*
 * A node's window, above ('+') or below ('-') a pfn by `pages`, and its pgdat
 * (4.7): in the window, or otherwise at `elsewhere`.
 */
void nkv_explain_window(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node,
			uint32_t from_pfn, char sign, const char *elsewhere);

/* Parts of steps: the RAM pages (1.4), and with max_pfn (1.5). */
nkv_explain_step nkv_explain_usable_pages;
nkv_explain_step nkv_explain_ram_pages;

/* Parts of steps: physnode_map (2), the calls of find_max_low_pfn() (4.2), high memory (4.6). */
nkv_explain_step nkv_explain_physnode_map;
nkv_explain_step nkv_explain_lowmem_calls;
nkv_explain_step nkv_explain_highmem;

/* Parts of steps: calls of the boot-time allocator, and the memory that is free after them (5). */
nkv_explain_step nkv_explain_calls;
void nkv_explain_free_ranges(FILE *out, const struct nkv_range_list *free, uint64_t free_pages);

/* What goes wrong, and the verdict (7). */
void nkv_explain_hazards(FILE *out, const struct nkv_plan *plan, size_t columns);

bool nkv_write_explain(struct nkv_output *output, const struct nkv_subject *subject);

#endif
