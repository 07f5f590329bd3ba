/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each line of a comparison means, and which lines do not count. */
#include "core/compare/compare.h"

#include <string.h>

#include "core/console/console.h"
#include "core/rules.h"
#include "core/version.h"

/* --- the log's kernel --- */

/* Whether a version is covered by a profile that prints the same lines as the plan's kernel. */
static bool is_planned_alike(const struct nkv_plan *plan, const char *version)
{
	bool has_later_words = plan->machine->kernel.profile->rules->has_later_words;
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (size_t i = 0; i < count; i++)
		if (profiles[i].rules->has_later_words == has_later_words &&
		    nkv_profile_is_of(&profiles[i], version))
			return true;
	return false;
}

/* Whether a line shows how a kernel places the KVA. */
static bool is_placement(const struct nkv_console_line *line)
{
	return line && (line->kind == nkv_console_kind(NKV_SAY_KVA_START) ||
			line->kind == nkv_console_kind(NKV_SAY_RESERVE_PAGES));
}

static bool places_otherwise(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_console_kind *planned = NULL, *logged = NULL;

	for (size_t i = 0; i < comparison->line_count; i++) {
		const struct nkv_compared_line *line = &comparison->lines[i];

		if (!planned && is_placement(line->plan_line))
			planned = line->plan_line->kind;
		if (!logged && is_placement(line->log_line))
			logged = line->log_line->kind;
	}
	return planned && logged && planned != logged;
}

static bool is_other_kernel(const struct nkv_boot_comparison *comparison)
{
	const char *version = comparison->record->version;

	if (comparison->record->is_later || comparison->record->architecture ||
	    (version && !nkv_profile_is_of(comparison->plan->machine->kernel.profile, version)))
		return true;
	return places_otherwise(comparison);
}

/* --- which lines do not count --- */

static const struct nkv_console_kind *kind_of(const struct nkv_compared_line *line)
{
	return line->plan_line ? line->plan_line->kind : line->log_line->kind;
}

bool nkv_compared_has(const struct nkv_boot_comparison *comparison,
		      const struct nkv_console_kind *kind)
{
	for (size_t i = 0; i < comparison->line_count; i++)
		if (comparison->lines[i].logged && kind_of(&comparison->lines[i]) == kind)
			return true;
	return false;
}

static bool has_trait(const struct nkv_boot_comparison *comparison, unsigned int trait)
{
	for (size_t i = 0; i < comparison->line_count; i++)
		if (comparison->lines[i].logged && (kind_of(&comparison->lines[i])->traits & trait))
			return true;
	return false;
}

/* The lines from the first to the last one that is in the log. */
struct extent {
	size_t first, end;
	bool goes_on; /* the log has lines after that */
};

static struct extent logged_extent(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;
	struct extent extent = { comparison->line_count, 0, record->goes_on };
	size_t last = 0;

	for (size_t i = 0; i < comparison->line_count; i++) {
		if (!comparison->lines[i].logged)
			continue;
		if (extent.first == comparison->line_count)
			extent.first = i;
		extent.end = i + 1;
		if (comparison->lines[i].logged->line > last)
			last = comparison->lines[i].logged->line;
	}
	if (record->line_count > 0 && last < record->lines[record->line_count - 1].line)
		extent.goes_on = true;
	return extent;
}

/* Whether another kernel does differently what the line is about. */
static bool varies(const struct nkv_boot_comparison *comparison,
		   const struct nkv_compared_line *line)
{
	const struct nkv_boot_record *record = comparison->record;
	bool is_planned_one =
		!record->is_later && !record->architecture &&
		(!record->version || is_planned_alike(comparison->plan, record->version));
	unsigned int traits = kind_of(line)->traits;

	return (traits & NKV_CONSOLE_VARIES) ||
	       (!is_planned_one && !(traits & NKV_CONSOLE_FIRMWARE));
}

static bool has_nodes(const struct nkv_boot_comparison *comparison)
{
	for (size_t i = 0; i < comparison->line_count; i++)
		if (comparison->lines[i].logged &&
		    nkv_console_is_of_nodes(kind_of(&comparison->lines[i])))
			return true;
	return false;
}

/*
 * A kernel built without NUMA prints about low memory, but no line about nodes.
 * If something was cut out of the log, the lines may have been there.
 */
