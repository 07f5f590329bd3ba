/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options for changes of the machine or its kernel. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "base/suggest.h"

static error_t refuse_key(const char *name, struct argp_state *state)
{
	struct nkv_suggestion suggestion = { .given = name };

	for (int key = 0; key < NKV_VARY_KEYS; key++)
		nkv_suggest_offer(&suggestion, nkv_vary_info((enum nkv_vary_key)key)->name);
	if (suggestion.nearest)
		argp_error(state, "--sweep: unknown key '%s', did you mean '%s'?", name,
			   suggestion.nearest);
	else
		argp_error(
			state,
			"--sweep: unknown key '%s', expected mem, highmem, vmalloc, struct_page, "
			"pg_data, initrd.start, initrd.size or memory",
			name);
	return EINVAL;
}

static error_t refuse_axis(const char *argument, enum nkv_vary_key key, enum nkv_sweep_error error,
			   struct argp_state *state)
{
	const struct nkv_vary_info *info = nkv_vary_info(key);

	switch (error) {
	case NKV_SWEEP_TWICE:
		argp_error(state, "--sweep: '%s' is swept already", info->name);
		break;
	case NKV_SWEEP_NO_STEP:
		argp_error(state, "--sweep: the step in '%s' is 0, expected at least 1", argument);
		break;
	case NKV_SWEEP_BACKWARDS:
		argp_error(state, "--sweep: '%s' ends before it begins", argument);
		break;
	case NKV_SWEEP_OUT_OF_RANGE:
		argp_error(state, "--sweep: '%s' is out of range, %s is %" PRIu64 " to %" PRIu64,
			   argument, info->name, info->min, info->max);
		break;
	default:
		argp_error(state, "--sweep: '%s' makes more than %d points", argument,
			   NKV_SWEEP_POINTS_MAX);
		break;
	}
	return EINVAL;
}

/* Reads "FIRST:LAST:STEP". */
static bool parse_values(const char *text, uint64_t values[3])
{
	for (size_t i = 0; i < 3; i++) {
		size_t length = strcspn(text, ":");
		bool is_last = text[length] == '\0';

		if (nkv_number_parse(text, length, &values[i]) != NKV_NUMBER_OK ||
		    is_last != (i == 2))
			return false;
		text += length + 1;
	}
	return true;
}

static error_t take_sweep(const struct nkv_given *given)
{
	struct argp_state *state = given->state;
	char *argument = given->argument;
	size_t length = strcspn(argument, "=");
	enum nkv_vary_key key = nkv_vary_find(argument, length);
	enum nkv_sweep_error error;
	uint64_t values[3];

	if (key == NKV_VARY_KEYS) {
		argument[length] = '\0';
		return refuse_key(argument, state);
	}
	if (argument[length] == '\0' || !parse_values(argument + length + 1, values)) {
		argp_error(state,
			   "--sweep takes KEY=FIRST:LAST:STEP, such as mem=512M:4G:1M, not '%s'",
			   argument);
		return EINVAL;
	}
	error = nkv_sweep_add(&given->options->whatif.sweep, key, values[0], values[1], values[2]);
	return error == NKV_SWEEP_OK ? 0 : refuse_axis(argument, key, error, state);
}

error_t nkv_check_points(const struct nkv_options *options, struct argp_state *state)
{
	const struct nkv_whatif_choice *whatif = &options->whatif;

	if (whatif->kernel_count < 2 ||
	    nkv_sweep_points(&whatif->sweep) <= NKV_SWEEP_POINTS_MAX / whatif->kernel_count)
		return 0;
	argp_error(state, "--sweep: all kernels together make more than %d points",
		   NKV_SWEEP_POINTS_MAX);
	return EINVAL;
}

const struct nkv_option nkv_whatif_options[] = {
	{ .help = "What if:" },
	{ "sweep", .argument = "KEY=FIRST:LAST:STEP",
	  .help = "plan for each value of KEY: mem, highmem, vmalloc (of the command line), "
		  "struct_page, "
		  "pg_data, initrd.start, initrd.size or memory; several are combined",
	  .rank = NKV_RANK_FIRST, .take = take_sweep, .trait = NKV_TRAIT_SWEEP },
	{ "fold", .help = "show ranges of the last KEY of --sweep with the same verdict",
	  .take = nkv_take_flag, .member = offsetof(struct nkv_options, whatif.fold),
	  .trait = NKV_TRAIT_FOLD },
	{ "diff",
	  .help = "show the differences between two machines, or two kernels on one machine",
	  .take = nkv_take_flag, .member = offsetof(struct nkv_options, whatif.diff),
	  .trait = NKV_TRAIT_DIFF },
	{ 0 },
};
