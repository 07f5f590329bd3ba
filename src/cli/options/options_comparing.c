/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What plans are held against. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

enum { KEY_COMPARE = NKV_KEY_LONG_ONLY };

static const struct argp_option option_table[] = {
	{ .doc = "What to compare with:", .group = NKV_GROUP_COMPARING },
	{ "compare", KEY_COMPARE, "LOG", 0,
	  "hold the plan against what a boot printed; without FILE the machine is that of LOG",
	  NKV_GROUP_COMPARING },
	{ 0 },
};

static error_t take_compare(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)state;
	options->compare = argument;
	return 0;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = { { KEY_COMPARE, take_compare } };

	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_comparing_options = { .options = option_table, .parser = parse };
