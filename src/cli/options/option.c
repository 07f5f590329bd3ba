/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <string.h>

static void *member_of(const struct nkv_given *given)
{
	return (char *)given->options + given->option->member;
}

error_t nkv_take_flag(const struct nkv_given *given)
{
	*(bool *)member_of(given) = true;
	return 0;
}

error_t nkv_take_text(const struct nkv_given *given)
{
	*(const char **)member_of(given) = given->argument;
	return 0;
}

error_t nkv_take_when(const struct nkv_given *given)
{
	static const char *const words[] = {
		[NKV_WHEN_AUTO] = "auto",
		[NKV_WHEN_ALWAYS] = "always",
		[NKV_WHEN_NEVER] = "never",
	};
	enum nkv_when *when = member_of(given);

	*when = NKV_WHEN_ALWAYS;
	if (!given->argument)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], given->argument) == 0) {
			*when = (enum nkv_when)i;
			return 0;
		}
	}
	argp_error(given->state, "--%s takes auto, always or never, not '%s'", given->option->name,
		   given->argument);
	return EINVAL;
}

const struct nkv_option *const nkv_option_groups[] = {
	nkv_input_options,  nkv_output_options,	   nkv_planning_options, nkv_check_options,
	nkv_whatif_options, nkv_comparing_options, nkv_row_options,	 nkv_picture_options,
	nkv_fleet_options,  nkv_listing_options,   nkv_help_options,	 NULL,
};

void nkv_options_override(struct nkv_options *options, const char *key, const char *value)
{
	options->overrides[options->override_count++] = (struct nkv_override){ key, value };
}
