/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/events.h"

static bool begins_collection(const struct nkv_event *event)
{
	return event->type == NKV_EVENT_MAPPING || event->type == NKV_EVENT_LIST;
}

static bool ends_collection(const struct nkv_event *event)
{
	return event->type == NKV_EVENT_MAPPING_END || event->type == NKV_EVENT_LIST_END;
}

static bool go_deeper(struct nkv_events *events)
{
	if (++events->depth <= NKV_EVENTS_DEPTH_MAX)
		return true;
	nkv_report_error(events->report, &events->event.position,
			 "nested too deeply: a description has no keys at this depth");
	return false;
}

bool nkv_events_next(struct nkv_events *events)
{
	if (events->report->error_count == NKV_DIAGNOSTICS_MAX || !events->source->next(events))
		return false;
	if (events->event.type == NKV_EVENT_SCALAR)
		return true;
	if (begins_collection(&events->event))
		return go_deeper(events);
	if (ends_collection(&events->event))
		events->depth--;
	return true;
}

bool nkv_events_skip_node(struct nkv_events *events)
{
	unsigned int outside = events->depth - begins_collection(&events->event);

	while (events->depth > outside)
		if (!nkv_events_next(events))
			return false;
	return true;
}

bool nkv_event_is_empty(const struct nkv_event *event)
{
	return event->type == NKV_EVENT_SCALAR && event->scalar.length == 0 && event->scalar.plain;
}

const char *nkv_event_name(const struct nkv_event *event)
{
	switch (event->type) {
	case NKV_EVENT_MAPPING:
		return "a mapping";
	case NKV_EVENT_LIST:
		return "a list";
	case NKV_EVENT_ALIAS:
		return "an alias";
	default:
		return "a single value";
	}
}
