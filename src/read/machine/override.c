/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/override.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/text_check.h"
#include "read/machine/key_hint.h"
#include "read/machine/keys.h"
#include "read/machine/scalar.h"

/* What follows the path in the key; NULL if the key does not begin with the path. */
static const char *after_path(const char *key, const char *path)
{
	return nkv_text_begins_with(key, path) ? key + strlen(path) : NULL;
}

/* The last override for that key of the mapping at `path`, or NULL. */
static const struct nkv_override *find(const struct nkv_override *overrides, size_t count,
				       const char *path, const char *key)
{
	for (size_t i = count; i-- > 0;) {
		const char *rest = after_path(overrides[i].key, path);

		if (rest && *path)
			rest = *rest == '.' ? rest + 1 : NULL;
		if (rest && strcmp(rest, key) == 0)
			return &overrides[i];
	}
	return NULL;
}

bool nkv_override_is_inside(const struct nkv_override *overrides, size_t count, const char *path)
{
	for (size_t i = 0; i < count; i++) {
		const char *rest = after_path(overrides[i].key, path);

		if (rest && *rest == '.')
			return true;
	}
	return false;
}

bool nkv_override_concerns(const struct nkv_override *overrides, size_t count, const char *key)
{
	return find(overrides, count, "", key) || nkv_override_is_inside(overrides, count, key);
}

/* Its position in messages: "--set KEY". */
static struct nkv_position position_of(const struct nkv_override *override,
				       struct nkv_report *report)
{
	static const char prefix[] = "--set ";
	struct nkv_position position = { .origin = "--set", .line = 1, .column = 1 };
	size_t bytes = sizeof(prefix) + strlen(override->key);
	char *origin = nkv_pool_take(report->pool, bytes);

	if (origin) {
		snprintf(origin, bytes, "%s%s", prefix, override->key);
		position.origin = origin;
	} else {
		report->no_memory = true;
	}
	return position;
}

/* Checks the value as a document is checked. */
static bool check_text(const struct nkv_override *override, const struct nkv_position *position,
		       struct nkv_report *report)
{
	struct nkv_text_fault fault = nkv_text_check(override->value, strlen(override->value));
	const struct nkv_position place = { position->origin, position->line + fault.line,
					    position->column + fault.column };

	if (fault.what)
		nkv_report_error(report, &place, "%s is not allowed", fault.what);
	return !fault.what;
}

/* Whether one ends with that key: only then is it worth while to write the path out. */
static bool is_any_of_name(const struct nkv_override *overrides, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (nkv_text_ends_with(overrides[i].key, name))
			return true;
	return false;
}

bool nkv_override_read(const struct nkv_override *overrides, size_t count,
		       const struct nkv_key_path *path, const struct nkv_key *key,
		       struct nkv_report *report, struct nkv_value *value)
{
	const struct nkv_override *override;
	struct nkv_scalar scalar;
	char text[NKV_KEY_PATH_BYTES];

	if (!is_any_of_name(overrides, count, key->name))
		return false;
	override = find(overrides, count, nkv_key_path_text(path, text), key->name);
	if (!override)
		return false;
	scalar = (struct nkv_scalar){
		.text = override->value,
		.length = strlen(override->value),
		.plain = key->type != NKV_VALUE_STRING,
	};
	value->given = true;
	value->position = position_of(override, report);
	if (check_text(override, &value->position, report))
		nkv_scalar_read(&scalar, key, path, report, value);
	return true;
}

/* --- "[12]" --- */

/* Reads an index and its closing bracket. Returns what follows, or NULL. */
static const char *parse_index(const char *text, size_t *index)
{
	size_t digits;

	if (*text++ != '[')
		return NULL;
	digits = strspn(text, "0123456789");
	if (digits == 0 || digits > 9 || (digits > 1 && *text == '0') || text[digits] != ']')
		return NULL;
	*index = 0;
	for (size_t i = 0; i < digits; i++)
		*index = *index * 10 + (size_t)(text[i] - '0');
	return text + digits + 1;
}

