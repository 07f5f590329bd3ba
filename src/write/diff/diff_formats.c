/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The differences of two plans, written when both plans are there. */
#define _POSIX_C_SOURCE 200809L /* strdup */
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/escape.h"
#include "base/paragraph.h"
#include "write/diff/diff.h"
#include "write/diff/diff_formats.h"
#include "write/json/json_object.h"
#include "write/json/json_plan.h"
#include "write/json/json_pretty.h"
#include "write/words/kernel_text.h"

enum { SIDES = 2, GAP = 2, INDENT = 2, VALUE_WIDTH_LEAST = 16, FORMAT_NUMBER = 1 };

struct side {
	struct nkv_plan_items items;
	char *title; /* of the machine, */
	char *name;  /* its name; NULL: none, */
	char *file;  /* and its input; NULL: unknown */
	size_t line; /* its first line; 0: unknown */
	char kernel[NKV_KERNEL_TEXT_BYTES];
};

struct state {
	struct side sides[SIDES];
	size_t count; /* of plans; more than two are counted, but not kept */
};

bool nkv_begin_diff(struct nkv_output *output)
{
	return nkv_output_keep(output, sizeof(struct state)) != NULL;
}

/* Copies a text, or NULL. Returns false if there was no memory. */
static bool copy(const char *text, char **copied)
{
	*copied = text ? strdup(text) : NULL;
	return *copied || !text;
}

bool nkv_take_diff(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;
	struct state *state = output->state;
	struct side *side = &state->sides[state->count];

	if (state->count == SIDES)
		return true;
	nkv_kernel_text(&plan->machine->kernel, side->kernel);
	side->line = subject->line;
	if (!copy(subject->title, &side->title) || !copy(plan->machine->name, &side->name) ||
	    !copy(subject->origin, &side->file) || !nkv_plan_items_make(&side->items, plan))
		return false;
	state->count++;
	return true;
}

static struct nkv_diff begin(const struct state *state)
{
	return (struct nkv_diff){ .lists = { &state->sides[0].items, &state->sides[1].items } };
}

static bool is_same(const struct state *state)
{
	struct nkv_diff diff = begin(state);
	struct nkv_difference difference;

	return !nkv_diff_next(&diff, &difference);
}

static bool finish(struct nkv_output *output, bool written)
{
	struct state *state = output->state;

	output->differs = written && state->count == SIDES && !is_same(state);
	for (size_t i = 0; i < SIDES; i++) {
		nkv_plan_items_free(&state->sides[i].items);
		free(state->sides[i].title);
		free(state->sides[i].name);
		free(state->sides[i].file);
	}
	return written;
}

/* --- text --- */

/* Writes a text as it is shown, with a NUL, to an empty line. */
static const char *shown(struct nkv_text *line, const char *text)
{
	line->length = 0;
	nkv_text_add_escaped(line, text);
	nkv_text_add_char(line, '\0');
	return line->failed ? "" : line->text;
}

/* The head of a column, with the kernel if the machines have the same name. */
static const char *head_of(const struct state *state, size_t side, struct nkv_text *line)
{
	const struct side *sides = state->sides;

	shown(line, sides[side].title);
	if (strcmp(sides[0].title, sides[1].title) == 0 && !line->failed) {
		line->length--;
		nkv_text_add(line, " (");
		nkv_text_add(line, state->sides[side].kernel);
		nkv_text_add_bytes(line, ")", 2);
	}
	return line->failed ? "" : line->text;
}

