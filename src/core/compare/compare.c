/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan's lines and a log's, side by side.
 */
#include "core/compare/compare.h"

#include <string.h>

#include "core/arena.h"

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
	const struct nkv_console_line *logged_lines; /* what each of `logged` is */
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

/* Whether `a` and `b` are the same, but for how many blanks are between words. */
static bool is_same(const char *a, const char *b)
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
	if (is_same(alignment->planned[planned].text, alignment->logged[logged].text))
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

static enum nkv_line_state state_of(const struct nkv_compared_line *line)
{
	if (!line->logged)
		return NKV_LINE_ONLY_PLANNED;
	if (!line->planned)
		return NKV_LINE_ONLY_LOGGED;
	return is_same(line->planned, line->logged->text) ? NKV_LINE_SAME : NKV_LINE_DIFFERENT;
}

/* Whether a line is only in the log, and tells nothing as the machine's ACPI tables are not known. */
static bool tells_nothing(const struct nkv_machine *machine, const struct nkv_compared_line *line)
{
	return !line->planned && !machine->has_acpi &&
	       (line->log_line->kind->traits & NKV_CONSOLE_ACPI);
}

/* Follows the way. Returns how many lines came out. */
static size_t follow(const struct alignment *alignment, const struct nkv_machine *machine,
		     struct nkv_compared_line *lines)
{
	size_t planned = 0, logged = 0, count = 0;

	while (planned < alignment->planned_count || logged < alignment->logged_count) {
		enum move move = (enum move) * move_at(alignment, planned, logged);
		struct nkv_compared_line *line = &lines[count++];

		*line = (struct nkv_compared_line){ 0 };
		if (move != MOVE_LOGGED) {
			line->planned = alignment->planned[planned].text;
			line->plan_line = &alignment->planned[planned++].line;
		}
		if (move != MOVE_PLANNED) {
			line->logged = &alignment->logged[logged];
			line->log_line = &alignment->logged_lines[logged++];
		}
		line->state = state_of(line);
		if (tells_nothing(machine, line))
			count--;
	}
	return count;
}

/* --- the whole --- */

/* What becomes free high memory; a page that two nodes free counts twice. */
static uint64_t planned_highmem_kb(const struct nkv_plan *plan)
{
	const struct nkv_hazard *twice = nkv_plan_hazard(plan, NKV_HAZARD_HIGHMEM_FREED_TWICE);

	return (plan->ram.high_pages + (twice ? twice->pages : 0)) * 4;
}

/* "Memory: .../1048448k available (..., 126976k highmem)": all pages, and those of high memory. */
static void compare_memory(struct nkv_boot_comparison *comparison)
{
	const struct nkv_plan *plan = comparison->plan;
	const struct nkv_boot_record *record = comparison->record;
	bool has_highmem = plan->machine->kernel.highmem != NKV_HIGHMEM_OFF;
	bool differs;

	if (!nkv_plan_knows(plan, NKV_FACT_ENDS))
		return;
	comparison->planned_total_kb =
		(uint64_t)(has_highmem ? plan->highend_pfn : plan->max_low_pfn) * 4;
	comparison->planned_highmem_kb = planned_highmem_kb(plan);
	differs = record->total_kb != comparison->planned_total_kb ||
		  (record->has_highmem && nkv_plan_knows(plan, NKV_FACT_RAM) &&
		   record->highmem_kb != comparison->planned_highmem_kb);
	comparison->memory_differs =
		record->has_memory_line && differs && !comparison->other_kernel;
}

static bool do_lines_differ(const struct nkv_boot_comparison *comparison)
{
	return comparison->counts[NKV_LINE_DIFFERENT] > 0 ||
	       comparison->counts[NKV_LINE_ONLY_PLANNED] > 0 ||
	       comparison->counts[NKV_LINE_ONLY_LOGGED] > 0;
}

bool nkv_comparison_differs(const struct nkv_boot_comparison *comparison)
{
	return do_lines_differ(comparison) || comparison->memory_differs ||
	       comparison->outcome == NKV_CONTRADICTED;
}

static enum nkv_agreement judge(const struct nkv_boot_comparison *comparison)
{
	if (nkv_comparison_differs(comparison))
		return NKV_CONTRADICTED;
	return comparison->counts[NKV_LINE_SAME] > 0 ? comparison->outcome : NKV_NOT_CONTRADICTED;
}

size_t nkv_compare_bytes(size_t planned_count, const struct nkv_boot_record *record)
{
	size_t logged_count = record->line_count;

	return nkv_arena_bytes(planned_count + logged_count, sizeof(struct nkv_compared_line)) +
	       nkv_arena_bytes(logged_count, sizeof(struct nkv_console_line)) +
	       nkv_arena_bytes((planned_count + 1) * (logged_count + 1), 1) +
	       nkv_arena_bytes(2 * (logged_count + 1), sizeof(uint32_t)) +
	       nkv_arena_bytes(record->bad_page_count, sizeof(struct nkv_compared_page));
}

static void parse_logged(struct nkv_console_line *line, const char *text)
{
	static const struct nkv_console_kind other = { "%s", "", "", 0, NKV_CONSOLE_NO_KEY };

	if (!nkv_console_parse(text, line))
		*line = (struct nkv_console_line){ .kind = &other };
}

static bool allocate(struct nkv_arena *arena, struct alignment *alignment,
		     struct nkv_console_line **logged_lines)
{
	size_t planned = alignment->planned_count, logged = alignment->logged_count;

	*logged_lines = nkv_arena_take(arena, logged, sizeof(**logged_lines));
	alignment->moves = nkv_arena_take(arena, (planned + 1) * (logged + 1), 1);
	alignment->costs = nkv_arena_take(arena, 2 * (logged + 1), sizeof(*alignment->costs));
	alignment->logged_lines = *logged_lines;
	return !arena->exhausted;
}

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
	struct nkv_console_line *logged_lines;

	if (!allocate(&arena, &alignment, &logged_lines))
		return false;
	for (size_t i = 0; i < record->line_count; i++)
		parse_logged(&logged_lines[i], record->lines[i].text);
	align(&alignment);
	*comparison =
		(struct nkv_boot_comparison){ .plan = plan, .record = record, .lines = lines };
	comparison->line_count = follow(&alignment, plan->machine, lines);
	nkv_compare_lines(comparison, lines);
	compare_memory(comparison);
	nkv_compare_pages(comparison, pages);
	nkv_compare_outcome(comparison);
	comparison->verdict = judge(comparison);
	return true;
}
