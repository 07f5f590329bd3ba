/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "write/comparison/comparison.h"
#include "write/formats.h"
#include "write/writer.h"

/* A line or a paragraph a machine, which nothing separates. */
static const struct nkv_format text_checks = {
	.name = "text",
	.in_parts = true,
	.check = nkv_write_text_check,
};

static const struct nkv_format formats[] = {
	{
		.name = "text",
		.summary = "for a person who decides about a machine",
		.helps = true,
		.separator = "\n",
		.in_parts = true,
		.plan = nkv_write_text,
		.range = nkv_write_text_range,
		.side_by_side = nkv_write_text_side_by_side,
		.checked = &text_checks,
		.comparison = nkv_write_comparison_text,
	},
	{
		.name = "json",
		.summary = "one indented object a machine",
		.in_parts = true,
		.points = true,
		.plan = nkv_write_json,
		.range = nkv_write_json,
		.check = nkv_write_json,
		.comparison = nkv_write_comparison_json,
	},
	{
		.name = "ndjson",
		.summary = "one object a line, also for a machine that could not be read",
		.in_parts = true,
		.points = true,
		.begin_part = nkv_begin_ndjson,
		.end_part = nkv_end_ndjson,
		.begin = nkv_begin_ndjson,
		.plan = nkv_write_json,
		.range = nkv_write_json,
		.check = nkv_write_json,
		.comparison = nkv_write_comparison_json,
		.unread = nkv_write_json_unread,
		.end = nkv_end_ndjson,
	},
	{
		.name = "console",
		.summary = "what the kernel itself prints",
		.separator = "\n",
		.in_parts = true,
		.plan = nkv_write_console,
	},
	{
		.name = "explain",
		.summary = "every step with its formula and its figures",
		.separator = "\n",
		.in_parts = true,
		.plan = nkv_write_explain,
	},
	{
		.name = "map",
		.summary = "a picture of the memory for a terminal",
		.separator = "\n",
		.draws = true,
		.in_parts = true,
		.plan = nkv_write_map,
	},
	{
		.name = "svg",
		.summary = "the picture for a document or a ticket; of a sweep a chart",
		.points = true,
		.begin = nkv_begin_svg,
		.plan = nkv_write_svg,
		.end = nkv_end_svg,
	},
	{
		.name = "html",
		.summary = "a page with picture, tables and all that other forms say",
		.helps = true,
		.begin = nkv_begin_html,
		.plan = nkv_write_html,
		.unread = nkv_write_html_unread,
		.end = nkv_end_html,
	},
	{
		.name = "yaml",
		.summary = "the description of the machine, with all keys and comments",
		.separator = "---\n",
		.in_parts = true,
		.points = true,
		.plan = nkv_write_yaml,
	},
	{
		.name = "table",
		.summary = "a row a machine, aligned, for people",
		.rows = true,
		.points = true,
		.begin = nkv_begin_table,
		.plan = nkv_write_table,
		.range = nkv_write_table,
		.end = nkv_end_table,
	},
	{
		.name = "tsv",
		.summary = "a row a machine, tabs between the columns",
		.in_parts = true,
		.begin_part = nkv_begin_tsv_part,
		.end_part = nkv_end_separated,
		.rows = true,
		.points = true,
		.begin = nkv_begin_tsv,
		.plan = nkv_write_separated,
		.range = nkv_write_separated,
		.end = nkv_end_separated,
	},
	{
		.name = "csv",
		.summary = "a row a machine, as spreadsheets read it (RFC 4180)",
		.in_parts = true,
		.begin_part = nkv_begin_csv_part,
		.end_part = nkv_end_separated,
		.rows = true,
		.points = true,
		.begin = nkv_begin_csv,
		.plan = nkv_write_separated,
		.range = nkv_write_separated,
		.end = nkv_end_separated,
	},
	{
		.name = "junit",
		.summary = "checks as JUnit XML, a suite a file",
		.reports = true,
		.begin = nkv_begin_junit,
		.check = nkv_write_junit,
		.unread = nkv_write_junit_unread,
		.lost = nkv_write_junit_lost,
		.end = nkv_end_junit,
	},
	{
		.name = "tap",
		.summary = "checks in the Test Anything Protocol",
		.reports = true,
		.begin = nkv_begin_tap,
		.check = nkv_write_tap,
		.unread = nkv_write_tap_unread,
		.lost = nkv_write_tap_lost,
		.end = nkv_end_tap,
	},
};

