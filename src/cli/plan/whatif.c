/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/whatif.h"

#include <inttypes.h>

#include "cli/output/diagnostics.h"

/* A walk through the points of a machine. */
struct walk {
	struct nkv_whatif *whatif;
	const struct nkv_visitor *visitor;
	uint64_t impossible; /* the points at which the machine cannot be planned */
	enum nkv_exit status;
	bool stopped;
};

/* --- points that cannot be planned --- */

/* "vmalloc=1 memory=2"; there is room for all keys. */
static void name_point(const struct nkv_point *point, char *text, size_t bytes)
{
	size_t used = 0;

	for (size_t i = 0; i < point->variation_count; i++) {
		const struct nkv_variation *variation = &point->variations[i];

		used += (size_t)snprintf(text + used, bytes - used, "%s%s=%" PRIu64,
					 i > 0 ? " " : "", nkv_vary_info(variation->key)->name,
					 variation->value);
	}
}

/* Reports the first of them. */
static void report_impossible(struct walk *walk, const struct nkv_point *point,
			      enum nkv_error error)
{
	char where[256], why[512];

	walk->status = nkv_exit_worse(walk->status, NKV_EXIT_INPUT);
	if (walk->impossible++ > 0)
		return;
	name_point(point, where, sizeof(where));
	snprintf(why, sizeof(why), "with %s %s", where, nkv_error_text(error));
	nkv_say_why(walk->whatif->messages, "cannot plan", walk->whatif->document->title, why);
}

static void report_others(const struct walk *walk)
{
	char why[64];

	if (walk->impossible < 2)
		return;
	snprintf(why, sizeof(why), "at %" PRIu64 " points in total", walk->impossible);
	nkv_say_why(walk->whatif->messages, "cannot plan", walk->whatif->document->title, why);
}

/* --- points --- */

/*
 * The values of a sweep are within the bounds of their keys, so only `memory`
 * can lead to a machine that cannot be planned.
 */
static enum nkv_error vary(struct nkv_whatif *whatif, const struct nkv_point *point,
			   struct nkv_machine *varied)
{
	enum nkv_error error = nkv_vary(point->base, point->variations, point->variation_count,
					whatif->varied->memory, whatif->varied->bytes, varied);

	for (size_t i = 0; i < point->variation_count && error == NKV_OK; i++)
		if (point->variations[i].key == NKV_VARY_MEMORY)
			error = nkv_machine_check(varied).error;
	return error;
}

static void visit_point(struct walk *walk, const struct nkv_machine *base, uint64_t index)
{
	const struct nkv_sweep *sweep = &walk->whatif->choice->sweep;
	struct nkv_variation variations[NKV_VARY_KEYS];
	const struct nkv_point point = {
		.base = base,
		.variations = variations,
		.variation_count = sweep->axis_count,
	};
	struct nkv_machine varied = *base;
	enum nkv_error error = NKV_OK;

	nkv_sweep_point(sweep, index, variations);
	if (sweep->axis_count > 0)
		error = vary(walk->whatif, &point, &varied);
	if (error != NKV_OK)
		report_impossible(walk, &point, error);
	else if (!walk->visitor->take(walk->visitor->context, &varied, &point))
		walk->stopped = true;
}

static void visit_kernel(struct walk *walk, const struct nkv_machine *base)
{
	const struct nkv_sweep *sweep = &walk->whatif->choice->sweep;
	const struct nkv_visitor *visitor = walk->visitor;
	uint64_t points = nkv_sweep_points(sweep);
	uint64_t line = sweep->axis_count > 0 ? sweep->axes[sweep->axis_count - 1].count : 1;

	for (uint64_t i = 0; i < points && !walk->stopped; i++) {
		visit_point(walk, base, i);
		if (!walk->stopped && (i + 1) % line == 0 && visitor->end_line)
			walk->stopped = !visitor->end_line(visitor->context);
	}
}

/* Sets the kernel of a machine. Returns false if it cannot be planned for that kernel. */
static bool use_kernel(struct walk *walk, const struct nkv_planned_kernel *kernel,
		       struct nkv_machine *base)
{
	enum nkv_error error;
	char why[512];

	base->kernel.profile = kernel->profile;
	if (kernel->has_model)
		base->kernel.memory_model = kernel->model;
	error = nkv_machine_check(base).error;
	if (error == NKV_OK || walk->whatif->choice->all_kernels)
		return error == NKV_OK;
	walk->status = nkv_exit_worse(walk->status, NKV_EXIT_INPUT);
	snprintf(why, sizeof(why), "for %s: %s", kernel->profile->name, nkv_error_text(error));
	nkv_say_why(walk->whatif->messages, "cannot plan", walk->whatif->document->title, why);
	return false;
}

enum nkv_exit nkv_whatif_walk(struct nkv_whatif *whatif, const struct nkv_machine *machine,
			      const struct nkv_visitor *visitor)
{
	const struct nkv_whatif_choice *choice = whatif->choice;
	struct walk walk = { .whatif = whatif, .visitor = visitor };

	if (!nkv_workspace_make(whatif->varied, nkv_vary_bytes(machine, choice->sweep.axis_count)))
		return NKV_EXIT_INTERNAL;
	if (choice->kernel_count == 0)
		visit_kernel(&walk, machine);
	for (size_t i = 0; i < choice->kernel_count && !walk.stopped; i++) {
		struct nkv_machine base = *machine;

		if (use_kernel(&walk, &choice->kernels[i], &base))
			visit_kernel(&walk, &base);
	}
	report_others(&walk);
	return walk.status;
}
