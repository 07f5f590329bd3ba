/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How it is printed. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>

#include "write/formats.h"

static error_t take_format(const struct nkv_given *given)
{
	given->options->format = nkv_format_find(given->argument);
	if (given->options->format)
		return 0;
	argp_error(given->state, "unknown format '%s', wanted is one of those in --help",
		   given->argument);
	return EINVAL;
}

static error_t take_json(const struct nkv_given *given)
{
	given->options->format = nkv_format_find("json");
	return 0;
}

const struct nkv_option nkv_output_options[] = {
	{ .help = "What to print:" },
	{ "format", 'f', "FORMAT", .help = "how plans are written", .take = take_format },
	{ "json", 'j', .help = "the same as --format=json", .take = take_json },
	{ "output", 'o', "FILE", .help = "write to FILE, which is replaced whole or not at all",
	  .take = nkv_take_text, .member = offsetof(struct nkv_options, output) },
	{ "color", .argument = "WHEN", .may_be_alone = true,
	  .help = "colours: always, never or auto (on a terminal); always without WHEN",
	  .take = nkv_take_when, .member = offsetof(struct nkv_options, color) },
	{ "quiet", 'q', .help = "no warnings and notes", .take = nkv_take_flag,
	  .member = offsetof(struct nkv_options, quiet) },
	{ 0 },
};
