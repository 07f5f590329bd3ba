/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/run.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <numakva/numakva.h>

#include "cli/diagnostics.h"
#include "cli/planner.h"
#include "cli/terminal.h"
#include "read/source.h"
#include "read/srat_file.h"

struct run {
	const struct nkv_options *options;
	struct nkv_destination *destination;
	struct nkv_planner planner;
	struct nkv_srat_file *srat; /* in place of that of every machine, or NULL */
};

/* Whether nothing more can be done. */
static bool is_stopped(struct run *run)
{
	return run->planner.no_memory || nkv_destination_failed(run->destination);
}

/* What errno says of a file that is wanted. */
static void report_unopened(struct run *run, const char *what, const char *path)
{
	if (errno == ENOMEM) {
		nkv_planner_stop(&run->planner);
		return;
	}
	nkv_say_errno(what, path, errno);
	nkv_planner_worsen(&run->planner, NKV_EXIT_OPEN);
}

/* --- the SRAT of every machine --- */

/* Returns whether there is nothing in the way of the machines. */
static bool read_srat(struct run *run, const char *path)
{
	struct nkv_document document;

	run->srat = nkv_srat_file_new(path);
	if (!run->srat) {
		nkv_planner_stop(&run->planner);
		return false;
	}
	if (!nkv_srat_file_read(run->srat, &document)) {
		report_unopened(run, "cannot read", path);
		return false;
	}
	nkv_planner_say(&run->planner, &document);
	if (document.diagnostic_count > 0)
		nkv_planner_worsen(&run->planner, NKV_EXIT_INPUT);
	return document.diagnostic_count == 0;
}

static bool replace_srat(struct run *run, struct nkv_document *document)
{
	if (!run->srat || !document->machine)
		return true;
	/* Said now: what makes no machine of both takes its place. */
	nkv_planner_say(&run->planner, document);
	document->diagnostic_count = 0;
	if (nkv_srat_file_apply(run->srat, document))
		return true;
	nkv_planner_stop(&run->planner);
	return false;
}

/* --- one file --- */

static void report_failed_read(struct run *run, const char *name)
{
	if (errno == ENOMEM) {
		nkv_planner_stop(&run->planner);
		return;
	}
	nkv_say_errno("cannot read", name, errno);
	nkv_planner_worsen(&run->planner, NKV_EXIT_IO);
}

static bool take_document(struct run *run, struct nkv_source *source, const char *name)
{
	struct nkv_document document;

	errno = 0;
	switch (nkv_source_next(source, &document)) {
	case NKV_READ_END:
		return false;
	case NKV_READ_FAILED:
		report_failed_read(run, name);
		return false;
	case NKV_READ_DOCUMENT:
		break;
	}
	errno = 0;
	if (replace_srat(run, &document))
		nkv_planner_take(&run->planner, &document, name);
	return !is_stopped(run);
}

/* An input of this run, of which a stream or a path is still to be told. */
static struct nkv_input input_of(const struct run *run, const char *name)
{
	return (struct nkv_input){
		.name = name,
		.overrides = run->options->overrides,
		.override_count = run->options->override_count,
		.boot = run->options->input.boot,
		.srat_is_given = run->srat != NULL,
	};
}

static void plan_input(struct run *run, const struct nkv_input *input)
{
	struct nkv_source *source = nkv_source_new(input, run->options->input.from);

	if (!source) {
		nkv_planner_stop(&run->planner);
		return;
	}
	while (take_document(run, source, input->name))
		continue;
	nkv_source_free(source);
}

/* Whether somebody may be waiting at the other end of this input for what it brings. */
static bool is_live(FILE *file)
{
	struct stat status;

	return fstat(fileno(file), &status) == 0 && !S_ISREG(status.st_mode);
}

/* A stream of the file; NULL with errno set. */
static FILE *open_input(const char *path)
{
	struct stat status;
	FILE *file = fopen(path, "r");

	if (!file || fstat(fileno(file), &status) != 0 || !S_ISDIR(status.st_mode))
		return file;
	fclose(file);
	errno = EISDIR;
	return NULL;
}

static void plan_file(struct run *run, const char *path)
{
	bool is_stdin = strcmp(path, "-") == 0;
	struct nkv_input input = input_of(run, is_stdin ? "<stdin>" : path);

	input.file = is_stdin ? stdin : open_input(path);
	if (!input.file) {
		report_unopened(run, "cannot open", path);
		return;
	}
	run->planner.output.style.flush_each = is_live(input.file);
	plan_input(run, &input);
	if (!is_stdin)
		fclose(input.file);
}

/* A directory; NULL is what the format has of this machine. */
static void plan_tree(struct run *run, const char *path)
{
	struct nkv_input input = input_of(run, path ? path : run->options->input.from->name);
	DIR *directory = path ? opendir(path) : NULL;

	if (path && !directory) {
		report_unopened(run, "cannot open", path);
		return;
	}
	if (directory)
		closedir(directory);
	input.path = path;
	plan_input(run, &input);
}

/* --- the whole --- */

static void plan_files(struct run *run)
{
	const struct nkv_input_format *from = run->options->input.from;
	bool reads_tree = from && from->reads_tree;

	if (run->options->file_count == 0 && reads_tree)
		plan_tree(run, NULL);
	else if (run->options->file_count == 0)
		plan_file(run, "-");
	for (size_t i = 0; i < run->options->file_count && !is_stopped(run); i++) {
		if (reads_tree)
			plan_tree(run, run->options->files[i]);
		else
			plan_file(run, run->options->files[i]);
	}
}

static void warn_aliases(const struct nkv_options *options)
{
	for (size_t i = 0; i < options->kernel_alias_count; i++)
		nkv_warn_alias(options->kernel_aliases[i],
			       nkv_profile_find(options->kernel_aliases[i])->name);
}

/* How many machines there are is known only now. */
static void check_diff(struct nkv_planner *planner)
{
	char what[64];

	if (planner->output.machines == 2)
		return;
	snprintf(what, sizeof(what), "--diff takes two plans, and there %s %zu",
		 planner->output.machines == 1 ? "is" : "are", planner->output.machines);
	nkv_say(planner->messages, what);
	nkv_planner_worsen(planner, NKV_EXIT_USAGE);
}

enum nkv_exit nkv_run(const struct nkv_options *options, struct nkv_destination *destination)
{
	struct run run = {
		.options = options,
		.destination = destination,
		.planner = {
			.options = options,
			.output.file = destination->file,
			.output.rows = &options->rows,
			.output.ranges = options->whatif.fold,
			.output.shown = options->picture.column,
			.output.style = nkv_terminal_style(options, destination->file),
			.messages = stderr,
		},
	};

	if (!options->quiet)
		warn_aliases(options);
	if (!nkv_output_begin(&run.planner.output, options->format))
		nkv_planner_stop(&run.planner);
	else if (!options->input.srat || read_srat(&run, options->input.srat))
		plan_files(&run);
	if (!nkv_output_end(&run.planner.output, options->format))
		nkv_planner_stop(&run.planner);
	if (options->whatif.diff && run.planner.status < NKV_EXIT_USAGE)
		check_diff(&run.planner);
	/* A format that writes at its end fails here, and now errno says why. */
	nkv_destination_failed(destination);
	nkv_srat_file_free(run.srat);
	nkv_planner_free(&run.planner);
	return run.planner.status;
}
