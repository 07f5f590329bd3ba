/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options for inputs. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "read/source.h"

static error_t take_from(const struct nkv_given *given)
{
	size_t count, used = 0;
	const struct nkv_input_format *const *formats = nkv_input_format_all(&count);
	char known[96] = "";

	given->options->input.from = nkv_input_format_find(given->argument);
	if (given->options->input.from || strcmp(given->argument, "auto") == 0)
		return 0;
	for (size_t i = 0; i < count && used < sizeof(known); i++)
		used += (size_t)snprintf(known + used, sizeof(known) - used, "%s%s",
					 nkv_suggest_separator(i + 1, count + 1), formats[i]->name);
	argp_error(given->state, "unknown input format '%s', expected auto%s", given->argument,
		   known);
	return EINVAL;
}

static error_t take_boot(const struct nkv_given *given)
{
	const char *argument = given->argument;
	char *end;
	long boot;

	errno = 0;
	boot = strtol(argument, &end, 10);
	if (end == argument || *end || errno != 0 || boot > INT_MAX || boot < -INT_MAX) {
		argp_error(given->state, "--boot takes a number, not '%s'", argument);
		return EINVAL;
	}
	given->options->input.boot = (int)boot;
	return 0;
}

const struct nkv_option nkv_input_options[] = {
	{ .help = "Input:" },
	{ "from", .argument = "FORMAT",
	  .help = "the format of each FILE; the default, auto, recognises it by its first lines",
	  .take = take_from },
	{ "boot", .argument = "N",
	  .help = "take the N-th boot of a log; 0, the default, is the last one, and -1 the one "
		  "before",
	  .take = take_boot, .rank = NKV_RANK_RARE },
	{ "srat", .argument = "FILE",
	  .help = "take the SRAT of every machine from FILE: a table, or the output of iasl -d or "
		  "acpidump",
	  .rank = NKV_RANK_RARE, .take = nkv_take_text,
	  .member = offsetof(struct nkv_options, input.srat) },
	{ 0 },
};
