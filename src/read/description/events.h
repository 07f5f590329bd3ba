/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The events into which a source divides a document, one after another. walk.c
 * follows them through the tables of keys. Nesting deeper than any key has is
 * refused here.
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
	NKV_EVENT_NONE, /* outside the content of a document */
	NKV_EVENT_SCALAR,
	NKV_EVENT_LIST,
	NKV_EVENT_LIST_END,
	NKV_EVENT_MAPPING,
	NKV_EVENT_MAPPING_END,
	NKV_EVENT_ALIAS, /* the source refuses it */
};

struct nkv_event {
	enum nkv_event_type type;
	struct nkv_position position; /* its beginning in the stream */
	struct nkv_scalar scalar;     /* if the event is a scalar */
};

struct nkv_events;

/* Turns a text into events. */
struct nkv_event_source {
	/*
	 * Begins with a text, which must outlive the events, and moves to the
	 * first event of its content. Returns false as nkv_events_next() does.
	 */
	bool (*begin)(struct nkv_events *events, const char *text, size_t length);
	bool (*next)(struct nkv_events *events);
	/*
	 * Moves from the last event of the content to the end of the text, where nothing may be
	 * left.
	 */
	bool (*finish)(struct nkv_events *events);
	/* Ends what begin() began, even if that failed. */
	void (*end)(struct nkv_events *events);
};

/* The caller sets the first members; all others begin as zero. */
struct nkv_events {
	const struct nkv_event_source *source;
	void *state; /* the source's state */
	struct nkv_report *report;
	size_t first_line; /* of the document, in the stream, from 1 */
	bool json;

	struct nkv_event event; /* the current one */
	unsigned int depth;
	bool joined; /* a key without a blank after its colon was reported */
	/* an error was found but not reported: another source must read the document */
	bool unsure;
};

/*
 * Moves to the next event. Returns false after broken syntax, if the source is
 * unsure, at nesting deeper than any key has, and when the report is full, so
 * that a document with a hundred thousand errors is not read to its end.
 */
bool nkv_events_next(struct nkv_events *events);

/* Moves from the first event of a node to its last. Returns false as nkv_events_next() does. */
bool nkv_events_skip_node(struct nkv_events *events);

/* Whether the event is an empty value: nothing follows the key. */
bool nkv_event_is_empty(const struct nkv_event *event);

/* "a mapping", "a list", "an alias" or "a single value". */
const char *nkv_event_name(const struct nkv_event *event);

#endif
