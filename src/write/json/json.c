/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json and ndjson: the same objects. ndjson writes them as text, in memory that
 * is used again. json lays the text out for people.
 */

#include "write/json/json.h"
#include "write/json/json_check.h"
#include "write/json/json_plan.h"
#include "write/json/json_point.h"
#include "write/json/json_pretty.h"

bool nkv_begin_ndjson(struct nkv_output *output)
{
	return nkv_output_keep(output, sizeof(struct nkv_text)) != NULL;
}

bool nkv_end_ndjson(struct nkv_output *output)
{
	nkv_text_free(output->state);
	return true;
}

bool nkv_write_json(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct nkv_json json = { .line = output->state };

	nkv_json_begin_object(&json, NULL);
	nkv_json_put_plan(&json, subject);
	if (subject->check)
		nkv_json_put_check(&json, subject->plan, subject->check);
	if (subject->point)
		nkv_json_put_point(&json, subject->point);
	nkv_json_end_object(&json);
	return nkv_json_write(&json, output->file);
}

bool nkv_write_json_unread(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct nkv_json json = { .line = output->state };

	nkv_json_begin_object(&json, NULL);
	nkv_json_put_unread(&json, subject);
	nkv_json_end_object(&json);
	return nkv_json_write(&json, output->file);
}
