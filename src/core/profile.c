/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernels: what each is called, the steps of its boot and how it differs
 * in them.
 */
#include <numakva/profile.h>

#include <string.h>

#include "core/boot/boot.h"
#include "core/console/console.h"
#include "core/hazards/hazards.h"

static const char *const no_aliases[] = { NULL };
static const char *const aliases_2_6_18[] = { "2.6.16", "2.6.17", NULL };
static const char *const aliases_2_6_23[] = {
	"2.6.19", "2.6.20", "2.6.21", "2.6.22", "2.6.24", NULL
};

/* --- the boots: their steps, one a line --- */

static const struct nkv_step steps_2_6_23[] = {
	{ NKV_STEP_E820, nkv_e820_setup, 0, NKV_STOP_NONE, nkv_say_bios_map },
	{ NKV_STEP_CMDLINE, nkv_cmdline_apply, NKV_FACT_MAP, NKV_STOP_NONE, nkv_say_cmdline },
	{ NKV_STEP_MAX_PFN, nkv_e820_find_max_pfn, 0, NKV_STOP_NONE, nkv_say_e820_nodes },
	{ NKV_STEP_NODES, nkv_nodes_find, 0, NKV_STOP_NONE, nkv_say_nodes },
	{ NKV_STEP_NODE_MEMORY, nkv_node_memory_find, 0, NKV_STOP_NONE, nkv_say_node_ranges },
	{ NKV_STEP_REMAP, nkv_remap_reserve, NKV_FACT_NODES, NKV_STOP_NONE, nkv_say_remap },
	{ NKV_STEP_PLACE_IN_LOWMEM, nkv_kva_place_in_lowmem, 0, NKV_STOP_NONE,
	  nkv_say_kva_in_lowmem },
	{ NKV_STEP_WINDOWS, nkv_remap_assign, NKV_FACT_WINDOWS, NKV_STOP_NONE, nkv_say_windows },
	{ NKV_STEP_NODE_RANGES, nkv_nodes_clamp, NKV_FACT_ENDS | NKV_FACT_BITMAP,
	  NKV_STOP_NODE_RANGES, NULL },
	{ NKV_STEP_BOOTMEM, nkv_bootmem_setup, NKV_FACT_FREE, NKV_STOP_BOOTMEM, nkv_say_initrd },
	{ NKV_STEP_ACTIVE_RANGES, nkv_active_ranges_complete, 0, NKV_STOP_NONE,
	  nkv_say_active_ranges },
	{ NKV_STEP_MEMMAPS, nkv_memmap_place, NKV_FACT_MEMMAPS, NKV_STOP_NONE, NULL },
	{ NKV_STEP_RAM, nkv_ram_count, NKV_FACT_RAM, NKV_STOP_NONE, NULL },
	{ 0 },
};

static const struct nkv_step steps_2_6_18[] = {
	{ NKV_STEP_E820, nkv_e820_setup, 0, NKV_STOP_NONE, nkv_say_bios_map },
	{ NKV_STEP_CMDLINE, nkv_cmdline_apply, NKV_FACT_MAP, NKV_STOP_NONE, nkv_say_cmdline },
	{ NKV_STEP_MAX_PFN, nkv_e820_find_max_pfn, 0, NKV_STOP_NONE, nkv_say_e820_nodes },
	{ NKV_STEP_NODES, nkv_nodes_find, 0, NKV_STOP_NONE, nkv_say_nodes },
	{ NKV_STEP_NODE_MEMORY, nkv_node_memory_find, 0, NKV_STOP_NONE, nkv_say_node_ranges },
	{ NKV_STEP_REMAP, nkv_remap_reserve, NKV_FACT_NODES, NKV_STOP_NONE, nkv_say_remap },
	{ NKV_STEP_PLACE_ABOVE_LOWMEM, nkv_kva_place_above_lowmem, 0, NKV_STOP_PLACEMENT,
	  nkv_say_kva_above_lowmem },
	{ NKV_STEP_WINDOWS, nkv_remap_assign, NKV_FACT_WINDOWS, NKV_STOP_NONE, nkv_say_windows },
	{ NKV_STEP_NODE_RANGES, nkv_nodes_clamp, NKV_FACT_ENDS | NKV_FACT_BITMAP,
	  NKV_STOP_NODE_RANGES, NULL },
	{ NKV_STEP_BOOTMEM, nkv_bootmem_setup, NKV_FACT_FREE, NKV_STOP_BOOTMEM, nkv_say_initrd },
	{ NKV_STEP_ZONES, nkv_zones_size, 0, NKV_STOP_ZONES, NULL },
	{ NKV_STEP_MEMMAPS, nkv_memmap_place, NKV_FACT_MEMMAPS, NKV_STOP_NONE, NULL },
	{ NKV_STEP_RAM, nkv_ram_count, NKV_FACT_RAM, NKV_STOP_NONE, NULL },
	{ 0 },
};

/* --- what differs in steps that they share --- */

static const struct nkv_rules rules_2_6_23_numaboot = {
	.steps = steps_2_6_23,
	.hazards = nkv_hazards_to_2_6_25,
	.prints_map_limits = true,
	.prints_active_ranges = true,
	.chunks_per_node = 3,
	.wastes_node0_alignment = true,
	.kva_below_initrd = true,
	.high_zone = nkv_high_zone_of_span,
};

static const struct nkv_rules rules_2_6_23 = {
	.steps = steps_2_6_23,
	.hazards = nkv_hazards_to_2_6_25,
	.prints_map_limits = true,
	.prints_active_ranges = true,
	.chunks_per_node = 3,
	.kva_below_initrd = true,
	.kva_reserve = NKV_KVA_RESERVE_ANY,
	.high_zone = nkv_high_zone_of_span,
};

static const struct nkv_rules rules_2_6_25 = {
	.steps = steps_2_6_23,
	.hazards = nkv_hazards_to_2_6_25,
	.prints_map_limits = true,
	.prints_active_ranges = true,
	.ram_excludes_bios_area = true,
	.chunks_per_node = 3,
	.kva_takes_slack = true,
	.initrd_before_kva = true,
	.initrd_rule = NKV_INITRD_KEEP_OR_MOVE,
	.high_zone = nkv_high_zone_of_span,
};

static const struct nkv_rules rules_2_6_18 = {
	.steps = steps_2_6_18,
	.hazards = nkv_hazards_to_2_6_25,
	.chunks_per_node = 4,
	.kva_placement = NKV_KVA_ABOVE_LOWMEM,
	.refuses_wrapped_reserve = true,
	.kva_reserve = NKV_KVA_RESERVE_NEVER,
	.span_rule = NKV_SPAN_ZONES,
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
	{ "2.6.18", aliases_2_6_18,
	  "mainline 2.6.16 to 2.6.18: the KVA is taken off the top of low memory", &rules_2_6_18 },
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
