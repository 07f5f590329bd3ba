/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What if the machine, or its kernel, were otherwise. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "base/suggest.h"
#include "write/formats.h"

enum {
	KEY_SWEEP = NKV_KEY_LONG_ONLY,
	KEY_FOLD,
	KEY_DIFF,
};

static const struct argp_option option_table[] = {
	{ .doc = "What if (a row a point; --columns and --where choose):",
	  .group = NKV_GROUP_WHATIF },
	/* An option wider than the column it stands in would break what argp prints of it. */
	{ "sweep", KEY_SWEEP, "KEY=RANGE", 0,
	  "plan for each value of KEY in RANGE, FIRST:LAST:STEP; KEY is mem, highmem, vmalloc (of "
	  "the command line), struct_page, pg_data, initrd.start, initrd.size or memory; several "
	  "are combined",
	  NKV_GROUP_WHATIF },
	{ "fold", KEY_FOLD, NULL, 0, "show ranges of the last KEY that share a verdict",
	  NKV_GROUP_WHATIF },
	{ "diff", KEY_DIFF, NULL, 0,
	  "show what two machines, or two kernels on one, differ in, in the order of the boot",
	  NKV_GROUP_WHATIF },
	{ 0 },
};

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
			"--sweep: unknown key '%s', wanted is mem, highmem, vmalloc, struct_page, "
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
		argp_error(state, "--sweep: a step of 0 in '%s' leads nowhere", argument);
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

static error_t take_sweep(struct nkv_options *options, char *argument, struct argp_state *state)
{
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
	error = nkv_sweep_add(&options->whatif.sweep, key, values[0], values[1], values[2]);
	return error == NKV_SWEEP_OK ? 0 : refuse_axis(argument, key, error, state);
}

static error_t take_fold(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->whatif.fold = true;
	return 0;
}

static error_t take_diff(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->whatif.diff = true;
	return 0;
}

/* --- the whole, when the format is known, too --- */

static const char *what_is_wrong(const struct nkv_options *options)
{
	const struct nkv_whatif_choice *whatif = &options->whatif;
	uint64_t points = nkv_sweep_points(&whatif->sweep);

	if (whatif->fold && whatif->sweep.axis_count == 0)
		return "--fold is for points, wanted is --sweep";
	if (whatif->fold && options->rows.nodes)
		return "--fold is for machines, not for nodes";
	if (whatif->kernel_count > 1 && points > NKV_SWEEP_POINTS_MAX / whatif->kernel_count)
		return "--sweep: all kernels together make more than 1000000 points";
	return NULL;
}

static error_t check(const struct nkv_options *options, struct argp_state *state)
{
	const struct nkv_whatif_choice *whatif = &options->whatif;
	const struct nkv_format *format = options->format;
	const char *wrong = what_is_wrong(options);

	if (wrong) {
		argp_error(state, "%s", wrong);
		return EINVAL;
	}
	if (whatif->fold && !format->range) {
		argp_error(state, "--fold is not for the format %s", format->name);
		return EINVAL;
	}
	if (whatif->sweep.axis_count > 0 && !whatif->fold && !format->points) {
		argp_error(state,
			   "--sweep is not for the format %s, which would not tell the points",
			   format->name);
		return EINVAL;
	}
	return 0;
}

static error_t use_diff(struct nkv_options *options, struct argp_state *state)
{
	const struct nkv_format *format = nkv_format_diff(options->format);

	if (options->whatif.fold) {
		argp_error(state, "--diff is of two plans, and --fold of ranges");
		return EINVAL;
	}
	if (!format) {
		argp_error(state, "--diff is for the formats text, json and ndjson, not for %s",
			   options->format->name);
		return EINVAL;
	}
	options->format = format;
	return 0;
}

static error_t finish(struct nkv_options *options, struct argp_state *state)
{
	error_t error = options->whatif.diff ? use_diff(options, state) : 0;

	return error == 0 ? check(options, state) : error;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = {
		{ KEY_SWEEP, take_sweep },
		{ KEY_FOLD, take_fold },
		{ KEY_DIFF, take_diff },
	};

	if (key == ARGP_KEY_SUCCESS)
		return finish(state->input, state);
	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_whatif_options = { .options = option_table, .parser = parse };
