/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One machine's plans for several kernels, a column a kernel. */
#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/escape.h"
#include "write/rows/cell_text.h"
#include "write/text/text.h"
#include "write/words/units.h"
#include "write/words/verdict.h"

/* What is compared, in the order of the lines. */
static const struct {
	const char *label;
	const char *column;
} lines[] = {
	{ "verdict", "verdict" },
	{ "KVA", "kva" },
	{ "KVA from pfn", "kva_start_pfn" },
	{ "wasted", "wasted" },
	{ "low memory left", "lowmem_free" },
	{ "first hazard", "first_hazard" },
};

enum { LINES = sizeof(lines) / sizeof(lines[0]), LABEL_WIDTH = 15, GAP = 2 };

static void put_head(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;

	if (machine->name) {
		nkv_put_escaped(out, machine->name, strlen(machine->name));
		fputs(": ", out);
	}
	fprintf(out, "%zu node%s (%s), %" PRIu64 " MiB; HIGHMEM %s, %s\n\n", plan->node_count,
		plan->node_count == 1 ? "" : "s", nkv_memory_source_words(plan->memory_source),
		nkv_pages_mb(plan->ram_pages), nkv_highmem_name(machine->kernel.highmem),
		machine->kernel.pae ? "PAE" : "no PAE");
}

static void put_text(struct nkv_text *line, const char *text)
{
	nkv_text_add(line, text);
}

/* What a plan has in a line of the table, with a NUL after it. */
static void put_value(struct nkv_text *value, const struct nkv_plan *plan, size_t index)
{
	static const struct nkv_cell_style style = { .none = "-",
						     .human = true,
						     .put_text = put_text };
	const struct nkv_column *column =
		nkv_column_find(lines[index].column, strlen(lines[index].column));
	const struct nkv_row row = { .plan = plan };

	value->length = 0;
	nkv_cell_put(value, column, nkv_column_cell(column, &row), &style);
	nkv_text_add_char(value, '\0');
}

static size_t width_of(struct nkv_text *value, const struct nkv_plan *plan)
{
	size_t width = strlen(plan->machine->kernel.profile->name);

	for (size_t i = 0; i < LINES; i++) {
		put_value(value, plan, i);
		if (!value->failed && value->length - 1 > width)
			width = value->length - 1;
	}
	return width;
}

/* A text as wide as all that the plan has; nothing follows the last plan's. */
static void put_column(FILE *out, const char *text, size_t width, bool last)
{
	fprintf(out, "%*s%-*s", GAP, "", last ? 0 : (int)width, text);
}

static void put_line(FILE *out, size_t index, const struct nkv_plan *const *plans, size_t count,
		     struct nkv_text *value)
{
	fprintf(out, "%-*s", LABEL_WIDTH, lines[index].label);
	for (size_t i = 0; i < count && !value->failed; i++) {
		size_t width = width_of(value, plans[i]);

		put_value(value, plans[i], index);
		if (!value->failed)
			put_column(out, value->text, width, i + 1 == count);
	}
	fputc('\n', out);
}

bool nkv_write_text_side_by_side(struct nkv_output *output, const struct nkv_plan *const *plans,
				 size_t count)
{
	struct nkv_text value = { 0 };
	bool failed;

	put_head(output->file, plans[0]);
	fprintf(output->file, "%-*s", LABEL_WIDTH, "");
	for (size_t i = 0; i < count; i++)
		put_column(output->file, plans[i]->machine->kernel.profile->name,
			   width_of(&value, plans[i]), i + 1 == count);
	fputc('\n', output->file);
	for (size_t i = 0; i < LINES; i++)
		put_line(output->file, i, plans, count, &value);
	failed = value.failed;
	nkv_text_free(&value);
	return !failed;
}
