/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The steps of the boots of the kernels from 2.6.27 on. */
#ifndef NUMAKVA_CORE_LATE_STEPS_H
#define NUMAKVA_CORE_LATE_STEPS_H

#include "core/rules.h"

extern const struct nkv_step nkv_step_image;
extern const struct nkv_step nkv_step_early_options;
extern const struct nkv_step nkv_step_user_map;
extern const struct nkv_step nkv_step_last_pfn;
extern const struct nkv_step nkv_step_low_end;
extern const struct nkv_step nkv_step_page_tables;
extern const struct nkv_step nkv_step_early_initrd;
extern const struct nkv_step nkv_step_nodes_in_map;
extern const struct nkv_step nkv_step_kva_ram;
extern const struct nkv_step nkv_step_kva_search;
extern const struct nkv_step nkv_step_searched_windows;
extern const struct nkv_step nkv_step_bootmap;
extern const struct nkv_step nkv_step_bitmaps;
extern const struct nkv_step nkv_step_one_bitmap;
extern const struct nkv_step nkv_step_late_memmaps;
extern const struct nkv_step nkv_step_late_ram;

#endif
