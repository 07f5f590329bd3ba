/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the command knows by heart, and --help. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

#include <errno.h>
#include <string.h>

#include "cli/options/lists.h"

enum {
	KEY_EXAMPLE = NKV_KEY_LONG_ONLY,
	KEY_LIST_PROFILES,
	KEY_LIST_HAZARDS,
	KEY_LIST_COLUMNS,
	KEY_USAGE,
};

static const struct argp_option option_table[] = {
	{ .doc = "What there is:", .group = NKV_GROUP_LISTING },
	{ "example", KEY_EXAMPLE, "NAME", OPTION_ARG_OPTIONAL,
	  "print a description, ready to edit; NAME `list' prints their names", NKV_GROUP_LISTING },
	{ "list-profiles", KEY_LIST_PROFILES, NULL, 0, "print the kernels, with other names",
	  NKV_GROUP_LISTING },
	{ "list-hazards", KEY_LIST_HAZARDS, NULL, 0, "print what can go wrong in a boot",
	  NKV_GROUP_LISTING },
	{ "list-columns", KEY_LIST_COLUMNS, NULL, 0, "print what a table can have, with units",
	  NKV_GROUP_LISTING },
	{ "help", '?', NULL, 0, "print this help", -1 },
	{ "usage", KEY_USAGE, NULL, 0, "print a short usage message", -1 },
	{ "version", 'V', NULL, 0, "print the program's version", -1 },
	{ 0 },
};

static error_t take_example(struct nkv_options *options, char *argument, struct argp_state *state)
{
	if (argument && strcmp(argument, NKV_EXAMPLE_LIST) == 0) {
		options->action = NKV_ACTION_LIST_EXAMPLES;
		return 0;
	}
	options->action = NKV_ACTION_EXAMPLE;
	options->example_text = nkv_example_text(argument);
	if (options->example_text)
		return 0;
	argp_error(state, "unknown example '%s', --example=" NKV_EXAMPLE_LIST " prints those known",
		   argument ? argument : "");
	return EINVAL;
}

/* Options that ask for something else than plans. */
static const struct {
	int key;
	enum nkv_action action;
	bool at_once; /* what else is on the command line does not count */
} actions[] = {
	{ KEY_LIST_PROFILES, NKV_ACTION_LIST_PROFILES, false },
	{ KEY_LIST_HAZARDS, NKV_ACTION_LIST_HAZARDS, false },
	{ KEY_LIST_COLUMNS, NKV_ACTION_LIST_COLUMNS, false },
	{ '?', NKV_ACTION_HELP, true },
	{ KEY_USAGE, NKV_ACTION_USAGE, true },
	{ 'V', NKV_ACTION_VERSION, true },
};

static error_t take_action(struct nkv_options *options, int key, struct argp_state *state)
{
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (actions[i].key != key)
			continue;
		options->action = actions[i].action;
		if (actions[i].at_once) {
			options->output = NULL;
			state->next = state->argc;
		}
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	if (key == KEY_EXAMPLE)
		return take_example(state->input, argument, state);
	return take_action(state->input, key, state);
}

const struct argp nkv_listing_options = { .options = option_table, .parser = parse };
