/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Events from cJSON, which is much faster than libyaml. It is used for
 * descriptions without diagnostics, because cJSON's tree has no positions.
 */
#ifndef NUMAKVA_READ_DESCRIPTION_EVENTS_JSON_H
#define NUMAKVA_READ_DESCRIPTION_EVENTS_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "read/description/events.h"

enum {
	/* of a document: the tree of a larger one could take a hundred times as much memory */
	NKV_JSON_EVENTS_BYTES_MAX = 1 << 16,
};

/* An open object or array. */
struct nkv_json_level {
	const cJSON *collection;
	const cJSON *next; /* the next item; NULL: the end comes next */
};

/* The state of the source. Begins as all zero. */
struct nkv_json_events {
	struct nkv_json_level levels[NKV_EVENTS_DEPTH_MAX + 1];
	bool at_value; /* the event of the next item's key has passed */
};

/*
 * The text must be plain (struct nkv_text_fault), and a line that JSON and YAML
 * read the same way (struct nkv_json_span). The source is unsure about
 * everything but a JSON object, about numbers that are negative or not exact,
 * and after any diagnostic. The tree is in the report's pool: cJSON gets hooks
 * for its memory, once. Several threads can use it, if none asks cJSON where it
 * failed.
 */
extern const struct nkv_event_source nkv_json_at_once;

#endif
