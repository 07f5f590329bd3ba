/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SPARSEMEM: memory in sections, each with a mem_map of its own
 * (memory-model-sparse).
 */
#ifndef NUMAKVA_CORE_SPARSE_SPARSE_H
#define NUMAKVA_CORE_SPARSE_SPARSE_H

#include "core/boot/boot.h"
#include "core/hazards/hazards.h"

extern const struct nkv_model nkv_model_sparse;

/* The hazards with SPARSEMEM, in the order of boot-layout 7. */
extern const struct nkv_hazard_rule nkv_hazards_sparse[];

/* The pages of a section. */
struct nkv_range nkv_section_pages(const struct nkv_plan *plan, unsigned int number);

/* --- the steps --- */

/* Finds the ends of the nodes in a kernel without a remap, which does not change them (3). */
bool nkv_present_ends_find(struct nkv_boot *boot);

/* Places the pgdats if there are no windows for them (4.7). */
bool nkv_pgdats_place(struct nkv_boot *boot);
void nkv_say_pgdats(const struct nkv_console *console);

/* Places the mem_map of each section (6). */
bool nkv_section_memmaps_place(struct nkv_boot *boot);

#endif
