/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/walk.h"

#include <string.h>

#include "read/description/key_faults.h"
#include "read/machine/key_hint.h"
#include "read/machine/keys.h"
#include "read/machine/override.h"
#include "read/machine/scalar.h"

struct walk {
	const struct nkv_walk_input *input;
	struct nkv_builder *builder;
	struct nkv_report *report;
	struct nkv_events *events;
};

/* A mapping that is being read, and the values of its keys so far. */
struct frame {
	const struct nkv_mapping *mapping;
	struct nkv_key_path path;
	struct nkv_position position;
	size_t next; /* the key to be compared first */
	struct nkv_value values[NKV_KEYS_MAX];
};

/* --- values --- */

static bool read_mapping(struct walk *walk, struct frame *frame);
static bool finish_mapping(struct walk *walk, struct frame *frame);

static bool is_scalar_type(enum nkv_value_type type)
{
	return type != NKV_VALUE_MAPPING && type != NKV_VALUE_LIST;
}

/* Reads what --set gives for a value, if anything. */
static bool read_override(struct walk *walk, const struct nkv_key_path *path,
			  const struct nkv_key *key, struct nkv_value *value)
{
	return nkv_override_read(walk->input->overrides, walk->input->override_count, path, key,
				 walk->report, value);
}

static bool read_scalar(struct walk *walk, const struct nkv_key *key,
			const struct nkv_key_path *path, struct nkv_value *value)
{
	if (walk->events->event.type != NKV_EVENT_SCALAR) {
		nkv_refuse_type(walk->events, key, path);
		return nkv_events_skip_node(walk->events);
	}
	nkv_scalar_read(&walk->events->event.scalar, key, path, walk->report, value);
	return true;
}

/*
 * A path's name is NULL for an entry of a list; its outer path is NULL for the description
 * itself.
 */
static void begin_frame(struct frame *frame, const struct nkv_mapping *mapping,
			struct nkv_key_path path, struct nkv_position position)
{
	frame->mapping = mapping;
	frame->path = path;
	frame->position = position;
	frame->next = 0;
	memset(frame->values, 0, mapping->key_count * sizeof(frame->values[0]));
}

/* A scalar in a list is taken like a mapping with one key. */
static bool read_scalar_item(struct walk *walk, const struct nkv_key *list,
			     const struct nkv_key_path *path)
{
	struct nkv_value value = { .position = walk->events->event.position };
	const struct nkv_entry entry = { .path = path, .values = &value };

	if (!read_scalar(walk, list->item, path, &value))
		return false;
	list->mapping->take(walk->builder, &entry);
	return true;
}

static bool read_mapping_item(struct walk *walk, const struct nkv_key *list,
			      const struct nkv_key_path *path, size_t index)
{
	struct frame frame;

	begin_frame(&frame, list->item->mapping, (struct nkv_key_path){ path, NULL, index },
		    walk->events->event.position);
	if (walk->events->event.type == NKV_EVENT_MAPPING)
		return read_mapping(walk, &frame);
	nkv_refuse_entry(walk->events, frame.mapping, &frame.path);
	return nkv_events_skip_node(walk->events);
}

static struct nkv_key_path path_of_key(const struct frame *frame, const struct nkv_key *key)
{
	return (struct nkv_key_path){ .outer = &frame->path, .name = key->name };
}

/* Reports values of --set for entries that the list does not have. */
static void check_overrides(struct walk *walk, const struct nkv_key_path *list, size_t entries)
{
	if (walk->input->override_count > 0) {
		char text[NKV_KEY_PATH_BYTES];

		nkv_override_check_count(walk->input->overrides, walk->input->override_count,
					 nkv_key_path_text(list, text), entries, walk->report);
	}
}

static bool read_list(struct walk *walk, const struct frame *frame, const struct nkv_key *key)
{
	const struct nkv_key_path path = path_of_key(frame, key);
	size_t count = 0;

	for (;;) {
		if (!nkv_events_next(walk->events))
			return false;
		if (walk->events->event.type == NKV_EVENT_LIST_END)
			break;
		if (is_scalar_type(key->item->type) ? !read_scalar_item(walk, key, &path)
						    : !read_mapping_item(walk, key, &path, count))
			return false;
		count++;
	}
	check_overrides(walk, &path, count);
	return true;
}

static bool read_collection(struct walk *walk, const struct frame *frame, const struct nkv_key *key,
			    struct nkv_value *value)
{
	struct frame inner;

	if (key->type == NKV_VALUE_MAPPING && walk->events->event.type == NKV_EVENT_MAPPING) {
		value->good = true;
		begin_frame(&inner, key->mapping, path_of_key(frame, key),
			    walk->events->event.position);
		return read_mapping(walk, &inner);
	}
	if (key->type == NKV_VALUE_LIST && walk->events->event.type == NKV_EVENT_LIST) {
		value->good = true;
		return read_list(walk, frame, key);
	}
	nkv_refuse_type(walk->events, key, &frame->path);
	return nkv_events_skip_node(walk->events);
}

/* --- mappings --- */

/*
 * A scalar's text ends in a NUL, and can contain others. Keys are short, so a loop is faster
 * than a call.
 */
static bool is_key(const struct nkv_scalar *scalar, const struct nkv_key *key)
{
	const char *text = scalar->text, *name = key->name;
	size_t i = 0;

	while (name[i] && text[i] == name[i])
		i++;
	return !name[i] && i == scalar->length;
}

/*
 * The index of the key at the current event; -1 for an unknown key, which is
 * reported. Compares the key after the last one first, because most documents
 * have the order of the tables.
 */
