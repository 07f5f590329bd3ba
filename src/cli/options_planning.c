/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is planned. */
#define _GNU_SOURCE /* argp */
#include "cli/option_groups.h"

#include <errno.h>
#include <string.h>

enum { KEY_SET = NKV_KEY_LONG_ONLY };

static const struct argp_option option_table[] = {
	{ .doc = "What to plan:", .group = NKV_GROUP_PLANNING },
	{ "kernel", 'k', "PROFILE", 0, "the kernel to boot, whatever the description says",
	  NKV_GROUP_PLANNING },
	{ "set", KEY_SET, "KEY=VALUE", 0, "change one value of every description",
	  NKV_GROUP_PLANNING },
	{ 0 },
};

/* There is room: one for each word of the command line. */
static void add_override(struct nkv_options *options, const char *key, const char *value)
{
	options->overrides[options->override_count++] = (struct nkv_override){ key, value };
}

static error_t take_kernel(struct nkv_options *options, char *argument, struct argp_state *state)
{
	const struct nkv_profile *profile = nkv_profile_find(argument);

	if (!profile) {
		argp_error(state, "unknown kernel '%s', --list-profiles prints those known",
			   argument);
		return EINVAL;
	}
	options->kernel_alias = strcmp(profile->name, argument) == 0 ? NULL : argument;
	add_override(options, "kernel.profile", argument);
	return 0;
}

static error_t take_set(struct nkv_options *options, char *argument, struct argp_state *state)
{
	char *equals = strchr(argument, '=');
	char why[NKV_OVERRIDE_WHY_BYTES];

	if (!equals) {
		argp_error(state, "--set takes KEY=VALUE, not '%s'", argument);
		return EINVAL;
	}
	*equals = '\0';
	if (!nkv_override_check(argument, why)) {
		argp_error(state, "--set %s: %s", argument, why);
		return EINVAL;
	}
	add_override(options, argument, equals + 1);
	return 0;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = {
		{ 'k', take_kernel },
		{ KEY_SET, take_set },
	};

	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_planning_options = { .options = option_table, .parser = parse };
