/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The explain form, a function for each step of a boot. A step at which the
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
nkv_explain_step nkv_explain_remap;
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

/* What a node's mem_map and pgdat take, as a formula (3.3). */
void nkv_explain_wanted_pages(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node);

/* The head of section 4: where low memory begins, and would end (4.1, 4.2). */
void nkv_explain_low_ends(FILE *out, const struct nkv_plan *plan);

/* A node's window, so many pages above ('+') or below ('-') a pfn, and its pgdat (4.7). */
void nkv_explain_window(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node,
			uint32_t from_pfn, char sign);

/* The RAM pages and max_pfn (1.4, 1.5), a part of steps. */
void nkv_explain_ram_pages(FILE *out, const struct nkv_plan *plan);

/* What goes wrong, and the verdict (7). */
void nkv_explain_hazards(FILE *out, const struct nkv_plan *plan);

bool nkv_write_explain(struct nkv_output *output, const struct nkv_subject *subject);

#endif
