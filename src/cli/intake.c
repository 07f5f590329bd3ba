/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/intake.h"

#include <dirent.h>
#include <errno.h>

#include "cli/inputs.h"
#include "read/source.h"

/* --- inputs that cannot be read --- */

/* Waits until the threads have written everything: until then, status and output are theirs. */
static void settle(struct nkv_intake *intake)
{
	if (intake->jobs)
		nkv_jobs_wait(intake->jobs);
}

void nkv_intake_interrupt(struct nkv_intake *intake)
{
	settle(intake);
	nkv_progress_clear(intake->progress);
}

void nkv_intake_stop(struct nkv_intake *intake)
{
	nkv_intake_interrupt(intake);
	nkv_planner_stop(intake->planner);
	intake->stopped = true;
}

void nkv_intake_lose(struct nkv_intake *intake, const char *what, const char *path,
		     enum nkv_exit status)
{
	int error = errno;

	if (error == ENOMEM) {
		nkv_intake_stop(intake);
		return;
	}
	nkv_intake_interrupt(intake);
	errno = error;
	nkv_planner_lose(intake->planner, what, path);
	nkv_planner_worsen(intake->planner, status);
}

/* --- the SRAT of every machine --- */

bool nkv_intake_take_srat(struct nkv_intake *intake, const char *path)
{
	struct nkv_document document;

	intake->srat = nkv_srat_file_new(path);
	if (!intake->srat) {
		nkv_intake_stop(intake);
		return false;
	}
	switch (nkv_srat_file_read(intake->srat, &document)) {
	case NKV_SRAT_FILE_UNOPENED:
		nkv_intake_lose(intake, "cannot open", path, NKV_EXIT_OPEN);
		return false;
	case NKV_SRAT_FILE_UNREAD:
		nkv_intake_lose(intake, "cannot read", path, NKV_EXIT_IO);
		return false;
	case NKV_SRAT_FILE_BAD:
		nkv_planner_say(intake->planner, &document);
		nkv_planner_worsen(intake->planner, NKV_EXIT_INPUT);
		return false;
	case NKV_SRAT_FILE_READ:
		nkv_planner_say(intake->planner, &document);
	}
	return true;
}

static bool replace_srat(struct nkv_intake *intake, struct nkv_document *document)
{
	if (!intake->srat || !document->machine)
		return true;
	/* Reported now: errors of the combined machine would replace it. */
	nkv_planner_say(intake->planner, document);
	document->diagnostic_count = 0;
	if (nkv_srat_file_apply(intake->srat, document))
		return true;
	nkv_intake_stop(intake);
	return false;
}

/* --- one input --- */

/* Whether there is a document. A failed read is reported. */
static bool is_document(struct nkv_intake *intake, enum nkv_read_result result, const char *name)
{
	if (result == NKV_READ_FAILED)
		nkv_intake_lose(intake, "cannot read", name, NKV_EXIT_IO);
	return result == NKV_READ_DOCUMENT;
}

static bool take_document(struct nkv_intake *intake, struct nkv_source *source, const char *name)
{
	size_t failures = nkv_summary_failures(&intake->planner->summary);
	struct nkv_document document;

	if (!is_document(intake, nkv_source_next(source, &document), name))
		return false;
	if (document.diagnostic_count > 0)
		nkv_progress_clear(intake->progress);
	if (!replace_srat(intake, &document))
		return false;
	nkv_planner_take(intake->planner, &document, name);
	/* A machine counts once, even if it fails in several ways or at several points. */
	failures = nkv_summary_failures(&intake->planner->summary) > failures;
	nkv_progress_count(intake->progress, 1, failures);
	intake->stopped = intake->planner->no_memory || nkv_destination_failed(intake->destination);
	return !intake->stopped;
}

/* Passes the next document to the threads. */
static bool give_document(struct nkv_intake *intake, struct nkv_source *source, const char *name)
{
	struct nkv_cut cut;

	if (!is_document(intake, nkv_source_cut(source, &cut), name))
		return false;
	intake->stopped = !nkv_jobs_give(intake->jobs, &cut, intake->live);
	return !intake->stopped;
}

/* An input of this run; the caller sets its stream or path. */
static struct nkv_input input_of(const struct nkv_intake *intake, const char *name)
{
	return (struct nkv_input){
		.name = name,
		.overrides = intake->options->overrides,
		.override_count = intake->options->override_count,
		.boot = intake->options->input.boot,
		.srat_is_given = intake->srat != NULL,
	};
}

static void plan_input(struct nkv_intake *intake, const struct nkv_input *input)
{
	struct nkv_source *source = nkv_source_new(input, intake->options->input.from);

	if (!source) {
		nkv_intake_stop(intake);
		return;
	}
	if (intake->jobs && nkv_source_cuts(source)) {
		while (give_document(intake, source, input->name))
			;
	} else {
		settle(intake);
		intake->planner->output.style.flush_each = intake->live;
		while (take_document(intake, source, input->name))
			;
	}
	nkv_source_free(source);
}

/* NULL is standard input. */
static void plan_file(struct nkv_intake *intake, const char *path)
{
	struct nkv_input input = input_of(intake, path ? path : "<stdin>");

	input.file = path ? nkv_input_open(path) : stdin;
	if (!input.file) {
		nkv_intake_lose(intake, "cannot open", path, NKV_EXIT_OPEN);
		return;
	}
	intake->live = nkv_input_is_live(input.file);
	plan_input(intake, &input);
	if (path)
		fclose(input.file);
}

/* Plans a directory; NULL: that of this machine. */
static void plan_tree(struct nkv_intake *intake, const char *path)
{
	struct nkv_input input = input_of(intake, path ? path : intake->options->input.from->name);
	DIR *directory = path ? opendir(path) : NULL;

	if (path && !directory) {
		nkv_intake_lose(intake, "cannot open", path, NKV_EXIT_OPEN);
		return;
	}
	if (directory)
		closedir(directory);
	input.path = path;
	plan_input(intake, &input);
}

void nkv_intake_take_file(struct nkv_intake *intake, const char *name, FILE *file)
{
	struct nkv_input input = input_of(intake, name);

	input.file = file;
	plan_input(intake, &input);
}

void nkv_intake_take_path(struct nkv_intake *intake, const char *path)
{
	const struct nkv_input_format *from = intake->options->input.from;

	if (from && from->reads_tree)
		plan_tree(intake, path);
	else
		plan_file(intake, path);
}
