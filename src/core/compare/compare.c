/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan's lines and a log's, side by side.
 */
#include "core/compare/compare.h"

#include <string.h>

#include "core/arena.h"
#include "core/console/console.h"
#include "core/rules.h"

/* What it costs to leave a line alone, and to pair two that are not the same. */
enum {
	COST_ALONE = 2,
	COST_PAIR = 2,	      /* of one kind, about the same thing */
	COST_PAIR_ASTRAY = 3, /* of one kind */
	COST_NEVER = 1 << 20,
};

enum move {
	MOVE_PAIR,
	MOVE_PLANNED, /* alone */
	MOVE_LOGGED,
};

struct alignment {
	const struct nkv_planned_line *planned;
	const struct nkv_logged_line *logged;
	const size_t *order;			     /* which of `logged` comes when */
	const struct nkv_console_line *logged_lines; /* what each of those is, in that order */
	size_t planned_count, logged_count;
	unsigned char *moves; /* enum move; (plan.count + 1) rows of (log.count + 1) */
	uint32_t *costs;      /* of this row and of the last */
};

/* --- two lines --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* The text behind some words of it, or NULL. */
static const char *behind(const char *text, const char *words)
{
	const char *found = strstr(text, words);

	return found ? found + strlen(words) : NULL;
}

/* Whether `a` and `b` are the same, but for how many blanks are between words. */
static bool is_same_text(const char *a, const char *b)
{
	for (;;) {
		if (is_blank(*a) && is_blank(*b)) {
			a = skip_blanks(a);
			b = skip_blanks(b);
		}
		if (*a != *b)
			return false;
		if (!*a)
			return true;
		a++;
		b++;
	}
}

/* The same, for lines of a kind: a number that no description tells does not count. */
static bool is_same(const struct nkv_console_kind *kind, const char *a, const char *b)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *unsaid = nkv_console_unsaid(kind);
	const char *a_rest = unsaid ? behind(a, unsaid) : NULL;
	const char *b_rest = unsaid ? behind(b, unsaid) : NULL;

	if (!a_rest || !b_rest)
		return is_same_text(a, b);
	return a_rest - a == b_rest - b && memcmp(a, b, (size_t)(a_rest - a)) == 0 &&
	       is_same_text(a_rest + strspn(a_rest, digits), b_rest + strspn(b_rest, digits));
}

/* Whether a log has what is planned, in the words of one kernel or another. */
static bool is_said(const struct nkv_planned_line *planned, const char *logged)
{
	const struct nkv_console_kind *kind = planned->line.kind;

	return is_same(kind, planned->text, logged) ||
	       (planned->other_text && is_same(kind, planned->other_text, logged));
}

static bool have_same_key(const struct nkv_console_line *a, const struct nkv_console_line *b)
{
	size_t key = a->kind->key;

	if (key >= a->value_count || key >= b->value_count)
		return true;
	return a->values[key] == b->values[key];
}

static uint32_t pair_cost(const struct alignment *alignment, size_t planned, size_t logged)
{
	const struct nkv_console_line *a = &alignment->planned[planned].line;
	const struct nkv_console_line *b = &alignment->logged_lines[logged];

	if (a->kind != b->kind)
		return COST_NEVER;
	if (is_said(&alignment->planned[planned], alignment->logged[alignment->order[logged]].text))
		return 0;
	return have_same_key(a, b) ? COST_PAIR : COST_PAIR_ASTRAY;
}

/* --- all lines: the cheapest way through both, from their ends --- */

static unsigned char *move_at(const struct alignment *alignment, size_t planned, size_t logged)
{
	return &alignment->moves[planned * (alignment->logged_count + 1) + logged];
}

/* The row of `planned`, of which `below` is the next one's. */
static void align_row(const struct alignment *alignment, size_t planned, uint32_t *row,
		      const uint32_t *below)
{
	size_t logged = alignment->logged_count;

	if (planned == alignment->planned_count) {
		row[logged] = 0;
	} else {
		row[logged] = below[logged] + COST_ALONE;
		*move_at(alignment, planned, logged) = MOVE_PLANNED;
	}
	while (logged-- > 0) {
		uint32_t best = row[logged + 1] + COST_ALONE, other;
		enum move move = MOVE_LOGGED;

		if (planned < alignment->planned_count) {
			other = below[logged] + COST_ALONE;
			if (other < best) {
				best = other;
				move = MOVE_PLANNED;
			}
			other = below[logged + 1] + pair_cost(alignment, planned, logged);
			if (other <= best) {
				best = other;
				move = MOVE_PAIR;
			}
		}
		row[logged] = best;
		*move_at(alignment, planned, logged) = (unsigned char)move;
	}
}

static void align(const struct alignment *alignment)
{
	size_t width = alignment->logged_count + 1;

	for (size_t planned = alignment->planned_count + 1; planned-- > 0;)
		align_row(alignment, planned, alignment->costs + (planned & 1) * width,
			  alignment->costs + (~planned & 1) * width);
}

/* --- what comes out --- */

static enum nkv_line_state state_of(const struct nkv_planned_line *planned,
				    const struct nkv_logged_line *logged)
{
	if (!logged)
		return NKV_LINE_ONLY_PLANNED;
	if (!planned)
		return NKV_LINE_ONLY_LOGGED;
	return is_said(planned, logged->text) ? NKV_LINE_SAME : NKV_LINE_DIFFERENT;
}

/*
 * Whether a line is only in the log, and tells nothing: as the machine's ACPI
 * tables are not known, or as no kernel like the plan's prints it.
 */
