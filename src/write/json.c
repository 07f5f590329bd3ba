/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "write/formats.h"
#include "write/json_check.h"
#include "write/json_plan.h"
#include "write/json_point.h"
#include "write/json_pretty.h"

static bool write_line(struct nkv_output *output, cJSON *object)
{
	char *text = object ? cJSON_PrintUnformatted(object) : NULL;

	cJSON_Delete(object);
	if (!text)
		return false;
	fputs(text, output->file);
	fputc('\n', output->file);
	cJSON_free(text);
	return true;
}

/* A plan's object, with the point of a sweep that it is of. */
static cJSON *place(const struct nkv_output *output, cJSON *object)
{
	if (!object || !output->point || nkv_json_add_point(object, output->point))
		return object;
	cJSON_Delete(object);
	return NULL;
}

bool nkv_write_ndjson(struct nkv_output *output, const struct nkv_plan *plan)
{
	return write_line(output, place(output, nkv_json_plan(plan)));
}

bool nkv_write_ndjson_unread(struct nkv_output *output, const char *machine, const char *error)
{
	return write_line(output, nkv_json_unread(machine, error));
}

bool nkv_write_ndjson_check(struct nkv_output *output, const struct nkv_plan *plan,
			    const struct nkv_judgement *judgement)
{
	return write_line(output, place(output, nkv_json_checked_plan(plan, judgement)));
}

static bool write_pretty(struct nkv_output *output, cJSON *object)
{
	bool written = object && nkv_json_pretty(output->file, object);

	cJSON_Delete(object);
	return written;
}

bool nkv_write_json(struct nkv_output *output, const struct nkv_plan *plan)
{
	return write_pretty(output, place(output, nkv_json_plan(plan)));
}

bool nkv_write_json_check(struct nkv_output *output, const struct nkv_plan *plan,
			  const struct nkv_judgement *judgement)
{
	return write_pretty(output, place(output, nkv_json_checked_plan(plan, judgement)));
}
