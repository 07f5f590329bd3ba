/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The steps of boots with SPARSEMEM that differ from those of other boots (memory-model-sparse). */
#ifndef NUMAKVA_CORE_SPARSE_STEPS_H
#define NUMAKVA_CORE_SPARSE_STEPS_H

#include "core/rules.h"

extern const struct nkv_step nkv_step_sections_of_ram;
extern const struct nkv_step nkv_step_memory_source;
extern const struct nkv_step nkv_step_sections_of_nodes;
extern const struct nkv_step nkv_step_present_ends;
extern const struct nkv_step nkv_step_pgdats;
extern const struct nkv_step nkv_step_section_memmaps;
/* The same step as in other boots, but last: the mem_maps were placed before. */
extern const struct nkv_step nkv_step_last_active_ranges;
extern const struct nkv_step nkv_step_last_zones;

#endif
