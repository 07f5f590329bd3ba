/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "fuzz/support/planned.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz/support/fuzz.h"
#include "base/text_check.h"
#include "base/utf8.h"
#include "write/rows/rows.h"

/* Longer texts are long lists of numbers: they would take most of the time. */
enum { TEXT_CHECKED_BYTES = 1 << 14 };

enum { COLUMNS_MAX = 100 };

struct fuzz_planned *fuzz_plan(const struct nkv_machine *machine, int pattern)
{
	size_t bytes = nkv_workspace_bytes(machine);
	struct fuzz_planned *planned = malloc(sizeof(*planned));

	fuzz_require(planned != NULL, "no memory for a plan");
	memset(planned, pattern, sizeof(*planned));
	planned->workspace = malloc(bytes);
	fuzz_require(planned->workspace != NULL, "no memory for a workspace");
	memset(planned->workspace, pattern, bytes);
	planned->error = nkv_plan_machine(machine, planned->workspace, bytes, &planned->plan);
	return planned;
}

void fuzz_planned_free(struct fuzz_planned *planned)
{
	free(planned->workspace);
	free(planned);
}

/* Every column there is, and a row a node, so that all have something. */
static struct nkv_rows all_rows(const struct nkv_column *columns[COLUMNS_MAX])
{
	struct nkv_rows rows = { .columns = columns, .nodes = true, .human = true };
	const struct nkv_column *column;

	while ((column = nkv_column_at(rows.column_count))) {
		fuzz_require(rows.column_count < COLUMNS_MAX, "more columns than expected");
		columns[rows.column_count++] = column;
	}
	return rows;
}

/* In csv and JSON, control characters beyond those of ASCII are as they were; in csv those, too. */
static bool is_text(const struct nkv_format *format, const char *text, size_t bytes)
{
	size_t step = 1;
	uint32_t character;

	if (strcmp(format->name, "csv") != 0 && !strstr(format->name, "json"))
		return nkv_text_check(text, bytes).what == NULL;
	while (*text && step > 0) {
		step = nkv_utf8_decode(text, NKV_UTF8_BYTES_MAX, &character);
		text += step;
	}
	return step > 0;
}

static void check_text(const struct nkv_format *format, const char *text, size_t bytes)
{
	if (strlen(text) != bytes)
		fuzz_fail("format %s writes a NUL", format->name);
	if (bytes < TEXT_CHECKED_BYTES && !is_text(format, text, bytes))
		fuzz_fail("format %s writes what is not text", format->name);
}

char *fuzz_write(const struct nkv_format *format, fuzz_put *put, const void *what)
{
	const struct nkv_column *columns[COLUMNS_MAX];
	const struct nkv_rows rows = all_rows(columns);
	char *text = NULL;
	size_t bytes;
	struct nkv_output output = { .file = open_memstream(&text, &bytes) };
	bool written;

	fuzz_require(output.file != NULL, "no memory for a stream");
	if (format->rows)
		output.rows = &rows;
	written = nkv_output_begin(&output, format) && put(&output, format, what) &&
		  nkv_output_end(&output, format);
	fuzz_require(fclose(output.file) == 0 && text != NULL, "no memory for a text");
	if (!written)
		fuzz_fail("format %s says that there is no memory", format->name);
	check_text(format, text, bytes);
	return text;
}

static void find_help(const struct nkv_plan *plan, struct nkv_help *help)
{
	size_t bytes = nkv_remedies_bytes(plan->machine);
	void *workspace = malloc(bytes);

	fuzz_require(workspace != NULL, "no memory for remedies");
	help->remedy_count =
		nkv_remedies_find_boot(plan, workspace, bytes, help->remedies, &help->verdict);
	free(workspace);
}

bool fuzz_put_plan(struct nkv_output *output, const struct nkv_format *format, const void *plan)
{
	struct nkv_subject subject = { .plan = plan, .title = "m" };
	struct nkv_help help;

	if (nkv_output_wants_help(output, format, &subject)) {
		find_help(plan, &help);
		subject.help = &help;
	}
	return nkv_output_subject(output, format, &subject);
}

char *fuzz_write_plan(const char *format, const struct nkv_plan *plan)
{
	return fuzz_write(nkv_format_find(format), fuzz_put_plan, plan);
}
