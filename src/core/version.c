/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/version.h"

#include <string.h>

/* The length of the base version: of "2.6.24" in "2.6.24-rc7-numa". */
static size_t base_length(const char *version)
{
	size_t length = 0;

	for (int parts = 0; parts < 3; parts++) {
		size_t dot = parts > 0, digits;

		if (dot && version[length] != '.')
			break;
		digits = strspn(version + length + dot, "0123456789");
		if (digits == 0)
			break;
		length += dot + digits;
	}
	return length;
}

static bool is_version(const char *name, const char *version)
{
	size_t length = base_length(version);

	return base_length(name) == length && strncmp(name, version, length) == 0;
}

bool nkv_profile_is_of(const struct nkv_profile *profile, const char *version)
{
	if (is_version(profile->name, version))
		return true;
	for (const char *const *alias = profile->aliases; *alias; alias++)
		if (is_version(*alias, version))
			return true;
	return false;
}
