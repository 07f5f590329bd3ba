/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/events_json.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Above this, a double cannot hold every integer. */
#define EXACT_MAX 9007199254740992.0

/* --- the memory of the tree --- */

/*
 * The pool for the tree that this thread is building: cJSON asks for memory
 * without a context. It is NULL outside parse(), and cJSON then works as usual.
 */
static _Thread_local struct nkv_pool *tree_pool;

static void *take_memory(size_t bytes)
{
	return tree_pool ? nkv_pool_take(tree_pool, bytes) : malloc(bytes);
}

/* The tree is freed as a whole, with the rest of the document. */
static void give_back(void *memory)
{
	if (!tree_pool)
		free(memory);
}

static void set_hooks(void)
{
	cJSON_InitHooks(&(cJSON_Hooks){ take_memory, give_back });
}

static cJSON *parse(struct nkv_pool *pool, const char *text)
{
	static pthread_once_t hooks = PTHREAD_ONCE_INIT;
	cJSON *tree;

	pthread_once(&hooks, set_hooks);
	tree_pool = pool;
	tree = cJSON_ParseWithOpts(text, NULL, true);
	tree_pool = NULL;
	return tree;
}

/* --- events --- */

static bool be_unsure(struct nkv_events *events)
{
	events->unsure = true;
	return false;
}

static void take_scalar(struct nkv_events *events, const char *text, bool plain)
{
	struct nkv_scalar *scalar = &events->event.scalar;

	events->event.type = NKV_EVENT_SCALAR;
	scalar->text = text;
	scalar->length = strlen(text);
	scalar->plain = plain;
	scalar->is_number = false;
}

/*
 * The tree does not keep how a number was written. If more than its value matters, another
 * source must read the document.
 */
static bool take_number(struct nkv_events *events, double number)
{
	take_scalar(events, "0", true);
	events->event.scalar.is_number = true;
	if (!(number >= 0 && number < EXACT_MAX))
		return be_unsure(events);
	events->event.scalar.number = (uint64_t)number;
	return true;
}

/* Nesting deeper than any key has is refused at its first level too many. */
static void begin_collection(struct nkv_events *events, const cJSON *collection,
			     enum nkv_event_type type)
{
	struct nkv_json_events *json = events->state;

	events->event.type = type;
	json->levels[events->depth] = (struct nkv_json_level){ collection, collection->child };
}

static void end_collection(struct nkv_events *events, const cJSON *collection)
{
	bool is_list = collection->type == cJSON_Array;

	events->event.type = is_list ? NKV_EVENT_LIST_END : NKV_EVENT_MAPPING_END;
}

static bool take_value(struct nkv_events *events, const cJSON *value)
{
	switch (value->type) {
	case cJSON_String:
		take_scalar(events, value->valuestring, false);
		return true;
	case cJSON_Number:
		return take_number(events, value->valuedouble);
	case cJSON_Object:
		begin_collection(events, value, NKV_EVENT_MAPPING);
		return true;
	case cJSON_Array:
		begin_collection(events, value, NKV_EVENT_LIST);
		return true;
	case cJSON_True:
		take_scalar(events, "true", true);
		return true;
	case cJSON_False:
		take_scalar(events, "false", true);
		return true;
	case cJSON_NULL:
		take_scalar(events, "null", true);
		return true;
	default:
		return be_unsure(events);
	}
}

static bool next(struct nkv_events *events)
{
	struct nkv_json_events *json = events->state;
	struct nkv_json_level *level = &json->levels[events->depth - 1];
	const cJSON *item = level->next;

	if (!item) {
		end_collection(events, level->collection);
		return true;
	}
	json->at_value = item->string && !json->at_value;
	if (json->at_value) {
		take_scalar(events, item->string, false);
		return true;
	}
	level->next = item->next;
	return take_value(events, item);
}

static bool begin(struct nkv_events *events, const char *text, size_t length)
{
	struct nkv_json_events *json = events->state;
	const cJSON *tree = NULL;

	json->at_value = false;
	if (length <= NKV_JSON_EVENTS_BYTES_MAX)
		tree = parse(events->report->pool, text);
	if (!tree || !cJSON_IsObject(tree))
		return be_unsure(events);
	events->event.position.line = events->first_line;
	events->event.position.column = 1;
	begin_collection(events, tree, NKV_EVENT_MAPPING);
	events->depth++;
	return true;
}

/* cJSON has checked that nothing follows. */
static bool finish(struct nkv_events *events)
{
	return events->report->count > 0 ? be_unsure(events) : true;
}

/* The tree is freed with the pool. */
static void end(struct nkv_events *events)
{
	(void)events;
}

const struct nkv_event_source nkv_json_at_once = { begin, next, finish, end };
