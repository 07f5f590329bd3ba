/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows for people: columns as wide as what is in them, so that all rows are
 * kept until the last is known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "write/rows/cell_text.h"
#include "write/table/row_store.h"
#include "write/table/table.h"

static const char gap[] = "  ";

struct table {
	struct nkv_cell_style style;
	struct nkv_row_store store; /* a row's cells, each with a NUL after it */
	size_t *widths;
};

/* Characters, each one column wide. */
static size_t width_of(const char *text)
{
	return nkv_utf8_count(text, strlen(text));
}

bool nkv_begin_table(struct nkv_output *output)
{
	const struct nkv_rows *rows = output->rows;
	struct table *table = nkv_output_keep(output, sizeof(*table));

	if (!table)
		return false;
	table->style = (struct nkv_cell_style){
		.none = "-",
		.human = rows->human,
		.put_text = nkv_text_add_escaped,
	};
	table->widths = calloc(rows->column_count, sizeof(*table->widths));
	if (!table->widths)
		return false;
	for (size_t i = 0; i < rows->column_count && !rows->no_header; i++)
		table->widths[i] = strlen(rows->columns[i]->name);
	return true;
}

static void put_cell(struct table *table, const struct nkv_column *column,
		     const struct nkv_row *row, size_t *width)
{
	struct nkv_text *line = &table->store.text;
	size_t start = line->length, wide;

	nkv_cell_put(line, column, nkv_column_cell(column, row), &table->style);
	nkv_text_add_char(line, '\0');
	if (line->failed)
		return;
	wide = width_of(line->text + start);
	*width = wide > *width ? wide : *width;
}

bool nkv_write_table(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_rows *rows = output->rows;
	struct table *table = output->state;
	struct nkv_row row = { 0 };

	while (nkv_rows_next(rows, subject, &row)) {
		size_t start = table->store.text.length;

		for (size_t i = 0; i < rows->column_count; i++)
			put_cell(table, rows->columns[i], &row, &table->widths[i]);
		if (!nkv_row_store_add(&table->store, rows, &row, start))
			return false;
	}
	return true;
}

/* --- when all are known --- */

static void write_blanks(FILE *file, size_t count)
{
	fprintf(file, "%*s", (int)count, "");
}

/* Numbers are flush right. Nothing follows the last cell. */
static void write_cell(struct nkv_output *output, size_t index, const char *text)
{
	const struct nkv_rows *rows = output->rows;
	const struct table *table = output->state;
	size_t blanks = table->widths[index] - width_of(text);
	bool right = rows->columns[index]->type == NKV_COLUMN_NUMBER;

	if (index > 0)
		fputs(gap, output->file);
	if (right)
		write_blanks(output->file, blanks);
	fputs(text, output->file);
	if (!right && index + 1 < rows->column_count)
		write_blanks(output->file, blanks);
}

static void write_rows(struct nkv_output *output)
{
	const struct nkv_rows *rows = output->rows;
	struct table *table = output->state;

	for (size_t i = 0; i < rows->column_count && !rows->no_header; i++)
		write_cell(output, i, rows->columns[i]->name);
	if (!rows->no_header)
		fputc('\n', output->file);
	nkv_row_store_sort(&table->store, rows);
	for (size_t i = 0; i < table->store.count; i++) {
		const char *text = table->store.text.text + table->store.rows[i].start;

		for (size_t j = 0; j < rows->column_count; j++) {
			write_cell(output, j, text);
			text += strlen(text) + 1;
		}
		fputc('\n', output->file);
	}
}

bool nkv_end_table(struct nkv_output *output)
{
	struct table *table = output->state;

	if (table->widths)
		write_rows(output);
	nkv_row_store_free(&table->store);
	free(table->widths);
	return true;
}
