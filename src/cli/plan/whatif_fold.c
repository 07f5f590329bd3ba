/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Points that share a verdict, as ranges. Of a range only its first point's
 * variations are kept: it is planned once more to be written.
 */
#include "cli/plan/whatif_fold.h"

#include <string.h>

#include "write/rows/rows.h"

/* Ranges of points that share a verdict, written. */
struct folding {
	const struct nkv_whatif *whatif;
	struct nkv_workspace plans, varied; /* of the point at hand, and of a range's first point */
	bool any;			    /* there is a range that is not written yet */
	bool broken;			    /* nothing more can be added to it */
	enum nkv_verdict verdict;	    /* what it shares */
	const struct nkv_machine *base;
	struct nkv_variation first[NKV_VARY_KEYS];
	size_t variation_count;
	struct nkv_fold fold;
	bool failed; /* there was no memory */
};

static bool plan_first(struct folding *folding, struct nkv_machine *machine, struct nkv_plan *plan)
{
	enum nkv_error error;

	if (!nkv_workspace_make(&folding->varied,
				nkv_vary_bytes(folding->base, folding->variation_count)))
		return false;
	/* It could be planned before. */
	nkv_vary(folding->base, folding->first, folding->variation_count, folding->varied.memory,
		 folding->varied.bytes, machine);
	return nkv_workspace_plan(&folding->plans, machine, plan, &error) && error == NKV_OK;
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
	struct nkv_machine machine;
	struct nkv_plan plan;

	folding->any = false;
	if (!plan_first(folding, &machine, &plan))
		return false;
	subject.plan = &plan;
	subject.point = &point;
	return nkv_output_subject(whatif->output, whatif->format, &subject);
}

static void begin_range(struct folding *folding, const struct nkv_point *point,
			enum nkv_verdict verdict, bool opens)
{
	memcpy(folding->first, point->variations,
	       point->variation_count * sizeof(*point->variations));
	folding->variation_count = point->variation_count;
	folding->base = point->base;
	folding->verdict = verdict;
	folding->any = true;
	folding->broken = false;
	folding->fold = (struct nkv_fold){ .opens = opens };
}

/* Adds a point to the range at hand, or to a new one where it has another verdict. */
static bool add_point(struct folding *folding, const struct nkv_point *point,
		      enum nkv_verdict verdict)
{
	bool opens = !folding->any;

	if (folding->any && (folding->broken || folding->verdict != verdict) &&
	    !write_range(folding))
		return false;
	if (!folding->any)
		begin_range(folding, point, verdict, opens);
	folding->fold.points++;
	folding->fold.last = point->variations[point->variation_count - 1].value;
	return true;
}

static bool keeps(const struct folding *folding, const struct nkv_plan *plan,
		  const struct nkv_point *point)
{
	struct nkv_subject subject = *folding->whatif->document;

	subject.plan = plan;
	subject.point = point;
	return nkv_rows_keep_subject(folding->whatif->output->rows, &subject);
}

static bool take(void *context, const struct nkv_machine *machine, const struct nkv_point *point)
{
	struct folding *folding = context;
	struct nkv_plan plan;
	enum nkv_error error;

	if (!nkv_workspace_plan(&folding->plans, machine, &plan, &error) || error != NKV_OK)
		folding->failed = true;
	else if (!keeps(folding, &plan, point))
		folding->broken = true;
	else if (!add_point(folding, point, plan.verdict))
		folding->failed = true;
	/* A write that failed is for the owner of the file to tell. */
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

	nkv_workspace_free(&folding.plans);
	nkv_workspace_free(&folding.varied);
	return folding.failed ? NKV_EXIT_INTERNAL : status;
}
