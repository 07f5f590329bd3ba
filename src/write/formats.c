/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/formats.h"

#include <stdint.h>
#include <string.h>

#include "base/paragraph.h"
#include "write/check/check.h"
#include "write/comparison/comparison.h"
#include "write/console/console.h"
#include "write/diff/diff_formats.h"
#include "write/explain/explain.h"
#include "write/html/html.h"
#include "write/json/json.h"
#include "write/map/map.h"
#include "write/svg_document.h"
#include "write/table/table.h"
#include "write/text/text.h"
#include "write/yaml/yaml.h"

/* One line or paragraph for each machine, without separators. */
static const struct nkv_format text_checks = {
	.name = "text",
	.columns = NKV_COLUMNS,
	.in_parts = true,
	.range = nkv_write_text_range,
	.check = nkv_write_text_check,
};

static const struct nkv_format formats[] = {
	{
		.name = "text",
		.summary = "a report for people",
		.columns = NKV_COLUMNS,
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
		.summary = "an indented JSON object for each machine",
		.in_parts = true,
		.points = true,
		.plan = nkv_write_json,
		.range = nkv_write_json,
		.check = nkv_write_json,
		.comparison = nkv_write_comparison_json,
	},
	{
		.name = "ndjson",
		.summary = "a JSON object on each line, also for machines that could not be read",
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
		.lost = nkv_write_json_unread,
		.end = nkv_end_ndjson,
	},
	{
		.name = "console",
		.summary = "the lines that the kernel itself prints",
		.separator = "\n",
		.in_parts = true,
		.plan = nkv_write_console,
	},
	{
		.name = "explain",
		.tells_check = true,
		.summary = "each step of the boot, with its formula and its figures",
		.columns = NKV_COLUMNS,
		.separator = "\n",
		.in_parts = true,
		.plan = nkv_write_explain,
	},
	{
		.name = "map",
		.tells_check = true,
		.summary = "a picture of the memory, for a terminal",
		.separator = "\n",
		.draws = true,
		.columns = 80,
		.in_parts = true,
		.plan = nkv_write_map,
	},
	{
		.name = "svg",
		.tells_check = true,
		.summary = "the same picture, for a document or a ticket; with --sweep, a chart",
		.points = true,
		.begin = nkv_begin_svg,
		.plan = nkv_write_svg,
		.end = nkv_end_svg,
	},
	{
		.name = "html",
		.tells_check = true,
		.summary = "a page with the picture, tables, hazards and what would help",
		.helps = true,
		.wants_help = nkv_html_wants_help,
		.begin = nkv_begin_html,
		.plan = nkv_write_html,
		.unread = nkv_write_html_unread,
		.lost = nkv_write_html_unread,
		.end = nkv_end_html,
	},
	{
		.name = "yaml",
		.summary = "the description of the machine, with every key and comments",
		.separator = "---\n",
		.in_parts = true,
		.points = true,
		.plan = nkv_write_yaml,
	},
	{
		.name = "table",
		.summary = "an aligned table, with a row for each machine",
		.columns = SIZE_MAX,
		.rows = true,
		.points = true,
		.begin = nkv_begin_table,
		.plan = nkv_write_table,
		.range = nkv_write_table,
		.end = nkv_end_table,
	},
	{
		.name = "tsv",
		.summary = "the table with tabs between the columns",
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
		.summary = "the table as spreadsheets read it (RFC 4180)",
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
		.summary = "checks as JUnit XML, with a suite for each file",
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

/* The formats of differences. Their names are those of formats above. */
static const struct nkv_format diff_formats[] = {
	{ .name = "text",
	  .points = true,
	  .columns = NKV_COLUMNS,
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
