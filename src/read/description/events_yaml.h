/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Events from libyaml. What no description can have, whatever its keys, is
 * refused here: broken syntax, anchors, aliases and tags.
 */
#ifndef NUMAKVA_READ_DESCRIPTION_EVENTS_YAML_H
#define NUMAKVA_READ_DESCRIPTION_EVENTS_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "read/description/events.h"

/* The state of both sources. Begins as all zero. */
struct nkv_yaml_events {
	yaml_event_t event; /* the current one */
	yaml_parser_t parser;
	bool open;	    /* there is a parser */
	size_t line_before; /* lines that the parser counted before this document */
	const char *text;   /* the document; in turn: what the parser was not given yet */
	size_t length;
	bool ended; /* in turn: the parser was given the end */
};

/*
 * Setting up a parser costs as much as parsing a small document. So one parser
 * gets one document after another ("in turn"), until one is broken. About a
 * broken document it is unsure: a parser for that document alone knows where
 * the text ends, and has better messages.
 */
extern const struct nkv_event_source nkv_yaml_alone, nkv_yaml_in_turn;

/*
 * Whether a document of a stream may be parsed in turn: it begins with "---",
 * and its last line is complete and not "...". It must be plain (struct
 * nkv_text_fault), so that only newlines end lines.
 */
bool nkv_yaml_may_take_turns(const char *text, size_t length);

/* Frees the parser that is kept for the next document. */
void nkv_yaml_events_free(struct nkv_yaml_events *yaml);

#endif
