/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/walk.h"

#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "read/keys.h"
#include "read/override.h"
#include "read/scalar.h"
#include "read/suggest.h"

enum { DEPTH_MAX = 4 }; /* description, srat, memory, entry */

struct walk {
	const struct nkv_walk_input *input;
	struct nkv_builder *builder;
	struct nkv_report *report;
	yaml_parser_t parser;
	yaml_event_t event; /* the current one */
	unsigned int depth;
};

/* A mapping being read, and what its keys have come to so far. */
struct frame {
	const struct nkv_mapping *mapping;
	struct nkv_path path;
	struct nkv_mark mark;
	struct nkv_value values[NKV_KEYS_MAX];
};

/* --- events --- */

static struct nkv_mark mark_at(const struct walk *walk, yaml_mark_t mark)
{
	return (struct nkv_mark){ walk->input->origin, walk->input->first_line + mark.line,
				  mark.column + 1 };
}

static struct nkv_mark mark_of(const struct walk *walk)
{
	return mark_at(walk, walk->event.start_mark);
}

static void report_syntax(struct walk *walk)
{
	const yaml_parser_t *parser = &walk->parser;
	const struct nkv_mark mark = mark_at(walk, parser->problem_mark);

	if (parser->error == YAML_MEMORY_ERROR)
		walk->report->no_memory = true;
	else if (strcmp(parser->problem, "did not find expected <document start>") == 0)
		nkv_report_error(walk->report, &mark, "more after the end of the description, %s",
				 walk->input->json ? "wanted is an object a line"
						   : "wanted is '---' on a line before it");
	else if (parser->context)
		nkv_report_error(walk->report, &mark, "broken syntax %s: %s", parser->context,
				 parser->problem);
	else
		nkv_report_error(walk->report, &mark, "broken syntax: %s", parser->problem);
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

static void refuse_anchor_and_tag(struct walk *walk)
{
	const yaml_event_t *event = &walk->event;
	const struct nkv_mark mark = mark_of(walk);
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
		nkv_report_error(walk->report, &mark, "an alias is not allowed");
		break;
	default:
		break;
	}
	if (anchor)
		nkv_report_error(walk->report, &mark, "an anchor is not allowed");
	if (tag)
		nkv_report_error(walk->report, &mark, "a tag is not allowed");
}

/*
 * Moves on to the next event. Returns false at broken syntax, at nesting that
 * no key has, and when no further error would be told: what is wrong a hundred
 * thousand times is to cost no more than what is wrong twenty times.
 */
static bool next_event(struct walk *walk)
{
	struct nkv_mark mark;

	if (walk->report->error_count == NKV_DIAGNOSTICS_MAX)
		return false;
	yaml_event_delete(&walk->event);
	if (!yaml_parser_parse(&walk->parser, &walk->event)) {
		report_syntax(walk);
		return false;
	}
	if (is_anchored_or_tagged(&walk->event))
		refuse_anchor_and_tag(walk);
	switch (walk->event.type) {
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		if (++walk->depth <= DEPTH_MAX)
			return true;
		mark = mark_of(walk);
		nkv_report_error(walk->report, &mark,
				 "nested too deep: no key of a description is at that depth");
		return false;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		walk->depth--;
		return true;
	default:
		return true;
	}
}

/* From the first event of a node to its last. */
static bool skip_node(struct walk *walk)
{
	bool opens = walk->event.type == YAML_MAPPING_START_EVENT ||
		     walk->event.type == YAML_SEQUENCE_START_EVENT;
	unsigned int outside = walk->depth - opens;

	while (walk->depth > outside)
		if (!next_event(walk))
			return false;
	return true;
}

