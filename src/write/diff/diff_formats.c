/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What two plans differ in, written when both are there. */
#define _POSIX_C_SOURCE 200809L /* strdup */
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/escape.h"
#include "write/diff/diff.h"
#include "write/diff/diff_formats.h"
#include "write/json/json_object.h"
#include "write/json/json_plan.h"
#include "write/json/json_pretty.h"
#include "write/words/kernel_text.h"

enum { SIDES = 2, GAP = 2, INDENT = 2, FORMAT_NUMBER = 1 };

struct side {
	struct nkv_plan_items items;
	char *title; /* of the machine, */
	char *name;  /* its name; NULL: none, */
	char *file;  /* and the input that it is from; NULL: unknown */
	size_t line; /* its first line there; 0: unknown */
	char kernel[NKV_KERNEL_TEXT_BYTES];
};

struct state {
	struct side sides[SIDES];
	size_t count; /* of plans; more than two are only counted */
};

bool nkv_begin_diff(struct nkv_output *output)
{
	return nkv_output_keep(output, sizeof(struct state)) != NULL;
}

/* Copies a text, which may be NULL. Returns false if there was no memory. */
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
	state->count++;
	nkv_kernel_text(&plan->machine->kernel, side->kernel);
	side->line = subject->line;
	return copy(subject->title, &side->title) && copy(plan->machine->name, &side->name) &&
	       copy(subject->origin, &side->file) && nkv_plan_items_make(&side->items, plan);
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

/* A text as it is shown, into a line that is made anew; with a NUL. */
static const char *shown(struct nkv_text *line, const char *text)
{
	line->length = 0;
	nkv_text_add_escaped(line, text);
	nkv_text_add_char(line, '\0');
	return line->failed ? "" : line->text;
}

/* The head of a column; with the kernel where the machines' names do not tell them apart. */
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

/* The widths of names and of the first plan's values. Returns whether there is any difference. */
static bool measure(const struct state *state, struct nkv_text *line, size_t *name, size_t *value)
{
	struct nkv_diff diff = begin(state);
	struct nkv_difference difference;
	bool any = false;

	*value = strlen(head_of(state, 0, line));
	for (; nkv_diff_next(&diff, &difference); any = true) {
		*name = greater(*name, strlen(shown(line, difference.name)));
		if (difference.values[0])
			*value = greater(*value, strlen(shown(line, difference.values[0])));
	}
	return any;
}

static void put_columns(FILE *out, struct nkv_text *line, const struct nkv_difference *difference,
			size_t name_width, size_t value_width)
{
	const char *const *values = difference->values;

	fprintf(out, "%*s%-*s%*s", INDENT, "", (int)name_width, shown(line, difference->name), GAP,
		"");
	fprintf(out, "%-*s%*s", (int)value_width, values[0] ? shown(line, values[0]) : "-", GAP,
		"");
	fprintf(out, "%s\n", values[1] ? shown(line, values[1]) : "-");
}

static void write_differences(FILE *out, const struct state *state, struct nkv_text *line)
{
	size_t name_width = 0, value_width = 0;
	struct nkv_diff diff = begin(state);
	struct nkv_difference difference;
	const char *part = NULL;

	if (!measure(state, line, &name_width, &value_width)) {
		fputs("no difference\n", out);
		return;
	}
	fprintf(out, "%*s%-*s%*s", (int)name_width + INDENT + GAP, "", (int)value_width,
		head_of(state, 0, line), GAP, "");
	fprintf(out, "%s\n", head_of(state, 1, line));
	while (nkv_diff_next(&diff, &difference)) {
		if (part != nkv_plan_part_name(difference.part))
			fprintf(out, "%s\n", nkv_plan_part_name(difference.part));
		part = nkv_plan_part_name(difference.part);
		put_columns(out, line, &difference, name_width, value_width);
	}
}

bool nkv_end_diff_text(struct nkv_output *output)
{
	struct state *state = output->state;
	struct nkv_text line = { 0 };
	bool failed;

	if (state->count == SIDES)
		write_differences(output->file, state, &line);
	failed = line.failed;
	nkv_text_free(&line);
	return finish(output, !failed);
}

/* --- JSON --- */

static void put_difference(struct nkv_json *json, const struct nkv_difference *difference)
{
	nkv_json_begin_object(json, NULL);
	nkv_json_word(json, "step", nkv_plan_part_name(difference->part));
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

/* Into a line, or for people without one. */
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
