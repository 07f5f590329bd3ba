/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/run.h"

#include <numakva/numakva.h>

#include "cli/fleet/jobs.h"
#include "cli/inputs.h"
#include "cli/intake.h"
#include "cli/output/diagnostics.h"
#include "cli/output/progress.h"
#include "cli/output/terminal.h"
#include "cli/plan/comparing.h"
#include "cli/plan/planner.h"
#include "cli/plan/summary.h"
#include "read/kernel_name.h"

struct run {
	const struct nkv_options *options;
	struct nkv_destination *destination;
	struct nkv_planner planner;
	struct nkv_progress progress;
	struct nkv_log log; /* with --compare */
	struct nkv_intake intake;
};

/* --- before the first machine --- */

static void warn_aliases(const struct nkv_options *options)
{
	char words[NKV_KERNEL_WORDS_BYTES];

	for (size_t i = 0; i < options->kernel_alias_count && !options->quiet; i++) {
		const struct nkv_kernel_alias *alias = &options->kernel_aliases[i];
		const struct nkv_planned_kernel *choice = &alias->choice;
		bool is_tailed, is_near;

		nkv_kernel_name_find(alias->name, words);
		is_tailed = words[0] != '\0';
		if (is_tailed)
			nkv_say_note(words);
		is_near = nkv_kernel_name_is_near(alias->name, words);
		if (is_near && choice->model == NKV_MODEL_SPARSE)
			nkv_say_note(words);
		else if (!is_tailed)
			nkv_warn_alias(alias->name, choice->profile->name,
				       is_near && !choice->has_model);
	}
}

static bool begin_output(struct run *run)
{
	if (nkv_output_begin(&run->planner.output, run->options->format))
		return true;
	nkv_intake_stop(&run->intake);
	return false;
}

/* Reads the SRAT that replaces each machine's. */
static bool take_srat(struct run *run)
{
	const char *path = run->options->input.srat;

	return !path || nkv_intake_take_srat(&run->intake, path);
}

/* Opens the log with which plans are compared. */
static bool open_log(struct run *run)
{
	const struct nkv_options *options = run->options;
	enum nkv_exit status;

	if (!options->compare)
		return true;
	status = nkv_log_open(&run->log, options->compare, options->input.boot);
	nkv_planner_worsen(&run->planner, status);
	run->planner.boot = &run->log.record;
	return status == NKV_EXIT_OK;
}

/* Starts threads if they are asked for and cannot change the output. */
static void start_jobs(struct run *run)
{
	const struct nkv_jobs_sink sink = { &run->planner, run->destination, &run->progress };

	if (run->options->fleet.jobs > 1 && !run->intake.srat && !run->options->compare &&
	    !nkv_whatif_wanted(&run->options->whatif) && !run->options->whatif.diff &&
	    nkv_output_is_in_parts(&run->planner.output, run->options->format))
		run->intake.jobs = nkv_jobs_start(&sink, run->options->fleet.jobs);
}

/* --- the machines --- */

/* Whether the log to compare with also describes the machine. */
static bool is_of_log(const struct nkv_options *options)
{
	const struct nkv_input_format *from = options->input.from;

	return options->compare && options->file_count == 0 && !options->fleet.files_from &&
	       !(from && from->reads_tree);
}

static void say_left_out(struct run *run, const struct nkv_inputs *inputs)
{
	char why[NKV_LEFT_OUT_BYTES + 32];

	if (run->options->quiet)
		return;
	snprintf(why, sizeof(why), "%s; %zu in total", inputs->tree.names, inputs->tree.left_out);
	nkv_intake_interrupt(&run->intake);
	nkv_say_why(stderr, "ignored in", inputs->failed, why);
}

/* Reports what is wrong with the inputs themselves. Returns whether there may be more of them. */
static bool report_inputs(struct run *run, const struct nkv_inputs *inputs,
			  enum nkv_inputs_result result)
{
	switch (result) {
	case NKV_INPUTS_UNOPENED:
		nkv_intake_lose(&run->intake, "cannot open", inputs->failed, NKV_EXIT_OPEN);
		return true;
	case NKV_INPUTS_UNREAD:
		nkv_intake_lose(&run->intake, "cannot read", inputs->failed, NKV_EXIT_IO);
		return true;
	case NKV_INPUTS_LEFT_OUT:
		run->planner.summary.left_out += inputs->tree.left_out;
		say_left_out(run, inputs);
		return true;
	case NKV_INPUTS_BAD:
		nkv_intake_interrupt(&run->intake);
		nkv_say_why(stderr, inputs->what, inputs->failed, inputs->why);
		nkv_planner_worsen(&run->planner, NKV_EXIT_INPUT);
		return true;
	default:
		nkv_intake_stop(&run->intake);
		return false;
	}
}

/* Reads, plans and writes the machines one after another. */
static void plan_inputs(struct run *run)
{
	struct nkv_inputs inputs;
	enum nkv_inputs_result result;
	const char *path;

	if (is_of_log(run->options)) {
		nkv_intake_take_file(&run->intake, run->log.name, run->log.file);
		return;
	}
	nkv_inputs_begin(&inputs, run->options);
	while (!run->intake.stopped &&
	       (result = nkv_inputs_next(&inputs, &path)) != NKV_INPUTS_END) {
		if (result == NKV_INPUTS_PATH)
			nkv_intake_take_path(&run->intake, path);
		else if (!report_inputs(run, &inputs, result))
			break;
	}
	nkv_inputs_end(&inputs);
}

/* --- after the last machine --- */

static void end_jobs(struct run *run)
{
	if (run->intake.jobs)
		nkv_jobs_end(run->intake.jobs);
	run->intake.jobs = NULL;
}

/* The number of machines is known only now. */
static void check_diff(struct nkv_planner *planner)
{
	char what[64];

	if (planner->output.machines == 2)
		return;
	snprintf(what, sizeof(what), "--diff needs two plans, but there %s %zu",
		 planner->output.machines == 1 ? "is" : "are", planner->output.machines);
	nkv_say(planner->messages, what);
	nkv_planner_worsen(planner, NKV_EXIT_USAGE);
}

static void end_output(struct run *run)
{
	nkv_progress_end(&run->progress);
	if (!nkv_output_end(&run->planner.output, run->options->format))
		nkv_intake_stop(&run->intake);
	if (run->options->whatif.diff && run->planner.status < NKV_EXIT_USAGE)
		check_diff(&run->planner);
	if (run->options->check.wanted && run->planner.output.differs)
		nkv_planner_worsen(&run->planner, NKV_EXIT_FAILED);
	if (run->options->fleet.summary)
		fflush(run->destination->file);
	/* What is written only now may fail, and errno still tells why. */
	nkv_destination_failed(run->destination);
	if (run->options->fleet.summary)
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
			.summary.can_fail = nkv_checks_plans(options) || options->compare,
		},
		.intake = {
			.options = options,
			.planner = &run.planner,
			.destination = destination,
			.progress = &run.progress,
		},
	};

	warn_aliases(options);
	nkv_progress_begin(&run.progress, options->fleet.progress, destination->file);
	if (begin_output(&run) && take_srat(&run) && open_log(&run)) {
		start_jobs(&run);
		plan_inputs(&run);
		end_jobs(&run);
	}
	end_output(&run);
	nkv_log_close(&run.log);
	nkv_srat_file_free(run.intake.srat);
	nkv_planner_free(&run.planner);
	return run.planner.status;
}
