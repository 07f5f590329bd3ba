/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/run.h"

#include <dirent.h>
#include <errno.h>

#include <numakva/numakva.h>

#include "cli/plan/comparing.h"
#include "cli/output/diagnostics.h"
#include "cli/inputs.h"
#include "cli/fleet/jobs.h"
#include "cli/plan/planner.h"
#include "cli/output/progress.h"
#include "cli/plan/summary.h"
#include "cli/output/terminal.h"
#include "cli/plan/whatif.h"
#include "read/source.h"
#include "read/srat/srat_file.h"

struct run {
	const struct nkv_options *options;
	struct nkv_destination *destination;
	struct nkv_planner planner;
	struct nkv_progress progress;
	struct nkv_jobs *jobs;	    /* threads that plan, or NULL */
	struct nkv_srat_file *srat; /* in place of that of every machine, or NULL */
	bool live;		    /* somebody may be waiting for what the input brings */
	bool stopped;		    /* nothing more can be done */
	struct nkv_log log;	    /* with --compare */
};

/* Until all that was given to others is written, what they write to is theirs. */
static void settle(struct run *run)
{
	if (run->jobs)
		nkv_jobs_wait(run->jobs);
}

/* Makes room for a message. */
static void interrupt(struct run *run)
{
	settle(run);
	nkv_progress_clear(&run->progress);
}

static void stop_without_memory(struct run *run)
{
	interrupt(run);
	nkv_planner_stop(&run->planner);
	run->stopped = true;
}

/* An input, or the rest of it, that cannot be had: errno says why. */
static void report_lost(struct run *run, const char *what, const char *path, enum nkv_exit status)
{
	int error = errno;

	if (error == ENOMEM) {
		stop_without_memory(run);
		return;
	}
	interrupt(run);
	errno = error;
	nkv_planner_lose(&run->planner, what, path);
	nkv_planner_worsen(&run->planner, status);
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
	switch (nkv_srat_file_read(run->srat, &document)) {
	case NKV_SRAT_FILE_UNOPENED:
		report_lost(run, "cannot open", path, NKV_EXIT_OPEN);
		return false;
	case NKV_SRAT_FILE_UNREAD:
		report_lost(run, "cannot read", path, NKV_EXIT_IO);
		return false;
	case NKV_SRAT_FILE_BAD:
		nkv_planner_say(&run->planner, &document);
		nkv_planner_worsen(&run->planner, NKV_EXIT_INPUT);
		return false;
	case NKV_SRAT_FILE_READ:
		nkv_planner_say(&run->planner, &document);
	}
	return true;
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
	stop_without_memory(run);
	return false;
}

/* --- one file --- */

/* Whether there is a document; that reading failed is reported. */
static bool is_document(struct run *run, enum nkv_read_result result, const char *name)
{
	if (result == NKV_READ_FAILED)
		report_lost(run, "cannot read", name, NKV_EXIT_IO);
	return result == NKV_READ_DOCUMENT;
}

static bool take_document(struct run *run, struct nkv_source *source, const char *name)
{
	size_t failures = nkv_summary_failures(&run->planner.summary);
	struct nkv_document document;

	errno = 0;
	if (!is_document(run, nkv_source_next(source, &document), name))
		return false;
	errno = 0;
	if (document.diagnostic_count > 0)
		nkv_progress_clear(&run->progress);
	if (!replace_srat(run, &document))
		return false;
	nkv_planner_take(&run->planner, &document, name);
	/* A machine that fails in several ways, or at several points, is one. */
	failures = nkv_summary_failures(&run->planner.summary) > failures;
	nkv_progress_count(&run->progress, 1, failures);
	run->stopped = run->planner.no_memory || nkv_destination_failed(run->destination);
	return !run->stopped;
}

/* Gives the next document to whoever has the time. */
static bool give_document(struct run *run, struct nkv_source *source, const char *name)
{
	struct nkv_cut cut;

	errno = 0;
	if (!is_document(run, nkv_source_cut(source, &cut), name))
		return false;
	run->stopped = !nkv_jobs_give(run->jobs, &cut, run->live);
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
	if (run->jobs && nkv_source_cuts(source)) {
		while (give_document(run, source, input->name))
			;
	} else {
		settle(run);
		run->planner.output.style.flush_each = run->live;
		while (take_document(run, source, input->name))
			;
	}
	nkv_source_free(source);
}

/* NULL is standard input. */
static void plan_file(struct run *run, const char *path)
{
	struct nkv_input input = input_of(run, path ? path : "<stdin>");

	input.file = path ? nkv_input_open(path) : stdin;
	if (!input.file) {
		report_lost(run, "cannot open", path, NKV_EXIT_OPEN);
		return;
	}
	run->live = nkv_input_is_live(input.file);
	plan_input(run, &input);
	if (path)
		fclose(input.file);
}

