/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inputs that are recognised but cannot be read: tables, compressed data and the like.
 * The error says what the input is, and what to do with it.
 */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "read/input.h"
#include "read/refused_kinds.h"
#include "read/report.h"

struct refused {
	struct nkv_input input;
	const char *what; /* what the input is */
	struct nkv_pool pool;
	struct nkv_report report;
	bool done;
};

static enum nkv_evidence recognise(const struct nkv_first_line *line)
{
	enum nkv_evidence evidence = NKV_EVIDENCE_NONE;

	if (!line->is_comment)
		nkv_refused_kind(line, &evidence);
	return evidence;
}

static void *open_refused(const struct nkv_input *input)
{
	struct refused *refused = calloc(1, sizeof(*refused));

	if (!refused)
		return NULL;
	refused->input = *input;
	refused->report.pool = &refused->pool;
	return refused;
}

/* Examines a line, or several that end in carriage returns. */
static void look_at(struct refused *refused, struct nkv_first_line *line)
{
	const char *text = line->text, *end = line->text + line->length;

	while (text && !refused->what) {
		const char *found = memchr(text, '\r', (size_t)(end - text));
		enum nkv_evidence evidence;

		line->text = text;
		line->length = (size_t)((found ? found : end) - text);
		line->is_comment = line->length > 0 && text[0] == '#';
		if (!line->is_comment)
			refused->what = nkv_refused_kind(line, &evidence);
		line->is_first = false;
		text = found ? found + 1 : NULL;
	}
}

/* The first line that is recognised decides the kind. */
static bool read_kind(struct refused *refused)
{
	char *text = NULL;
	size_t capacity = 0;
	ssize_t length;
	struct nkv_first_line line = { .is_first = true };

	while (!refused->what && (length = getline(&text, &capacity, refused->input.file)) != -1) {
		line.text = text;
		line.length = (size_t)length - (text[length - 1] == '\n');
		look_at(refused, &line);
	}
	free(text);
	return refused->what != NULL;
}

static enum nkv_read_result next(void *state, struct nkv_document *document)
{
	struct refused *refused = state;
	const struct nkv_position position = { refused->input.name, 1, 1 };
	enum nkv_read_result result;

	if (refused->done)
		return NKV_READ_END;
	refused->done = true;
	if (!read_kind(refused))
		return NKV_READ_FAILED;
	nkv_report_error(&refused->report, &position, "%s", refused->what);
	result = nkv_report_document(&refused->report, NULL, document);
	if (result == NKV_READ_DOCUMENT)
		document->line = 1;
	return result;
}

static void close_refused(void *state)
{
	struct refused *refused = state;

	nkv_pool_free(&refused->pool);
	free(refused);
}

const struct nkv_input_format nkv_input_refused = {
	.name = "refused",
	.recognise = recognise,
	.open = open_refused,
	.next = next,
	.close = close_refused,
};
