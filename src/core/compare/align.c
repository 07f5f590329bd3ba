/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/compare/align.h"

#include <string.h>

/* The cost of leaving a line alone, and of pairing two that are not the same. */
enum {
	COST_ALONE = 240,
	/*
	 * A planned line where lines may be missing in the log. It is preferred among similar
	 * lines: most where there is something else, and in an excerpt everywhere.
	 */
	COST_LACKING = 180,
	COST_LACKING_ANYWHERE = 181,
	COST_PAIR = 240,	/* of one kind, with the same key */
	COST_PAIR_ASTRAY = 360, /* of one kind, with another key */
	COST_NEVER = 1 << 28,
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

/* The text after these words in it, or NULL. */
static const char *behind(const char *text, const char *words)
{
	const char *found = strstr(text, words);

	return found ? found + strlen(words) : NULL;
}

/* Whether `a` and `b` are the same, whatever the number of blanks between words. */
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

/* The same, for lines of a kind: numbers that no description contains do not count. */
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

bool nkv_alignment_is_said(const struct nkv_planned_line *planned, const char *logged)
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

static uint32_t pair_cost(const struct nkv_alignment *alignment, size_t planned, size_t logged)
{
	const struct nkv_console_line *a = &alignment->planned[planned].line;
	const struct nkv_console_line *b = &alignment->logged_lines[logged];

	if (a->kind != b->kind)
		return COST_NEVER;
	if (nkv_alignment_is_said(&alignment->planned[planned],
				  alignment->logged[alignment->order[logged]].text))
		return 0;
	return have_same_key(a, b) ? COST_PAIR : COST_PAIR_ASTRAY;
}

/* --- all lines: the cheapest pairing, found from the ends --- */

unsigned char *nkv_alignment_move(const struct nkv_alignment *alignment, size_t planned,
				  size_t logged)
{
	return &alignment->moves[planned * (alignment->logged_count + 1) + logged];
}

/* The row of `planned`; `below` are the costs of the next row. */
static void align_row(const struct nkv_alignment *alignment, size_t planned, uint32_t *row,
		      const uint32_t *below)
{
	size_t logged = alignment->logged_count;

	if (planned == alignment->planned_count) {
		row[logged] = 0;
	} else {
		row[logged] = below[logged] + alignment->missing[logged];
		*nkv_alignment_move(alignment, planned, logged) = NKV_MOVE_PLANNED;
	}
	while (logged-- > 0) {
		uint32_t best = row[logged + 1] + COST_ALONE, other;
		enum nkv_move move = NKV_MOVE_LOGGED;

		if (planned < alignment->planned_count) {
			other = below[logged] + alignment->missing[logged];
			if (other < best) {
				best = other;
				move = NKV_MOVE_PLANNED;
			}
			other = below[logged + 1] + pair_cost(alignment, planned, logged);
			if (other <= best) {
				best = other;
				move = NKV_MOVE_PAIR;
			}
		}
		row[logged] = best;
		*nkv_alignment_move(alignment, planned, logged) = (unsigned char)move;
	}
}

void nkv_align(const struct nkv_alignment *alignment)
{
	size_t width = alignment->logged_count + 1;
	size_t planned = alignment->planned_count;

	do
		align_row(alignment, planned, alignment->costs + (planned & 1) * width,
			  alignment->costs + (~planned & 1) * width);
	while (planned-- > 0);
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
 * Inserts a line. A description lists the processors of the SRAT apart from its
 * memory, so the order between the two means nothing (srat-in-reach): a
 * processor is put before memory that precedes it.
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

/* The cost of a planned line between two lines of the log; 0 and SIZE_MAX are its ends. */
static unsigned char cost_between(const struct nkv_boot_record *record, size_t before, size_t after)
{
	if ((before == 0 && !record->version) || (after == SIZE_MAX && !record->goes_on))
		return COST_LACKING;
	for (size_t i = 0; i < record->cut_count; i++)
		if (record->cuts[i] > before && record->cuts[i] < after)
			return COST_LACKING;
	if (record->version)
		return COST_ALONE;
	return after > before + 1 ? COST_LACKING : COST_LACKING_ANYWHERE;
}

static void find_missing(const struct nkv_boot_record *record, struct nkv_alignment *alignment)
{
	size_t count = alignment->logged_count;

	for (size_t i = 0; i <= count; i++) {
		size_t before = i > 0 ? alignment->logged[alignment->order[i - 1]].line : 0;
		size_t after = i < count ? alignment->logged[alignment->order[i]].line : SIZE_MAX;

		alignment->missing[i] = cost_between(record, before, after);
	}
}

bool nkv_alignment_begin(struct nkv_arena *arena, const struct nkv_boot_record *record,
			 struct nkv_alignment *alignment)
{
	size_t planned = alignment->planned_count, count = alignment->logged_count;
	size_t *order = nkv_arena_take(arena, count, sizeof(*order));
	struct nkv_console_line *lines = nkv_arena_take(arena, count, sizeof(*lines));

	alignment->missing = nkv_arena_take(arena, count + 1, 1);
	alignment->moves = nkv_arena_take(arena, (planned + 1) * (count + 1), 1);
	alignment->costs = nkv_arena_take(arena, 2 * (count + 1), sizeof(*alignment->costs));
	if (arena->exhausted)
		return false;
	for (size_t i = 0; i < count; i++)
		insert_logged(order, lines, i, alignment->logged[i].text);
	alignment->order = order;
	alignment->logged_lines = lines;
	find_missing(record, alignment);
	return true;
}
