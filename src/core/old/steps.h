/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The steps that only kernels before 2.6.13 have. */
#ifndef NUMAKVA_CORE_OLD_STEPS_H
#define NUMAKVA_CORE_OLD_STEPS_H

#include "core/rules.h"

extern const struct nkv_step nkv_step_unbounded_node_memory;
extern const struct nkv_step nkv_step_node_memory_by_chunk;
extern const struct nkv_step nkv_step_unchecked_remap;
extern const struct nkv_step nkv_step_remap_below_max_pfn;
extern const struct nkv_step nkv_step_place_below_highmem;
extern const struct nkv_step nkv_step_windows_downwards;
extern const struct nkv_step nkv_step_memmaps_by_node;

#endif
