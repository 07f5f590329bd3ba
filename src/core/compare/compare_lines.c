/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What each line of a comparison says, and which do not count.
 */
#include "core/compare/compare.h"

#include <string.h>

#include "core/console/console.h"
#include "core/version.h"

/* --- whose log it is --- */

/* Whether a version is that of a kernel that can be planned. */
static bool is_planned(const char *version)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (size_t i = 0; i < count; i++)
		if (nkv_profile_is_of(&profiles[i], version))
			return true;
	return false;
}

/* Whether a line tells how a kernel places the KVA. */
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

	if (comparison->record->is_later ||
	    (version && !nkv_profile_is_of(comparison->plan->machine->kernel.profile, version)))
		return true;
	return places_otherwise(comparison);
}

/* --- which lines do not count --- */

static const struct nkv_console_kind *kind_of(const struct nkv_compared_line *line)
{
	return line->plan_line ? line->plan_line->kind : line->log_line->kind;
}

/* Whether the log has a line of that kind. */
static bool has_kind(const struct nkv_boot_comparison *comparison,
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

/* The lines from the first to the last that are in the log. */
struct extent {
	size_t first, end;
};

static struct extent logged_extent(const struct nkv_boot_comparison *comparison)
{
	struct extent extent = { comparison->line_count, 0 };

	for (size_t i = 0; i < comparison->line_count; i++) {
		if (!comparison->lines[i].logged)
			continue;
		if (extent.first == comparison->line_count)
			extent.first = i;
		extent.end = i + 1;
	}
	return extent;
}

/* Whether another kernel does what a line tells of in its own way. */
static bool varies(const struct nkv_boot_comparison *comparison,
		   const struct nkv_compared_line *line)
{
	const struct nkv_boot_record *record = comparison->record;
	bool is_planned_one =
		!record->is_later && (!record->version || is_planned(record->version));
	unsigned int traits = kind_of(line)->traits;

	return (traits & NKV_CONSOLE_VARIES) ||
	       (!is_planned_one && !(traits & NKV_CONSOLE_FIRMWARE));
}

/* Whether a line of the log is the beginning of what was planned, and the log's end. */
static bool is_cut_off(const struct nkv_boot_comparison *comparison,
		       const struct nkv_compared_line *line)
{
	const struct nkv_boot_record *record = comparison->record;

	return line->planned && line->logged && !record->goes_on &&
	       line->logged == &record->lines[record->line_count - 1] &&
	       strncmp(line->planned, line->logged->text, strlen(line->logged->text)) == 0;
}

static enum nkv_left_out why_missing(const struct nkv_boot_comparison *comparison, size_t index,
				     const struct extent *extent)
{
	const struct nkv_console_kind *kind = kind_of(&comparison->lines[index]);

	if (index < extent->first && !comparison->record->version)
		return NKV_LEFT_OUT_BEGINS;
	if (index >= extent->end && !comparison->record->goes_on)
		return NKV_LEFT_OUT_ENDS;
	if ((kind->traits & NKV_CONSOLE_DEBUG) && !has_kind(comparison, kind))
		return NKV_LEFT_OUT_LEVEL;
	if ((kind->traits & NKV_CONSOLE_SRAT) && !has_trait(comparison, NKV_CONSOLE_SRAT))
		return NKV_LEFT_OUT_NODES;
	if (comparison->other_kernel && !has_kind(comparison, kind))
		return NKV_LEFT_OUT_OTHER_KERNEL;
	return NKV_LEFT_OUT_NOT;
}

static enum nkv_left_out why_left_out(const struct nkv_boot_comparison *comparison, size_t index,
				      const struct extent *extent)
{
	const struct nkv_compared_line *line = &comparison->lines[index];
	enum nkv_left_out why = NKV_LEFT_OUT_NOT;

	if (comparison->other_kernel && varies(comparison, line))
		return NKV_LEFT_OUT_OTHER_KERNEL;
	if (!line->logged)
		why = why_missing(comparison, index, extent);
	else if (is_cut_off(comparison, line))
		why = NKV_LEFT_OUT_ENDS;
	return why;
}

void nkv_compare_lines(struct nkv_boot_comparison *comparison, struct nkv_compared_line *lines)
{
	struct extent extent = logged_extent(comparison);

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
