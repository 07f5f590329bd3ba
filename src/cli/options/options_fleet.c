/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options for many machines: their inputs, the threads, and reports about all. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned int processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	if (count < 1)
		return 1;
	return count < NKV_JOBS_MAX ? (unsigned int)count : NKV_JOBS_MAX;
}

static error_t take_jobs(const struct nkv_given *given)
{
	const char *argument = given->argument;
	unsigned long jobs;

	if (!argument) {
		given->options->fleet.jobs = processors();
		return 0;
	}
	/* The result is 0 without digits, and ULONG_MAX if there are too many. */
	jobs = strtoul(argument, NULL, 10);
	if (argument[strspn(argument, "0123456789")] == '\0' && jobs >= 1 && jobs <= NKV_JOBS_MAX) {
		given->options->fleet.jobs = (unsigned int)jobs;
		return 0;
	}
	argp_error(given->state, "--jobs takes a number from 1 to %d, not '%s'", NKV_JOBS_MAX,
		   argument);
	return EINVAL;
}

const struct nkv_option nkv_fleet_options[] = {
	{ .help = "Many machines:" },
	{ "files-from", .argument = "LIST",
	  .help = "also read the files that are named in LIST, one on each line; '-' is standard input",
	  .take = nkv_take_text, .member = offsetof(struct nkv_options, fleet.files_from),
	  .trait = NKV_TRAIT_LIST },
	{ "null", '0', .help = "the names in LIST end with a NUL character", .rank = NKV_RANK_RARE,
	  .take = nkv_take_flag, .member = offsetof(struct nkv_options, fleet.nul_separated),
	  .trait = NKV_TRAIT_NUL },
	{ "recursive", 'r', .help = "also read the directories in a directory",
	  .take = nkv_take_flag, .member = offsetof(struct nkv_options, fleet.recursive) },
	{ "jobs", .argument = "N", .may_be_alone = true,
	  .help = "plan with N threads; without N, one for each processor", .take = take_jobs },
	{ "progress", .argument = "WHEN", .may_be_alone = true,
	  .help = "show progress on standard error: always (also without WHEN), never, or auto (on a "
		  "terminal, after one second)",
	  .rank = NKV_RANK_RARE, .take = nkv_take_when,
	  .member = offsetof(struct nkv_options, fleet.progress) },
	{ "summary",
	  .help = "at the end, print the number of machines by verdict, and the worst value of each column, on "
		  "standard error",
	  .take = nkv_take_flag, .member = offsetof(struct nkv_options, fleet.summary) },
	{ 0 },
};
