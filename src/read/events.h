/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The events of a document, one after the other. What no description may hold,
 * whatever its keys, is refused here: broken syntax, anchors, aliases, tags
 * and deep nesting.
 */
#ifndef NUMAKVA_READ_EVENTS_H
#define NUMAKVA_READ_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "read/report.h"

struct nkv_events {
	struct nkv_report *report;
	const char *origin; /* the stream's name */
	size_t first_line;  /* of the document in the stream, from 1 */
	bool json;
	yaml_parser_t parser;
	yaml_event_t event; /* the current one */
	unsigned int depth;
};

/*
 * Begins with a text, which must outlive the events; the members before the
 * parser are set, the others zero. Returns false if there is no memory, which
 * the report then says; else nkv_events_end() is to be called.
 */
bool nkv_events_begin(struct nkv_events *events, const char *text, size_t length);
void nkv_events_end(struct nkv_events *events);

/*
 * Moves on to the next event. Returns false at broken syntax, at nesting that
 * no key has, and when no further error would be told: what is wrong a hundred
 * thousand times is to cost no more than what is wrong twenty times.
 */
bool nkv_events_next(struct nkv_events *events);

/* Goes from the first event of a node to its last. Returns false as nkv_events_next() does. */
bool nkv_events_skip_node(struct nkv_events *events);

/* Where the current event begins. */
struct nkv_mark nkv_event_mark(const struct nkv_events *events);

/* Whether nothing stands where a value could. */
bool nkv_event_is_empty(const yaml_event_t *event);

/* "a mapping", "a list", "an alias" or "a single value". */
const char *nkv_event_name(const yaml_event_t *event);

#endif
