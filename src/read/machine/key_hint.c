/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/key_hint.h"

#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "read/machine/keys.h"

enum { LIST_BYTES = 112 }; /* longer lists of keys are left to the manual */

/* --- the mapping in which the key is known --- */

struct home {
	const char *word;
	char path[NKV_KEY_PATH_BYTES]; /* of the last mapping with the key */
	size_t count;
};

static void find_homes(const struct nkv_mapping *mapping, const struct nkv_key_path *path,
		       struct home *home)
{
	for (size_t i = 0; i < mapping->key_count; i++) {
		const struct nkv_key *key = &mapping->keys[i];
		const struct nkv_key_path inner = { .outer = path, .name = key->name };
		const struct nkv_mapping *below =
			key->type == NKV_VALUE_LIST ? key->item->mapping : key->mapping;

		if (strcmp(key->name, home->word) == 0) {
			nkv_key_path_text(path, home->path);
			home->count++;
		}
		if (below)
			find_homes(below, &inner, home);
	}
}

/* Only if a single mapping has the key: `start`, for example, can belong in many. */
static bool name_home(const char *word, char hint[NKV_KEY_HINT_BYTES])
{
	const struct nkv_key_path root = { .outer = NULL };
	struct home home = { .word = word };

	find_homes(&nkv_description_keys, &root, &home);
	if (home.count != 1)
		return false;
	if (home.path[0])
		snprintf(hint, NKV_KEY_HINT_BYTES, ", it belongs in %s", home.path);
	else
		snprintf(hint, NKV_KEY_HINT_BYTES, ", it belongs at the top level");
	return true;
}

/* --- the keys of the mapping --- */

static bool name_near(const struct nkv_mapping *mapping, const char *word,
		      char hint[NKV_KEY_HINT_BYTES])
{
	struct nkv_suggestion suggestion = { .given = word };

	for (size_t i = 0; i < mapping->key_count; i++)
		nkv_suggest_offer(&suggestion, mapping->keys[i].name);
	if (suggestion.nearest)
		snprintf(hint, NKV_KEY_HINT_BYTES, ", did you mean '%s'?", suggestion.nearest);
	return suggestion.nearest != NULL;
}

static void list_keys(const struct nkv_mapping *mapping, char hint[NKV_KEY_HINT_BYTES])
{
	size_t used = (size_t)snprintf(hint, NKV_KEY_HINT_BYTES, ", expected ");

	for (size_t i = 0; i < mapping->key_count && used < LIST_BYTES; i++)
		used += (size_t)snprintf(hint + used, NKV_KEY_HINT_BYTES - used, "%s%s",
					 nkv_suggest_separator(i, mapping->key_count),
					 mapping->keys[i].name);
	if (used >= LIST_BYTES)
		snprintf(hint, NKV_KEY_HINT_BYTES, ", numakva-plan(5) lists the keys");
}

const char *nkv_key_hint(const struct nkv_mapping *mapping, const char *word,
			 char hint[NKV_KEY_HINT_BYTES])
{
	if (!name_home(word, hint) && !name_near(mapping, word, hint))
		list_keys(mapping, hint);
	return hint;
}

const char *nkv_key_example(const struct nkv_key *key, char hint[NKV_KEY_HINT_BYTES])
{
	snprintf(hint, NKV_KEY_HINT_BYTES, ", for example '%s'", key->example);
	return hint;
}
