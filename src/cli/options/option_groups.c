/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What groups of options share. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

#include <errno.h>
#include <string.h>

error_t nkv_option_when(const char *argument, const char *option, enum nkv_when *when,
			struct argp_state *state)
{
	static const char *const words[] = {
		[NKV_WHEN_AUTO] = "auto",
		[NKV_WHEN_ALWAYS] = "always",
		[NKV_WHEN_NEVER] = "never",
	};

	*when = NKV_WHEN_ALWAYS;
	if (!argument)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], argument) == 0) {
			*when = (enum nkv_when)i;
			return 0;
		}
	}
	argp_error(state, "%s is auto, always or never, not '%s'", option, argument);
	return EINVAL;
}

void nkv_options_override(struct nkv_options *options, const char *key, const char *value)
{
	options->overrides[options->override_count++] = (struct nkv_override){ key, value };
}

error_t nkv_option_group_parse(const struct nkv_option *table, size_t count, int key,
			       char *argument, struct argp_state *state)
{
	for (size_t i = 0; i < count; i++)
		if (table[i].key == key)
			return table[i].take(state->input, argument, state);
	return ARGP_ERR_UNKNOWN;
}
