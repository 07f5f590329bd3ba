/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* argp */
#include "cli/options/options.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/exit.h"
#include "cli/options/exclusions.h"
#include "cli/options/option.h"
#include "cli/program.h"
#include "write/formats.h"

/* --- the options for argp --- */

enum {
	KEY_LONG_ONLY = 0x100, /* keys of options without a letter begin here */
	ROWS_MAX = 96,
};

/* The options in the form of argp. */
struct argp_table {
	struct argp_option rows[ROWS_MAX];
	size_t count;
};

/* Whether the row is not the empty one that ends a group. */
static bool is_row(const struct nkv_option *option)
{
	return option->name || option->help;
}

/* A key is the option's letter, or the number of its place. */
static int key_of(size_t group, size_t index)
{
	const struct nkv_option *option = &nkv_option_groups[group][index];

	return option->letter ? option->letter : (int)(KEY_LONG_ONLY * (group + 1) + index);
}

static const struct nkv_option *option_of(int key)
{
	for (size_t group = 0; nkv_option_groups[group]; group++)
		for (size_t i = 0; is_row(&nkv_option_groups[group][i]); i++)
			if (nkv_option_groups[group][i].name && key_of(group, i) == key)
				return &nkv_option_groups[group][i];
	return NULL;
}

/* --- the files, and all options --- */

static error_t take_files(struct nkv_options *options, struct argp_state *state)
{
	options->files = state->argv + state->next;
	options->file_count = (size_t)(state->argc - state->next);
	return 0;
}

static error_t check_files(const struct nkv_options *options, struct argp_state *state)
{
	bool names_files = options->file_count > 0 || options->fleet.files_from;

	if (options->action != NKV_ACTION_PLAN && names_files) {
		argp_error(state, "options that only print information take no FILE");
		return EINVAL;
	}
	if (options->action == NKV_ACTION_PLAN && !names_files && !options->compare &&
	    !(options->input.from && options->input.from->reads_tree) && isatty(STDIN_FILENO)) {
		argp_usage(state);
		return EINVAL;
	}
	return 0;
}

static const struct nkv_format *usual_format(const struct nkv_options *options)
{
	bool sweeps = options->whatif.sweep.axis_count > 0 && !options->whatif.fold &&
		      !options->whatif.diff;

	return options->given[NKV_TRAIT_ROWS] || sweeps ? nkv_format_find("table")
							: nkv_format_default();
}

/* Checks and differences have formats of their own. */
static void settle_format(struct nkv_options *options)
{
	if (!options->format)
		options->format = usual_format(options);
	options->check.wanted = options->check.wanted || options->format->reports;
	if (nkv_checks_plans(options) && options->format->checked)
		options->format = options->format->checked;
}

/* Completes the options when all are known. */
static error_t finish(struct nkv_options *options, struct argp_state *state)
{
	error_t error;

	settle_format(options);
	error = nkv_choose_columns(options, state);
	if (error == 0)
		error = nkv_exclusions_check(options, state);
	if (error == 0)
		error = nkv_check_points(options, state);
	if (options->whatif.diff)
		options->format = nkv_format_diff(options->format);
	return error == 0 ? check_files(options, state) : error;
}

static error_t take(const struct nkv_given *given)
{
	given->options->given[given->option->trait] = given->option;
	return given->option->take(given);
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	const struct nkv_given given = { state->input, option_of(key), argument, state };

	if (given.option)
		return take(&given);
	switch (key) {
	case ARGP_KEY_ARGS:
		return take_files(given.options, state);
	case ARGP_KEY_SUCCESS:
		return finish(given.options, state);
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static void add_group(struct argp_table *table, size_t group)
{
	for (size_t i = 0; is_row(&nkv_option_groups[group][i]); i++) {
		const struct nkv_option *option = &nkv_option_groups[group][i];

		if (option->name && table->count + 1 < ROWS_MAX)
			table->rows[table->count++] = (struct argp_option){
				.name = option->name,
				.key = key_of(group, i),
				.arg = option->argument,
				.flags = option->may_be_alone ? OPTION_ARG_OPTIONAL : 0,
			};
	}
}

static struct argp parser_of(struct argp_table *table)
{
	*table = (struct argp_table){ 0 };
	for (size_t group = 0; nkv_option_groups[group]; group++)
		add_group(table, group);
	return (struct argp){
		.options = table->rows,
		.parser = parse,
		.args_doc = "[FILE...]",
	};
}

/* Allocates lists with room for what each word can add: a kernel replaces its memory model, too. */
static bool make_room(struct nkv_options *options, size_t words)
{
	*options = (struct nkv_options){ 0 };
	options->overrides = calloc(words, 2 * sizeof(*options->overrides));
	options->rows.conditions = calloc(words, sizeof(*options->rows.conditions));
	return options->overrides && options->rows.conditions;
}

bool nkv_options_parse(struct nkv_options *options, int argc, char **argv)
{
	char name[] = NKV_PROGRAM_NAME;
	char *given = argc > 0 ? argv[0] : NULL;
	struct argp_table table;
	const struct argp parser = parser_of(&table);
	error_t error;

	if (!make_room(options, (size_t)argc + 1))
		return false;
	unsetenv("ARGP_HELP_FMT");
	/* Otherwise messages would begin with the path of the program. */
	if (given)
		argv[0] = name;
	argp_err_exit_status = NKV_EXIT_USAGE;
	error = argp_parse(&parser, argc, argv, ARGP_NO_HELP, NULL, options);
	if (given)
		argv[0] = given;
	return error != ENOMEM;
}

void nkv_options_free(struct nkv_options *options)
{
	free(options->overrides);
	free(options->rows.conditions);
	free(options->rows.columns);
}

void nkv_options_usage(FILE *out)
{
	char name[] = NKV_PROGRAM_NAME;
	struct argp_table table;
	const struct argp parser = parser_of(&table);

	argp_help(&parser, out, ARGP_HELP_USAGE, name);
}