static size_t greater(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* The widths of the columns: of names, of each plan's values, and of their longest word, which is
 * not folded. */
struct widths {
	size_t name, values[SIDES], words[SIDES];
};

static size_t longest_word(const char *text)
{
	size_t longest = 0;

	for (size_t length; *text; text += length + strspn(text + length, " ")) {
		length = strcspn(text, " ");
		longest = greater(longest, length);
	}
	return longest;
}

static void make_room(struct widths *widths, size_t side, const char *text)
{
	widths->values[side] = greater(widths->values[side], strlen(text));
	widths->words[side] = greater(widths->words[side], longest_word(text));
}

/* Makes the values narrow enough for lines of `columns` columns, if their words are. */
static void narrow(struct widths *widths, size_t columns)
{
	size_t used = INDENT + widths->name + (size_t)SIDES * GAP;
	size_t room = columns > used + (size_t)SIDES * VALUE_WIDTH_LEAST
			      ? columns - used
			      : (size_t)SIDES * VALUE_WIDTH_LEAST;

	if (widths->values[0] + widths->values[1] <= room)
		return;
	if (widths->values[1] <= room / 2)
		widths->values[0] = room - widths->values[1];
	else if (widths->values[0] > room / 2)
		widths->values[0] = room / 2;
	widths->values[1] = room - widths->values[0];
	for (size_t side = 0; side < SIDES; side++)
		widths->values[side] = greater(widths->values[side], widths->words[side]);
}

/* Finds the widths. Returns whether there is any difference. */
static bool measure(const struct state *state, struct nkv_text *line, struct widths *widths)
{
	struct nkv_diff diff = begin(state);
	struct nkv_difference difference;
	bool any = false;

	for (size_t side = 0; side < SIDES; side++)
		make_room(widths, side, head_of(state, side, line));
	for (; nkv_diff_next(&diff, &difference); any = true) {
		widths->name = greater(widths->name, strlen(shown(line, difference.name)));
		for (size_t side = 0; side < SIDES; side++)
			if (difference.values[side])
				make_room(widths, side, shown(line, difference.values[side]));
	}
	return any;
}

/* Prints values next to each other, each in as many lines as it needs. The first line has begun. */
static void put_values(FILE *out, const char *first, const char *second,
		       const struct widths *widths)
{
	for (;;) {
		size_t left = nkv_wrap_bytes(first, widths->values[0]);
		size_t right = nkv_wrap_bytes(second, widths->values[1]);
		int gap = right > 0 ? (int)(widths->values[0] - left) + GAP : 0;

		fprintf(out, "%.*s%*s%.*s\n", (int)left, first, gap, "", (int)right, second);
		first += left + strspn(first + left, " ");
		second += right + strspn(second + right, " ");
		if (!*first && !*second)
			return;
		fprintf(out, "%*s", (int)widths->name + INDENT + GAP, "");
	}
}

static void put_difference_line(FILE *out, struct nkv_text lines[SIDES],
				const struct nkv_difference *difference,
				const struct widths *widths)
{
	const char *const *values = difference->values;

	fprintf(out, "%*s%-*s%*s", INDENT, "", (int)widths->name,
		shown(&lines[0], difference->name), GAP, "");
	put_values(out, values[0] ? shown(&lines[0], values[0]) : "-",
		   values[1] ? shown(&lines[1], values[1]) : "-", widths);
}

static void write_differences(const struct nkv_output *output, const struct state *state,
			      struct nkv_text lines[SIDES])
{
	FILE *out = output->file;
	struct widths widths = { 0 };
	struct nkv_diff diff = begin(state);
	struct nkv_difference difference;
	const char *part = NULL;

	if (!measure(state, &lines[0], &widths)) {
		fputs("no difference\n", out);
		return;
	}
	narrow(&widths, output->style.columns);
	fprintf(out, "%*s", (int)widths.name + INDENT + GAP, "");
	put_values(out, head_of(state, 0, &lines[0]), head_of(state, 1, &lines[1]), &widths);
	while (nkv_diff_next(&diff, &difference)) {
		if (part != nkv_plan_part_name(difference.part))
			fprintf(out, "%s\n", nkv_plan_part_name(difference.part));
		part = nkv_plan_part_name(difference.part);
		put_difference_line(out, lines, &difference, &widths);
	}
}

bool nkv_end_diff_text(struct nkv_output *output)
{
	struct state *state = output->state;
	struct nkv_text lines[SIDES] = { { 0 } };
	bool failed;

	if (state->count == SIDES)
		write_differences(output, state, lines);
	failed = lines[0].failed || lines[1].failed;
	for (size_t side = 0; side < SIDES; side++)
		nkv_text_free(&lines[side]);
	return finish(output, !failed);
}

/* --- JSON --- */

static void put_difference(struct nkv_json *json, const struct nkv_difference *difference)
{
	nkv_json_begin_object(json, NULL);
	nkv_json_text(json, "step", nkv_plan_part_name(difference->part));
	nkv_json_text(json, "name", difference->name);
	nkv_json_begin_list(json, "values");
	for (size_t i = 0; i < SIDES; i++)
		nkv_json_text(json, NULL, difference->values[i]);
	nkv_json_end_list(json);
	nkv_json_end_object(json);
}

static void put_differences(struct nkv_json *json, const struct state *state)
{
	struct nkv_diff diff = begin(state);
	struct nkv_difference difference;

	nkv_json_begin_object(json, NULL);
	nkv_json_number(json, "numakva", FORMAT_NUMBER);
	nkv_json_begin_list(json, "machines");
	for (size_t i = 0; i < SIDES; i++)
		nkv_json_text(json, NULL, state->sides[i].name);
	nkv_json_end_list(json);
	nkv_json_begin_list(json, "places");
	for (size_t i = 0; i < SIDES; i++) {
		nkv_json_begin_object(json, NULL);
		nkv_json_put_place(json, state->sides[i].file, state->sides[i].line);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
	nkv_json_begin_list(json, "differences");
	while (nkv_diff_next(&diff, &difference))
		put_difference(json, &difference);
	nkv_json_end_list(json);
	nkv_json_end_object(json);
}

/* Ends the object, on one line or laid out for people. */
static bool end_json(struct nkv_output *output, struct nkv_text *line)
{
	struct state *state = output->state;
	struct nkv_json json = { .line = line };

	if (state->count < SIDES)
		return finish(output, true);
	put_differences(&json, state);
	return finish(output, nkv_json_write(&json, output->file));
}

bool nkv_end_diff_json(struct nkv_output *output)
{
	return end_json(output, NULL);
}

bool nkv_end_diff_ndjson(struct nkv_output *output)
{
	struct nkv_text line = { 0 };
	bool written = end_json(output, &line);

	nkv_text_free(&line);
	return written;
}
