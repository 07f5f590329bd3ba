/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a document's events with the tables of keys, and fills a builder. */
#ifndef NUMAKVA_READ_DESCRIPTION_WALK_H
#define NUMAKVA_READ_DESCRIPTION_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "read/document.h"
#include "read/report.h"
#include "read/description/events.h"
#include "read/machine/builder.h"

/* A document to read. */
struct nkv_walk_input {
	const char *text;
	size_t length;
	const char *origin; /* the stream's name */
	size_t first_line;  /* of the document, in the stream, from 1 */
	bool json;
	const struct nkv_override *overrides;
	size_t override_count;
};

/*
 * Reads the document from the source of `events` into the builder, and reports
 * its errors. Returns false if broken syntax or lack of memory ended it early,
 * and if the events are unsure: then another source must read the document.
 */
bool nkv_walk_document(const struct nkv_walk_input *input, struct nkv_events *events,
		       struct nkv_builder *builder, struct nkv_report *report);

#endif
