/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/plan/summary.h"

#include <stdlib.h>
#include <string.h>

#include "cli/program.h"
#include "write/rows/cell_text.h"
#include "base/escape.h"

/* --- counting --- */

/* Whether a value is worse. Any value is worse than none. */
static bool is_worse(const struct nkv_column *column, struct nkv_cell cell,
		     const struct nkv_cell *worst)
{
	if (column->worst == NKV_WORST_NONE || !cell.known)
		return false;
	if (!worst->known)
		return true;
	return column->worst == NKV_WORST_LEAST ? cell.number < worst->number
						: cell.number > worst->number;
}

static bool note_worst(struct nkv_worst_cell *worst, struct nkv_cell cell, const char *machine)
{
	char *name = strdup(machine);

	if (!name)
		return false;
	free(worst->machine);
	worst->machine = name;
	worst->cell = cell;
	return true;
}

static bool compare_row(struct nkv_summary *summary, const struct nkv_row *row)
{
	for (size_t i = 0; i < summary->rows->column_count; i++) {
		const struct nkv_column *column = summary->rows->columns[i];
		struct nkv_cell cell = nkv_column_cell(column, row);

		if (is_worse(column, cell, &summary->worst[i].cell) &&
		    !note_worst(&summary->worst[i], cell, row->subject->title))
			return false;
	}
	return true;
}

static bool has_worst(struct nkv_summary *summary)
{
	if (!summary->worst)
		summary->worst = calloc(summary->rows->column_count + 1, sizeof(*summary->worst));
	return summary->worst != NULL;
}

bool nkv_summary_plan(struct nkv_summary *summary, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;
	struct nkv_row row = nkv_row_of(subject);

	summary->by_verdict[plan->verdict]++;
	if (!summary->rows)
		return true;
	if (!has_worst(summary) || !compare_row(summary, &row))
		return false;
	for (size_t i = 0; i < plan->node_count && summary->rows->nodes; i++) {
		row.node = &plan->nodes[i];
		if (!compare_row(summary, &row))
			return false;
	}
	return true;
}

void nkv_summary_unread(struct nkv_summary *summary)
{
	summary->unread++;
}

void nkv_summary_failed(struct nkv_summary *summary)
{
	summary->failed++;
}

size_t nkv_summary_failures(const struct nkv_summary *summary)
{
	return summary->unread + summary->failed;
}

struct nkv_summary nkv_summary_like(const struct nkv_summary *summary)
{
	return (struct nkv_summary){ .rows = summary->rows, .can_fail = summary->can_fail };
}

size_t nkv_summary_machines(const struct nkv_summary *summary)
{
	size_t machines = summary->unread;

	for (size_t i = 0; i <= NKV_VERDICT_PANICS; i++)
		machines += summary->by_verdict[i];
	return machines;
}

void nkv_summary_free(struct nkv_summary *summary)
{
	for (size_t i = 0; summary->worst && i < summary->rows->column_count; i++)
		free(summary->worst[i].machine);
	free(summary->worst);
	*summary = nkv_summary_like(summary);
}

/* Among equals the first stays. */
static void add_worst(struct nkv_summary *summary, struct nkv_summary *part)
{
	for (size_t i = 0; i < summary->rows->column_count; i++) {
		struct nkv_worst_cell *worst = &summary->worst[i];

		if (!is_worse(summary->rows->columns[i], part->worst[i].cell, &worst->cell))
			continue;
		free(worst->machine);
		*worst = part->worst[i];
		part->worst[i].machine = NULL;
	}
}

void nkv_summary_add(struct nkv_summary *summary, struct nkv_summary *part)
{
	for (size_t i = 0; i <= NKV_VERDICT_PANICS; i++)
		summary->by_verdict[i] += part->by_verdict[i];
	summary->unread += part->unread;
	summary->failed += part->failed;
	if (part->worst && summary->worst) {
		add_worst(summary, part);
	} else if (part->worst) {
		summary->worst = part->worst;
		part->worst = NULL;
	}
	nkv_summary_free(part);
}

/* --- printing --- */

/* Sets the word of the column's value, because its text is not kept. */
static struct nkv_cell with_word(const struct nkv_column *column, struct nkv_cell cell)
{
	cell.text = column->type == NKV_COLUMN_WORD ? column->word((size_t)cell.number) : "";
	return cell;
}

static void say_worst(FILE *to, const struct nkv_summary *summary, const char **before)
{
	const struct nkv_cell_style style = {
		.none = "-",
		.human = summary->rows->human,
		.put_text = nkv_text_add,
	};

	for (size_t i = 0; i < summary->rows->column_count; i++) {
		const struct nkv_column *column = summary->rows->columns[i];
		const struct nkv_worst_cell *worst = &summary->worst[i];
		char value[64]; /* a number, or a word */
		struct nkv_text line = { .text = value, .capacity = sizeof(value), .fixed = true };

		if (!worst->cell.known)
			continue;
		nkv_cell_put(&line, column, with_word(column, worst->cell), &style);
		fprintf(to, "%s%s %.*s", *before, column->name, (int)line.length, line.text);
		fputs(" (", to);
		nkv_put_escaped(to, worst->machine, strlen(worst->machine));
		fputc(')', to);
		*before = ", ";
	}
}

void nkv_summary_say(FILE *to, const struct nkv_summary *summary)
{
	const char *before = NKV_PROGRAM_NAME ": worst: ";
	size_t machines = nkv_summary_machines(summary);

	fprintf(to, NKV_PROGRAM_NAME ": %zu machine%s: ", machines, machines == 1 ? "" : "s");
	for (size_t i = 0; i <= NKV_VERDICT_PANICS; i++)
		fprintf(to, "%s%s %zu", i > 0 ? ", " : "", nkv_verdict_name((enum nkv_verdict)i),
			summary->by_verdict[i]);
	fprintf(to, ", unread %zu", summary->unread);
	if (summary->can_fail)
		fprintf(to, ", failed %zu", summary->failed);
	if (summary->left_out > 0)
		fprintf(to, ", ignored %zu", summary->left_out);
	fputc('\n', to);
	if (!summary->worst)
		return;
	say_worst(to, summary, &before);
	if (strcmp(before, ", ") == 0)
		fputc('\n', to);
}
