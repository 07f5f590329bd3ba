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
#include "cli/terminal.h"
#include "read/source.h"
#include "read/srat_file.h"

struct run {
	const struct nkv_options *options;
	struct nkv_destination *destination;
	struct nkv_output output;
	struct nkv_srat_file *srat; /* in place of that of every machine, or NULL */
	void *workspace;	    /* kept from one machine to the next; only grows */
	size_t workspace_bytes;
	enum nkv_exit status;
	bool stopped; /* nothing more can be done */
};

static void worsen(struct run *run, enum nkv_exit status)
{
	run->status = nkv_exit_worse(run->status, status);
}

static void stop_without_memory(struct run *run)
{
	nkv_say("out of memory");
	worsen(run, NKV_EXIT_INTERNAL);
	run->stopped = true;
}

/* --- one machine --- */

static bool grow_workspace(struct run *run, size_t bytes)
{
	void *grown;

	if (bytes <= run->workspace_bytes)
		return true;
	grown = realloc(run->workspace, bytes);
	if (!grown)
		return false;
	run->workspace = grown;
	run->workspace_bytes = bytes;
	return true;
}

static void plan_machine(struct run *run, const struct nkv_machine *machine)
{
	struct nkv_plan plan;
	enum nkv_error error;

	if (!grow_workspace(run, nkv_workspace_bytes(machine))) {
		stop_without_memory(run);
		return;
	}
	error = nkv_plan_machine(machine, run->workspace, run->workspace_bytes, &plan);
	if (error != NKV_OK) {
		nkv_say_why("cannot plan", machine->name ? machine->name : "",
			    nkv_error_text(error));
		worsen(run, NKV_EXIT_INTERNAL);
		return;
	}
	if (!nkv_output_plan(&run->output, run->options->format, &plan))
		stop_without_memory(run);
}

/* "file:line:column: text"; NULL if there is no memory. */
static char *error_line(const struct nkv_diagnostic *diagnostic)
{
	static const char form[] = "%s%s: %s";
	char place[NKV_PLACE_BYTES];
	int length = snprintf(NULL, 0, form, diagnostic->origin,
			      nkv_diagnostic_place(diagnostic, place), diagnostic->text);
	char *line = length < 0 ? NULL : malloc((size_t)length + 1);

	if (line)
		snprintf(line, (size_t)length + 1, form, diagnostic->origin, place,
			 diagnostic->text);
	return line;
}

/* What is to be said about a document: all of it, or only what is wrong if that is wanted. */
static void say_diagnostics(const struct run *run, const struct nkv_document *document)
{
	for (size_t i = 0; i < document->diagnostic_count; i++) {
		const struct nkv_diagnostic *diagnostic = &document->diagnostics[i];

		if (diagnostic->gravity == NKV_GRAVITY_ERROR || !run->options->quiet)
			nkv_say_diagnostic(diagnostic);
	}
}

static const struct nkv_diagnostic *first_error(const struct nkv_document *document)
{
	const struct nkv_diagnostic *diagnostic = document->diagnostics;

	while (diagnostic->gravity != NKV_GRAVITY_ERROR)
		diagnostic++;
	return diagnostic;
}

static void report_unread(struct run *run, const struct nkv_document *document)
{
	char *line = error_line(first_error(document));

	worsen(run, NKV_EXIT_INPUT);
	if (!line || !nkv_output_unread(&run->output, run->options->format, document->name, line))
		stop_without_memory(run);
	free(line);
}

/* --- the SRAT of every machine --- */

/* Returns whether there is nothing in the way of the machines. */
static bool read_srat(struct run *run, const char *path)
{
	struct nkv_document document;

	run->srat = nkv_srat_file_new(path);
	if (!run->srat) {
		stop_without_memory(run);
		return false;
	}
	if (!nkv_srat_file_read(run->srat, &document)) {
		nkv_say_errno("cannot read", path, errno);
		worsen(run, NKV_EXIT_OPEN);
		return false;
	}
	say_diagnostics(run, &document);
	if (document.diagnostic_count > 0)
		worsen(run, NKV_EXIT_INPUT);
	return document.diagnostic_count == 0;
}

static void replace_srat(struct run *run, struct nkv_document *document)
{
	if (!document->machine)
		return;
	if (!nkv_srat_file_apply(run->srat, document))
		stop_without_memory(run);
	else if (!document->machine)
		say_diagnostics(run, document);
}

/* --- one file --- */

static void report_failed_read(struct run *run, const char *name)
{
	if (errno == ENOMEM) {
		stop_without_memory(run);
		return;
	}
	nkv_say_errno("cannot read", name, errno);
	worsen(run, NKV_EXIT_IO);
}

static void plan_document(struct run *run, const struct nkv_document *document, const char *name)
{
	if (!document->machine) {
		report_unread(run, document);
		return;
	}
	if (!run->options->quiet)
		nkv_say_assumptions(name, document->assumptions, document->assumption_count);
	run->output.assumptions = document->assumptions;
	run->output.assumption_count = document->assumption_count;
	plan_machine(run, document->machine);
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
	say_diagnostics(run, &document);
	if (run->srat)
		replace_srat(run, &document);
	if (!run->stopped)
		plan_document(run, &document, name);
	return !run->stopped;
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
		stop_without_memory(run);
		return;
	}
	while (take_document(run, source, input->name)) {
		if (nkv_destination_failed(run->destination)) {
			run->stopped = true;
			break;
		}
	}
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

static void report_unopened(struct run *run, const char *path)
{
	nkv_say_errno("cannot open", path, errno);
	worsen(run, NKV_EXIT_OPEN);
}

static void plan_file(struct run *run, const char *path)
{
	bool is_stdin = strcmp(path, "-") == 0;
	struct nkv_input input = input_of(run, is_stdin ? "<stdin>" : path);

	input.file = is_stdin ? stdin : open_input(path);
	if (!input.file) {
		report_unopened(run, path);
		return;
	}
	run->output.style.flush_each = is_live(input.file);
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
		report_unopened(run, path);
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
	for (size_t i = 0; i < run->options->file_count && !run->stopped; i++) {
		if (reads_tree)
			plan_tree(run, run->options->files[i]);
		else
			plan_file(run, run->options->files[i]);
	}
}

enum nkv_exit nkv_run(const struct nkv_options *options, struct nkv_destination *destination)
{
	struct run run = {
		.options = options,
		.destination = destination,
		.output.file = destination->file,
		.output.rows = &options->rows,
		.output.style = nkv_terminal_style(options, destination->file),
	};

	if (options->kernel_alias && !options->quiet)
		nkv_warn_alias(options->kernel_alias,
			       nkv_profile_find(options->kernel_alias)->name);
	if (!nkv_output_begin(&run.output, options->format))
		stop_without_memory(&run);
	else if (!options->input.srat || read_srat(&run, options->input.srat))
		plan_files(&run);
	if (!nkv_output_end(&run.output, options->format))
		stop_without_memory(&run);
	nkv_srat_file_free(run.srat);
	free(run.workspace);
	return run.status;
}