static int find_key(struct walk *walk, struct frame *frame)
{
	const struct nkv_mapping *mapping = frame->mapping;
	int joined;

	if (walk->events->event.type != NKV_EVENT_SCALAR) {
		nkv_refuse_no_key(walk->events);
		return -1;
	}
	for (size_t tried = 0; tried < mapping->key_count; tried++) {
		size_t i = frame->next < mapping->key_count ? frame->next : 0;

		frame->next = i + 1;
		if (!is_key(&walk->events->event.scalar, &mapping->keys[i]))
			continue;
		if (!frame->values[i].given)
			return (int)i;
		nkv_refuse_second_key(walk->events, &mapping->keys[i], &frame->path);
		return -1;
	}
	joined = nkv_refuse_joined_key(walk->events, mapping);
	if (joined < 0)
		nkv_refuse_unknown_key(walk->events, mapping, &frame->path);
	else if (!frame->values[joined].given)
		/* The key is there, so it is not reported as missing. */
		frame->values[joined] = (struct nkv_value){
			.given = true,
			.position = walk->events->event.position,
		};
	return -1;
}

static bool read_value(struct walk *walk, const struct frame *frame, const struct nkv_key *key,
		       struct nkv_value *value)
{
	if (!is_scalar_type(key->type))
		return read_collection(walk, frame, key, value);
	if (read_override(walk, &frame->path, key, value))
		return nkv_events_skip_node(walk->events);
	return read_scalar(walk, key, &frame->path, value);
}

static bool read_pair(struct walk *walk, struct frame *frame)
{
	int index = find_key(walk, frame);
	struct nkv_value *value;

	/* Only a value without a known key can have several events. */
	if ((index < 0 && !nkv_events_skip_node(walk->events)) || !nkv_events_next(walk->events))
		return false;
	if (index < 0)
		return nkv_events_skip_node(walk->events);
	value = &frame->values[index];
	value->given = true;
	value->position = walk->events->event.position;
	return read_value(walk, frame, &frame->mapping->keys[index], value);
}

/* From its start to its end. */
static bool read_mapping(struct walk *walk, struct frame *frame)
{
	for (;;) {
		if (!nkv_events_next(walk->events))
			return false;
		if (walk->events->event.type == NKV_EVENT_MAPPING_END)
			return finish_mapping(walk, frame);
		if (!read_pair(walk, frame))
			return false;
	}
}

/* Reads a key that --set gives and the document does not. */
static bool complete_key(struct walk *walk, struct frame *frame, const struct nkv_key *key,
			 struct nkv_value *value)
{
	const struct nkv_override *overrides = walk->input->overrides;
	size_t count = walk->input->override_count;
	const struct nkv_key_path path = path_of_key(frame, key);
	struct frame inner;
	char text[NKV_KEY_PATH_BYTES];

	if (is_scalar_type(key->type)) {
		read_override(walk, &frame->path, key, value);
		return true;
	}
	if (key->type == NKV_VALUE_LIST) {
		check_overrides(walk, &path, 0);
		return true;
	}
	if (!nkv_override_is_inside(overrides, count, nkv_key_path_text(&path, text)))
		return true;
	begin_frame(&inner, key->mapping, path, frame->position);
	return finish_mapping(walk, &inner);
}

static bool finish_mapping(struct walk *walk, struct frame *frame)
{
	const struct nkv_mapping *mapping = frame->mapping;
	const struct nkv_entry entry = { &frame->path, frame->position, frame->values };
	char where[NKV_KEY_WHERE_BYTES], hint[NKV_KEY_HINT_BYTES];

	for (size_t i = 0; i < mapping->key_count; i++) {
		const struct nkv_key *key = &mapping->keys[i];

		if (!frame->values[i].given && walk->input->override_count > 0 &&
		    !complete_key(walk, frame, key, &frame->values[i]))
			return false;
		if (!frame->values[i].given && key->example)
			nkv_report_error(walk->report, &frame->position, "missing key '%s'%s%s",
					 key->name, nkv_key_path_where(&frame->path, where),
					 nkv_key_example(key, hint));
	}
	mapping->take(walk->builder, &entry);
	return true;
}

/* --- the document --- */

static bool walk_root(struct walk *walk)
{
	struct frame frame;

	begin_frame(&frame, &nkv_description_keys, (struct nkv_key_path){ .outer = NULL },
		    walk->events->event.position);
	if (walk->events->event.type == NKV_EVENT_MAPPING)
		return read_mapping(walk, &frame);
	if (nkv_event_is_empty(&walk->events->event))
		nkv_report_error(walk->report, &frame.position,
				 "an empty document, expected a description");
	else if (walk->events->event.type != NKV_EVENT_ALIAS &&
		 nkv_refuse_joined_key(walk->events, &nkv_description_keys) < 0)
		nkv_report_error(walk->report, &frame.position,
				 "a description is a mapping of keys, not %s",
				 nkv_event_name(&walk->events->event));
	return nkv_events_skip_node(walk->events);
}

static bool walk_document(struct walk *walk)
{
	struct nkv_events *events = walk->events;

	return events->source->begin(events, walk->input->text, walk->input->length) &&
	       walk_root(walk) && events->source->finish(events);
}

bool nkv_walk_document(const struct nkv_walk_input *input, struct nkv_events *events,
		       struct nkv_builder *builder, struct nkv_report *report)
{
	struct walk walk = {
		.input = input,
		.builder = builder,
		.report = report,
		.events = events,
	};
	bool complete;

	events->report = report;
	events->first_line = input->first_line;
	events->json = input->json;
	events->event.position.origin = input->origin;
	events->event.scalar.from_json = input->json;
	events->depth = 0;
	events->joined = false;
	events->unsure = false;
	complete = walk_document(&walk);
	events->source->end(events);
	return complete && !report->no_memory;
}
