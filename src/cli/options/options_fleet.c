/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Many machines: where they come from, who plans them, and what is told of them all. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	KEY_FILES_FROM = NKV_KEY_LONG_ONLY,
	KEY_JOBS,
	KEY_PROGRESS,
	KEY_SUMMARY,
};

static const struct argp_option option_table[] = {
	{ .doc = "Fleets:", .group = NKV_GROUP_FLEET },
	{ "files-from", KEY_FILES_FROM, "LIST", 0,
	  "also read the files that LIST names, one a line; - is standard input", NKV_GROUP_FLEET },
	{ "null", '0', NULL, 0, "the names in LIST end with a NUL", NKV_GROUP_FLEET },
	{ "jobs", KEY_JOBS, "N", OPTION_ARG_OPTIONAL,
	  "plan with N threads; without N, one a processor", NKV_GROUP_FLEET },
	{ "progress", KEY_PROGRESS, "WHEN", OPTION_ARG_OPTIONAL,
	  "how far it is, on standard error: always, never or auto (on a terminal, after a "
	  "second); always without WHEN",
	  NKV_GROUP_FLEET },
	{ "summary", KEY_SUMMARY, NULL, 0,
	  "at the end, on standard error: machines by verdict, the worst of each column",
	  NKV_GROUP_FLEET },
	{ 0 },
};

static error_t take_files_from(struct nkv_options *options, char *argument,
			       struct argp_state *state)
{
	(void)state;
	options->fleet.files_from = argument;
	return 0;
}

static error_t take_null(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->fleet.nul_separated = true;
	return 0;
}

static unsigned int processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	if (count < 1)
		return 1;
	return count < NKV_JOBS_MAX ? (unsigned int)count : NKV_JOBS_MAX;
}

static error_t take_jobs(struct nkv_options *options, char *argument, struct argp_state *state)
{
	size_t digits = argument ? strspn(argument, "0123456789") : 0;
	unsigned long jobs;

	if (!argument) {
		options->fleet.jobs = processors();
		return 0;
	}
	jobs = digits > 0 && digits < 9 && argument[digits] == '\0' ? strtoul(argument, NULL, 10)
								    : 0;
	options->fleet.jobs = (unsigned int)jobs;
	if (jobs >= 1 && jobs <= NKV_JOBS_MAX)
		return 0;
	argp_error(state, "--jobs is a number from 1 to %d, not '%s'", NKV_JOBS_MAX, argument);
	return EINVAL;
}

static error_t take_progress(struct nkv_options *options, char *argument, struct argp_state *state)
{
	return nkv_option_when(argument, "--progress", &options->fleet.progress, state);
}

static error_t take_summary(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->fleet.summary = true;
	return 0;
}

static error_t check(const struct nkv_options *options, struct argp_state *state)
{
	if (!options->fleet.nul_separated || options->fleet.files_from)
		return 0;
	argp_error(state, "-0 goes with --files-from");
	return EINVAL;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = {
		{ KEY_FILES_FROM, take_files_from },
		{ '0', take_null },
		{ KEY_JOBS, take_jobs },
		{ KEY_PROGRESS, take_progress },
		{ KEY_SUMMARY, take_summary },
	};

	if (key == ARGP_KEY_SUCCESS)
		return check(state->input, state);
	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_fleet_options = { .options = option_table, .parser = parse };