/* A directory; NULL is what the format has of this machine. */
static void plan_tree(struct run *run, const char *path)
{
	struct nkv_input input = input_of(run, path ? path : run->options->input.from->name);
	DIR *directory = path ? opendir(path) : NULL;

	if (path && !directory) {
		report_lost(run, "cannot open", path, NKV_EXIT_OPEN);
		return;
	}
	if (directory)
		closedir(directory);
	input.path = path;
	plan_input(run, &input);
}

/* --- a log to compare with --- */

static bool open_log(struct run *run, const char *path)
{
	enum nkv_exit status = nkv_log_open(&run->log, path, run->options->input.boot);

	nkv_planner_worsen(&run->planner, status);
	run->planner.boot = &run->log.record;
	return status == NKV_EXIT_OK;
}

/* Plans the machine that the log is of. */
static void plan_log(struct run *run)
{
	struct nkv_input input = input_of(run, run->log.name);

	input.file = run->log.file;
	plan_input(run, &input);
}

/* --- the whole --- */

static void plan_path(struct run *run, const char *path)
{
	const struct nkv_input_format *from = run->options->input.from;

	if (from && from->reads_tree)
		plan_tree(run, path);
	else
		plan_file(run, path);
}

/* What is wrong with the inputs themselves. Returns whether there may be others. */
static bool report_inputs(struct run *run, const struct nkv_inputs *inputs,
			  enum nkv_inputs_result result)
{
	switch (result) {
	case NKV_INPUTS_UNOPENED:
		report_lost(run, "cannot open", inputs->failed, NKV_EXIT_OPEN);
		return true;
	case NKV_INPUTS_UNREAD:
		report_lost(run, "cannot read", inputs->failed, NKV_EXIT_IO);
		return true;
	case NKV_INPUTS_BAD:
		interrupt(run);
		nkv_say_why(stderr, inputs->what, inputs->failed, inputs->why);
		nkv_planner_worsen(&run->planner, NKV_EXIT_INPUT);
		return true;
	default:
		stop_without_memory(run);
		return false;
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

static void plan_inputs(struct run *run)
{
	struct nkv_inputs inputs;
	enum nkv_inputs_result result;
	const char *path;

	nkv_inputs_begin(&inputs, run->options);
	while (!run->stopped && (result = nkv_inputs_next(&inputs, &path)) != NKV_INPUTS_END) {
		if (result == NKV_INPUTS_PATH)
			plan_path(run, path);
		else if (!report_inputs(run, &inputs, result))
			break;
	}
	nkv_inputs_end(&inputs);
}

/* Threads, if they are wanted and make no difference to what is written. */
static void start_jobs(struct run *run)
{
	const struct nkv_jobs_sink sink = { &run->planner, run->destination, &run->progress };

	if (run->options->fleet.jobs > 1 && !run->srat && !run->options->compare &&
	    !nkv_whatif_wanted(&run->options->whatif) && !run->options->whatif.diff &&
	    nkv_output_is_in_parts(&run->planner.output, run->options->format))
		run->jobs = nkv_jobs_start(&sink, run->options->fleet.jobs);
}

static void end_jobs(struct run *run)
{
	if (run->jobs)
		nkv_jobs_end(run->jobs);
	run->jobs = NULL;
}

/* Whether the log that is compared with tells of the machine, too. */
static bool is_of_log(const struct nkv_options *options)
{
	const struct nkv_input_format *from = options->input.from;

	return options->compare && options->file_count == 0 && !options->fleet.files_from &&
	       !(from && from->reads_tree);
}

static void plan_all(struct run *run)
{
	const struct nkv_options *options = run->options;

	if (options->input.srat && !read_srat(run, options->input.srat))
		return;
	if (options->compare && !open_log(run, options->compare))
		return;
	if (is_of_log(options)) {
		plan_log(run);
		return;
	}
	start_jobs(run);
	plan_inputs(run);
	end_jobs(run);
}

static void end_output(struct run *run)
{
	nkv_progress_end(&run->progress);
	if (!nkv_output_end(&run->planner.output, run->options->format))
		stop_without_memory(run);
	if (run->options->whatif.diff && run->planner.status < NKV_EXIT_USAGE)
		check_diff(&run->planner);
	/* A format that writes at its end fails here, and now errno says why. */
	nkv_destination_failed(run->destination);
	if (!run->options->fleet.summary)
		return;
	fflush(run->destination->file);
	nkv_summary_say(stderr, &run->planner.summary);
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
			.output.chart_column = options->picture.column,
			.output.style = nkv_terminal_style(options, destination->file),
			.messages = stderr,
			.summary.rows = options->fleet.summary ? &options->rows : NULL,
			.summary.can_fail = options->check.wanted || options->compare,
		},
	};

	if (!options->quiet)
		warn_aliases(options);
	nkv_progress_begin(&run.progress, options->fleet.progress, destination->file);
	if (nkv_output_begin(&run.planner.output, options->format))
		plan_all(&run);
	else
		stop_without_memory(&run);
	end_output(&run);
	nkv_log_close(&run.log);
	nkv_srat_file_free(run.srat);
	nkv_planner_free(&run.planner);
	return run.planner.status;
}
