/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The events that a source makes of a document, one after the other, for the
 * walk over the tables of keys. Nesting that no key has is refused here.
 */
#ifndef NUMAKVA_READ_DESCRIPTION_EVENTS_H
#define NUMAKVA_READ_DESCRIPTION_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/report.h"
#include "read/machine/scalar.h"

enum { NKV_EVENTS_DEPTH_MAX = 4 }; /* description, srat, memory, entry */

enum nkv_event_type {
	NKV_EVENT_NONE, /* outside of a document's content */
	NKV_EVENT_SCALAR,
	NKV_EVENT_LIST,
	NKV_EVENT_LIST_END,
	NKV_EVENT_MAPPING,
	NKV_EVENT_MAPPING_END,
	NKV_EVENT_ALIAS, /* its source refuses it */
};

struct nkv_event {
	enum nkv_event_type type;
	struct nkv_position position; /* where it begins in the stream */
	struct nkv_scalar scalar;     /* if it is one */
};

struct nkv_events;

/* What makes events of a text. */
struct nkv_event_source {
	/*
	 * Begins with a text, which must outlive the events, and goes to the first
	 * event of its content. Returns false as nkv_events_next() does.
	 */
	bool (*begin)(struct nkv_events *events, const char *text, size_t length);
	bool (*next)(struct nkv_events *events);
	/* From the last event of the content to the end of the text, where nothing may be left. */
	bool (*finish)(struct nkv_events *events);
	/* After begin, whatever came of it. */
	void (*end)(struct nkv_events *events);
};

/* All zero but for the first ones, which whoever uses them sets. */
struct nkv_events {
	const struct nkv_event_source *source;
	void *state; /* the source's own */
	struct nkv_report *report;
	size_t first_line; /* of the document in the stream, from 1 */
	bool json;

	struct nkv_event event; /* the current one */
	unsigned int depth;
	bool joined; /* a key without a blank after its colon was reported */
	bool unsure; /* what is wrong is not reported: another source has to read the document */
};

/*
 * Moves on to the next event. Returns false at broken syntax, where the source
 * is unsure, at nesting that no key has, and when the report takes no more
 * errors: a document with a hundred thousand errors is not read to its end.
 */
bool nkv_events_next(struct nkv_events *events);

/* Goes from the first event of a node to its last. Returns false as nkv_events_next() does. */
bool nkv_events_skip_node(struct nkv_events *events);

/* Whether the event is an empty value: nothing stands behind the key. */
bool nkv_event_is_empty(const struct nkv_event *event);

/* "a mapping", "a list", "an alias" or "a single value". */
const char *nkv_event_name(const struct nkv_event *event);

#endif
