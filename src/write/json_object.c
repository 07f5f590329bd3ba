/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json_object.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/utf8.h"

/* Adds an item, which may be NULL: then there was no memory. */
static void add(struct nkv_json *json, cJSON *parent, const char *key, cJSON *item)
{
	bool added = item && parent &&
		     (key ? cJSON_AddItemToObjectCS(parent, key, item)
			  : cJSON_AddItemToArray(parent, item));

	if (!added) {
		cJSON_Delete(item);
		json->failed = true;
	}
}

void nkv_json_number(struct nkv_json *json, cJSON *object, const char *key, uint64_t number)
{
	char digits[24];

	if (json->failed)
		return;
	/* As text: cJSON's own numbers are doubles, and lose digits above 10^15. */
	snprintf(digits, sizeof(digits), "%" PRIu64, number);
	add(json, object, key, cJSON_CreateRaw(digits));
}

void nkv_json_bool(struct nkv_json *json, cJSON *object, const char *key, bool value)
{
	if (!json->failed)
		add(json, object, key, cJSON_CreateBool(value));
}

void nkv_json_null(struct nkv_json *json, cJSON *object, const char *key)
{
	if (!json->failed)
		add(json, object, key, cJSON_CreateNull());
}

void nkv_json_word(struct nkv_json *json, cJSON *object, const char *key, const char *word)
{
	if (!word)
		nkv_json_null(json, object, key);
	else if (!json->failed)
		add(json, object, key, cJSON_CreateStringReference(word));
}

void nkv_json_text(struct nkv_json *json, cJSON *object, const char *key, const char *text)
{
	char *valid;

	if (json->failed)
		return;
	if (!text) {
		nkv_json_null(json, object, key);
		return;
	}
	valid = nkv_utf8_valid(text);
	add(json, object, key, valid ? cJSON_CreateString(valid) : NULL);
	free(valid);
}

void nkv_json_physical(struct nkv_json *json, cJSON *object, const char *key, uint64_t address)
{
	char text[24];

	if (json->failed)
		return;
	snprintf(text, sizeof(text), "0x%" PRIx64, address);
	add(json, object, key, cJSON_CreateString(text));
}

void nkv_json_virtual(struct nkv_json *json, cJSON *object, const char *key, uint32_t address)
{
	char text[16];

	if (json->failed)
		return;
	snprintf(text, sizeof(text), "0x%08" PRIx32, address);
	add(json, object, key, cJSON_CreateString(text));
}

void nkv_json_ranges(struct nkv_json *json, cJSON *object, const char *key,
		     const struct nkv_range_list *ranges)
{
	cJSON *list = nkv_json_list(json, object, key);

	for (size_t i = 0; i < ranges->count && !json->failed; i++) {
		cJSON *range = nkv_json_object(json, list, NULL);

		nkv_json_number(json, range, "start_pfn", ranges->ranges[i].start_pfn);
		nkv_json_number(json, range, "end_pfn", ranges->ranges[i].end_pfn);
	}
}

cJSON *nkv_json_object(struct nkv_json *json, cJSON *parent, const char *key)
{
	cJSON *object = json->failed ? NULL : cJSON_CreateObject();

	add(json, parent, key, object);
	return json->failed ? NULL : object;
}

cJSON *nkv_json_list(struct nkv_json *json, cJSON *parent, const char *key)
{
	cJSON *list = json->failed ? NULL : cJSON_CreateArray();

	add(json, parent, key, list);
	return json->failed ? NULL : list;
}
