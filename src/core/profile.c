/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <numakva/profile.h>

#include <string.h>

static const char *const no_aliases[] = { NULL };
static const char *const aliases_2_6_23[] = { "2.6.20", "2.6.21", "2.6.22", "2.6.24", NULL };

static const struct nkv_profile profiles[] = {
	{
		.name = "2.6.23-numaboot",
		.aliases = no_aliases,
		.summary = "2.6.23-rc3-mm1 with the change of August 2007 for non-NUMA hardware",
		.wastes_node0_alignment = true,
		.kva_below_initrd = true,
	},
	{
		.name = "2.6.23",
		.aliases = aliases_2_6_23,
		.summary = "mainline 2.6.20 to 2.6.24, without that change",
		.kva_below_initrd = true,
		.reserves_empty_kva = true,
	},
	{
		.name = "2.6.25",
		.aliases = no_aliases,
		.summary = "mainline 2.6.25: the change as it was merged, the slack joins the KVA",
		.ram_excludes_bios_area = true,
		.kva_takes_slack = true,
		.initrd_before_kva = true,
		.initrd_rule = NKV_INITRD_KEEP_OR_MOVE,
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
