/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/key.h"

#include <stdio.h>

#include "base/suggest.h"

const char *nkv_near_key(const struct nkv_mapping *mapping, const char *word,
			 char text[NKV_NEAR_KEY_BYTES])
{
	struct nkv_suggestion suggestion = { .given = word };

	text[0] = '\0';
	for (size_t i = 0; i < mapping->key_count; i++)
		nkv_suggest_offer(&suggestion, mapping->keys[i].name);
	if (suggestion.nearest)
		snprintf(text, NKV_NEAR_KEY_BYTES, ", did you mean '%s'?", suggestion.nearest);
	return text;
}
