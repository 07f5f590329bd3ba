/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * numakva-plan: machine descriptions in, boot layouts out.
 */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/output/destination.h"
#include "cli/output/diagnostics.h"
#include "cli/exit.h"
#include "cli/options/help.h"
#include "cli/options/lists.h"
#include "cli/options/options.h"
#include "cli/program.h"
#include "cli/run.h"
#include "cli/output/signals.h"
#include "cli/output/terminal.h"

/*
 * If a standard stream is closed, the next file to be opened would take its
 * place, and messages could end up in results. So it is opened the wrong way
 * round: using it still fails.
 */
static void occupy_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void print_known(const struct nkv_options *options, FILE *out)
{
	/* Other programs read lists line by line. */
	size_t columns = nkv_terminal_columns(options, out, SIZE_MAX);

	switch (options->action) {
	case NKV_ACTION_PLAN:
		break;
	case NKV_ACTION_EXAMPLE:
		fputs(options->example_text, out);
		break;
	case NKV_ACTION_LIST_EXAMPLES:
		nkv_list_examples(out);
		break;
	case NKV_ACTION_LIST_PROFILES:
		nkv_list_profiles(out, columns);
		break;
	case NKV_ACTION_LIST_HAZARDS:
		nkv_list_hazards(out, columns);
		break;
	case NKV_ACTION_LIST_COLUMNS:
		nkv_list_columns(out, columns);
		break;
	case NKV_ACTION_HELP:
		nkv_help(out);
		break;
	case NKV_ACTION_HELP_ALL:
		nkv_help_all(out);
		break;
	case NKV_ACTION_USAGE:
		nkv_options_usage(out);
		break;
	case NKV_ACTION_VERSION:
		fputs(nkv_version_text, out);
		break;
	}
}

static enum nkv_exit perform(const struct nkv_options *options, struct nkv_destination *destination)
{
	if (options->action == NKV_ACTION_PLAN)
		return nkv_run(options, destination);
	print_known(options, destination->file);
	return NKV_EXIT_OK;
}

int main(int argc, char **argv)
{
	struct nkv_options options;
	struct nkv_destination destination;
	enum nkv_exit status;

	occupy_standard_files();
	nkv_signals_ignore_failed_writes();
	if (!nkv_options_parse(&options, argc, argv)) {
		nkv_say(stderr, "out of memory");
		nkv_options_free(&options);
		return NKV_EXIT_INTERNAL;
	}
	status = nkv_destination_open(&destination, options.output);
	if (status == NKV_EXIT_OK) {
		status = perform(&options, &destination);
		status = nkv_destination_close(&destination, status);
	}
	nkv_options_free(&options);
	return (int)status;
}
