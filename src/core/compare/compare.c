/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares a plan's lines with a log's. */
#include "core/compare/compare.h"

#include <string.h>

#include "core/arena.h"
#include "core/compare/align.h"
#include "core/console/console.h"
#include "core/rules.h"

/* --- the result --- */

static enum nkv_line_state state_of(const struct nkv_planned_line *planned,
				    const struct nkv_logged_line *logged)
{
	if (!logged)
		return NKV_LINE_ONLY_PLANNED;
	if (!planned)
		return NKV_LINE_ONLY_LOGGED;
	return nkv_alignment_is_said(planned, logged->text) ? NKV_LINE_SAME : NKV_LINE_DIFFERENT;
}

/*
 * Whether a line is only in the log and means nothing: the machine's ACPI
 * tables are not known, or kernels like the plan's do not print it.
 */
static bool tells_nothing(const struct nkv_plan *plan, const struct nkv_compared_line *line)
{
	unsigned int traits = line->plan_line ? 0 : line->log_line->kind->traits;
	bool searches = plan->machine->has_acpi && plan->machine->has_srat;

	return ((traits & NKV_CONSOLE_ACPI) && !searches) ||
	       ((traits & NKV_CONSOLE_SEARCHED) &&
		!plan->machine->kernel.profile->rules->has_later_words);
}

/* Follows the moves. Returns the number of lines in the result. */
static size_t follow(const struct nkv_alignment *alignment, const struct nkv_plan *plan,
		     struct nkv_compared_line *lines)
{
	size_t planned = 0, logged = 0, count = 0;

	while (planned < alignment->planned_count || logged < alignment->logged_count) {
		enum nkv_move move =
			(enum nkv_move) * nkv_alignment_move(alignment, planned, logged);
		struct nkv_compared_line *line = &lines[count++];
		const struct nkv_planned_line *said = NULL;

		*line = (struct nkv_compared_line){ 0 };
		if (move != NKV_MOVE_LOGGED) {
			said = &alignment->planned[planned++];
			line->planned = said->text;
			line->plan_line = &said->line;
		}
		if (move != NKV_MOVE_PLANNED) {
			line->logged = &alignment->logged[alignment->order[logged]];
			line->log_line = &alignment->logged_lines[logged++];
		}
		line->state = state_of(said, line->logged);
		if (tells_nothing(plan, line))
			count--;
	}
	return count;
}

/* The line that is only planned and is the same as one that is only in the log; or `count`. */
static size_t find_moved(const struct nkv_compared_line *lines, size_t count,
			 const struct nkv_logged_line *logged)
{
	for (size_t i = 0; i < count; i++) {
		struct nkv_planned_line planned = { .text = lines[i].planned };

		if (lines[i].state != NKV_LINE_ONLY_PLANNED)
			continue;
		planned.line = *lines[i].plan_line;
		if (nkv_alignment_is_said(&planned, logged->text))
			return i;
	}
	return count;
}

/* Lines in another order, as of several consoles, have no other figures. Returns how many are left. */
static size_t pair_moved(struct nkv_compared_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct nkv_compared_line line = lines[i];
		size_t from = line.state == NKV_LINE_ONLY_LOGGED
				      ? find_moved(lines, count, line.logged)
				      : count;

		if (from == count)
			continue;
		lines[i].planned = lines[from].planned;
		lines[i].plan_line = lines[from].plan_line;
		lines[i].state = NKV_LINE_SAME;
		count--;
		memmove(&lines[from], &lines[from + 1], (count - from) * sizeof(*lines));
		if (from < i)
			i--;
	}
	return count;
}

/* --- the verdict --- */

static bool do_lines_differ(const struct nkv_boot_comparison *comparison)
{
	return comparison->counts[NKV_LINE_DIFFERENT] > 0 ||
	       comparison->counts[NKV_LINE_ONLY_PLANNED] > 0 ||
	       comparison->counts[NKV_LINE_ONLY_LOGGED] > 0;
}

bool nkv_comparison_differs(const struct nkv_boot_comparison *comparison)
{
	return do_lines_differ(comparison) || comparison->memory_differs ||
	       comparison->zones_differ || comparison->outcome == NKV_CONTRADICTED;
}