/* The forms of a difference, by the names of those above. */
static const struct nkv_format diff_formats[] = {
	{ .name = "text",
	  .points = true,
	  .begin = nkv_begin_diff,
	  .plan = nkv_take_diff,
	  .end = nkv_end_diff_text },
	{ .name = "json",
	  .points = true,
	  .begin = nkv_begin_diff,
	  .plan = nkv_take_diff,
	  .end = nkv_end_diff_json },
	{ .name = "ndjson",
	  .points = true,
	  .begin = nkv_begin_diff,
	  .plan = nkv_take_diff,
	  .end = nkv_end_diff_ndjson },
};

const struct nkv_format *nkv_format_diff(const struct nkv_format *format)
{
	for (size_t i = 0; i < sizeof(diff_formats) / sizeof(diff_formats[0]); i++)
		if (strcmp(diff_formats[i].name, format->name) == 0)
			return &diff_formats[i];
	return NULL;
}

static const size_t format_count = sizeof(formats) / sizeof(formats[0]);

const struct nkv_format *nkv_format_default(void)
{
	return &formats[0];
}

const struct nkv_format *nkv_format_all(size_t *count)
{
	*count = format_count;
	return formats;
}

const struct nkv_format *nkv_format_find(const char *name)
{
	for (size_t i = 0; i < format_count; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

bool nkv_output_begin(struct nkv_output *output, const struct nkv_format *format)
{
	return !format->begin || format->begin(output);
}

bool nkv_output_end(struct nkv_output *output, const struct nkv_format *format)
{
	return !format->end || format->end(output);
}

bool nkv_output_is_in_parts(const struct nkv_output *output, const struct nkv_format *format)
{
	return format->in_parts && !(output->rows && output->rows->sort);
}

bool nkv_output_begin_part(struct nkv_output *output, const struct nkv_format *format)
{
	output->machines = 0;
	return !format->begin_part || format->begin_part(output);
}

bool nkv_output_end_part(struct nkv_output *output, const struct nkv_format *format)
{
	return !format->end_part || format->end_part(output);
}

static void separate(struct nkv_output *output, const struct nkv_format *format)
{
	if (format->separator && output->machines > 0 && !output->ranges)
		fputs(format->separator, output->file);
}

static void count_machines(struct nkv_output *output, size_t count)
{
	output->machines += count;
	if (output->style.flush_each)
		fflush(output->file);
}

void nkv_output_part(struct nkv_output *output, const struct nkv_format *format, const char *part,
		     size_t bytes, size_t machines)
{
	if (machines == 0)
		return;
	separate(output, format);
	fwrite(part, 1, bytes, output->file);
	count_machines(output, machines);
}

static nkv_write *writer_of(const struct nkv_output *output, const struct nkv_format *format,
			    const struct nkv_subject *subject)
{
	if (!subject->plan)
		return format->unread;
	if (subject->comparison)
		return format->comparison;
	if (subject->check && format->check)
		return format->check;
	return output->ranges ? format->range : format->plan;
}

static bool keeps(const struct nkv_output *output, const struct nkv_subject *subject)
{
	return !output->rows || !subject->plan || nkv_rows_keep_plan(output->rows, subject->plan);
}

bool nkv_output_wants_help(const struct nkv_output *output, const struct nkv_format *format,
			   const struct nkv_subject *subject)
{
	return format->helps && writer_of(output, format, subject) == format->plan &&
	       subject->plan->verdict != NKV_VERDICT_BOOTS && keeps(output, subject);
}

bool nkv_output_subject(struct nkv_output *output, const struct nkv_format *format,
			const struct nkv_subject *subject)
{
	nkv_write *write = writer_of(output, format, subject);

	if (!write || !keeps(output, subject))
		return true;
	separate(output, format);
	if (!write(output, subject))
		return false;
	count_machines(output, 1);
	return true;
}

bool nkv_output_plans(struct nkv_output *output, const struct nkv_format *format,
		      const struct nkv_plan *const *plans, size_t count)
{
	separate(output, format);
	if (!format->side_by_side(output, plans, count))
		return false;
	count_machines(output, 1);
	return true;
}

bool nkv_output_lost(struct nkv_output *output, const struct nkv_format *format,
		     const struct nkv_subject *subject)
{
	return !format->lost || format->lost(output, subject);
}
