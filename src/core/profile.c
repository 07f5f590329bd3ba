/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernels: what each is called, the steps of its boot and how it differs
 * in them.
 */
#include <numakva/profile.h>

#include <string.h>

#include "core/boot/boot.h"
#include "core/boot/steps.h"
#include "core/hazards/hazards.h"
#include "core/late/kernels.h"
#include "core/old/kernels.h"
#include "core/sparse/sparse.h"
#include "core/sparse/steps.h"

static const char *const no_aliases[] = { NULL };
static const char *const aliases_2_6_32[] = { "2.6.31", NULL };
static const char *const aliases_2_6_5[] = { "2.6.0", "2.6.1", "2.6.2", "2.6.3",
					     "2.6.4", "2.6.6", "2.6.7", NULL };
static const char *const aliases_2_6_9[] = { "2.6.10", "2.6.11", NULL };
static const char *const aliases_2_6_14[] = { "2.6.13", NULL };
static const char *const aliases_2_6_23[] = {
	"2.6.19", "2.6.20", "2.6.21", "2.6.22", "2.6.24", NULL
};

/* --- the boots: their steps, one a line --- */

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

/* --- what the platform reserves, where that is not as usual --- */

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

/* --- what differs in steps that they share --- */

static const struct nkv_rules rules_2_6_23_numaboot = {
	.steps = steps_2_6_23,
	.hazards = nkv_hazards_to_2_6_26,
	.sparse = &sparse_2_6_23,
	.counts_map_in_a_byte = true,
	.prints_map_limits = true,
	.prints_active_ranges = true,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
	.chunks_per_node = 3,
	.wastes_node0_alignment = true,
	.kva_below_initrd = true,
	.high_zone = nkv_high_zone_of_span,
};

static const struct nkv_rules rules_2_6_23 = {
	.steps = steps_2_6_23,
	.hazards = nkv_hazards_to_2_6_26,
	.sparse = &sparse_2_6_23,
	.counts_map_in_a_byte = true,
	.prints_map_limits = true,
	.prints_active_ranges = true,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
	.chunks_per_node = 3,
	.kva_below_initrd = true,
	.kva_reserve = NKV_KVA_RESERVE_ANY,
	.high_zone = nkv_high_zone_of_span,
};

static const struct nkv_rules rules_2_6_25 = {
	.steps = steps_2_6_23,
	.hazards = nkv_hazards_to_2_6_26,
	.sparse = &sparse_2_6_25,
	.prints_map_limits = true,
	.prints_active_ranges = true,
	.ram_excludes_bios_area = true,
	.srat_search = NKV_SRAT_SEARCHED_FIRST,
	.chunks_per_node = 3,
	.kva_takes_slack = true,
	.initrd_before_kva = true,
	.initrd_rule = NKV_INITRD_KEEP_OR_MOVE,
	.high_zone = nkv_high_zone_of_span,
};

static const struct nkv_rules rules_2_6_26 = {
	.steps = steps_2_6_23,
	.hazards = nkv_hazards_to_2_6_26,
	.sparse = &sparse_2_6_26,
	.keeps_bios_area = true,
	.platform_reserves = platform_2_6_26,
	.prints_map_limits = true,
	.prints_active_ranges = true,
	.ram_excludes_bios_area = true,
	.srat_search = NKV_SRAT_SEARCHED_FIRST,
	.chunks_per_node = 3,
	.kva_takes_slack = true,
	.reserves_bios_area = true,
	.cuts_reserves = true,
	.initrd_before_kva = true,
	.initrd_rule = NKV_INITRD_KEEP_OR_MOVE,
	.high_zone = nkv_high_zone_of_span,
};

static const struct nkv_rules rules_2_6_18 = {
	.steps = steps_2_6_18,
	.hazards = nkv_hazards_to_2_6_26,
	.sparse = &sparse_2_6_18,
	.counts_map_in_a_byte = true,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
	.maps_8m_early = true,
	.chunks_per_node = 4,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
	.refuses_wrapped_reserve = true,
	.kva_reserve = NKV_KVA_RESERVE_NEVER,
	.span_rule = NKV_SPAN_ZONES,
	.advises_pae = true,
	.high_zone = nkv_high_zone_by_size,
};

static const struct nkv_rules rules_2_6_17 = {
	.steps = steps_2_6_18,
	.hazards = nkv_hazards_to_2_6_26,
	.counts_map_in_a_byte = true,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
	.maps_8m_early = true,
	.chunks_per_node = 4,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
	.refuses_wrapped_reserve = true,
	.kva_reserve = NKV_KVA_RESERVE_NEVER,
	.span_rule = NKV_SPAN_ZONES,
	.advises_pae = true,
	.merges_across_zones = true,
	.high_zone = nkv_high_zone_by_size,
};

static const struct nkv_rules rules_2_6_16 = {
	.steps = steps_2_6_18,
	.hazards = nkv_hazards_to_2_6_26,
	.counts_map_in_a_byte = true,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
	.maps_8m_early = true,
	.chunks_per_node = 4,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
	.refuses_wrapped_reserve = true,
	.kva_reserve = NKV_KVA_RESERVE_NEVER,
	.span_rule = NKV_SPAN_ZONES,
	.advises_pae = true,
	.memmap_covers_span_alone = true,
	.merges_across_zones = true,
	.high_zone = nkv_high_zone_by_size,
};

