/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/planner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "cli/output/diagnostics.h"
#include "cli/plan/checking.h"
#include "cli/plan/comparing.h"
#include "cli/plan/errors.h"
#include "cli/plan/whatif_fold.h"
#include "cli/plan/whatif_kernels.h"
#include "write/words/label.h"

void nkv_planner_worsen(struct nkv_planner *planner, enum nkv_exit status)
{
	planner->status = nkv_exit_worse(planner->status, status);
}

void nkv_planner_stop(struct nkv_planner *planner)
{
	/* Later failures for the same reason are not reported again. */
	if (!planner->no_memory)
		nkv_say(planner->messages, "out of memory");
	nkv_planner_worsen(planner, NKV_EXIT_INTERNAL);
	planner->no_memory = true;
}

void nkv_planner_free(struct nkv_planner *planner)
{
	nkv_summary_free(&planner->summary);
	nkv_workspace_free(&planner->workspace);
	nkv_workspace_free(&planner->varied);
}

/* --- a machine --- */

/* Counts a plan that does not pass. */
static void fail(struct nkv_planner *planner)
{
	nkv_planner_worsen(planner, NKV_EXIT_FAILED);
	nkv_summary_failed(&planner->summary);
}

/* Writes a machine, with remedies. Returns false if there is no memory. */
static bool write_subject(struct nkv_planner *planner, const struct nkv_subject *subject)
{
	const struct nkv_format *format = planner->options->format;
	struct nkv_subject helped = *subject;
	struct nkv_help help;

	if (nkv_output_wants_help(&planner->output, format, subject)) {
		if (!nkv_find_help(subject->plan, &help))
			return false;
		helped.help = &help;
	}
	return nkv_output_subject(&planner->output, format, &helped);
}

/* Whether the format shows the check in the output for a plan. */
static bool tells_check(const struct nkv_format *format, const struct nkv_subject *subject)
{
	bool is_of_chart = subject->point && subject->point->variation_count > 0;

	return format->check || format->rows || (format->tells_check && !is_of_chart);
}

/* Checks a plan and writes the result. Returns false if there is no memory. */
static bool write_check(struct nkv_planner *planner, const struct nkv_subject *subject)
{
	const struct nkv_options *options = planner->options;
	struct nkv_subject checked = *subject;
	struct nkv_check_result result;

	checked.check = &result;
	nkv_check_alone(&options->check, subject->plan, &result);
	if (nkv_output_wants_remedies(&planner->output, options->format, &checked) &&
	    !nkv_check_and_remedy(&options->check, subject->plan, &result))
		return false;
	if (!nkv_summary_plan(&planner->summary, &checked))
		return false;
	if (!tells_check(options->format, subject))
		nkv_failing_take(&planner->failing, &checked, planner->messages);
	if (!result.check.pass)
		fail(planner);
	else if (options->quiet && !options->format->reports)
		return true;
	return write_subject(planner, &checked);
}

/* Compares a plan with the boot, and writes the result. Returns false if there is no memory. */
static bool write_comparison(struct nkv_planner *planner, const struct nkv_subject *subject)
{
	bool differs = false;

	if (!nkv_compare_plan(&planner->output, planner->options->format, subject, planner->boot,
			      &differs))
		return false;
	if (differs)
		fail(planner);
	return true;
}

static bool write_plan(struct nkv_planner *planner, const struct nkv_subject *subject)
{
	if (nkv_checks_plans(planner->options))
		return write_check(planner, subject);
	if (!nkv_summary_plan(&planner->summary, subject))
		return false;
	return planner->boot ? write_comparison(planner, subject) : write_subject(planner, subject);
}

/* Plans a machine, at a point of a sweep if that is not NULL. */
static void plan_machine(struct nkv_planner *planner, const struct nkv_machine *machine,
			 const struct nkv_point *point)
{
	struct nkv_subject subject = planner->document;
	enum nkv_error error;

	subject.plan = nkv_workspace_plan(&planner->workspace, machine, &error);
	if (!subject.plan) {
		nkv_planner_stop(planner);
		return;
	}
	if (error != NKV_OK) {
		nkv_say_why(planner->messages, "cannot plan", planner->document.title,
			    nkv_error_text(error));
		nkv_planner_worsen(planner, NKV_EXIT_INTERNAL);
		return;
	}
	subject.point = point;
	if (!write_plan(planner, &subject))
		nkv_planner_stop(planner);
}

