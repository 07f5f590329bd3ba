/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One machine's plans for several kernels, one row for each kernel. */
#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "write/rows/cell_text.h"
#include "write/text/text.h"
#include "write/words/kernel_text.h"
#include "write/words/label.h"
#include "write/words/units.h"
#include "write/words/verdict.h"

/* The columns, in order. */
static const struct {
	const char *label;
	const char *column;
	/* the order in which columns are left out if lines are short; 0: never */
	unsigned int spared;
} columns[] = {
	{ "kernel", NULL, 0 }, /* as users call it */
	{ "verdict", "verdict", 0 },
	{ "KVA", "kva", 0 },
	{ "wasted", "wasted", 1 },
	{ "low free", "lowmem_free", 2 },
	{ "low left", "lowmem_left", 0 },
	{ "unused RAM", "unused", 3 },
	{ "first hazard", "first_hazard", 0 },
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]), GAP = 2 };

/* The first plan that knows the nodes, otherwise the first plan. */
static const struct nkv_plan *find_described(const struct nkv_plan *const *plans, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (nkv_plan_knows(plans[i], NKV_FACT_NODES))
			return plans[i];
	return plans[0];
}

static bool has_nodes_of(const struct nkv_plan *plan, const struct nkv_plan *other)
{
	return plan->node_count == other->node_count && plan->memory_source == other->memory_source;
}

static void put_nodes(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out, "%zu node%s (%s)", plan->node_count, plan->node_count == 1 ? "" : "s",
		nkv_memory_source_words(plan->memory_source));
}

/*
 * Puts the machine, with the nodes that the first kernel finds, and with those of others if they
 * differ.
 */
static void put_head(FILE *out, const struct nkv_subject *document,
		     const struct nkv_plan *const *plans, size_t count)
{
	const struct nkv_plan *plan = find_described(plans, count);
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	nkv_put_machine_name(out, document);
	fputs(": ", out);
	if (nkv_plan_knows(plan, NKV_FACT_NODES)) {
		size_t i = 0;

		put_nodes(out, plan);
		while (i < count &&
		       (!nkv_plan_knows(plans[i], NKV_FACT_NODES) || has_nodes_of(plans[i], plan)))
			i++;
		if (i < count) {
			fputs(" or ", out);
			put_nodes(out, plans[i]);
		}
		fprintf(out, ", %" PRIu64 " MiB; ", nkv_pages_mb(plan->ram_pages));
	}
	fprintf(out, "HIGHMEM %s, %s\n\n", nkv_highmem_name(kernel->highmem),
		kernel->pae ? "PAE" : "no PAE");
}

static void put_text(struct nkv_text *line, const char *text)
{
	nkv_text_add(line, text);
}

/* Puts the value of a plan in a column, with a NUL after it; without a plan, the label. */
static void put_value(struct nkv_text *value, const struct nkv_plan *plan, size_t index)
{
	static const struct nkv_cell_style style = { .none = "-",
						     .human = true,
						     .put_text = put_text };
	const char *name = columns[index].column;
	const struct nkv_column *column = name ? nkv_column_find(name, strlen(name)) : NULL;
	const struct nkv_row row = { .plan = plan };
	char kernel[NKV_KERNEL_TEXT_BYTES];

	value->length = 0;
	if (plan && !column)
		nkv_text_add(value, nkv_kernel_text(&plan->machine->kernel, kernel));
	else if (plan)
		nkv_cell_put(value, column, nkv_column_cell(column, &row), &style);
	else
		nkv_text_add(value, columns[index].label);
	nkv_text_add_char(value, '\0');
}

static size_t width_of(struct nkv_text *value, const struct nkv_plan *const *plans, size_t count,
		       size_t index)
{
	size_t width = strlen(columns[index].label);

	for (size_t i = 0; i < count; i++) {
		put_value(value, plans[i], index);
		if (!value->failed && value->length - 1 > width)
			width = value->length - 1;
	}
	return width;
}

/* Leaves columns out, by setting their width to 0, until a line fits. Prints which. */
static void leave_out(FILE *out, size_t widths[COLUMNS], size_t room)
{
	size_t width = (size_t)(COLUMNS - 1) * GAP;
	const char *before = "Left out for lack of room: ";

	for (size_t i = 0; i < COLUMNS; i++)
		width += widths[i];
	for (unsigned int spared = 1; spared < COLUMNS && width > room; spared++) {
		for (size_t i = 0; i < COLUMNS; i++) {
			if (columns[i].spared != spared)
				continue;
			width -= widths[i] + GAP;
			widths[i] = 0;
			fprintf(out, "%s%s", before, columns[i].label);
			before = ", ";
		}
	}
	if (before[0] == ',')
		fputs("\n\n", out);
}

/* Puts a plan's line, or without a plan the labels; nothing follows the last column. */
static void put_line(FILE *out, const struct nkv_plan *plan, const size_t widths[COLUMNS],
		     struct nkv_text *value)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		if (widths[i] == 0)
			continue;
		put_value(value, plan, i);
		if (value->failed)
			return;
		if (i + 1 == COLUMNS)
			fprintf(out, "%s\n", value->text);
		else
			fprintf(out, "%-*s%*s", (int)widths[i], value->text, GAP, "");
	}
}

bool nkv_write_text_side_by_side(struct nkv_output *output, const struct nkv_subject *document,
				 const struct nkv_plan *const *plans, size_t count)
{
	struct nkv_text value = { 0 };
	size_t widths[COLUMNS];
	bool failed;

	put_head(output->file, document, plans, count);
	for (size_t i = 0; i < COLUMNS; i++)
		widths[i] = width_of(&value, plans, count, i);
	leave_out(output->file, widths, output->style.columns);
	put_line(output->file, NULL, widths, &value);
	for (size_t i = 0; i < count; i++)
		put_line(output->file, plans[i], widths, &value);
	failed = value.failed;
	nkv_text_free(&value);
	return !failed;
}