static const struct nkv_rules rules_2_6_15 = {
	.steps = steps_2_6_18,
	.hazards = nkv_hazards_to_2_6_26,
	.is_early = true,
	.counts_map_in_a_byte = true,
	.leaves_physnode_map_to_nodes = true,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
	.maps_8m_early = true,
	.chunks_per_node = 4,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
	.refuses_wrapped_reserve = true,
	.kva_reserve = NKV_KVA_RESERVE_NEVER,
	.span_rule = NKV_SPAN_ZONES,
	.memmap_covers_span_alone = true,
	.advises_pae = true,
	.high_zone = nkv_high_zone_by_size,
};

static const struct nkv_rules rules_2_6_14 = {
	.steps = steps_2_6_18,
	.hazards = nkv_hazards_to_2_6_26,
	.is_early = true,
	.counts_map_in_a_byte = true,
	.limit_keeps_late_entry = true,
	.leaves_physnode_map_to_nodes = true,
	.srat_search = NKV_SRAT_SEARCHED_IN_TURN,
	.maps_8m_early = true,
	.chunks_per_node = 4,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
	.refuses_wrapped_reserve = true,
	.kva_reserve = NKV_KVA_RESERVE_NEVER,
	.span_rule = NKV_SPAN_ZONES,
	.memmap_covers_span_alone = true,
	.advises_pae = true,
	.high_zone = nkv_high_zone_by_size,
};

/* --- the profiles --- */

static const struct nkv_profile profiles[] = {
	{ "2.6.23-numaboot", no_aliases,
	  "2.6.23-rc3-mm1 with the change of August 2007 for non-NUMA hardware",
	  &rules_2_6_23_numaboot },
	{ "2.6.23", aliases_2_6_23, "mainline 2.6.19 to 2.6.24, without that change",
	  &rules_2_6_23 },
	{ "2.6.25", no_aliases,
	  "mainline 2.6.25: the change as it was merged, the slack joins the KVA", &rules_2_6_25 },
	{ "2.6.26", no_aliases,
	  "mainline 2.6.26: as 2.6.25, but all of the BIOS area is reserved, and no reserve is a BUG",
	  &rules_2_6_26 },
	{ "2.6.27", no_aliases,
	  "mainline 2.6.27: the KVA is searched for, one bitmap for all low memory",
	  &nkv_rules_2_6_27 },
	{ "2.6.28", no_aliases, "mainline 2.6.28: low memory ends below the fixed addresses",
	  &nkv_rules_2_6_28 },
	{ "2.6.29", no_aliases, "mainline 2.6.29: their page tables are made with the others",
	  &nkv_rules_2_6_29 },
	{ "2.6.30", no_aliases, "mainline 2.6.30: a bitmap for each node", &nkv_rules_2_6_30 },
	{ "2.6.32", aliases_2_6_32, "mainline 2.6.31 and 2.6.32", &nkv_rules_2_6_32 },
	{ "2.6.18", no_aliases, "mainline 2.6.18: the KVA is taken off the top of low memory",
	  &rules_2_6_18 },
	{ "2.6.17", no_aliases, "mainline 2.6.17: as 2.6.18, but pages of two zones are merged",
	  &rules_2_6_17 },
	{ "2.6.16", no_aliases, "mainline 2.6.16: as 2.6.17, but a mem_map is not widened",
	  &rules_2_6_16 },
	{ "2.6.15", no_aliases, "mainline 2.6.15: as 2.6.18, but a mem_map is not widened",
	  &rules_2_6_15 },
	{ "2.6.14", aliases_2_6_14,
	  "mainline 2.6.13 and 2.6.14: as 2.6.15, but for what mem= leaves", &rules_2_6_14 },
	{ "2.6.12", no_aliases,
	  "mainline 2.6.12: nodes above 0 alone give a remap, into windows handed out downwards",
	  &nkv_rules_2_6_12 },
	{ "2.6.9", aliases_2_6_9,
	  "mainline 2.6.9 to 2.6.11: as 2.6.12, but nodes are held against nothing",
	  &nkv_rules_2_6_9 },
	{ "2.6.8", no_aliases,
	  "mainline 2.6.8: as 2.6.9, but without the EBDA and vmalloc=", &nkv_rules_2_6_8 },
	{ "2.6.5", aliases_2_6_5,
	  "mainline 2.6.0 to 2.6.7: as 2.6.8, but the KVA lies below high memory",
	  &nkv_rules_2_6_5 },
};

static const size_t profile_count = sizeof(profiles) / sizeof(profiles[0]);

const struct nkv_profile *nkv_profile_default(void)
{
	return &profiles[0];
}

const struct nkv_profile *nkv_profile_all(size_t *count)
{
	*count = profile_count;
	return profiles;
}

bool nkv_profile_is_early(const struct nkv_profile *profile)
{
	return profile->rules->is_early;
}

bool nkv_profile_reserves_early(const struct nkv_profile *profile)
{
	return profile->rules->late != NULL;
}

bool nkv_profile_has_sparse(const struct nkv_profile *profile)
{
	return profile->rules->sparse != NULL;
}

static bool is_named(const struct nkv_profile *profile, const char *name)
{
	if (strcmp(profile->name, name) == 0)
		return true;
	for (const char *const *alias = profile->aliases; *alias != NULL; alias++)
		if (strcmp(*alias, name) == 0)
			return true;
	return false;
}

const struct nkv_profile *nkv_profile_find(const char *name)
{
	for (size_t i = 0; i < profile_count; i++)
		if (is_named(&profiles[i], name))
			return &profiles[i];
	return NULL;
}
