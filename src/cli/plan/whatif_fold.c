/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Shows points with the same verdict and the same failures of a check as ranges. Only the
 * variations of a range's first point are kept; it is planned again to be written.
 */
#include "cli/plan/whatif_fold.h"

#include <string.h>

#include "cli/plan/checking.h"
#include "write/rows/rows.h"

/* Ranges of points with the same verdict, while they are written. */
struct folding {
	const struct nkv_whatif *whatif;
	struct nkv_workspace plan;	 /* of the current point */
	struct nkv_workspace first_plan; /* of a range's first point, */
	struct nkv_workspace varied;	 /* and its machine */
	bool any;			 /* a range is not written yet */
	bool broken;			 /* that range is complete */
	enum nkv_verdict verdict;	 /* the verdict of the range, */
	uint64_t failures;		 /* and what its check fails */
	const struct nkv_machine *base;
	struct nkv_variation first[NKV_VARY_KEYS];
	size_t variation_count;
	struct nkv_fold fold;
	bool is_failing; /* a point did not pass its check */
	bool failed;	 /* there was no memory */
};

/* The plan of a range's first point; NULL if there is no memory. */
static const struct nkv_plan *plan_first(struct folding *folding, struct nkv_machine *machine)
{
	enum nkv_error error;

	if (!nkv_workspace_make(&folding->varied,
				nkv_vary_bytes(folding->base, folding->variation_count)))
		return NULL;
	/* The point was planned before, so this cannot fail. */
	nkv_vary(folding->base, folding->first, folding->variation_count, folding->varied.memory,
		 folding->varied.bytes, machine);
	return nkv_workspace_plan(&folding->first_plan, machine, &error);
}

static bool write_range(struct folding *folding)
{
	const struct nkv_whatif *whatif = folding->whatif;
	const struct nkv_point point = {
		.base = folding->base,
		.variations = folding->first,
		.variation_count = folding->variation_count,
		.fold = &folding->fold,
	};
	struct nkv_subject subject = *whatif->document;
	struct nkv_check_result result;
	struct nkv_machine machine;

	folding->any = false;
	subject.plan = plan_first(folding, &machine);
	if (!subject.plan)
		return false;
	subject.point = &point;
	if (whatif->check) {
		if (!nkv_check_and_remedy(whatif->check, subject.plan, &result))
			return false;
		subject.check = &result;
	}
	return nkv_output_subject(whatif->output, whatif->format, &subject);
}

static uint64_t failures_of(const struct nkv_subject *subject)
{
	return subject->check ? nkv_check_failures(&subject->check->check) : 0;
}

static void begin_range(struct folding *folding, const struct nkv_subject *subject, bool opens)
{
	const struct nkv_point *point = subject->point;

	memcpy(folding->first, point->variations,
	       point->variation_count * sizeof(*point->variations));
	folding->variation_count = point->variation_count;
	folding->base = point->base;
	folding->verdict = subject->plan->verdict;
	folding->failures = failures_of(subject);
	folding->any = true;
	folding->broken = false;
	folding->fold = (struct nkv_fold){ .opens = opens };
}

static bool is_of_range(const struct folding *folding, const struct nkv_subject *subject)
{
	return !folding->broken && folding->verdict == subject->plan->verdict &&
	       folding->failures == failures_of(subject);
}

/* Adds a point to the current range, or begins a new one if its result differs. */
static bool add_point(struct folding *folding, const struct nkv_subject *subject)
{
	const struct nkv_point *point = subject->point;
	bool opens = !folding->any;

	if (folding->any && !is_of_range(folding, subject) && !write_range(folding))
		return false;
	if (!folding->any)
		begin_range(folding, subject, opens);
	folding->fold.points++;
	folding->fold.last = point->variations[point->variation_count - 1].value;
	return true;
}

/* Takes a point that was planned. Returns false if there was no memory. */
static bool take_plan(struct folding *folding, const struct nkv_plan *plan,
		      const struct nkv_point *point)
{
	const struct nkv_whatif *whatif = folding->whatif;
	struct nkv_subject subject = *whatif->document;
	struct nkv_check_result result;

	subject.plan = plan;
	subject.point = point;
	if (whatif->check) {
		nkv_check_alone(whatif->check, plan, &result);
		subject.check = &result;
		folding->is_failing = folding->is_failing || !result.check.pass;
	}
	if (nkv_rows_keep_subject(whatif->output->rows, &subject))
		return add_point(folding, &subject);
	folding->broken = true;
	return true;
}

static bool take(void *context, const struct nkv_machine *machine, const struct nkv_point *point)
{
	struct folding *folding = context;
	enum nkv_error error;
	const struct nkv_plan *plan = nkv_workspace_plan(&folding->plan, machine, &error);

	if (!plan || error != NKV_OK || !take_plan(folding, plan, point))
		folding->failed = true;
	/* A failed write is reported by the owner of the file. */
	return !folding->failed && !ferror(folding->whatif->output->file);
}

static bool end_line(void *context)
{
	struct folding *folding = context;

	folding->fold.closes = true;
	if (folding->any && !write_range(folding))
		folding->failed = true;
	return !folding->failed;
}

enum nkv_exit nkv_whatif_fold(struct nkv_whatif *whatif, const struct nkv_machine *machine)
{
	struct folding folding = { .whatif = whatif };
	const struct nkv_visitor visitor = { take, end_line, &folding };
	enum nkv_exit status = nkv_whatif_walk(whatif, machine, &visitor);

	nkv_workspace_free(&folding.plan);
	nkv_workspace_free(&folding.first_plan);
	nkv_workspace_free(&folding.varied);
	if (folding.is_failing)
		status = nkv_exit_worse(status, NKV_EXIT_FAILED);
	return folding.failed ? NKV_EXIT_INTERNAL : status;
}
