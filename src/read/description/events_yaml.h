/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Events by libyaml. What no description may hold, whatever its keys, is refused
 * here: broken syntax, anchors, aliases and tags.
 */
#ifndef NUMAKVA_READ_DESCRIPTION_EVENTS_YAML_H
#define NUMAKVA_READ_DESCRIPTION_EVENTS_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "read/description/events.h"

/* The state of both sources. All zero to begin with. */
struct nkv_yaml_events {
	yaml_event_t event; /* the current one */
	yaml_parser_t parser;
	bool open;	    /* there is a parser */
	size_t line_before; /* lines that the parser has counted before the document */
	const char *text;   /* the document; in turn, what the parser has not been given yet */
	size_t length;
	bool ended; /* in turn: the parser was given the end, too */
};

/*
 * To set up a parser costs as much as to parse a small document, so one parser is
 * given one document after the other ("in turn") as long as none is broken. Of a
 * document that is broken it is unsure: a parser that has it alone knows where the
 * text ends, and has better messages.
 */
extern const struct nkv_event_source nkv_yaml_alone, nkv_yaml_in_turn;

/*
 * Whether a document of a stream may be parsed in turn: it begins with "---",
 * its last line is whole and not "...". It must be plain (struct
 * nkv_text_fault), so that nothing but a newline ends a line.
 */
bool nkv_yaml_may_take_turns(const char *text, size_t length);

/* Frees the parser that is kept for the next document. */
void nkv_yaml_events_free(struct nkv_yaml_events *yaml);

#endif
