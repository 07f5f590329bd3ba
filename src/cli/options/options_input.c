/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How inputs are read. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "read/source.h"

enum {
	KEY_FROM = NKV_KEY_LONG_ONLY,
	KEY_BOOT,
	KEY_SRAT,
};

static const struct argp_option option_table[] = {
	{ .doc = "What to read:", .group = NKV_GROUP_INPUT },
	{ "from", KEY_FROM, "FORMAT", 0,
	  "what each FILE is; auto, which is the default, looks at its first lines",
	  NKV_GROUP_INPUT },
	{ "boot", KEY_BOOT, "N", 0,
	  "of the boots in a log the N-th; 0, the default, is the last and -1 the one before",
	  NKV_GROUP_INPUT },
	{ "srat", KEY_SRAT, "FILE", 0,
	  "take the SRAT from FILE, a table or what iasl -d prints, for every machine",
	  NKV_GROUP_INPUT },
	{ 0 },
};

static error_t take_from(struct nkv_options *options, char *argument, struct argp_state *state)
{
	options->input.from = nkv_input_format_find(argument);
	if (options->input.from || strcmp(argument, "auto") == 0)
		return 0;
	argp_error(state, "unknown input format '%s', wanted is one of those in --help", argument);
	return EINVAL;
}

static error_t take_boot(struct nkv_options *options, char *argument, struct argp_state *state)
{
	char *end;
	long boot;

	errno = 0;
	boot = strtol(argument, &end, 10);
	if (end == argument || *end || errno != 0 || boot > INT_MAX || boot < -INT_MAX) {
		argp_error(state, "--boot takes a number, not '%s'", argument);
		return EINVAL;
	}
	options->input.boot = (int)boot;
	return 0;
}

static error_t take_srat(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)state;
	options->input.srat = argument;
	return 0;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = {
		{ KEY_FROM, take_from },
		{ KEY_BOOT, take_boot },
		{ KEY_SRAT, take_srat },
	};

	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_input_options = { .options = option_table, .parser = parse };
