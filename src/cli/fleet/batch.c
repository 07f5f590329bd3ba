/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/fleet/batch.h"

#include <string.h>

/* --- documents in --- */

/* Returns the position of the copy, if there is memory for it. */
static size_t put_text(struct nkv_batch *batch, const char *text, size_t length)
{
	size_t offset = batch->text.length;

	nkv_text_add_bytes(&batch->text, text, length);
	nkv_text_add_char(&batch->text, '\0');
	return offset;
}

/* Documents of one stream share the copy of its name. */
static bool is_origin_of_last(const struct nkv_batch *batch, const char *origin)
{
	return batch->count > 0 &&
	       strcmp(batch->text.text + batch->documents[batch->count - 1].origin, origin) == 0;
}

bool nkv_batch_add(struct nkv_batch *batch, const struct nkv_cut *cut)
{
	struct nkv_batch_document *document = &batch->documents[batch->count];

	*document = (struct nkv_batch_document){ .cut = *cut, .has_text = cut->text != NULL };
	if (is_origin_of_last(batch, cut->origin))
		document->origin = batch->documents[batch->count - 1].origin;
	else
		document->origin = put_text(batch, cut->origin, strlen(cut->origin));
	if (cut->text)
		document->text = put_text(batch, cut->text, cut->length);
	if (!batch->text.failed)
		batch->count++;
	return !batch->text.failed;
}

bool nkv_batch_is_full(const struct nkv_batch *batch)
{
	return batch->count == NKV_BATCH_DOCUMENTS || batch->text.length >= NKV_BATCH_BYTES;
}

/* --- plans out --- */

static struct nkv_cut cut_of(const struct nkv_batch *batch, size_t index)
{
	const struct nkv_batch_document *document = &batch->documents[index];
	struct nkv_cut cut = document->cut;

	cut.origin = batch->text.text + document->origin;
	cut.text = document->has_text ? batch->text.text + document->text : NULL;
	return cut;
}

static void plan_documents(const struct nkv_batch *batch, struct nkv_planner *planner,
			   struct nkv_reader *reader)
{
	for (size_t i = 0; i < batch->count && !planner->no_memory; i++) {
		struct nkv_cut cut = cut_of(batch, i);
		struct nkv_document document;

		if (nkv_reader_parse(reader, &cut, &document) == NKV_READ_DOCUMENT)
			nkv_planner_take(planner, &document, cut.origin);
		else
			nkv_planner_stop(planner);
	}
}

static void take_results(struct nkv_batch *batch, struct nkv_planner *planner)
{
	batch->written = planner->output.machines;
	batch->status = planner->status;
	batch->no_memory = planner->no_memory;
	batch->summary = planner->summary;
	planner->output.machines = 0;
	planner->status = NKV_EXIT_OK;
	planner->no_memory = false;
	planner->summary = nkv_summary_like(&batch->summary);
}

void nkv_batch_plan(struct nkv_batch *batch, struct nkv_planner *planner, struct nkv_reader *reader)
{
	bool opened = nkv_buffer_open(&batch->plans) && nkv_buffer_open(&batch->messages);
	bool all_plans, all_messages;

	planner->output.file = batch->plans.file;
	planner->messages = batch->messages.file;
	if (opened)
		plan_documents(batch, planner, reader);
	take_results(batch, planner);
	all_plans = nkv_buffer_close(&batch->plans);
	all_messages = nkv_buffer_close(&batch->messages);
	batch->said = batch->no_memory && all_messages;
	batch->no_memory = batch->no_memory || !opened || !all_plans || !all_messages;
}

void nkv_batch_reset(struct nkv_batch *batch)
{
	nkv_summary_free(&batch->summary);
	nkv_buffer_free(&batch->plans);
	nkv_buffer_free(&batch->messages);
	batch->text.length = 0;
	*batch = (struct nkv_batch){ .text = batch->text };
}

void nkv_batch_free(struct nkv_batch *batch)
{
	nkv_batch_reset(batch);
	nkv_text_free(&batch->text);
}