void nkv_override_check_count(const struct nkv_override *overrides, size_t count, const char *path,
			      size_t entries, struct nkv_report *report)
{
	for (size_t i = 0; i < count; i++) {
		const char *rest = after_path(overrides[i].key, path);
		struct nkv_position position;
		size_t index;

		if (!rest || !parse_index(rest, &index) || index < entries)
			continue;
		position = position_of(&overrides[i], report);
		nkv_report_error(report, &position,
				 "there is no entry %zu in %s, which has %zu entries", index, path,
				 entries);
	}
}

/* --- checking a key --- */

static bool refuse_word(const struct nkv_mapping *mapping, const char *word, size_t length,
			char why[NKV_OVERRIDE_WHY_BYTES])
{
	char given[32], hint[NKV_KEY_HINT_BYTES];

	snprintf(given, sizeof(given), "%.*s", (int)(length < 31 ? length : 31), word);
	snprintf(why, NKV_OVERRIDE_WHY_BYTES, "unknown key '%s'%s", given,
		 nkv_key_hint(mapping, given, hint));
	return false;
}

static bool refuse_end(const struct nkv_key *key, char why[NKV_OVERRIDE_WHY_BYTES])
{
	const char *name = key->name;

	if (key->type == NKV_VALUE_MAPPING)
		snprintf(why, NKV_OVERRIDE_WHY_BYTES,
			 "'%s' is a mapping, expected one of its keys, such as %s.%s", name, name,
			 key->mapping->keys[0].name);
	else if (key->item->mapping)
		snprintf(why, NKV_OVERRIDE_WHY_BYTES,
			 "'%s' is a list, expected one value of an entry, such as %s[0].%s", name,
			 name, key->item->mapping->keys[0].name);
	else
		snprintf(why, NKV_OVERRIDE_WHY_BYTES, "'%s' is a list, expected a single value",
			 name);
	return false;
}

static const struct nkv_key *find_key(const struct nkv_mapping *mapping, const char *word,
				      size_t length)
{
	for (size_t i = 0; i < mapping->key_count; i++)
		if (nkv_bytes_are(word, length, mapping->keys[i].name))
			return &mapping->keys[i];
	return NULL;
}

/* Enters an entry of a list: "[12].". NULL if the path does not continue like this. */
static const char *enter_entry(const struct nkv_key *list, const char *path)
{
	size_t index;

	if (!list->item->mapping)
		return NULL;
	path = parse_index(path, &index);
	return path && *path == '.' ? path : NULL;
}

/* Enters the mapping of a key. NULL if the path does not continue like this. */
static const char *enter_key(const struct nkv_key *key, const char *path,
			     const struct nkv_mapping **inner)
{
	const char *rest = path;

	*inner = key->mapping;
	if (key->type == NKV_VALUE_LIST) {
		*inner = key->item->mapping;
		rest = enter_entry(key, path);
	}
	return rest && *rest == '.' ? rest + 1 : NULL;
}

bool nkv_override_check(const char *path, char why[NKV_OVERRIDE_WHY_BYTES])
{
	const struct nkv_mapping *mapping = &nkv_description_keys;

	for (;;) {
		size_t length = strcspn(path, ".[");
		const struct nkv_key *key = find_key(mapping, path, length);

		if (!key)
			return refuse_word(mapping, path, length, why);
		path += length;
		if (key->type != NKV_VALUE_MAPPING && key->type != NKV_VALUE_LIST) {
			if (!*path)
				return true;
			snprintf(why, NKV_OVERRIDE_WHY_BYTES,
				 "'%s' is a single value, it has no keys", key->name);
			return false;
		}
		path = enter_key(key, path, &mapping);
		if (!path)
			return refuse_end(key, why);
	}
}
