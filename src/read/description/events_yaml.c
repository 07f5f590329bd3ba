/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/events_yaml.h"

#include <string.h>

#include "base/text.h"
#include "read/description/syntax_faults.h"

/* Ends any document, so that the parser looks no further. */
static const char document_end[] = "...\n";

static bool is_marker(const char *line, size_t length, const char *marker)
{
	return length >= 4 && nkv_bytes_begin_with(line, length, marker) &&
	       (line[3] == '\n' || line[3] == ' ');
}

bool nkv_yaml_may_take_turns(const char *text, size_t length)
{
	size_t last = length - 1;

	if (!is_marker(text, length, "---") || text[length - 1] != '\n')
		return false;
	while (last > 0 && text[last - 1] != '\n')
		last--;
	return !is_marker(text + last, length - last, "...");
}

/* --- the parser --- */

/* Gives the parser the text, and then an end. */
static int give(void *data, unsigned char *buffer, size_t size, size_t *given)
{
	struct nkv_yaml_events *yaml = data;

	if (yaml->length == 0 && !yaml->ended) {
		yaml->text = document_end;
		yaml->length = strlen(document_end);
		yaml->ended = true;
	}
	*given = size < yaml->length ? size : yaml->length;
	memcpy(buffer, yaml->text, *given);
	yaml->text += *given;
	yaml->length -= *given;
	return 1;
}

void nkv_yaml_events_free(struct nkv_yaml_events *yaml)
{
	if (yaml->open)
		yaml_parser_delete(&yaml->parser);
	yaml->open = false;
}

static bool open_parser(struct nkv_yaml_events *yaml)
{
	yaml->open = yaml_parser_initialize(&yaml->parser);
	return yaml->open;
}

/* --- events --- */

static void report_syntax(struct nkv_events *events)
{
	const struct nkv_yaml_events *yaml = events->state;

	if (yaml->parser.error == YAML_MEMORY_ERROR)
		events->report->no_memory = true;
	else if (events->source == &nkv_yaml_in_turn)
		events->unsure = true;
	else
		nkv_refuse_syntax(events, &yaml->parser, yaml->text, yaml->length);
}

static void refuse_anchor_and_tag(struct nkv_events *events, const yaml_char_t *anchor,
				  const yaml_char_t *tag)
{
	if (anchor)
		nkv_report_error(events->report, &events->event.position,
				 "an anchor is not allowed");
	if (tag)
		nkv_report_error(events->report, &events->event.position, "a tag is not allowed");
}

static void begin_collection(struct nkv_events *events, enum nkv_event_type type,
			     const yaml_char_t *anchor, const yaml_char_t *tag)
{
	events->event.type = type;
	if (anchor || tag)
		refuse_anchor_and_tag(events, anchor, tag);
}

static void take_scalar(struct nkv_events *events, const yaml_event_t *event)
{
	struct nkv_scalar *scalar = &events->event.scalar;

	events->event.type = NKV_EVENT_SCALAR;
	scalar->text = (const char *)event->data.scalar.value;
	scalar->length = event->data.scalar.length;
	scalar->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	scalar->is_number = false;
	if (event->data.scalar.anchor || event->data.scalar.tag)
		refuse_anchor_and_tag(events, event->data.scalar.anchor, event->data.scalar.tag);
}

static void refuse_alias(struct nkv_events *events)
{
	events->event.type = NKV_EVENT_ALIAS;
	nkv_report_error(events->report, &events->event.position, "an alias is not allowed");
}