static bool is_without_numa(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;

	return record->version && !record->is_later && !record->architecture &&
	       record->cut_count == 0 &&
	       nkv_compared_has(comparison, nkv_console_kind(NKV_SAY_LOWMEM_MB)) &&
	       !has_nodes(comparison);
}

/* Whether a line of the log is the beginning of the planned one, cut off at the log's end. */
static bool is_cut_off(const struct nkv_boot_comparison *comparison,
		       const struct nkv_compared_line *line)
{
	const struct nkv_boot_record *record = comparison->record;

	return line->planned && !record->goes_on &&
	       line->logged->line == record->lines[record->line_count - 1].line &&
	       strncmp(line->planned, line->logged->text, strlen(line->logged->text)) == 0;
}

/* The lines of the log around a line that it does not have; 0 and SIZE_MAX at its ends. */
struct gap {
	size_t before, behind;
};

static struct gap gap_at(const struct nkv_boot_comparison *comparison, size_t index)
{
	struct gap gap = { 0, SIZE_MAX };

	for (size_t i = 0; i < index; i++)
		if (comparison->lines[i].logged)
			gap.before = comparison->lines[i].logged->line;
	for (size_t i = index + 1; i < comparison->line_count && gap.behind == SIZE_MAX; i++)
		if (comparison->lines[i].logged)
			gap.behind = comparison->lines[i].logged->line;
	return gap;
}

/*
 * Whether something was cut out of the log there: somebody wrote so, or the log
 * is an excerpt without the version.
 */
static bool is_cut_out(const struct nkv_boot_comparison *comparison, size_t index)
{
	const struct nkv_boot_record *record = comparison->record;
	struct gap gap = gap_at(comparison, index);

	for (size_t i = 0; i < record->cut_count; i++)
		if (record->cuts[i] > gap.before && record->cuts[i] < gap.behind)
			return true;
	return !record->version;
}

static enum nkv_left_out why_missing(const struct nkv_boot_comparison *comparison, size_t index,
				     const struct extent *extent)
{
	const struct nkv_console_kind *kind = kind_of(&comparison->lines[index]);

	if (index < extent->first && !comparison->record->version)
		return NKV_LEFT_OUT_BEGINS;
	if (index >= extent->end && !extent->goes_on)
		return NKV_LEFT_OUT_ENDS;
	if ((kind->traits & NKV_CONSOLE_DEBUG) && !nkv_compared_has(comparison, kind))
		return NKV_LEFT_OUT_LEVEL;
	if ((kind->traits & NKV_CONSOLE_SRAT) && !has_trait(comparison, NKV_CONSOLE_SRAT))
		return NKV_LEFT_OUT_NODES;
	if (comparison->other_kernel && !nkv_compared_has(comparison, kind))
		return NKV_LEFT_OUT_OTHER_KERNEL;
	return is_cut_out(comparison, index) ? NKV_LEFT_OUT_CUT : NKV_LEFT_OUT_NOT;
}

static enum nkv_left_out why_left_out(const struct nkv_boot_comparison *comparison, size_t index,
				      const struct extent *extent)
{
	const struct nkv_compared_line *line = &comparison->lines[index];

	if (comparison->without_numa && !(kind_of(line)->traits & NKV_CONSOLE_FIRMWARE))
		return NKV_LEFT_OUT_NO_NUMA;
	if (comparison->other_kernel && varies(comparison, line))
		return NKV_LEFT_OUT_OTHER_KERNEL;
	if (!line->logged)
		return why_missing(comparison, index, extent);
	return is_cut_off(comparison, line) ? NKV_LEFT_OUT_ENDS : NKV_LEFT_OUT_NOT;
}

void nkv_compare_lines(struct nkv_boot_comparison *comparison, struct nkv_compared_line *lines)
{
	struct extent extent = logged_extent(comparison);

	comparison->without_numa = is_without_numa(comparison);
	comparison->other_kernel = is_other_kernel(comparison);
	for (size_t i = 0; i < comparison->line_count; i++) {
		struct nkv_compared_line *line = &lines[i];

		if (line->state != NKV_LINE_SAME)
			line->why = why_left_out(comparison, i, &extent);
		if (line->why != NKV_LEFT_OUT_NOT) {
			line->state = NKV_LINE_LEFT_OUT;
			comparison->left_out[line->why]++;
		}
		comparison->counts[line->state]++;
	}
}