static const struct nkv_console_kind *kind_of(const struct nkv_compared_line *line)
{
	return line->plan_line ? line->plan_line->kind : line->log_line->kind;
}

/* Whether a line shows the firmware's nodes, or only repeats them. */
static bool is_of_srat(const struct nkv_console_kind *kind)
{
	return ((kind->traits & NKV_CONSOLE_SRAT) && (kind->traits & NKV_CONSOLE_FIRMWARE)) ||
	       kind == nkv_console_kind(NKV_SAY_CHUNK);
}

/*
 * The SRAT is not planned. If it differs, and the log has no map to show that
 * the machine is the same, the plan is of another machine.
 */
static bool is_other_machine(const struct nkv_boot_comparison *comparison)
{
	if (nkv_compared_has(comparison, nkv_console_kind(NKV_SAY_BIOS_ENTRY)))
		return false;
	for (size_t i = 0; i < comparison->line_count; i++) {
		const struct nkv_compared_line *line = &comparison->lines[i];

		if (line->state != NKV_LINE_SAME && line->state != NKV_LINE_LEFT_OUT &&
		    is_of_srat(kind_of(line)))
			return true;
	}
	return false;
}

static enum nkv_agreement judge(const struct nkv_boot_comparison *comparison)
{
	if (is_other_machine(comparison))
		return NKV_OTHER_MACHINE;
	if (nkv_comparison_differs(comparison))
		return NKV_CONTRADICTED;
	if (comparison->without_numa)
		return NKV_NOTHING_TO_COMPARE;
	return comparison->counts[NKV_LINE_SAME] > 0 || comparison->zones_held
		       ? comparison->outcome
		       : NKV_NOT_CONTRADICTED;
}

size_t nkv_compare_bytes(size_t planned_count, const struct nkv_boot_record *record)
{
	size_t logged_count = record->line_count;

	return nkv_arena_bytes(planned_count + logged_count, sizeof(struct nkv_compared_line)) +
	       nkv_arena_bytes(logged_count, sizeof(size_t)) +
	       nkv_arena_bytes(logged_count, sizeof(struct nkv_console_line)) +
	       nkv_arena_bytes(logged_count + 1, 1) +
	       nkv_arena_bytes((planned_count + 1) * (logged_count + 1), 1) +
	       nkv_arena_bytes(2 * (logged_count + 1), sizeof(uint32_t)) +
	       nkv_arena_bytes(record->zone_count, sizeof(struct nkv_compared_zone)) +
	       nkv_arena_bytes(record->bad_page_count, sizeof(struct nkv_compared_page));
}

/* --- the whole --- */

bool nkv_compare(const struct nkv_plan *plan, const struct nkv_planned_line *planned,
		 size_t planned_count, const struct nkv_boot_record *record, void *workspace,
		 size_t workspace_bytes, struct nkv_boot_comparison *comparison)
{
	struct nkv_arena arena = { .memory = workspace, .bytes = workspace_bytes };
	struct nkv_alignment alignment = { .planned = planned,
					   .logged = record->lines,
					   .planned_count = planned_count,
					   .logged_count = record->line_count };
	struct nkv_compared_line *lines = nkv_arena_take(&arena, planned_count + record->line_count,
							 sizeof(*comparison->lines));
	struct nkv_compared_page *pages =
		nkv_arena_take(&arena, record->bad_page_count, sizeof(*comparison->bad_pages));
	struct nkv_compared_zone *zones =
		nkv_arena_take(&arena, record->zone_count, sizeof(*comparison->zones));

	if (!nkv_alignment_begin(&arena, record, &alignment))
		return false;
	nkv_align(&alignment);
	*comparison =
		(struct nkv_boot_comparison){ .plan = plan, .record = record, .lines = lines };
	comparison->line_count = pair_moved(lines, follow(&alignment, plan, lines));
	nkv_compare_lines(comparison, lines);
	nkv_compare_zones(comparison, zones);
	nkv_compare_memory(comparison);
	nkv_compare_pages(comparison, pages);
	nkv_compare_outcome(comparison);
	comparison->verdict = judge(comparison);
	return true;
}
