/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The events that libyaml makes of a document, one after the other. What no
 * description may hold, whatever its keys, is refused here: broken syntax,
 * anchors, aliases, tags and deep nesting.
 */
#ifndef NUMAKVA_READ_DESCRIPTION_EVENTS_H
#define NUMAKVA_READ_DESCRIPTION_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "read/report.h"

/*
 * How a document is parsed. To set up a parser costs as much as to parse a small
 * document, so one parser is given one document after the other ("in turn") as
 * long as none is broken. A document that is broken is parsed again by a parser
 * that has it alone: that one knows where the text ends, and has better messages.
 */
enum nkv_events_way {
	NKV_EVENTS_ALONE,
	NKV_EVENTS_IN_TURN,
};

/* All zero to begin with. */
struct nkv_events {
	struct nkv_report *report;
	const char *origin; /* the stream's name */
	size_t first_line;  /* of the document in the stream, from 1 */
	bool json;
	yaml_event_t event; /* the current one */
	unsigned int depth;
	bool unsure; /* in turn: to be parsed again, alone */

	yaml_parser_t parser;
	bool open; /* there is a parser */
	enum nkv_events_way way;
	size_t line_before; /* lines that the parser has counted before the document */
	const char *text;   /* in turn: what the parser has not been given yet */
	size_t length;
	bool ended; /* in turn: the parser was given the end, too */
};

/*
 * Whether a document of a stream may be parsed in turn: it begins with "---",
 * its last line is whole and not "...". It must be plain (struct
 * nkv_text_fault), so that nothing but a newline ends a line.
 */
bool nkv_events_may_take_turns(const char *text, size_t length);

/*
 * Begins with a text, which must outlive the events; the caller has set report,
 * origin, first_line and json. Returns false if there is no memory, which the
 * report then says; else nkv_events_end() must be called.
 */
bool nkv_events_begin(struct nkv_events *events, const char *text, size_t length,
		      enum nkv_events_way way);
void nkv_events_end(struct nkv_events *events);

/* Frees the parser that is kept for the next document. */
void nkv_events_free(struct nkv_events *events);

/* In turn: goes on from the last event of the document's content to the end of its text. */
bool nkv_events_end_turn(struct nkv_events *events);

/*
 * Moves on to the next event. Returns false at broken syntax (which is not
 * reported in turn), at nesting that no key has, and when the report takes no
 * more errors: a document with a hundred thousand errors is not read to its end.
 */
bool nkv_events_next(struct nkv_events *events);

/* Goes from the first event of a node to its last. Returns false as nkv_events_next() does. */
bool nkv_events_skip_node(struct nkv_events *events);

/* Where the current event begins. */
struct nkv_position nkv_event_position(const struct nkv_events *events);

/* Whether the event is an empty value: nothing stands behind the key. */
bool nkv_event_is_empty(const yaml_event_t *event);

/* "a mapping", "a list", "an alias" or "a single value". */
const char *nkv_event_name(const yaml_event_t *event);

#endif
