/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernels from 2.6.13 to 2.6.26: the steps of their boots, and the
 * differences between kernels within shared steps.
 */
#include "core/kernels.h"

#include "core/boot/boot.h"
#include "core/boot/steps.h"
#include "core/hazards/hazards.h"
#include "core/sparse/steps.h"

/* --- the boots: one step on each line --- */

static const struct nkv_step *const steps_2_6_23[] = {
	&nkv_step_e820,
	&nkv_step_cmdline,
	&nkv_step_max_pfn,
	&nkv_step_nodes,
	&nkv_step_node_memory,
	&nkv_step_remap,
	&nkv_step_place_in_lowmem,
	&nkv_step_windows,
	&nkv_step_node_ranges,
	&nkv_step_bootmem,
	&nkv_step_active_ranges,
	&nkv_step_memmaps,
	&nkv_step_ram,
	NULL,
};

static const struct nkv_step *const steps_2_6_18[] = {
	&nkv_step_e820,
	&nkv_step_cmdline,
	&nkv_step_max_pfn,
	&nkv_step_nodes,
	&nkv_step_node_memory,
	&nkv_step_remap,
	&nkv_step_place_above_lowmem,
	&nkv_step_windows,
	&nkv_step_node_ranges,
	&nkv_step_bootmem,
	&nkv_step_zones,
	&nkv_step_memmaps,
	&nkv_step_ram,
	NULL,
};

static const struct nkv_step *const sparse_steps_2_6_23[] = {
	&nkv_step_e820,
	&nkv_step_cmdline,
	&nkv_step_sections_of_ram,
	&nkv_step_memory_source,
	&nkv_step_sections_of_nodes,
	&nkv_step_remap,
	&nkv_step_place_in_lowmem,
	&nkv_step_windows,
	&nkv_step_node_ranges,
	&nkv_step_bootmem,
	&nkv_step_section_memmaps,
	&nkv_step_last_active_ranges,
	&nkv_step_ram,
	NULL,
};

static const struct nkv_step *const sparse_steps_2_6_25[] = {
	&nkv_step_e820,
	&nkv_step_cmdline,
	&nkv_step_sections_of_ram,
	&nkv_step_memory_source,
	&nkv_step_sections_of_nodes,
	&nkv_step_present_ends,
	&nkv_step_place_in_lowmem,
	&nkv_step_pgdats,
	&nkv_step_node_ranges,
	&nkv_step_bootmem,
	&nkv_step_section_memmaps,
	&nkv_step_last_active_ranges,
	&nkv_step_ram,
	NULL,
};

static const struct nkv_step *const sparse_steps_2_6_18[] = {
	&nkv_step_e820,
	&nkv_step_cmdline,
	&nkv_step_sections_of_ram,
	&nkv_step_memory_source,
	&nkv_step_sections_of_nodes,
	&nkv_step_remap,
	&nkv_step_place_above_lowmem,
	&nkv_step_windows,
	&nkv_step_node_ranges,
	&nkv_step_bootmem,
	&nkv_step_section_memmaps,
	&nkv_step_last_zones,
	&nkv_step_ram,
	NULL,
};

/* --- the order of the platform's reservations, where it is not the usual one --- */

static const enum nkv_setup_reserve platform_2_6_26[] = { NKV_SETUP_PAGE_0, NKV_SETUP_EBDA,
							  NKV_SETUP_TRAMPOLINE, NKV_SETUP_OTHER };

/* --- with SPARSEMEM --- */

static const struct nkv_sparse_rules sparse_2_6_18 = {
	.steps = sparse_steps_2_6_18,
	.owner = NKV_OWNER_LAST_OF_ZONE,
};

static const struct nkv_sparse_rules sparse_2_6_23 = {
	.steps = sparse_steps_2_6_23,
	.owner = NKV_OWNER_LAST_MARKER,
};

