/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Events by cJSON, in a fraction of libyaml's time, of descriptions in which there
 * is nothing to say: the tree that cJSON makes does not tell where anything stands.
 */
#ifndef NUMAKVA_READ_DESCRIPTION_EVENTS_JSON_H
#define NUMAKVA_READ_DESCRIPTION_EVENTS_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "read/description/events.h"

enum {
	/* Of a document: the tree of a larger one could take a hundred times as much memory. */
	NKV_JSON_EVENTS_BYTES_MAX = 1 << 16,
};

/* A collection that is open. */
struct nkv_json_level {
	const cJSON *collection;
	const cJSON *next; /* the item that comes next; NULL: the end does */
};

/* The source's state. All zero to begin with. */
struct nkv_json_events {
	struct nkv_json_level levels[NKV_EVENTS_DEPTH_MAX + 1];
	bool at_value; /* the key of the next item was an event already */
};

/*
 * The text must be plain (struct nkv_text_fault), and a line that JSON and YAML
 * read alike (struct nkv_json_span). Unsure of all that is no object in JSON, of
 * numbers below zero or not exact, and if there is anything in the report. The tree
 * is made in the report's pool: cJSON is given hooks for its memory, once. Threads
 * may use it at a time, as long as nobody asks cJSON where it failed last.
 */
extern const struct nkv_event_source nkv_json_at_once;

#endif
