/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options for the output. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <stdio.h>

#include "base/suggest.h"
#include "write/formats.h"

static error_t refuse_format(const struct nkv_given *given)
{
	struct nkv_suggestion suggestion = { .given = given->argument };
	size_t count, used = 0;
	const struct nkv_format *formats = nkv_format_all(&count);
	char known[192] = "";

	for (size_t i = 0; i < count && used < sizeof(known); i++) {
		nkv_suggest_offer(&suggestion, formats[i].name);
		used += (size_t)snprintf(known + used, sizeof(known) - used, "%s%s",
					 nkv_suggest_separator(i, count), formats[i].name);
	}
	if (suggestion.nearest)
		argp_error(given->state, "unknown format '%s', did you mean '%s'?", given->argument,
			   suggestion.nearest);
	else
		argp_error(given->state, "unknown format '%s', expected %s", given->argument,
			   known);
	return EINVAL;
}

static error_t take_format(const struct nkv_given *given)
{
	given->options->format = nkv_format_find(given->argument);
	return given->options->format ? 0 : refuse_format(given);
}

static error_t take_json(const struct nkv_given *given)
{
	given->options->format = nkv_format_find("json");
	return 0;
}

const struct nkv_option nkv_output_options[] = {
	{ .help = "Output:" },
	{ "format", 'f', "FORMAT", .help = "the format of the output", .rank = NKV_RANK_FIRST,
	  .take = take_format },
	{ "json", 'j', .help = "the same as --format=json", .rank = NKV_RANK_FIRST,
	  .take = take_json },
	{ "output", 'o', "FILE",
	  .help = "write to FILE, which is replaced as a whole or not at all",
	  .rank = NKV_RANK_FIRST, .take = nkv_take_text,
	  .member = offsetof(struct nkv_options, output) },
	{ "color", .argument = "WHEN", .may_be_alone = true,
	  .help = "use colours: always (also without WHEN), never, or auto (on a terminal)",
	  .rank = NKV_RANK_RARE, .take = nkv_take_when,
	  .member = offsetof(struct nkv_options, color) },
	{ "quiet", 'q',
	  .help = "print no warnings and notes; with --check, only the machines that fail",
	  .take = nkv_take_flag, .member = offsetof(struct nkv_options, quiet) },
	{ 0 },
};
