/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Consecutive documents: cut out by one thread, planned by another, written by a third. */
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
	NKV_BATCH_BYTES = 131072, /* a batch of this size is full, with any number of documents */
};

/* Offsets are positions in the batch's text. */
struct nkv_batch_document {
	size_t origin;
	size_t text;
	struct nkv_cut cut; /* without its pointers */
	bool has_text;
};

struct nkv_batch {
	struct nkv_text text; /* all documents and their origins, each with a NUL */
	struct nkv_batch_document documents[NKV_BATCH_DOCUMENTS];
	size_t count;
	bool live; /* somebody may be waiting for the results */

	/* The results. */
	bool done;
	struct nkv_buffer plans, messages;
	size_t written; /* the machines in `plans` */
	enum nkv_exit status;
	bool no_memory;
	bool said; /* `messages` says that there was no memory */
	struct nkv_summary summary;
};

/* Adds a copy of a document, for which there must be room. Returns false if there is no memory. */
bool nkv_batch_add(struct nkv_batch *batch, const struct nkv_cut *cut);

bool nkv_batch_is_full(const struct nkv_batch *batch);

/*
 * Parses and plans the documents in memory. Planner and reader belong to this
 * thread; the planner writes a part of the output.
 */
void nkv_batch_plan(struct nkv_batch *batch, struct nkv_planner *planner,
		    struct nkv_reader *reader);

/* Empties it for other documents, but keeps the memory of the text. */
void nkv_batch_reset(struct nkv_batch *batch);

void nkv_batch_free(struct nkv_batch *batch);

#endif
