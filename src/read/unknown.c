/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An input without a known format. It is read as descriptions, for the sake of their
 * errors. A page of text can be a hundred documents with errors, so their number is
 * limited.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "read/input.h"

struct unknown {
	void *descriptions;
	bool any;      /* there was a document */
	size_t errors; /* in the documents so far */
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

/* Keeps as many errors as are left for all documents. The last one says that there were more. */
static void cut_short(struct unknown *unknown, struct nkv_document *document)
{
	size_t room = NKV_ERRORS_MAX - 1 - unknown->errors;
	struct nkv_diagnostic *last = &unknown->kept[room];

	memcpy(unknown->kept, document->diagnostics, (room + 1) * sizeof(*unknown->kept));
	last->gravity = NKV_GRAVITY_ERROR;
	last->text = "more than 19 errors in total: the rest of the input is not read";
	document->diagnostics = unknown->kept;
	document->diagnostic_count = room + 1;
}

/* Says which formats there are, and the first error of the input as a description. */
static void name_formats(struct unknown *unknown, struct nkv_document *document)
{
	unknown->kept[0] = unknown->kept[1] = document->diagnostics[0];
	unknown->kept[0].gravity = NKV_GRAVITY_ERROR;
	unknown->kept[0].line = unknown->kept[0].column = 1;
	unknown->kept[0].text =
		"neither a description nor a boot log, expected YAML or JSON with the key "
		"'numakva', or the messages of a kernel's boot";
	document->diagnostics = unknown->kept;
	document->diagnostic_count = 2;
}

static enum nkv_read_result next(void *state, struct nkv_document *document)
{
	struct unknown *unknown = state;
	enum nkv_read_result result;

	if (unknown->errors >= NKV_ERRORS_MAX)
		return NKV_READ_END;
	result = nkv_input_description.next(unknown->descriptions, document);
	if (result != NKV_READ_DOCUMENT || document->machine) {
		unknown->any = true;
		return result;
	}
	if (!unknown->any)
		name_formats(unknown, document);
	else if (unknown->errors + document->diagnostic_count >= NKV_ERRORS_MAX)
		cut_short(unknown, document);
	unknown->any = true;
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
