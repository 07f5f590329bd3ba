/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* argp */
#include "cli/options/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/exit.h"
#include "cli/options/option_groups.h"
#include "cli/program.h"
#include "read/source.h"
#include "write/formats.h"

static const char doc[] =
	"Plan how a 32-bit x86 NUMA kernel lays out its memory when it boots.\v"
	"Each FILE describes machines, in YAML or as one JSON object a line; `-' is standard "
	"input, and so is no FILE. The exit status is 0, or the greatest of: 64 wrong usage, "
	"65 a machine that could not be read, 66 a file that cannot be opened, 70 out of memory, "
	"74 a read or write that failed.";

/* A line each: what is merged into a packed table is easily there twice. */
/* clang-format off */
static const struct argp_child groups[] = {
	{ &nkv_input_options, 0, NULL, 0 },
	{ &nkv_fleet_options, 0, NULL, 0 },
	{ &nkv_planning_options, 0, NULL, 0 },
	{ &nkv_whatif_options, 0, NULL, 0 },
	{ &nkv_output_options, 0, NULL, 0 },
	{ &nkv_row_options, 0, NULL, 0 },
	{ &nkv_picture_options, 0, NULL, 0 },
	{ &nkv_check_options, 0, NULL, 0 },
	{ &nkv_comparing_options, 0, NULL, 0 },
	{ &nkv_listing_options, 0, NULL, 0 },
	{ 0 },
};
/* clang-format on */

/* --- the files, and the whole --- */

static error_t take_files(struct nkv_options *options, struct argp_state *state)
{
	options->files = state->argv + state->next;
	options->file_count = (size_t)(state->argc - state->next);
	state->next = state->argc;
	return 0;
}

static error_t check_files(const struct nkv_options *options, struct argp_state *state)
{
	bool names_files = options->file_count > 0 || options->fleet.files_from;

	if (options->action != NKV_ACTION_PLAN && names_files) {
		argp_error(state, "no file is read with an option that prints what there is");
		return EINVAL;
	}
	if (options->action == NKV_ACTION_PLAN && !names_files && !options->compare &&
	    !(options->input.from && options->input.from->reads_tree) && isatty(STDIN_FILENO)) {
		argp_usage(state);
		return EINVAL;
	}
	return 0;
}

/* Which form has no comparisons, of what is asked for; NULL: none. */
static const char *form_without_comparisons(const struct nkv_options *options)
{
	if (options->format)
		return options->format->comparison ? NULL : options->format->name;
	return options->row_option ? "table" : NULL;
}

static error_t check_compare(const struct nkv_options *options, struct argp_state *state)
{
	const char *form = form_without_comparisons(options);

	if (!options->compare)
		return 0;
	if (form)
		argp_error(state, "--compare is for the formats text, json and ndjson, not for %s",
			   form);
	else if (nkv_whatif_wanted(&options->whatif))
		argp_error(state, "--compare takes one plan a machine");
	else if (options->check.wanted)
		argp_error(state, "--compare is not for checks");
	else
		return 0;
	return EINVAL;
}

static void share_input(struct argp_state *state)
{
	for (size_t i = 0; i + 1 < sizeof(groups) / sizeof(groups[0]); i++)
		state->child_inputs[i] = state->input;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	struct nkv_options *options = state->input;

	(void)argument;
	switch (key) {
	case ARGP_KEY_INIT:
		share_input(state);
		return 0;
	case ARGP_KEY_ARGS:
		return take_files(options, state);
	case ARGP_KEY_SUCCESS:
		return check_files(options, state) == 0 ? check_compare(options, state) : EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static void put_input_formats(FILE *out)
{
	size_t count;
	const struct nkv_input_format *const *formats = nkv_input_format_all(&count);

	fputs("Input formats:\n", out);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %-9s %s\n", formats[i]->name, formats[i]->summary);
	fputc('\n', out);
}

static void put_formats(FILE *out)
{
	size_t count;
	const struct nkv_format *formats = nkv_format_all(&count);

	fputs("Formats:\n", out);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %-9s %s%s\n", formats[i].name, formats[i].summary,
			i == 0 ? " (default)" : "");
}

static const struct argp parser = {
	.parser = parse,
	.args_doc = "[FILE...]",
	.doc = doc,
	.children = groups,
};

/* Lists that have at most an entry a word. */
static bool make_room(struct nkv_options *options, size_t words)
{
	*options = (struct nkv_options){ 0 };
	options->overrides = calloc(words, sizeof(*options->overrides));
	options->rows.conditions = calloc(words, sizeof(*options->rows.conditions));
	return options->overrides && options->rows.conditions;
}

bool nkv_options_parse(struct nkv_options *options, int argc, char **argv)
{
	char name[] = NKV_PROGRAM_NAME;
	char *given = argc > 0 ? argv[0] : NULL;
	error_t error;

	if (!make_room(options, (size_t)argc + 1))
		return false;
	unsetenv("ARGP_HELP_FMT");
	/* Else messages would begin with the path by which the program was called. */
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

void nkv_options_help(FILE *out, enum nkv_action action)
{
	char name[] = NKV_PROGRAM_NAME;

	if (action == NKV_ACTION_USAGE) {
		argp_help(&parser, out, ARGP_HELP_USAGE, name);
		return;
	}
	argp_help(&parser, out, ARGP_HELP_STD_HELP, name);
	fputc('\n', out);
	put_input_formats(out);
	put_formats(out);
}
