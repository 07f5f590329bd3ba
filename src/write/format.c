/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "write/formats.h"
#include "write/writer.h"

static const struct nkv_format formats[] = {
	{
		.name = "text",
		.summary = "for a person who decides about a machine",
		.plan = nkv_write_text,
	},
	{
		.name = "json",
		.summary = "one indented object a machine",
		.plan = nkv_write_json,
	},
	{
		.name = "ndjson",
		.summary = "one object a line, also for a machine that could not be read",
		.plan = nkv_write_ndjson,
		.unread = nkv_write_ndjson_unread,
	},
	{
		.name = "console",
		.summary = "what the kernel itself prints",
		.plan = nkv_write_console,
	},
	{
		.name = "explain",
		.summary = "every step with its formula and its figures",
		.plan = nkv_write_explain,
	},
	{
		.name = "map",
		.summary = "a picture of the memory for a terminal",
		.plan = nkv_write_map,
	},
	{
		.name = "yaml",
		.summary = "the description of the machine, with all keys and comments",
		.plan = nkv_write_yaml,
	},
	{
		.name = "table",
		.summary = "a row a machine, aligned, for people",
		.rows = true,
		.begin = nkv_begin_table,
		.plan = nkv_write_table,
		.end = nkv_end_table,
	},
	{
		.name = "tsv",
		.summary = "a row a machine, tabs between the columns",
		.rows = true,
		.begin = nkv_begin_tsv,
		.plan = nkv_write_separated,
		.end = nkv_end_separated,
	},
	{
		.name = "csv",
		.summary = "a row a machine, as spreadsheets read it (RFC 4180)",
		.rows = true,
		.begin = nkv_begin_csv,
		.plan = nkv_write_separated,
		.end = nkv_end_separated,
	},
};

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

static void count_machine(struct nkv_output *output)
{
	output->machines++;
	if (output->style.flush_each)
		fflush(output->file);
}

bool nkv_output_plan(struct nkv_output *output, const struct nkv_format *format,
		     const struct nkv_plan *plan)
{
	if (output->rows && !nkv_rows_keep_plan(output->rows, plan))
		return true;
	if (!format->plan(output, plan))
		return false;
	count_machine(output);
	return true;
}

bool nkv_output_unread(struct nkv_output *output, const struct nkv_format *format,
		       const char *machine, const char *error)
{
	if (!format->unread)
		return true;
	if (!format->unread(output, machine, error))
		return false;
	count_machine(output);
	return true;
}
