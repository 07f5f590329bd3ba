/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How it is printed. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"
#include "write/formats.h"

#include <errno.h>
#include <string.h>

enum { KEY_COLOR = NKV_KEY_LONG_ONLY };

static const struct argp_option option_table[] = {
	{ .doc = "What to print:", .group = NKV_GROUP_OUTPUT },
	{ "format", 'f', "FORMAT", 0, "how plans are written", NKV_GROUP_OUTPUT },
	{ "json", 'j', NULL, 0, "the same as --format=json", NKV_GROUP_OUTPUT },
	{ "output", 'o', "FILE", 0, "write to FILE, which is replaced whole or not at all",
	  NKV_GROUP_OUTPUT },
	{ "color", KEY_COLOR, "WHEN", OPTION_ARG_OPTIONAL,
	  "colours: always, never or auto (on a terminal); always without WHEN", NKV_GROUP_OUTPUT },
	{ "quiet", 'q', NULL, 0, "no warnings and notes", NKV_GROUP_OUTPUT },
	{ 0 },
};

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

static error_t take_color(struct nkv_options *options, char *argument, struct argp_state *state)
{
	return nkv_option_when(argument, "--color", &options->color, state);
}

static error_t take_quiet(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->quiet = true;
	return 0;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = {
		{ 'f', take_format },	   { 'j', take_json },	{ 'o', take_output },
		{ KEY_COLOR, take_color }, { 'q', take_quiet },
	};

	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_output_options = { .options = option_table, .parser = parse };
