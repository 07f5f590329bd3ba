/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds kernels by their names. */
#include <numakva/profile.h>

#include <string.h>

#include "core/kernels.h"

#define PROFILE(rules, name, summary, ...)                                                         \
	{ name, (const char *const[]){ __VA_ARGS__, NULL }, summary, &rules },

static const struct nkv_profile profiles[] = {
#include "core/profiles.def"
};

#undef PROFILE
/* The index of a profile in the table, by its rules. */
#define PROFILE(rules, ...) INDEX_##rules,
enum {
#include "core/profiles.def"
};

static const size_t profile_count = sizeof(profiles) / sizeof(profiles[0]);

const struct nkv_profile *nkv_profile_default(void)
{
	return &profiles[INDEX_nkv_rules_2_6_23_numaboot];
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
