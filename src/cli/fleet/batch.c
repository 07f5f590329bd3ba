/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/fleet/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- documents in --- */

static bool has_room(struct nkv_batch *batch, size_t bytes)
{
	size_t capacity = batch->capacity > 0 ? batch->capacity : NKV_BATCH_BYTES;
	char *grown;

	if (batch->used + bytes <= batch->capacity)
		return true;
	while (capacity < batch->used + bytes)
		capacity *= 2;
	grown = realloc(batch->text, capacity);
	if (!grown)
		return false;
	batch->text = grown;
	batch->capacity = capacity;
	return true;
}

/* Returns where the copy is; there must be room. */
static size_t put_text(struct nkv_batch *batch, const char *text, size_t length)
{
	size_t offset = batch->used;

	memcpy(batch->text + offset, text, length);
	batch->text[offset + length] = '\0';
	batch->used += length + 1;
	return offset;
}

/* Documents of one stream have its name once. */
static bool is_origin_of_last(const struct nkv_batch *batch, const char *origin)
{
	return batch->count > 0 &&
	       strcmp(batch->text + batch->documents[batch->count - 1].origin, origin) == 0;
}

bool nkv_batch_add(struct nkv_batch *batch, const struct nkv_cut *cut)
{
	struct nkv_batch_document *document = &batch->documents[batch->count];
	size_t origin_length = strlen(cut->origin);

	if (!has_room(batch, origin_length + 1 + cut->length + 1))
		return false;
	*document = (struct nkv_batch_document){ .cut = *cut, .has_text = cut->text != NULL };
	if (is_origin_of_last(batch, cut->origin))
		document->origin = batch->documents[batch->count - 1].origin;
	else
		document->origin = put_text(batch, cut->origin, origin_length);
	if (cut->text)
		document->text = put_text(batch, cut->text, cut->length);
	batch->count++;
	return true;
}

bool nkv_batch_is_full(const struct nkv_batch *batch)
{
	return batch->count == NKV_BATCH_DOCUMENTS || batch->used >= NKV_BATCH_BYTES;
}

/* --- plans out --- */

static struct nkv_cut cut_of(const struct nkv_batch *batch, size_t index)
{
	const struct nkv_batch_document *document = &batch->documents[index];
	struct nkv_cut cut = document->cut;

	cut.origin = batch->text + document->origin;
	cut.text = document->has_text ? batch->text + document->text : NULL;
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

static bool close_memory(FILE *file)
{
	bool failed = file && ferror(file) != 0;

	return file && fclose(file) == 0 && !failed;
}

void nkv_batch_plan(struct nkv_batch *batch, struct nkv_planner *planner, struct nkv_reader *reader)
{
	planner->output.file = open_memstream(&batch->plans, &batch->plans_bytes);
	planner->messages = open_memstream(&batch->messages, &batch->messages_bytes);
	batch->lost = !planner->output.file || !planner->messages;
	if (!batch->lost)
		plan_documents(batch, planner, reader);
	take_results(batch, planner);
	/* Both are closed, whatever became of the first. */
	batch->lost = !close_memory(planner->output.file) || batch->lost;
	batch->lost = !close_memory(planner->messages) || batch->lost;
}

void nkv_batch_reset(struct nkv_batch *batch)
{
	nkv_summary_free(&batch->summary);
	free(batch->plans);
	free(batch->messages);
	*batch = (struct nkv_batch){ .text = batch->text, .capacity = batch->capacity };
}

void nkv_batch_free(struct nkv_batch *batch)
{
	nkv_batch_reset(batch);
	free(batch->text);
}
