/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "fuzz/support/fuzz.h"

#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "read/reader.h"
#include "read/text.h"
#include "write/writer.h"

void fuzz_fail(const char *form, ...)
{
	va_list arguments;

	va_start(arguments, form);
	vfprintf(stderr, form, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	abort();
}

void fuzz_require(bool holds, const char *text)
{
	if (!holds)
		fuzz_fail("%s", text);
}

FILE *fuzz_open(const uint8_t *data, size_t size)
{
	static char nothing[1];
	FILE *file =
		fmemopen(size > 0 ? (void *)(uintptr_t)data : nothing, size > 0 ? size : 1, "r");

	fuzz_require(file != NULL, "no memory for a stream");
	if (size == 0)
		fgetc(file);
	return file;
}

/* Longer texts are long lists of numbers: they would take most of the time. */
enum { TEXT_CHECKED_BYTES = 1 << 14 };

/* --- a plan, made in memory that is full of a pattern --- */

struct planned {
	struct nkv_plan plan;
	void *workspace;
	enum nkv_error error;
};

static struct planned *plan_over(const struct nkv_machine *machine, int pattern)
{
	size_t bytes = nkv_workspace_bytes(machine);
	struct planned *planned = malloc(sizeof(*planned));

	fuzz_require(planned != NULL, "no memory for a plan");
	memset(planned, pattern, sizeof(*planned));
	planned->workspace = malloc(bytes);
	fuzz_require(planned->workspace != NULL, "no memory for a workspace");
	memset(planned->workspace, pattern, bytes);
	planned->error = nkv_plan_machine(machine, planned->workspace, bytes, &planned->plan);
	return planned;
}

static void free_planned(struct planned *planned)
{
	free(planned->workspace);
	free(planned);
}

enum { COLUMNS_MAX = 100 };

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

/* What a format makes of the plan; to be freed. */
static char *write_plan(const struct nkv_format *format, const struct nkv_plan *plan)
{
	const struct nkv_column *columns[COLUMNS_MAX];
	const struct nkv_rows rows = all_rows(columns);
	char *text = NULL;
	size_t bytes;
	struct nkv_output output = { .file = open_memstream(&text, &bytes), .rows = &rows };
	bool written;

	fuzz_require(output.file != NULL, "no memory for a stream");
	written = nkv_output_begin(&output, format) && nkv_output_plan(&output, format, plan) &&
		  nkv_output_end(&output, format);
	fuzz_require(fclose(output.file) == 0 && text != NULL, "no memory for a text");
	if (!written)
		fuzz_fail("format %s says that there is no memory", format->name);
	if (strlen(text) != bytes)
		fuzz_fail("format %s writes a NUL", format->name);
	if (bytes < TEXT_CHECKED_BYTES && nkv_text_check(text, bytes).what != NULL)
		fuzz_fail("format %s writes what is not text", format->name);
	return text;
}

static void check_json(const char *text)
{
	cJSON *plan = cJSON_Parse(text);

	fuzz_require(cJSON_IsObject(plan), "a plan in JSON that is not an object");
	cJSON_Delete(plan);
}

/* Memory that was not set would show as a difference between the two plans. */
static void check_formats(const struct nkv_plan *plan, const struct nkv_plan *other)
{
	size_t count;
	const struct nkv_format *formats = nkv_format_all(&count);

	for (size_t i = 0; i < count; i++) {
		char *text = write_plan(&formats[i], plan);
		char *other_text = write_plan(&formats[i], other);

		if (strcmp(text, other_text) != 0)
			fuzz_fail("format %s depends on memory that was not set", formats[i].name);
		if (strcmp(formats[i].name, "json") == 0 || strcmp(formats[i].name, "ndjson") == 0)
			check_json(text);
		free(other_text);
		free(text);
	}
}

/* --- the machine, written and read again --- */

static char *plan_again(const struct nkv_machine *machine)
{
	struct planned *planned = plan_over(machine, 0);
	char *text;

	fuzz_require(planned->error == NKV_OK, "a machine that is planned once and not twice");
	text = write_plan(nkv_format_find("ndjson"), &planned->plan);
	free_planned(planned);
	return text;
}

/* A description of a planned machine can be read, and is planned the same. */
static void check_description(const struct nkv_plan *plan)
{
	char *description = write_plan(nkv_format_find("yaml"), plan);
	char *wanted = write_plan(nkv_format_find("ndjson"), plan), *got;
	FILE *file = fuzz_open((const uint8_t *)description, strlen(description));
	struct nkv_reader *reader = nkv_reader_new(file, "again", NULL, 0);
	struct nkv_document document;

	fuzz_require(reader && nkv_reader_next(reader, &document) == NKV_READ_DOCUMENT,
		     "no memory to read a description");
	if (!document.machine)
		fuzz_fail("a description is refused: %s\n%s", document.diagnostics[0].text,
			  description);
	got = plan_again(document.machine);
	if (strcmp(wanted, got) != 0)
		fuzz_fail("a description plans otherwise:\n%s%s%s", description, wanted, got);
	free(got);
	nkv_reader_free(reader);
	fclose(file);
	free(wanted);
	free(description);
}

void fuzz_machine(const struct nkv_machine *machine)
{
	struct nkv_fault fault = nkv_machine_check(machine);
	struct planned *planned = plan_over(machine, 0xa5), *other = plan_over(machine, 0x3c);

	if (planned->error != fault.error)
		fuzz_fail("the check says '%s', the planner says '%s'", nkv_error_text(fault.error),
			  nkv_error_text(planned->error));
	fuzz_require(other->error == planned->error, "two plans end with two errors");
	if (planned->error == NKV_OK) {
		fuzz_check_plan(&planned->plan);
		check_formats(&planned->plan, &other->plan);
		check_description(&planned->plan);
	}
	free_planned(other);
	free_planned(planned);
}
