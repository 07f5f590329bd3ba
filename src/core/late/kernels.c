/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernels of profile-2.6.32 and profile-2.6.27: the steps of their boots,
 * and the differences between kernels within shared steps.
 */
#include "core/kernels.h"

#include "core/boot/steps.h"
#include "core/hazards/hazards.h"
#include "core/late/late.h"
#include "core/late/steps.h"

/* --- the boots: one step on each line --- */

static const struct nkv_step *const steps_2_6_27[] = {
	&nkv_step_image,
	&nkv_step_e820,
	&nkv_step_early_options,
	&nkv_step_user_map,
	&nkv_step_last_pfn,
	&nkv_step_low_end,
	&nkv_step_page_tables,
	&nkv_step_early_initrd,
	&nkv_step_nodes_in_map,
	&nkv_step_kva_ram,
	&nkv_step_kva_search,
	&nkv_step_searched_windows,
	&nkv_step_bootmap,
	&nkv_step_one_bitmap,
	&nkv_step_late_memmaps,
	&nkv_step_late_ram,
	NULL,
};

static const struct nkv_step *const steps_2_6_30[] = {
	&nkv_step_image,
	&nkv_step_e820,
	&nkv_step_early_options,
	&nkv_step_user_map,
	&nkv_step_last_pfn,
	&nkv_step_low_end,
	&nkv_step_page_tables,
	&nkv_step_early_initrd,
	&nkv_step_nodes_in_map,
	&nkv_step_kva_ram,
	&nkv_step_kva_search,
	&nkv_step_searched_windows,
	&nkv_step_bootmap,
	&nkv_step_bitmaps,
	&nkv_step_late_memmaps,
	&nkv_step_late_ram,
	NULL,
};

enum { VMALLOC_OFFSET = 8 << 20 };

/* --- differences within shared steps --- */

static const struct nkv_late_rules late_2_6_27 = {
	.fixmap_pages = 71,
	.kmap_pages = 13,
	.fixmap_tail_pages = 261,
	.lists_empty_reservations = true,
	.kmap_table_lowest = true,
};

static const struct nkv_late_rules late_2_6_28 = {
	.fixmap_pages = 71,
	.kmap_pages = 13,
	.kmap_without_highmem = true,
	.fixmap_tail_pages = 261,
	.lowmem_ends_below_fixmap = true,
	.lists_empty_reservations = true,
	.kmap_table_lowest = true,
	.prints_ebda = true,
};

static const struct nkv_late_rules late_2_6_29 = {
	.fixmap_pages = 71,
	.kmap_pages = 13,
	.kmap_without_highmem = true,
	.fixmap_tail_pages = 261,
	.lowmem_ends_below_fixmap = true,
	.lists_empty_reservations = true,
	.maps_fixmap = true,
	.kmap_table_lowest = true,
};

static const struct nkv_late_rules late_2_6_30 = {
	.fixmap_pages = 73,
	.kmap_pages = 13,
	.kmap_without_highmem = true,
	.fixmap_tail_pages = 257,
	.lowmem_ends_below_fixmap = true,
	.has_brk = true,
	.prints_mapping = true,
	.spells_find = true,
	.maps_fixmap = true,
	.kmap_table_lowest = true,
};

static const struct nkv_late_rules late_2_6_32 = {
	.fixmap_pages = 73,
	.kmap_pages = 19,
	.kmap_without_highmem = true,
	.fixmap_tail_pages = 257,
	.lowmem_ends_below_fixmap = true,
	.has_brk = true,
	.prints_mapping = true,
	.spells_find = true,
	.maps_fixmap = true,
};

#define LATE_RULES(late_rules, late_steps)                                                         \
	.steps = (late_steps), .hazards = nkv_hazards_from_2_6_27, .late = &(late_rules),          \
	.keeps_bios_area = true, .has_fine_physnode_map = true, .ram_excludes_bios_area = true,    \
	.read_word = nkv_late_word, .limit_map = nkv_late_limit, .survives_missing_memmap = true,  \
	.has_later_words = true

const struct nkv_rules nkv_rules_2_6_27 = {
	LATE_RULES(late_2_6_27, steps_2_6_27),
};

const struct nkv_rules nkv_rules_2_6_28 = {
	LATE_RULES(late_2_6_28, steps_2_6_27),
	.vmalloc_gap_bytes = VMALLOC_OFFSET,
	.names_type_5 = true,
};

const struct nkv_rules nkv_rules_2_6_29 = {
	LATE_RULES(late_2_6_29, steps_2_6_27),
	.vmalloc_gap_bytes = VMALLOC_OFFSET,
	.names_type_5 = true,
};

const struct nkv_rules nkv_rules_2_6_30 = {
	LATE_RULES(late_2_6_30, steps_2_6_30),
	.vmalloc_gap_bytes = VMALLOC_OFFSET,
	.names_type_5 = true,
	.has_new_highmem_words = true,
};

const struct nkv_rules nkv_rules_2_6_32 = {
	LATE_RULES(late_2_6_32, steps_2_6_30),
	.vmalloc_gap_bytes = VMALLOC_OFFSET,
	.names_type_5 = true,
	.has_new_highmem_words = true,
};
