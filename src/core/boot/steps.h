/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The steps of the boots of the kernels to 2.6.26. */
#ifndef NUMAKVA_CORE_BOOT_STEPS_H
#define NUMAKVA_CORE_BOOT_STEPS_H

#include "core/rules.h"

extern const struct nkv_step nkv_step_e820;
extern const struct nkv_step nkv_step_cmdline;
extern const struct nkv_step nkv_step_max_pfn;
extern const struct nkv_step nkv_step_nodes;
extern const struct nkv_step nkv_step_node_memory;
extern const struct nkv_step nkv_step_remap;
extern const struct nkv_step nkv_step_place_in_lowmem;
extern const struct nkv_step nkv_step_place_above_lowmem;
extern const struct nkv_step nkv_step_windows;
extern const struct nkv_step nkv_step_node_ranges;
extern const struct nkv_step nkv_step_bootmem;
extern const struct nkv_step nkv_step_active_ranges;
extern const struct nkv_step nkv_step_zones;
extern const struct nkv_step nkv_step_memmaps;
extern const struct nkv_step nkv_step_ram;

#endif
