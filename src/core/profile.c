/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <numakva/profile.h>

#include <string.h>

static const char *const no_aliases[] = { NULL };
static const char *const aliases_2_6_18[] = { "2.6.16", "2.6.17", NULL };
static const char *const aliases_2_6_23[] = {
	"2.6.19", "2.6.20", "2.6.21", "2.6.22", "2.6.24", NULL
};

static const struct nkv_profile profiles[] = {
	{
		.name = "2.6.23-numaboot",
		.aliases = no_aliases,
		.summary = "2.6.23-rc3-mm1 with the change of August 2007 for non-NUMA hardware",
		.prints_map_limits = true,
		.chunks_per_node = 3,
		.wastes_node0_alignment = true,
		.kva_below_initrd = true,
		.kernel_beyond_4g = "HIGHMEM64G",
	},
	{
		.name = "2.6.23",
		.aliases = aliases_2_6_23,
		.summary = "mainline 2.6.19 to 2.6.24, without that change",
		.prints_map_limits = true,
		.chunks_per_node = 3,
		.kva_below_initrd = true,
		.kva_reserve = NKV_KVA_RESERVE_ANY,
		.kernel_beyond_4g = "HIGHMEM64G",
	},
	{
		.name = "2.6.25",
		.aliases = no_aliases,
		.summary = "mainline 2.6.25: the change as it was merged, the slack joins the KVA",
		.prints_map_limits = true,
		.ram_excludes_bios_area = true,
		.chunks_per_node = 3,
		.kva_takes_slack = true,
		.initrd_before_kva = true,
		.initrd_rule = NKV_INITRD_KEEP_OR_MOVE,
		.kernel_beyond_4g = "HIGHMEM64G",
	},
	{
		.name = "2.6.18",
		.aliases = aliases_2_6_18,
		.summary = "mainline 2.6.16 to 2.6.18: the KVA is taken off the top of low memory",
		.chunks_per_node = 4,
		.kva_placement = NKV_KVA_ABOVE_LOWMEM,
		.refuses_wrapped_reserve = true,
		.kva_reserve = NKV_KVA_RESERVE_NEVER,
		.span_rule = NKV_SPAN_ZONES,
		.kernel_beyond_4g = "PAE",
	},
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
