/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/key_faults.h"

#include <string.h>

#include "read/description/syntax_faults.h"
#include "read/machine/key_hint.h"
#include "read/machine/scalar.h"

void nkv_refuse_unknown_key(const struct nkv_events *events, const struct nkv_mapping *mapping,
			    const struct nkv_key_path *path)
{
	const char *text = events->event.scalar.text;
	char where[NKV_KEY_WHERE_BYTES], hint[NKV_KEY_HINT_BYTES];

	if (strcmp(text, "<<") == 0)
		nkv_report_error(events->report, &events->event.position,
				 "a merge key is not allowed");
	else
		nkv_report_error(events->report, &events->event.position, "unknown key '%.*s'%s%s",
				 nkv_shown_length(text, events->event.scalar.length), text,
				 nkv_key_path_where(path, where),
				 nkv_key_hint(mapping, text, hint));
}

void nkv_refuse_second_key(const struct nkv_events *events, const struct nkv_key *key,
			   const struct nkv_key_path *path)
{
	char where[NKV_KEY_WHERE_BYTES];

	nkv_report_error(events->report, &events->event.position, "key '%s'%s is given twice",
			 key->name, nkv_key_path_where(path, where));
}

/* An alias is refused elsewhere. */
void nkv_refuse_no_key(const struct nkv_events *events)
{
	if (events->event.type != NKV_EVENT_ALIAS)
		nkv_report_error(events->report, &events->event.position,
				 "a key is %s, expected a word", nkv_event_name(&events->event));
}

static int find_key(const struct nkv_mapping *mapping, const char *text, size_t length)
{
	for (size_t i = 0; i < mapping->key_count; i++)
		if (strlen(mapping->keys[i].name) == length &&
		    memcmp(mapping->keys[i].name, text, length) == 0)
			return (int)i;
	return -1;
}

int nkv_refuse_joined_key(struct nkv_events *events, const struct nkv_mapping *mapping)
{
	const struct nkv_scalar *scalar = &events->event.scalar;
	size_t joined = 0;
	int index;

	if (events->event.type == NKV_EVENT_SCALAR && scalar->plain)
		joined = nkv_joined_key_bytes(scalar->text, scalar->length);
	index = find_key(mapping, scalar->text, joined);
	if (index >= 0) {
		nkv_refuse_joined(events, &events->event.position, scalar->text, scalar->length);
		events->joined = true;
	}
	return index;
}

/* The mapping that a key's value is, or that the entries of its list are; NULL for other keys. */
static const struct nkv_mapping *mapping_of(const struct nkv_key *key)
{
	return key->type == NKV_VALUE_LIST ? key->item->mapping : key->mapping;
}

static bool is_joined(struct nkv_events *events, const struct nkv_mapping *mapping)
{
	return mapping && nkv_refuse_joined_key(events, mapping) >= 0;
}

void nkv_refuse_type(struct nkv_events *events, const struct nkv_key *key,
		     const struct nkv_key_path *path)
{
	const char *wanted = nkv_value_type_name(key->type);
	char where[NKV_KEY_WHERE_BYTES];

	if (events->event.type == NKV_EVENT_SCALAR && events->event.scalar.length == 0)
		nkv_report_error(events->report, &events->event.position,
				 "'%s'%s has no value, expected %s", key->name,
				 nkv_key_path_where(path, where), wanted);
	else if (events->event.type != NKV_EVENT_ALIAS && !is_joined(events, mapping_of(key)))
		nkv_report_error(events->report, &events->event.position,
				 "'%s'%s is %s, expected %s", key->name,
				 nkv_key_path_where(path, where), nkv_event_name(&events->event),
				 wanted);
}

void nkv_refuse_entry(struct nkv_events *events, const struct nkv_mapping *mapping,
		      const struct nkv_key_path *path)
{
	char text[NKV_KEY_PATH_BYTES];

	if (events->event.type != NKV_EVENT_ALIAS && !is_joined(events, mapping))
		nkv_report_error(events->report, &events->event.position,
				 "%s is %s, expected a mapping", nkv_key_path_text(path, text),
				 nkv_event_name(&events->event));
}
