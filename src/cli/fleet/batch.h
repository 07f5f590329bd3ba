/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Some documents in a row: cut out by one thread, planned by another, written by a third. */
#ifndef NUMAKVA_CLI_FLEET_BATCH_H
#define NUMAKVA_CLI_FLEET_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/text.h"
#include "cli/plan/planner.h"
#include "read/document.h"
#include "read/description/reader.h"

enum {
	NKV_BATCH_DOCUMENTS = 64,
	NKV_BATCH_BYTES = 131072, /* with that many it is full, whatever the number */
};

/* Offsets are those of the batch's text. */
struct nkv_batch_document {
	size_t origin;
	size_t text;
	struct nkv_cut cut; /* its pointers are not kept */
	bool has_text;
};

struct nkv_batch {
	struct nkv_text text; /* of all documents and their origins, each with a NUL */
	struct nkv_batch_document documents[NKV_BATCH_DOCUMENTS];
	size_t count;
	bool live; /* somebody may be waiting for what comes of it */

	/* What came of it. */
	bool done;
	struct nkv_buffer plans, messages;
	size_t written; /* machines in `plans` */
	enum nkv_exit status;
	bool no_memory;
	bool said; /* that there was none is in `messages` */
	struct nkv_summary summary;
};

/* Adds a copy of a document, for which there must be room. Returns false if there is no memory. */
bool nkv_batch_add(struct nkv_batch *batch, const struct nkv_cut *cut);

bool nkv_batch_is_full(const struct nkv_batch *batch);

/*
 * Parses and plans the documents into memory. The planner is one of its
 * thread's own, begun as a part of the output; so is the reader.
 */
void nkv_batch_plan(struct nkv_batch *batch, struct nkv_planner *planner,
		    struct nkv_reader *reader);

/* Empties it for other documents; what is kept is the memory of the text. */
void nkv_batch_reset(struct nkv_batch *batch);

void nkv_batch_free(struct nkv_batch *batch);

#endif
