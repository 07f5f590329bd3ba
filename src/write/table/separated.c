/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows for programs: tsv and csv. A row is written together with its plan; only
 * rows that are to be sorted are kept.
 */
#include <string.h>

#include "base/escape.h"
#include "write/rows/cell_text.h"
#include "write/table/row_store.h"
#include "write/table/table.h"

/* The differences between tsv and csv. */
struct separated_form {
	char separator;
	const char *line_end;
	void (*put_text)(struct nkv_text *line, const char *text);
};

struct separated {
	const struct separated_form *form;
	struct nkv_cell_style style;
	struct nkv_row_store store; /* one row, unless rows are to be sorted */
};

/* --- text that stays within its cell --- */

/* Puts a character that cannot be put as it is. Returns the number of its bytes. */
static size_t put_shown(struct nkv_text *line, const char *text)
{
	char shown[NKV_ESCAPE_BYTES];
	size_t bytes = nkv_escape(text, strlen(text), shown);

	nkv_text_add(line, shown);
	return bytes;
}

static size_t put_tsv_special(struct nkv_text *line, const char *text)
{
	if (*text != '\\' && *text != '\r')
		return put_shown(line, text);
	nkv_text_add(line, *text == '\r' ? "\\r" : "\\\\");
	return 1;
}

static void put_tsv_text(struct nkv_text *line, const char *text)
{
	while (*text) {
		size_t plain = nkv_plain_length(text, strcspn(text, "\\"));

		nkv_text_add_bytes(line, text, plain);
		text += plain;
		if (*text)
			text += put_tsv_special(line, text);
	}
}

/* Quoted text is not changed: csv has nothing that stands for a control character. */
static void put_csv_text(struct nkv_text *line, const char *text)
{
	if (!text[strcspn(text, "\",\r\n")]) {
		nkv_text_add(line, text);
		return;
	}
	nkv_text_add_char(line, '"');
	for (; *text; text++) {
		if (*text == '"')
			nkv_text_add_char(line, '"');
		nkv_text_add_char(line, *text);
	}
	nkv_text_add_char(line, '"');
}

static const struct separated_form tsv = { '\t', "\n", put_tsv_text };
static const struct separated_form csv = { ',', "\r\n", put_csv_text };

/* --- rows --- */

static void put_header(struct separated *separated, const struct nkv_rows *rows)
{
	struct nkv_text *line = &separated->store.text;

	for (size_t i = 0; i < rows->column_count; i++) {
		if (i > 0)
			nkv_text_add_char(line, separated->form->separator);
		nkv_text_add(line, rows->columns[i]->name);
	}
	nkv_text_add(line, separated->form->line_end);
}

static void put_row(struct separated *separated, const struct nkv_rows *rows,
		    const struct nkv_row *row)
{
	struct nkv_text *line = &separated->store.text;

	for (size_t i = 0; i < rows->column_count; i++) {
		if (i > 0)
			nkv_text_add_char(line, separated->form->separator);
		nkv_cell_put(line, rows->columns[i], nkv_column_cell(rows->columns[i], row),
			     &separated->style);
	}
	nkv_text_add(line, separated->form->line_end);
}

/* Writes the text that was put, and empties it. */
static bool flush(struct nkv_output *output, struct nkv_text *line)
{
	if (line->length > 0)
		fwrite(line->text, 1, line->length, output->file);
	line->length = 0;
	return !line->failed;
}

static bool begin_part(struct nkv_output *output, const struct separated_form *form)
{
	struct separated *separated = nkv_output_keep(output, sizeof(*separated));

	if (!separated)
		return false;
	separated->form = form;
	separated->style = (struct nkv_cell_style){
		.none = "",
		.human = output->rows->human,
		.put_text = form->put_text,
	};
	return true;
}

static bool begin(struct nkv_output *output, const struct separated_form *form)
{
	struct separated *separated;

	if (!begin_part(output, form))
		return false;
	separated = output->state;
	if (!output->rows->no_header)
		put_header(separated, output->rows);
	return flush(output, &separated->store.text);
}

bool nkv_begin_tsv(struct nkv_output *output)
{
	return begin(output, &tsv);
}

bool nkv_begin_csv(struct nkv_output *output)
{
	return begin(output, &csv);
}

bool nkv_begin_tsv_part(struct nkv_output *output)
{
	return begin_part(output, &tsv);
}

bool nkv_begin_csv_part(struct nkv_output *output)
{
	return begin_part(output, &csv);
}

bool nkv_write_separated(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct separated *separated = output->state;
	struct nkv_text *line = &separated->store.text;
	struct nkv_row row = { 0 };

	while (nkv_rows_next(output->rows, subject, &row)) {
		size_t start = line->length;

		put_row(separated, output->rows, &row);
		if (output->rows->sort &&
		    !nkv_row_store_add(&separated->store, output->rows, &row, start))
			return false;
	}
	return output->rows->sort ? true : flush(output, line);
}

static void write_sorted(struct nkv_output *output, struct nkv_row_store *store)
{
	nkv_row_store_sort(store, output->rows);
	for (size_t i = 0; i < store->count; i++)
		fwrite(store->text.text + store->rows[i].start, 1, store->rows[i].length,
		       output->file);
}

bool nkv_end_separated(struct nkv_output *output)
{
	struct separated *separated = output->state;

	write_sorted(output, &separated->store);
	nkv_row_store_free(&separated->store);
	return true;
}
