/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An input that shows no format. It is read as descriptions, and what they would
 * want is said; but a page of text can be a hundred documents, each with errors.
 */
#include <stdlib.h>
#include <string.h>

#include "read/input.h"

struct unknown {
	void *descriptions;
	size_t errors; /* of the documents before */
	struct nkv_diagnostic kept[NKV_DIAGNOSTICS_MAX];
};

static void *open_unknown(const struct nkv_input *input)
{
	struct unknown *unknown = calloc(1, sizeof(*unknown));

	if (!unknown)
		return NULL;
	unknown->descriptions = nkv_input_description.open(input);
	if (unknown->descriptions)
		return unknown;
	free(unknown);
	return NULL;
}

/* Keeps as many errors as all documents together may have; the last says that there were more. */
static void cut_short(struct unknown *unknown, struct nkv_document *document)
{
	size_t room = NKV_ERRORS_MAX - 1 - unknown->errors;
	struct nkv_diagnostic *last = &unknown->kept[room];

	memcpy(unknown->kept, document->diagnostics, (room + 1) * sizeof(*unknown->kept));
	last->gravity = NKV_GRAVITY_ERROR;
	last->text = "more errors than 19 in all: the rest of the input is not read";
	document->diagnostics = unknown->kept;
	document->diagnostic_count = room + 1;
}

static enum nkv_read_result next(void *state, struct nkv_document *document)
{
	struct unknown *unknown = state;
	enum nkv_read_result result;

	if (unknown->errors >= NKV_ERRORS_MAX)
		return NKV_READ_END;
	result = nkv_input_description.next(unknown->descriptions, document);
	if (result != NKV_READ_DOCUMENT || document->machine)
		return result;
	if (unknown->errors > 0 && unknown->errors + document->diagnostic_count >= NKV_ERRORS_MAX)
		cut_short(unknown, document);
	unknown->errors += document->diagnostic_count;
	return result;
}

static void close_unknown(void *state)
{
	struct unknown *unknown = state;

	nkv_input_description.close(unknown->descriptions);
	free(unknown);
}

const struct nkv_input_format nkv_input_unknown = {
	.name = "unknown",
	.open = open_unknown,
	.next = next,
	.close = close_unknown,
};
