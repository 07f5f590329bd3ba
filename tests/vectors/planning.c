/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "support/planning.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/description/reader.h"
#include "write/formats.h"

/* What gzip makes of PATH.gz; NULL if it makes nothing of it. */
static FILE *unpack(const char *path)
{
	char command[600], block[1 << 16];
	FILE *file = tmpfile(), *pipe;
	size_t bytes;

	cr_assert(file);
	snprintf(command, sizeof(command), "gzip -dc '%s.gz'", path);
	pipe = popen(command, "r");
	cr_assert(pipe);
	while ((bytes = fread(block, 1, sizeof(block), pipe)) > 0)
		cr_assert_eq(fwrite(block, 1, bytes, file), bytes);
	if (pclose(pipe) != 0) {
		fclose(file);
		return NULL;
	}
	rewind(file);
	return file;
}

FILE *open_test_file(const char *name)
{
	const char *tests = getenv("NUMAKVA_TESTS_DIR");
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", tests ? tests : "tests", name);
	file = fopen(path, "r");
	if (!file)
		file = unpack(path);
	cr_assert(file, "cannot open %s", path);
	return file;
}

static void plan_machine(const struct nkv_machine *machine, use_function *use, void *context)
{
	size_t bytes = nkv_workspace_bytes(machine);
	void *workspace = malloc(bytes);
	struct nkv_plan *plan = malloc(sizeof(*plan));

	cr_assert(workspace && plan);
	cr_assert_eq(nkv_plan_machine(machine, workspace, bytes, plan), NKV_OK);
	use(plan, context);
	free(workspace);
	free(plan);
}

void use_plan(const char *description, use_function *use, void *context)
{
	char *copy = strdup(description);
	FILE *file = fmemopen(copy, strlen(copy), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "test", NULL, 0);
	struct nkv_document document;

	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	cr_assert(document.machine, "%s",
		  document.diagnostic_count > 0 ? document.diagnostics[0].text : "");
	plan_machine(document.machine, use, context);
	nkv_reader_free(reader);
	fclose(file);
	free(copy);
}

struct writing {
	const struct nkv_format *format;
	struct nkv_style style;
	char *text;
};

static void write_plan(const struct nkv_plan *plan, void *context)
{
	struct writing *writing = context;
	size_t length;
	struct nkv_output output = { .file = open_memstream(&writing->text, &length),
				     .style = writing->style };

	cr_assert(output.file);
	cr_assert(nkv_output_begin(&output, writing->format));
	cr_assert(nkv_output_subject(&output, writing->format,
				     &(struct nkv_subject){ .plan = plan, .title = "m" }));
	cr_assert(nkv_output_end(&output, writing->format));
	fclose(output.file);
}

char *plan_text_styled(const char *description, const char *format, struct nkv_style style)
{
	struct writing writing = { .format = nkv_format_find(format), .style = style };

	use_plan(description, write_plan, &writing);
	return writing.text;
}

char *plan_text(const char *description, const char *format)
{
	return plan_text_styled(description, format, (struct nkv_style){ 0 });
}
