/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/events.h"

#include <string.h>

#include "base/text.h"

enum { DEPTH_MAX = 4 }; /* description, srat, memory, entry */

/* Ends a document whatever stands in it, and looks no further. */
static const char document_end[] = "...\n";

static bool is_marker(const char *line, size_t length, const char *marker)
{
	return length >= 4 && nkv_bytes_begin_with(line, length, marker) &&
	       (line[3] == '\n' || line[3] == ' ');
}

bool nkv_events_may_take_turns(const char *text, size_t length)
{
	size_t last = length - 1;

	if (!is_marker(text, length, "---") || text[length - 1] != '\n')
		return false;
	while (last > 0 && text[last - 1] != '\n')
		last--;
	return !is_marker(text + last, length - last, "...");
}

/* The text, and then an end. */
static int give(void *data, unsigned char *buffer, size_t size, size_t *given)
{
	struct nkv_events *events = data;

	if (events->length == 0 && !events->ended) {
		events->text = document_end;
		events->length = strlen(document_end);
		events->ended = true;
	}
	*given = size < events->length ? size : events->length;
	memcpy(buffer, events->text, *given);
	events->text += *given;
	events->length -= *given;
	return 1;
}

static void close_parser(struct nkv_events *events)
{
	if (events->open)
		yaml_parser_delete(&events->parser);
	events->open = false;
}

/* A new parser, or that of the document before. */
static bool open_parser(struct nkv_events *events)
{
	if (events->open && events->way == NKV_EVENTS_IN_TURN)
		return true;
	close_parser(events);
	if (!yaml_parser_initialize(&events->parser))
		return false;
	events->open = true;
	if (events->way == NKV_EVENTS_IN_TURN)
		yaml_parser_set_input(&events->parser, give, events);
	else
		yaml_parser_set_input_string(&events->parser, (const unsigned char *)events->text,
					     events->length);
	return true;
}

bool nkv_events_begin(struct nkv_events *events, const char *text, size_t length,
		      enum nkv_events_way way)
{
	events->way = way;
	events->text = text;
	events->length = length;
	events->ended = false;
	events->unsure = false;
	events->depth = 0;
	events->line_before = 0;
	if (open_parser(events))
		return true;
	events->report->no_memory = true;
	return false;
}

static bool is_end_of_turn(const yaml_event_t *event)
{
	return event->type == YAML_DOCUMENT_END_EVENT && !event->data.document_end.implicit;
}

void nkv_events_end(struct nkv_events *events)
{
	if (events->way == NKV_EVENTS_ALONE || !is_end_of_turn(&events->event))
		close_parser(events);
	yaml_event_delete(&events->event);
}

void nkv_events_free(struct nkv_events *events)
{
	close_parser(events);
}

static struct nkv_position position_at(const struct nkv_events *events, yaml_mark_t mark)
{
	return (struct nkv_position){ events->origin,
				      events->first_line + mark.line - events->line_before,
				      mark.column + 1 };
}

struct nkv_position nkv_event_position(const struct nkv_events *events)
{
	return position_at(events, events->event.start_mark);
}

static void report_syntax(struct nkv_events *events)
{
	const yaml_parser_t *parser = &events->parser;
	const struct nkv_position position = position_at(events, parser->problem_mark);

	if (parser->error == YAML_MEMORY_ERROR)
		events->report->no_memory = true;
	else if (events->way == NKV_EVENTS_IN_TURN)
		events->unsure = true;
	else if (strcmp(parser->problem, "did not find expected <document start>") == 0)
		nkv_report_error(events->report, &position,
				 "more after the end of the description, %s",
				 events->json ? "wanted is an object a line"
					      : "wanted is '---' on a line before it");
	else if (parser->context)
		nkv_report_error(events->report, &position, "broken syntax %s: %s", parser->context,
				 parser->problem);
	else
		nkv_report_error(events->report, &position, "broken syntax: %s", parser->problem);
}

static bool is_anchored_or_tagged(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return event->data.scalar.anchor || event->data.scalar.tag;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.anchor || event->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.anchor || event->data.mapping_start.tag;
	case YAML_ALIAS_EVENT:
		return true;
	default:
		return false;
	}
}

static void refuse_anchor_and_tag(struct nkv_events *events)
{
	const yaml_event_t *event = &events->event;
	const struct nkv_position position = nkv_event_position(events);
	const yaml_char_t *anchor = NULL, *tag = NULL;

	switch (event->type) {
	case YAML_SCALAR_EVENT:
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
		break;
	case YAML_ALIAS_EVENT:
		nkv_report_error(events->report, &position, "an alias is not allowed");
		break;
	default:
		break;
	}
	if (anchor)
		nkv_report_error(events->report, &position, "an anchor is not allowed");
	if (tag)
		nkv_report_error(events->report, &position, "a tag is not allowed");
}

bool nkv_events_next(struct nkv_events *events)
{
	struct nkv_position position;

	if (events->report->error_count == NKV_DIAGNOSTICS_MAX)
		return false;
	yaml_event_delete(&events->event);
	if (!yaml_parser_parse(&events->parser, &events->event)) {
		report_syntax(events);
		return false;
	}
	if (is_anchored_or_tagged(&events->event))
		refuse_anchor_and_tag(events);
	switch (events->event.type) {
	case YAML_DOCUMENT_START_EVENT:
		if (events->way == NKV_EVENTS_IN_TURN)
			events->line_before = events->event.start_mark.line;
		return true;
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		if (++events->depth <= DEPTH_MAX)
			return true;
		position = nkv_event_position(events);
		nkv_report_error(events->report, &position,
				 "nested too deep: no key of a description is at that depth");
		return false;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		events->depth--;
		return true;
	default:
		return true;
	}
}

bool nkv_events_end_turn(struct nkv_events *events)
{
	if (!nkv_events_next(events))
		return false;
	events->unsure = !is_end_of_turn(&events->event);
	return !events->unsure;
}

bool nkv_events_skip_node(struct nkv_events *events)
{
	bool opens = events->event.type == YAML_MAPPING_START_EVENT ||
		     events->event.type == YAML_SEQUENCE_START_EVENT;
	unsigned int outside = events->depth - opens;

	while (events->depth > outside)
		if (!nkv_events_next(events))
			return false;
	return true;
}

bool nkv_event_is_empty(const yaml_event_t *event)
{
	return event->type == YAML_SCALAR_EVENT && event->data.scalar.length == 0 &&
	       event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

const char *nkv_event_name(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_MAPPING_START_EVENT:
		return "a mapping";
	case YAML_SEQUENCE_START_EVENT:
		return "a list";
	case YAML_ALIAS_EVENT:
		return "an alias";
	default:
		return "a single value";
	}
}