/* --- a machine with changes --- */

static bool plan_point(void *context, const struct nkv_machine *machine,
		       const struct nkv_point *point)
{
	struct nkv_planner *planner = context;

	plan_machine(planner, machine, point);
	return !planner->no_memory && !ferror(planner->output.file);
}

/* Plans are written one by one, except for ranges of points and kernels side by side. */
static enum nkv_exit walk(struct nkv_whatif *whatif, const struct nkv_machine *machine,
			  struct nkv_planner *planner)
{
	const struct nkv_visitor visitor = { plan_point, NULL, planner };

	if (whatif->choice->fold)
		return nkv_whatif_fold(whatif, machine);
	if (whatif->format->side_by_side && whatif->choice->sweep.axis_count == 0)
		return nkv_whatif_kernels(whatif, machine);
	return nkv_whatif_walk(whatif, machine, &visitor);
}

static void plan_whatif(struct nkv_planner *planner, const struct nkv_machine *machine)
{
	struct nkv_whatif whatif = {
		.choice = &planner->options->whatif,
		.format = planner->options->format,
		.output = &planner->output,
		.document = &planner->document,
		.check = nkv_checks_plans(planner->options) ? &planner->options->check : NULL,
		.messages = planner->messages,
		.varied = &planner->varied,
	};
	enum nkv_exit status = walk(&whatif, machine, planner);

	if (status == NKV_EXIT_INTERNAL)
		nkv_planner_stop(planner);
	nkv_planner_worsen(planner, status);
}

/* --- a document without a machine --- */

static void report_unread(struct nkv_planner *planner, const struct nkv_document *document)
{
	struct nkv_subject subject = planner->document;
	struct nkv_errors errors;
	bool collected = nkv_errors_of(document, &errors);

	subject.name = document->name;
	subject.errors = errors.lines;
	subject.error_count = errors.count;
	nkv_planner_worsen(planner, NKV_EXIT_INPUT);
	nkv_summary_unread(&planner->summary);
	if (!collected || !write_subject(planner, &subject))
		nkv_planner_stop(planner);
	nkv_errors_free(&errors);
}

/* --- a document --- */

void nkv_planner_lose(struct nkv_planner *planner, const char *what, const char *origin)
{
	char error[256], *errors[] = { error };
	const struct nkv_subject subject = {
		.origin = origin, .title = origin, .errors = errors, .error_count = 1
	};

	snprintf(error, sizeof(error), "%s: %s", what, strerror(errno));
	nkv_say_errno(what, origin, errno);
	nkv_summary_unread(&planner->summary);
	if (!nkv_output_lost(&planner->output, planner->options->format, &subject))
		nkv_planner_stop(planner);
}

void nkv_planner_say(const struct nkv_planner *planner, const struct nkv_document *document)
{
	for (size_t i = 0; i < document->diagnostic_count; i++) {
		const struct nkv_diagnostic *diagnostic = &document->diagnostics[i];

		if (diagnostic->gravity == NKV_GRAVITY_ERROR || !planner->options->quiet)
			nkv_say_diagnostic(planner->messages, diagnostic);
	}
}

static void plan_document(struct nkv_planner *planner, const struct nkv_document *document)
{
	if (!document->machine) {
		report_unread(planner, document);
		return;
	}
	if (!planner->options->quiet)
		nkv_say_assumptions(planner->messages, planner->document.origin,
				    document->assumptions, document->assumption_count);
	if (nkv_whatif_wanted(&planner->options->whatif))
		plan_whatif(planner, document->machine);
	else
		plan_machine(planner, document->machine, NULL);
}

void nkv_planner_take(struct nkv_planner *planner, const struct nkv_document *document,
		      const char *origin)
{
	const char *name = document->machine ? document->machine->name : document->name;
	char *title = nkv_machine_title(name, origin, document->line);

	planner->document = (struct nkv_subject){
		.origin = origin,
		.line = document->line,
		.title = title,
		.assumptions = document->assumptions,
		.assumption_count = document->assumption_count,
	};
	nkv_planner_say(planner, document);
	if (title) {
		plan_document(planner, document);
		nkv_failing_say(&planner->failing, title, planner->messages);
	} else {
		nkv_planner_stop(planner);
	}
	free(title);
}