/* Whether nothing stands where a value could. */
static bool is_empty(const yaml_event_t *event)
{
	return event->type == YAML_SCALAR_EVENT && event->data.scalar.length == 0 &&
	       event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static const char *event_name(const yaml_event_t *event)
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

/* --- values --- */

static bool read_mapping(struct walk *walk, struct frame *frame);
static bool finish_mapping(struct walk *walk, struct frame *frame);

static struct nkv_scalar scalar_of(const struct walk *walk)
{
	const yaml_event_t *event = &walk->event;

	return (struct nkv_scalar){
		.text = (const char *)event->data.scalar.value,
		.length = event->data.scalar.length,
		.plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE,
		.from_json = walk->input->json,
		.mark = mark_of(walk),
	};
}

static bool is_scalar_type(enum nkv_value_type type)
{
	return type != NKV_VALUE_MAPPING && type != NKV_VALUE_LIST;
}

static bool refuse_type(struct walk *walk, const struct nkv_key *key, const struct nkv_path *path)
{
	const struct nkv_mark mark = mark_of(walk);
	char where[NKV_WHERE_BYTES];

	if (walk->event.type == YAML_SCALAR_EVENT && walk->event.data.scalar.length == 0)
		nkv_report_error(walk->report, &mark, "'%s'%s has no value, wanted is %s",
				 key->name, nkv_where(path, where), nkv_value_type_name(key->type));
	else if (walk->event.type != YAML_ALIAS_EVENT)
		nkv_report_error(walk->report, &mark, "'%s'%s is %s, wanted is %s", key->name,
				 nkv_where(path, where), event_name(&walk->event),
				 nkv_value_type_name(key->type));
	return skip_node(walk);
}

/* What --set says of a value, if anything. */
static bool read_override(struct walk *walk, const struct nkv_path *path, const struct nkv_key *key,
			  struct nkv_value *value)
{
	return nkv_override_read(walk->input->overrides, walk->input->override_count, path, key,
				 walk->report, value);
}

static bool read_scalar(struct walk *walk, const struct nkv_key *key, const struct nkv_path *path,
			struct nkv_value *value)
{
	struct nkv_scalar scalar;

	if (walk->event.type != YAML_SCALAR_EVENT)
		return refuse_type(walk, key, path);
	scalar = scalar_of(walk);
	nkv_scalar_read(&scalar, key, path, walk->report, value);
	return true;
}

/* The path's name is NULL for an entry of a list; its outer is NULL for the description itself. */
static void begin_frame(struct frame *frame, const struct nkv_mapping *mapping,
			struct nkv_path path, struct nkv_mark mark)
{
	frame->mapping = mapping;
	frame->path = path;
	frame->mark = mark;
	memset(frame->values, 0, mapping->key_count * sizeof(frame->values[0]));
}

/* An item of a list of scalars is taken as a mapping of one key would be. */
static bool read_scalar_item(struct walk *walk, const struct nkv_key *list,
			     const struct nkv_path *path)
{
	struct nkv_value value = { 0 };
	const struct nkv_entry entry = { .path = path, .values = &value };

	if (!read_scalar(walk, list->item, path, &value))
		return false;
	list->mapping->take(walk->builder, &entry);
	return true;
}

static bool read_mapping_item(struct walk *walk, const struct nkv_key *list,
			      const struct nkv_path *path, size_t index)
{
	struct frame frame;

	begin_frame(&frame, list->item->mapping, (struct nkv_path){ path, NULL, index },
		    mark_of(walk));
	if (walk->event.type == YAML_MAPPING_START_EVENT)
		return read_mapping(walk, &frame);
	if (walk->event.type != YAML_ALIAS_EVENT) {
		char text[NKV_PATH_BYTES];

		nkv_report_error(walk->report, &frame.mark, "%s is %s, wanted is a mapping",
				 nkv_path_text(&frame.path, text), event_name(&walk->event));
	}
	return skip_node(walk);
}

static struct nkv_path path_of_key(const struct frame *frame, const struct nkv_key *key)
{
	return (struct nkv_path){ .outer = &frame->path, .name = key->name };
}

/* What --set says of entries that a list of so many does not have. */
static void check_overrides(struct walk *walk, const struct nkv_path *list, size_t entries)
{
	if (walk->input->override_count > 0) {
		char text[NKV_PATH_BYTES];

		nkv_override_check_count(walk->input->overrides, walk->input->override_count,
					 nkv_path_text(list, text), entries, walk->report);
	}
}

static bool read_list(struct walk *walk, const struct frame *frame, const struct nkv_key *key)
{
	const struct nkv_path path = path_of_key(frame, key);
	size_t count = 0;

	for (;;) {
		if (!next_event(walk))
			return false;
		if (walk->event.type == YAML_SEQUENCE_END_EVENT)
			break;
		if (is_scalar_type(key->item->type) ? !read_scalar_item(walk, key, &path)
						    : !read_mapping_item(walk, key, &path, count))
			return false;
		count++;
	}
	check_overrides(walk, &path, count);
	return true;
}

static bool read_value(struct walk *walk, const struct frame *frame, const struct nkv_key *key,
		       struct nkv_value *value)
{
	struct frame inner;

	if (is_scalar_type(key->type)) {
		if (read_override(walk, &frame->path, key, value))
			return skip_node(walk);
		return read_scalar(walk, key, &frame->path, value);
	}
	if (key->type == NKV_VALUE_MAPPING && walk->event.type == YAML_MAPPING_START_EVENT) {
		value->good = true;
		begin_frame(&inner, key->mapping, path_of_key(frame, key), mark_of(walk));
		return read_mapping(walk, &inner);
	}
	if (key->type == NKV_VALUE_LIST && walk->event.type == YAML_SEQUENCE_START_EVENT) {
		value->good = true;
		return read_list(walk, frame, key);
	}
	return refuse_type(walk, key, &frame->path);
}

/* --- mappings --- */

static void report_unknown(struct walk *walk, const struct frame *frame)
{
	const struct nkv_mark mark = mark_of(walk);
	const char *text = (const char *)walk->event.data.scalar.value;
	size_t length = walk->event.data.scalar.length;
	struct nkv_suggestion suggestion = { .given = text };
	const char *near;
	char where[NKV_WHERE_BYTES];

	if (strcmp(text, "<<") == 0) {
		nkv_report_error(walk->report, &mark, "a merge key is not allowed");
		return;
	}
	for (size_t i = 0; i < frame->mapping->key_count; i++)
		nkv_suggest_offer(&suggestion, frame->mapping->keys[i].name);
	near = suggestion.nearest;
	nkv_report_error(walk->report, &mark, "unknown key '%.*s'%s%s%s%s",
			 nkv_shown_length(text, length), text, nkv_where(&frame->path, where),
			 near ? ", did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* A key's text ends with a NUL, but may hold one, too. */
static bool is_key(const yaml_event_t *event, const struct nkv_key *key)
{
	const char *text = (const char *)event->data.scalar.value;

	return text[0] == key->name[0] && strcmp(text, key->name) == 0 &&
	       strlen(text) == event->data.scalar.length;
}

/* The index of the key that the current event is; -1 if it is none, which is reported. */
static int find_key(struct walk *walk, const struct frame *frame)
{
	const struct nkv_mark mark = mark_of(walk);
	char where[NKV_WHERE_BYTES];

	if (walk->event.type != YAML_SCALAR_EVENT) {
		if (walk->event.type != YAML_ALIAS_EVENT)
			nkv_report_error(walk->report, &mark, "a key is %s, wanted is a word",
					 event_name(&walk->event));
		return -1;
	}
	for (size_t i = 0; i < frame->mapping->key_count; i++) {
		const struct nkv_key *key = &frame->mapping->keys[i];

		if (!is_key(&walk->event, key))
			continue;
		if (!frame->values[i].given)
			return (int)i;
		nkv_report_error(walk->report, &mark, "key '%s'%s is given twice", key->name,
				 nkv_where(&frame->path, where));
		return -1;
	}
	report_unknown(walk, frame);
	return -1;
}

static bool read_pair(struct walk *walk, struct frame *frame)
{
	int index = find_key(walk, frame);
	struct nkv_value *value;

	if (!skip_node(walk) || !next_event(walk))
		return false;
	if (index < 0)
		return skip_node(walk);
	value = &frame->values[index];
	value->given = true;
	value->mark = mark_of(walk);
	return read_value(walk, frame, &frame->mapping->keys[index], value);
}

/* From its start to its end. */
static bool read_mapping(struct walk *walk, struct frame *frame)
{
	for (;;) {
		if (!next_event(walk))
			return false;
		if (walk->event.type == YAML_MAPPING_END_EVENT)
			return finish_mapping(walk, frame);
		if (!read_pair(walk, frame))
			return false;
	}
}

/* A key that the document does not have, but --set may. */
static bool complete_key(struct walk *walk, struct frame *frame, const struct nkv_key *key,
			 struct nkv_value *value)
{
	const struct nkv_override *overrides = walk->input->overrides;
	size_t count = walk->input->override_count;
	const struct nkv_path path = path_of_key(frame, key);
	struct frame inner;
	char text[NKV_PATH_BYTES];

	if (is_scalar_type(key->type)) {
		read_override(walk, &frame->path, key, value);
		return true;
	}
	if (key->type == NKV_VALUE_LIST) {
		check_overrides(walk, &path, 0);
		return true;
	}
	if (!nkv_override_is_inside(overrides, count, nkv_path_text(&path, text)))
		return true;
	begin_frame(&inner, key->mapping, path, frame->mark);
	value->given = true;
	value->mark = frame->mark;
	return finish_mapping(walk, &inner);
}

static bool finish_mapping(struct walk *walk, struct frame *frame)
{
	const struct nkv_mapping *mapping = frame->mapping;
	const struct nkv_entry entry = { &frame->path, frame->mark, frame->values };
	char where[NKV_WHERE_BYTES];

	for (size_t i = 0; i < mapping->key_count; i++) {
		const struct nkv_key *key = &mapping->keys[i];

		if (!frame->values[i].given && walk->input->override_count > 0 &&
		    !complete_key(walk, frame, key, &frame->values[i]))
			return false;
		if (!frame->values[i].given && key->required)
			nkv_report_error(walk->report, &frame->mark, "missing key '%s'%s",
					 key->name, nkv_where(&frame->path, where));
	}
	mapping->take(walk->builder, &entry);
	return true;
}

/* --- the document --- */

/* Whether a node follows. */
static bool begin_document(struct walk *walk)
{
	do {
		if (!next_event(walk))
			return false;
	} while (walk->event.type == YAML_STREAM_START_EVENT ||
		 walk->event.type == YAML_DOCUMENT_START_EVENT);
	return true;
}

/* What may still follow a document that the stream took for one. */
static bool end_document(struct walk *walk)
{
	while (walk->event.type != YAML_STREAM_END_EVENT) {
		if (!next_event(walk))
			return false;
		if (walk->event.type == YAML_DOCUMENT_START_EVENT) {
			const struct nkv_mark mark = mark_of(walk);

			nkv_report_error(walk->report, &mark,
					 "a second document, wanted is '---' on a line before it");
			return false;
		}
	}
	return true;
}

static bool walk_root(struct walk *walk)
{
	struct frame frame;

	if (!begin_document(walk))
		return false;
	begin_frame(&frame, &nkv_description_keys, (struct nkv_path){ .outer = NULL },
		    mark_of(walk));
	if (walk->event.type == YAML_MAPPING_START_EVENT)
		return read_mapping(walk, &frame) && end_document(walk);
	if (is_empty(&walk->event))
		nkv_report_error(walk->report, &frame.mark,
				 "an empty document, wanted is a description");
	else if (walk->event.type != YAML_ALIAS_EVENT)
		nkv_report_error(walk->report, &frame.mark,
				 "a description is a mapping of keys, not %s",
				 event_name(&walk->event));
	return skip_node(walk) && end_document(walk);
}

bool nkv_walk_document(const struct nkv_walk_input *input, struct nkv_builder *builder,
		       struct nkv_report *report)
{
	struct walk walk = { .input = input, .builder = builder, .report = report };
	bool complete;

	if (!yaml_parser_initialize(&walk.parser)) {
		report->no_memory = true;
		return false;
	}
	yaml_parser_set_input_string(&walk.parser, (const unsigned char *)input->text,
				     input->length);
	complete = walk_root(&walk);
	yaml_event_delete(&walk.event);
	yaml_parser_delete(&walk.parser);
	return complete && !report->no_memory;
}
