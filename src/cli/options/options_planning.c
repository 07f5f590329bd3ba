/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is planned. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <string.h>

static bool has_kernel(const struct nkv_whatif_choice *whatif, const struct nkv_profile *profile)
{
	for (size_t i = 0; i < whatif->kernel_count; i++)
		if (whatif->kernels[i] == profile)
			return true;
	return false;
}

static error_t add_kernel(struct nkv_options *options, const char *name, struct argp_state *state)
{
	struct nkv_whatif_choice *whatif = &options->whatif;
	const struct nkv_profile *profile = nkv_profile_find(name);

	if (!profile) {
		argp_error(state, "unknown kernel '%s', --list-profiles prints those known", name);
		return EINVAL;
	}
	if (strcmp(profile->name, name) != 0 && options->kernel_alias_count < NKV_KERNELS_MAX)
		options->kernel_aliases[options->kernel_alias_count++] = name;
	if (!has_kernel(whatif, profile) && whatif->kernel_count < NKV_KERNELS_MAX)
		whatif->kernels[whatif->kernel_count++] = profile;
	return 0;
}

static void add_all_kernels(struct nkv_whatif_choice *whatif)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (size_t i = 0; i < count && i < NKV_KERNELS_MAX; i++)
		whatif->kernels[whatif->kernel_count++] = &profiles[i];
}

static error_t add_kernels(struct nkv_options *options, char *names, struct argp_state *state)
{
	char *end;
	error_t error = 0;

	do {
		end = strchr(names, ',');
		if (end)
			*end = '\0';
		error = add_kernel(options, names, state);
		names = end ? end + 1 : names;
	} while (error == 0 && end);
	return error;
}

/* The last one counts. One kernel is that of each machine, whatever its description says. */
static error_t take_kernel(const struct nkv_given *given)
{
	struct nkv_options *options = given->options;
	struct nkv_whatif_choice *whatif = &options->whatif;
	char *argument = given->argument;
	bool several = strchr(argument, ',') != NULL || strcmp(argument, "all") == 0;
	error_t error = 0;

	whatif->kernel_count = 0;
	options->kernel_alias_count = 0;
	if (strcmp(argument, "all") == 0)
		add_all_kernels(whatif);
	else
		error = add_kernels(options, argument, given->state);
	if (error != 0)
		return error;
	nkv_options_override(options, "kernel.profile", whatif->kernels[0]->name);
	if (!several)
		whatif->kernel_count = 0;
	return 0;
}

static error_t take_set(const struct nkv_given *given)
{
	struct argp_state *state = given->state;
	char *argument = given->argument, *equals = strchr(argument, '=');
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
	nkv_options_override(given->options, argument, equals + 1);
	return 0;
}

const struct nkv_option nkv_planning_options[] = {
	{ .help = "What to plan:" },
	{ "kernel", 'k', "PROFILE",
	  .help = "the kernel to boot, whatever the description says; several with commas between, or "
		  "`all', are shown side by side",
	  .take = take_kernel },
	{ "set", .argument = "KEY=VALUE", .help = "change one value of every description",
	  .take = take_set },
	{ 0 },
};