static const struct nkv_sparse_rules sparse_2_6_25 = {
	.steps = sparse_steps_2_6_25,
	.lacks_remap = true,
	.cuts_at_last_section = true,
	.block_map = NKV_BLOCK_MAP_AFTER_MEMMAP,
};

static const struct nkv_sparse_rules sparse_2_6_26 = {
	.steps = sparse_steps_2_6_25,
	.lacks_remap = true,
	.cuts_at_last_section = true,
	.block_map = NKV_BLOCK_MAP_BEFORE_MEMMAP,
};

/* --- differences within shared steps --- */

/* The rules of all kernels from 2.6.19 on. */
#define RULES_FROM_2_6_19(sparse_rules)                                                            \
	.steps = steps_2_6_23, .hazards = nkv_hazards_to_2_6_26, .sparse = (sparse_rules),         \
	.prints_map_limits = true, .prints_active_ranges = true, .chunks_per_node = 3,             \
	.high_zone = nkv_high_zone_of_span

const struct nkv_rules nkv_rules_2_6_23_numaboot = {
	RULES_FROM_2_6_19(&sparse_2_6_23),
	.counts_map_in_a_byte = true,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
	.wastes_node0_alignment = true,
	.kva_below_initrd = true,
};

const struct nkv_rules nkv_rules_2_6_23 = {
	RULES_FROM_2_6_19(&sparse_2_6_23),
	.counts_map_in_a_byte = true,
	.kva_below_initrd = true,
	.kva_reserve = NKV_KVA_RESERVE_ANY,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
};

const struct nkv_rules nkv_rules_2_6_25 = {
	RULES_FROM_2_6_19(&sparse_2_6_25),
	.ram_excludes_bios_area = true,
	.srat_search = NKV_SRAT_SEARCHED_FIRST,
	.kva_takes_slack = true,
	.initrd_before_kva = true,
	.initrd_rule = NKV_INITRD_KEEP_OR_MOVE,
};

const struct nkv_rules nkv_rules_2_6_26 = {
	RULES_FROM_2_6_19(&sparse_2_6_26),
	.keeps_bios_area = true,
	.platform_reserves = platform_2_6_26,
	.ram_excludes_bios_area = true,
	.srat_search = NKV_SRAT_SEARCHED_FIRST,
	.kva_takes_slack = true,
	.reserves_bios_area = true,
	.cuts_reserves = true,
	.initrd_before_kva = true,
	.initrd_rule = NKV_INITRD_KEEP_OR_MOVE,
};

/* The rules of all kernels to 2.6.18. */
#define RULES_TO_2_6_18                                                                            \
	.steps = steps_2_6_18, .hazards = nkv_hazards_to_2_6_26, .counts_map_in_a_byte = true,     \
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN, .maps_8m_early = true, .chunks_per_node = 4,     \
	.kva_placement = NKV_KVA_ABOVE_LOWMEM, .refuses_wrapped_reserve = true,                    \
	.kva_reserve = NKV_KVA_RESERVE_NEVER, .span_rule = NKV_SPAN_ZONES, .advises_pae = true,    \
	.high_zone = nkv_high_zone_by_size

const struct nkv_rules nkv_rules_2_6_18 = {
	RULES_TO_2_6_18,
	.sparse = &sparse_2_6_18,
};

const struct nkv_rules nkv_rules_2_6_17 = {
	RULES_TO_2_6_18,
	.merges_across_zones = true,
};

const struct nkv_rules nkv_rules_2_6_16 = {
	RULES_TO_2_6_18,
	.memmap_covers_span_alone = true,
	.merges_across_zones = true,
};

const struct nkv_rules nkv_rules_2_6_15 = {
	RULES_TO_2_6_18,
	.is_early = true,
	.leaves_physnode_map_to_nodes = true,
	.memmap_covers_span_alone = true,
};

const struct nkv_rules nkv_rules_2_6_14 = {
	RULES_TO_2_6_18,
	.is_early = true,
	.limit_keeps_late_entry = true,
	.leaves_physnode_map_to_nodes = true,
	.memmap_covers_span_alone = true,
};
