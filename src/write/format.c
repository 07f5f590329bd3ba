/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "write/formats.h"
#include "write/writer.h"

static const struct nkv_format formats[] = {
	{ "text", "for a person who decides about a machine", nkv_write_text, NULL },
	{ "json", "one indented object a machine", nkv_write_json, NULL },
	{ "ndjson", "one object a line, also for a machine that could not be read",
	  nkv_write_ndjson, nkv_write_ndjson_unread },
	{ "console", "what the kernel itself prints", nkv_write_console, NULL },
	{ "explain", "every step with its formula and its figures", nkv_write_explain, NULL },
};

static const size_t format_count = sizeof(formats) / sizeof(formats[0]);

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

static void count_machine(struct nkv_output *output)
{
	output->machines++;
	if (output->style.flush_each)
		fflush(output->file);
}

bool nkv_output_plan(struct nkv_output *output, const struct nkv_format *format,
		     const struct nkv_plan *plan)
{
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
