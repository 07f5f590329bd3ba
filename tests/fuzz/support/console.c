/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the plan's kernel prints, held against the plan. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/support/fuzz.h"
#include "fuzz/support/planned.h"
#include "read/log/boot_record.h"
#include "read/lines/clean_line.h"
#include "write/console/planned_lines.h"

/* The comparison takes as long as the square of this. */
enum { LINES_MAX = 500 };

static bool put_comparison(struct nkv_output *output, const struct nkv_format *format,
			   const void *what)
{
	const struct nkv_boot_comparison *comparison = what;
	const struct nkv_subject subject = { .plan = comparison->plan,
					     .title = "m",
					     .comparison = comparison };

	return nkv_output_subject(output, format, &subject);
}

static void write_comparison(const struct nkv_boot_comparison *comparison)
{
	size_t count;
	const struct nkv_format *formats = nkv_format_all(&count);

	for (size_t i = 0; i < count; i++)
		if (formats[i].comparison)
			free(fuzz_write(&formats[i], put_comparison, comparison));
}

static void require_clean(const struct nkv_boot_comparison *comparison)
{
	size_t same = comparison->counts[NKV_LINE_SAME];

	if (nkv_comparison_differs(comparison) || comparison->other_kernel ||
	    same != comparison->record->line_count)
		fuzz_fail("a plan differs from what it says is printed:\n%s",
			  fuzz_write(nkv_format_find("text"), put_comparison, comparison));
}

static void compare(const struct nkv_plan *plan, const struct nkv_boot_record *record)
{
	struct nkv_planned_lines lines;
	struct nkv_boot_comparison comparison;
	size_t bytes;
	void *workspace;

	fuzz_require(nkv_planned_lines(plan, &lines), "no memory for lines");
	bytes = nkv_compare_bytes(lines.count, record);
	workspace = malloc(bytes);
	fuzz_require(workspace && nkv_compare(plan, lines.lines, lines.count, record, workspace,
					      bytes, &comparison),
		     "no memory for a comparison");
	require_clean(&comparison);
	write_comparison(&comparison);
	free(workspace);
	nkv_planned_lines_free(&lines);
}

/* Whether a log of it is read whole, and held against the plan in reasonable time. */
static bool is_short(const char *text)
{
	size_t count = 0;

	for (; *text; text += strcspn(text, "\n") + 1)
		if (++count > LINES_MAX || strcspn(text, "\n") > NKV_LOG_LINE_BYTES_MAX)
			return false;
	return true;
}

static void read_and_compare(const struct nkv_plan *plan, const char *text)
{
	FILE *file = fuzz_open((const uint8_t *)text, strlen(text));
	struct nkv_record_reader *reader = nkv_record_reader_new();
	struct nkv_boot_record record;

	fuzz_require(reader != NULL, "no memory for a log");
	if (nkv_record_reader_read(reader, file, "again", 0, &record) != NKV_RECORD_READ)
		fuzz_fail("what a kernel prints is no boot:\n%s", text);
	compare(plan, &record);
	nkv_record_reader_free(reader);
	fclose(file);
}

void fuzz_check_console(const struct nkv_plan *plan)
{
	char *text = fuzz_write_plan("console", plan);

	if (is_short(text))
		read_and_compare(plan, text);
	free(text);
}
