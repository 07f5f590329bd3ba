/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* argp */
#include "cli/options.h"

#include <argp.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/exit.h"
#include "cli/lists.h"
#include "cli/program.h"

/* Keys of options without a short form. */
enum {
	KEY_SET = 0x100,
	KEY_COLOR,
	KEY_EXAMPLE,
	KEY_LIST_PROFILES,
	KEY_LIST_HAZARDS,
	KEY_USAGE,
};

static const struct argp_option option_table[] = {
	{ .doc = "What to plan:", .group = 1 },
	{ "kernel", 'k', "PROFILE", 0, "the kernel to boot, whatever the description says", 1 },
	{ "set", KEY_SET, "KEY=VALUE", 0, "change one value of every description", 1 },
	{ .doc = "What to print:", .group = 2 },
	{ "format", 'f', "FORMAT", 0, "how plans are written", 2 },
	{ "json", 'j', NULL, 0, "the same as --format=json", 2 },
	{ "output", 'o', "FILE", 0, "write to FILE, which is replaced whole or not at all", 2 },
	{ "color", KEY_COLOR, "WHEN", OPTION_ARG_OPTIONAL,
	  "colours: always, never or auto (on a terminal); always without WHEN", 2 },
	{ "quiet", 'q', NULL, 0, "no warnings", 2 },
	{ .doc = "What there is:", .group = 3 },
	{ "example", KEY_EXAMPLE, "NAME", OPTION_ARG_OPTIONAL,
	  "print a description, ready to edit; NAME `list' prints their names", 3 },
	{ "list-profiles", KEY_LIST_PROFILES, NULL, 0, "print the kernels, with other names", 3 },
	{ "list-hazards", KEY_LIST_HAZARDS, NULL, 0, "print what can go wrong in a boot", 3 },
	{ "help", '?', NULL, 0, "print this help", 4 },
	{ "usage", KEY_USAGE, NULL, 0, "print a short usage message", 4 },
	{ "version", 'V', NULL, 0, "print the program's version", 4 },
	{ 0 },
};

static const char doc[] =
	"Plan how a 32-bit x86 NUMA kernel lays out its memory when it boots.\v"
	"Each FILE describes machines, in YAML or as one JSON object a line; `-' is standard "
	"input, and so is no FILE. The exit status is 0, or the greatest of: 64 wrong usage, "
	"65 a machine that could not be read, 66 a file that cannot be opened, 70 out of memory, "
	"74 a read or write that failed.";

/* --- what each option does --- */

/* An option's argument, if it takes one, into the options; EINVAL after a usage error. */
typedef error_t option_function(struct nkv_options *options, char *argument,
				struct argp_state *state);

static error_t take_format(struct nkv_options *options, char *argument, struct argp_state *state)
{
	options->format = nkv_format_find(argument);
	if (options->format)
		return 0;
	argp_error(state, "unknown format '%s', wanted is one of those in --help", argument);
	return EINVAL;
}

static error_t take_json(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument;
	return take_format(options, (char[]){ "json" }, state);
}

static error_t take_output(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)state;
	options->output = argument;
	return 0;
}

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

static error_t take_color(struct nkv_options *options, char *argument, struct argp_state *state)
{
	static const char *const words[] = {
		[NKV_COLOR_AUTO] = "auto",
		[NKV_COLOR_ALWAYS] = "always",
		[NKV_COLOR_NEVER] = "never",
	};

	options->color = NKV_COLOR_ALWAYS;
	if (!argument)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], argument) == 0) {
			options->color = (enum nkv_color)i;
			return 0;
		}
	}
	argp_error(state, "--color is auto, always or never, not '%s'", argument);
	return EINVAL;
}

static error_t take_quiet(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->quiet = true;
	return 0;
}

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

static const struct {
	int key;
	option_function *take;
} functions[] = {
	{ 'f', take_format },  { 'j', take_json },
	{ 'o', take_output },  { 'k', take_kernel },
	{ KEY_SET, take_set }, { KEY_COLOR, take_color },
	{ 'q', take_quiet },   { KEY_EXAMPLE, take_example },
};

/* Options that ask for something else than plans. */
static const struct {
	int key;
	enum nkv_action action;
	bool at_once; /* what else is on the command line does not count */
} actions[] = {
	{ KEY_LIST_PROFILES, NKV_ACTION_LIST_PROFILES, false },
	{ KEY_LIST_HAZARDS, NKV_ACTION_LIST_HAZARDS, false },
	{ '?', NKV_ACTION_HELP, true },
	{ KEY_USAGE, NKV_ACTION_USAGE, true },
	{ 'V', NKV_ACTION_VERSION, true },
};

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
	if (options->action != NKV_ACTION_PLAN && options->file_count > 0) {
		argp_error(state, "no file is read with an option that prints what there is");
		return EINVAL;
	}
	if (options->action == NKV_ACTION_PLAN && options->file_count == 0 &&
	    isatty(STDIN_FILENO)) {
		argp_usage(state);
		return EINVAL;
	}
	return 0;
}

static error_t take_option(struct nkv_options *options, int key, char *argument,
			   struct argp_state *state)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (functions[i].key == key)
			return functions[i].take(options, argument, state);
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
	struct nkv_options *options = state->input;

	switch (key) {
	case ARGP_KEY_ARGS:
		return take_files(options, state);
	case ARGP_KEY_SUCCESS:
		return check_files(options, state);
	default:
		return take_option(options, key, argument, state);
	}
}

/* The formats after the options, from the table of formats itself. */
static char *formats_help(void)
{
	size_t count, bytes;
	const struct nkv_format *formats = nkv_format_all(&count);
	char *text = NULL;
	FILE *memory = open_memstream(&text, &bytes);

	if (!memory)
		return NULL;
	fputs("Formats:\n", memory);
	for (size_t i = 0; i < count; i++)
		fprintf(memory, "  %-9s %s%s%s", formats[i].name, formats[i].summary,
			i == 0 ? " (default)" : "", i + 1 < count ? "\n" : "");
	if (fclose(memory) == 0)
		return text;
	free(text);
	return NULL;
}

static char *help_filter(int key, const char *text, void *input)
{
	(void)input;
	return key == ARGP_KEY_HELP_EXTRA ? formats_help() : (char *)(uintptr_t)text;
}

static const struct argp parser = {
	.options = option_table,
	.parser = parse,
	.args_doc = "[FILE...]",
	.doc = doc,
	.help_filter = help_filter,
};

bool nkv_options_parse(struct nkv_options *options, int argc, char **argv)
{
	char name[] = NKV_PROGRAM_NAME;
	char *given = argc > 0 ? argv[0] : NULL;
	size_t count;

	*options = (struct nkv_options){ .format = nkv_format_all(&count) };
	options->overrides = calloc((size_t)argc + 1, sizeof(*options->overrides));
	if (!options->overrides)
		return false;
	unsetenv("ARGP_HELP_FMT");
	/* Else messages would begin with the path by which the program was called. */
	if (given)
		argv[0] = name;
	argp_err_exit_status = NKV_EXIT_USAGE;
	argp_parse(&parser, argc, argv, ARGP_NO_HELP, NULL, options);
	if (given)
		argv[0] = given;
	return true;
}

void nkv_options_free(struct nkv_options *options)
{
	free(options->overrides);
}

void nkv_options_help(FILE *out, enum nkv_action action)
{
	char name[] = NKV_PROGRAM_NAME;

	argp_help(&parser, out, action == NKV_ACTION_USAGE ? ARGP_HELP_USAGE : ARGP_HELP_STD_HELP,
		  name);
}