/* Converts the parser's event. */
static void take_event(struct nkv_events *events, const yaml_event_t *event)
{
	const struct nkv_yaml_events *yaml = events->state;

	events->event.position.line =
		events->first_line + event->start_mark.line - yaml->line_before;
	events->event.position.column = event->start_mark.column + 1;
	/* Most are: they do without a jump by a table. */
	if (event->type == YAML_SCALAR_EVENT) {
		take_scalar(events, event);
		return;
	}
	switch (event->type) {
	case YAML_SEQUENCE_START_EVENT:
		begin_collection(events, NKV_EVENT_LIST, event->data.sequence_start.anchor,
				 event->data.sequence_start.tag);
		break;
	case YAML_MAPPING_START_EVENT:
		begin_collection(events, NKV_EVENT_MAPPING, event->data.mapping_start.anchor,
				 event->data.mapping_start.tag);
		break;
	case YAML_SEQUENCE_END_EVENT:
		events->event.type = NKV_EVENT_LIST_END;
		break;
	case YAML_MAPPING_END_EVENT:
		events->event.type = NKV_EVENT_MAPPING_END;
		break;
	case YAML_ALIAS_EVENT:
		refuse_alias(events);
		break;
	default:
		events->event.type = NKV_EVENT_NONE;
		break;
	}
}

static bool next(struct nkv_events *events)
{
	struct nkv_yaml_events *yaml = events->state;

	yaml_event_delete(&yaml->event);
	if (!yaml_parser_parse(&yaml->parser, &yaml->event)) {
		report_syntax(events);
		return false;
	}
	take_event(events, &yaml->event);
	return true;
}

/* Moves past what precedes the content. */
static bool go_to_content(struct nkv_events *events)
{
	struct nkv_yaml_events *yaml = events->state;

	do {
		if (!nkv_events_next(events))
			return false;
		if (yaml->event.type == YAML_DOCUMENT_START_EVENT &&
		    events->source == &nkv_yaml_in_turn)
			yaml->line_before = yaml->event.start_mark.line;
	} while (yaml->event.type == YAML_STREAM_START_EVENT ||
		 yaml->event.type == YAML_DOCUMENT_START_EVENT);
	return true;
}

/* --- a parser for each document --- */

static bool begin_alone(struct nkv_events *events, const char *text, size_t length)
{
	struct nkv_yaml_events *yaml = events->state;

	nkv_yaml_events_free(yaml);
	yaml->text = text;
	yaml->length = length;
	yaml->line_before = 0;
	if (!open_parser(yaml)) {
		events->report->no_memory = true;
		return false;
	}
	yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)text, length);
	return go_to_content(events);
}

/* Checks what still follows in a text that the stream took for one document. */
static bool finish_alone(struct nkv_events *events)
{
	struct nkv_yaml_events *yaml = events->state;

	while (yaml->event.type != YAML_STREAM_END_EVENT) {
		if (!nkv_events_next(events))
			return false;
		if (yaml->event.type == YAML_DOCUMENT_START_EVENT) {
			nkv_report_error(events->report, &events->event.position,
					 "a second document, expected '---' on a line before it");
			return false;
		}
	}
	return true;
}

static void end_alone(struct nkv_events *events)
{
	struct nkv_yaml_events *yaml = events->state;

	nkv_yaml_events_free(yaml);
	yaml_event_delete(&yaml->event);
}

const struct nkv_event_source nkv_yaml_alone = { begin_alone, next, finish_alone, end_alone };

/* --- one parser for several documents --- */

static bool begin_turn(struct nkv_events *events, const char *text, size_t length)
{
	struct nkv_yaml_events *yaml = events->state;

	yaml->text = text;
	yaml->length = length;
	yaml->ended = false;
	yaml->line_before = 0;
	if (!yaml->open) {
		if (!open_parser(yaml)) {
			events->report->no_memory = true;
			return false;
		}
		yaml_parser_set_input(&yaml->parser, give, yaml);
	}
	return go_to_content(events);
}

static bool is_end_of_turn(const yaml_event_t *event)
{
	return event->type == YAML_DOCUMENT_END_EVENT && !event->data.document_end.implicit;
}

static bool finish_turn(struct nkv_events *events)
{
	const struct nkv_yaml_events *yaml = events->state;

	if (!nkv_events_next(events))
		return false;
	events->unsure = !is_end_of_turn(&yaml->event);
	return !events->unsure;
}

static void end_turn(struct nkv_events *events)
{
	struct nkv_yaml_events *yaml = events->state;

	if (!is_end_of_turn(&yaml->event))
		nkv_yaml_events_free(yaml);
	yaml_event_delete(&yaml->event);
}

const struct nkv_event_source nkv_yaml_in_turn = { begin_turn, next, finish_turn, end_turn };
