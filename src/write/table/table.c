/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows for people: columns are as wide as their contents, so all rows are kept
 * until the last is known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "write/rows/cell_text.h"
#include "write/table/row_store.h"
#include "write/table/table.h"

enum { GAP = 2, INDENT = 4, WORD_WIDTH = 24 };

/* The place of a column. */
struct place {
	bool is_first; /* the first of a line */
	size_t column;
};

struct table {
	struct nkv_cell_style style;
	struct nkv_row_store store; /* cells of rows, each with a NUL after it */
	size_t *widths;
	struct place *places; /* set when all rows are known */
};

/* The number of characters; each is one column wide. */
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

/* --- writing the rows --- */

static void write_blanks(FILE *file, size_t count)
{
	fprintf(file, "%*s", (int)count, "");
}

/*
 * Writes a text so that no line is wider than the output, if it has commas: it continues after one,
 * in its own column.
 */
static void write_folded(const struct nkv_output *output, const char *text, size_t column)
{
	size_t used = column;

	while (*text) {
		size_t length = strcspn(text, ",");

		length += text[length] == ',';
		if (used > column && used + length > output->style.columns) {
			fputc('\n', output->file);
			write_blanks(output->file, column);
			used = column;
		}
		fprintf(output->file, "%.*s", (int)length, text);
		used += length;
		text += length;
	}
}

/*
 * Numbers are aligned to the right, and nothing follows the last cell of a
 * line. A row wider than the output continues in the next line.
 */
static void write_cell(struct nkv_output *output, size_t index, const char *text)
{
	const struct nkv_rows *rows = output->rows;
	const struct table *table = output->state;
	const struct place *place = &table->places[index];
	size_t blanks = table->widths[index] - width_of(text);
	bool right = rows->columns[index]->type == NKV_COLUMN_NUMBER;
	bool is_last = index + 1 == rows->column_count || place[1].is_first;

	if (index > 0 && place->is_first)
		fputc('\n', output->file);
	write_blanks(output->file, place->is_first ? place->column : GAP);
	if (right)
		write_blanks(output->file, blanks);
	if (is_last && !right)
		write_folded(output, text, place->column);
	else
		fputs(text, output->file);
	if (!right && !is_last)
		write_blanks(output->file, blanks);
}

/* Words in the last column can be folded. */
static size_t width_needed(const struct nkv_output *output, size_t index)
{
	const struct table *table = output->state;
	bool is_folded = index + 1 == output->rows->column_count &&
			 output->rows->columns[index]->type != NKV_COLUMN_NUMBER;

	return is_folded && table->widths[index] > WORD_WIDTH ? WORD_WIDTH : table->widths[index];
}

/* Finds the places of the columns. Returns false if there is no memory. */
static bool place_columns(struct nkv_output *output)
{
	const struct nkv_rows *rows = output->rows;
	struct table *table = output->state;
	size_t column = 0;

	table->places = calloc(rows->column_count, sizeof(*table->places));
	for (size_t i = 0; table->places && i < rows->column_count; i++) {
		struct place *place = &table->places[i];

		place->is_first =
			i == 0 || column + width_needed(output, i) > output->style.columns;
		if (place->is_first)
			column = i == 0 ? 0 : INDENT;
		place->column = column;
		column += table->widths[i] + GAP;
	}
	return table->places != NULL;
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
	bool placed = table->widths && place_columns(output);

	if (placed)
		write_rows(output);
	nkv_row_store_free(&table->store);
	free(table->places);
	free(table->widths);
	return placed || !table->widths;
}
