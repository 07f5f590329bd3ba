/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "support/planning.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/reader.h"
#include "write/writer.h"

FILE *open_test_file(const char *name)
{
	const char *tests = getenv("NUMAKVA_TESTS_DIR");
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", tests ? tests : "tests", name);
	file = fopen(path, "r");
	cr_assert(file, "cannot open %s", path);
	return file;
}

static char *write_plan(const struct nkv_machine *machine, const char *format)
{
	size_t bytes = nkv_workspace_bytes(machine), length;
	void *workspace = malloc(bytes);
	struct nkv_plan *plan = malloc(sizeof(*plan));
	char *text = NULL;
	struct nkv_output output = { .file = open_memstream(&text, &length) };

	cr_assert(workspace && plan && output.file);
	cr_assert_eq(nkv_plan_machine(machine, workspace, bytes, plan), NKV_OK);
	cr_assert(nkv_output_plan(&output, nkv_format_find(format), plan));
	fclose(output.file);
	free(workspace);
	free(plan);
	return text;
}

char *plan_text(const char *description, const char *format)
{
	char *copy = strdup(description), *text;
	FILE *file = fmemopen(copy, strlen(copy), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "test", NULL, 0);
	struct nkv_document document;

	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	cr_assert(document.machine, "%s",
		  document.diagnostic_count > 0 ? document.diagnostics[0].text : "");
	text = write_plan(document.machine, format);
	nkv_reader_free(reader);
	fclose(file);
	free(copy);
	return text;
}
