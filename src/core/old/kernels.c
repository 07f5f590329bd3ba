/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernels of profile-2.6.9 and profile-2.6.5: the steps of their boots, and
 * the differences between kernels within shared steps.
 */
#include "core/kernels.h"

#include "core/boot/boot.h"
#include "core/boot/steps.h"
#include "core/old/hazards.h"
#include "core/old/steps.h"

/* --- the boots: one step on each line --- */

static const struct nkv_step *const steps_2_6_12[] = {
	&nkv_step_e820,
	&nkv_step_cmdline,
	&nkv_step_max_pfn,
	&nkv_step_nodes,
	&nkv_step_node_memory,
	&nkv_step_remap_below_max_pfn,
	&nkv_step_place_above_lowmem,
	&nkv_step_windows_downwards,
	&nkv_step_node_ranges,
	&nkv_step_bootmem,
	&nkv_step_zones,
	&nkv_step_memmaps_by_node,
	&nkv_step_ram,
	NULL,
};

static const struct nkv_step *const steps_2_6_9[] = {
	&nkv_step_e820,
	&nkv_step_cmdline,
	&nkv_step_max_pfn,
	&nkv_step_nodes,
	&nkv_step_unbounded_node_memory,
	&nkv_step_unchecked_remap,
	&nkv_step_place_above_lowmem,
	&nkv_step_windows_downwards,
	&nkv_step_node_ranges,
	&nkv_step_bootmem,
	&nkv_step_zones,
	&nkv_step_memmaps_by_node,
	&nkv_step_ram,
	NULL,
};

static const struct nkv_step *const steps_2_6_5[] = {
	&nkv_step_e820,
	&nkv_step_cmdline,
	&nkv_step_max_pfn,
	&nkv_step_nodes,
	&nkv_step_node_memory_by_chunk,
	&nkv_step_unchecked_remap,
	&nkv_step_place_below_highmem,
	&nkv_step_windows_downwards,
	&nkv_step_node_ranges,
	&nkv_step_bootmem,
	&nkv_step_zones,
	&nkv_step_memmaps_by_node,
	&nkv_step_ram,
	NULL,
};

/* --- differences within shared steps --- */

static const enum nkv_setup_reserve reserves_2_6_9[] = {
	NKV_SETUP_PAGE_0,
	NKV_SETUP_TRAMPOLINE,
	NKV_SETUP_EBDA,
	NKV_SETUP_OTHER,
};

static const enum nkv_setup_reserve reserves_to_2_6_8[] = {
	NKV_SETUP_PAGE_0,
	NKV_SETUP_TRAMPOLINE,
	NKV_SETUP_OTHER,
};

/* The rules of all these kernels. */
#define OLD_RULES(boot_steps, boot_hazards)                                                        \
	.steps = (boot_steps), .hazards = (boot_hazards), .is_early = true,                        \
	.limit_keeps_late_entry = true, .leaves_physnode_map_to_nodes = true,                      \
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN, .chunks_per_node = 4, .lies_at_1m = true,        \
	.refuses_wrapped_reserve = true, .kva_reserve = NKV_KVA_RESERVE_NEVER,                     \
	.span_rule = NKV_SPAN_ZONES, .high_zone = nkv_high_zone_by_size,                           \
	.frees_whole_high_zone = true, .advises_pae = true

const struct nkv_rules nkv_rules_2_6_12 = {
	OLD_RULES(steps_2_6_12, nkv_hazards_to_2_6_12),
	.counts_map_in_a_byte = true,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
};

const struct nkv_rules nkv_rules_2_6_9 = {
	OLD_RULES(steps_2_6_9, nkv_hazards_to_2_6_12),
	.map_holds_32 = true,
	.counts_quads = true,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
	.platform_reserves = reserves_2_6_9,
	.treats_empty_nodes_alike = true,
};

const struct nkv_rules nkv_rules_2_6_8 = {
	OLD_RULES(steps_2_6_9, nkv_hazards_to_2_6_12),
	.map_holds_32 = true,
	.ignores_vmalloc = true,
	.platform_reserves = reserves_to_2_6_8,
	.counts_quads = true,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
	.treats_empty_nodes_alike = true,
};

const struct nkv_rules nkv_rules_2_6_5 = {
	OLD_RULES(steps_2_6_5, nkv_hazards_to_2_6_7),
	.map_holds_32 = true,
	.ignores_vmalloc = true,
	.platform_reserves = reserves_to_2_6_8,
	.counts_quads = true,
	.kva_placement = NKV_KVA_BELOW_HIGHMEM,
	.treats_empty_nodes_alike = true,
};