static bool tells_nothing(const struct nkv_plan *plan, const struct nkv_compared_line *line)
{
	unsigned int traits = line->plan_line ? 0 : line->log_line->kind->traits;
	bool searches = plan->machine->has_acpi && plan->machine->has_srat;

	return ((traits & NKV_CONSOLE_ACPI) && !searches) ||
	       ((traits & NKV_CONSOLE_SEARCHED) &&
		!plan->machine->kernel.profile->rules->has_later_words);
}

/* Follows the way. Returns how many lines came out. */
static size_t follow(const struct alignment *alignment, const struct nkv_plan *plan,
		     struct nkv_compared_line *lines)
{
	size_t planned = 0, logged = 0, count = 0;

	while (planned < alignment->planned_count || logged < alignment->logged_count) {
		enum move move = (enum move) * move_at(alignment, planned, logged);
		struct nkv_compared_line *line = &lines[count++];
		const struct nkv_planned_line *said = NULL;

		*line = (struct nkv_compared_line){ 0 };
		if (move != MOVE_LOGGED) {
			said = &alignment->planned[planned++];
			line->planned = said->text;
			line->plan_line = &said->line;
		}
		if (move != MOVE_PLANNED) {
			line->logged = &alignment->logged[alignment->order[logged]];
			line->log_line = &alignment->logged_lines[logged++];
		}
		line->state = state_of(said, line->logged);
		if (tells_nothing(plan, line))
			count--;
	}
	return count;
}

/* --- what it comes to --- */

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

/* What the firmware says of nodes, and what only repeats it. */
static bool is_of_srat(const struct nkv_console_kind *kind)
{
	return ((kind->traits & NKV_CONSOLE_SRAT) && (kind->traits & NKV_CONSOLE_FIRMWARE)) ||
	       kind == nkv_console_kind(NKV_SAY_CHUNK);
}

/*
 * An SRAT is no part of a plan. Where it is another, and the log has no map
 * that would show the machine to be the same, the plan is of another machine.
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
	       nkv_arena_bytes((planned_count + 1) * (logged_count + 1), 1) +
	       nkv_arena_bytes(2 * (logged_count + 1), sizeof(uint32_t)) +
	       nkv_arena_bytes(record->zone_count, sizeof(struct nkv_compared_zone)) +
	       nkv_arena_bytes(record->bad_page_count, sizeof(struct nkv_compared_page));
}

/* --- the lines of a log --- */

static void parse_logged(struct nkv_console_line *line, const char *text)
{
	static const struct nkv_console_kind other = {
		.form = "%s", .section = "", .step = "", .key = NKV_CONSOLE_NO_KEY
	};

	if (!nkv_console_parse(text, line))
		*line = (struct nkv_console_line){ .kind = &other };
}

static bool is_memory_entry(const struct nkv_console_line *line)
{
	return line->kind == nkv_console_kind(NKV_SAY_SRAT_MEMORY) ||
	       line->kind == nkv_console_kind(NKV_SAY_SRAT_TOO_MANY);
}

/*
 * Puts a line into its place. A description has the processors of the SRAT and
 * its memory apart, so that the order between the two says nothing
 * (srat-in-reach): a processor goes before the memory that stands before it.
 */
static void insert_logged(size_t *order, struct nkv_console_line *lines, size_t at,
			  const char *text)
{
	struct nkv_console_line line;
	size_t index = at;

	parse_logged(&line, text);
	for (; at > 0 && line.kind == nkv_console_kind(NKV_SAY_SRAT_PROCESSOR) &&
	       is_memory_entry(&lines[at - 1]);
	     at--) {
		lines[at] = lines[at - 1];
		order[at] = order[at - 1];
	}
	lines[at] = line;
	order[at] = index;
}

static bool allocate(struct nkv_arena *arena, struct alignment *alignment)
{
	size_t planned = alignment->planned_count, count = alignment->logged_count;
	size_t *order = nkv_arena_take(arena, count, sizeof(*order));
	struct nkv_console_line *lines = nkv_arena_take(arena, count, sizeof(*lines));

	alignment->moves = nkv_arena_take(arena, (planned + 1) * (count + 1), 1);
	alignment->costs = nkv_arena_take(arena, 2 * (count + 1), sizeof(*alignment->costs));
	if (arena->exhausted)
		return false;
	for (size_t i = 0; i < count; i++)
		insert_logged(order, lines, i, alignment->logged[i].text);
	alignment->order = order;
	alignment->logged_lines = lines;
	return true;
}

/* --- the whole --- */

bool nkv_compare(const struct nkv_plan *plan, const struct nkv_planned_line *planned,
		 size_t planned_count, const struct nkv_boot_record *record, void *workspace,
		 size_t workspace_bytes, struct nkv_boot_comparison *comparison)
{
	struct nkv_arena arena = { .memory = workspace, .bytes = workspace_bytes };
	struct alignment alignment = { .planned = planned,
				       .logged = record->lines,
				       .planned_count = planned_count,
				       .logged_count = record->line_count };
	struct nkv_compared_line *lines = nkv_arena_take(&arena, planned_count + record->line_count,
							 sizeof(*comparison->lines));
	struct nkv_compared_page *pages =
		nkv_arena_take(&arena, record->bad_page_count, sizeof(*comparison->bad_pages));
	struct nkv_compared_zone *zones =
		nkv_arena_take(&arena, record->zone_count, sizeof(*comparison->zones));

	if (!allocate(&arena, &alignment))
		return false;
	align(&alignment);
	*comparison =
		(struct nkv_boot_comparison){ .plan = plan, .record = record, .lines = lines };
	comparison->line_count = follow(&alignment, plan, lines);
	nkv_compare_lines(comparison, lines);
	nkv_compare_zones(comparison, zones);
	nkv_compare_memory(comparison);
	nkv_compare_pages(comparison, pages);
	nkv_compare_outcome(comparison);
	comparison->verdict = judge(comparison);
	return true;
}
