/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options that print lists, and --help. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <string.h>

#include "cli/options/lists.h"

static error_t take_example(const struct nkv_given *given)
{
	struct nkv_options *options = given->options;
	const char *argument = given->argument;

	if (argument && strcmp(argument, NKV_EXAMPLE_LIST) == 0) {
		options->action = NKV_ACTION_LIST_EXAMPLES;
		return 0;
	}
	options->action = NKV_ACTION_EXAMPLE;
	options->example_text = nkv_example_text(argument);
	if (options->example_text)
		return 0;
	argp_error(given->state, "unknown example '%s', --example=" NKV_EXAMPLE_LIST " shows all",
		   argument ? argument : "");
	return EINVAL;
}

static error_t take_action(const struct nkv_given *given)
{
	given->options->action = given->option->action;
	return 0;
}

/* Everything else on the command line is ignored. */
static error_t take_action_alone(const struct nkv_given *given)
{
	given->options->output = NULL;
	given->state->next = given->state->argc;
	return take_action(given);
}

static error_t take_help(const struct nkv_given *given)
{
	error_t error = take_action_alone(given);

	if (!given->argument)
		return error;
	given->options->action = NKV_ACTION_HELP_ALL;
	if (strcmp(given->argument, "all") == 0)
		return error;
	argp_error(given->state, "--help takes 'all' or nothing, not '%s'", given->argument);
	return EINVAL;
}

const struct nkv_option nkv_listing_options[] = {
	{ .help = "Lists:" },
	{ "example", .argument = "NAME", .may_be_alone = true,
	  .help = "print a description of a machine, ready to edit; --example=list prints the "
		  "names of all",
	  .take = take_example },
	{ "list-profiles", .help = "print the kernels that can be planned", .take = take_action,
	  .action = NKV_ACTION_LIST_PROFILES },
	{ "list-hazards", .help = "print what can go wrong in a boot", .take = take_action,
	  .action = NKV_ACTION_LIST_HAZARDS },
	{ "list-columns", .help = "print the columns that a table can have, and their units",
	  .take = take_action, .action = NKV_ACTION_LIST_COLUMNS },
	{ 0 },
};

const struct nkv_option nkv_help_options[] = {
	{ "help", 'h', "all", .may_be_alone = true,
	  .help = "print the most used options, or all of them", .take = take_help,
	  .action = NKV_ACTION_HELP },
	{ "usage", .help = "print a short usage message", .rank = NKV_RANK_RARE,
	  .take = take_action_alone, .action = NKV_ACTION_USAGE },
	{ "version", 'V', .help = "print the program's version", .take = take_action_alone,
	  .action = NKV_ACTION_VERSION },
	{ 0 },
};
