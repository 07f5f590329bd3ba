/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_object.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "write/json/json_string.h"

enum { VIRTUAL_DIGITS = 8 };

void nkv_json_fail(struct nkv_json *json)
{
	if (json->line)
		json->line->failed = true;
	else
		json->failed = true;
}

/* --- text --- */

/* What stands before a value. */
static struct nkv_text *begin_value(struct nkv_json *json, const char *key)
{
	struct nkv_text *line = json->line;

	if (json->follows)
		nkv_text_add_char(line, ',');
	json->follows = true;
	if (key) {
		nkv_text_add_char(line, '"');
		nkv_text_add(line, key);
		nkv_text_add_bytes(line, "\":", 2);
	}
	return line;
}

static void put_address(struct nkv_json *json, const char *key, uint64_t address,
			unsigned int digits)
{
	struct nkv_text *line = begin_value(json, key);

	nkv_text_add_char(line, '"');
	nkv_text_add_hex(line, address, digits);
	nkv_text_add_char(line, '"');
}

/* --- a tree --- */

/* Adds an item, which may be NULL: then there was no memory. Returns whether it is there. */
static bool add(struct nkv_json *json, const char *key, cJSON *item)
{
	cJSON *parent = json->depth > 0 ? json->open[json->depth - 1] : NULL;
	bool added = item && parent && !json->failed &&
		     (key ? cJSON_AddItemToObjectCS(parent, key, item)
			  : cJSON_AddItemToArray(parent, item));

	if (!added) {
		cJSON_Delete(item);
		json->failed = true;
	}
	return added;
}

/* The whole one has no parent. */
static void open_item(struct nkv_json *json, const char *key, cJSON *item)
{
	if (json->depth == 0)
		json->failed = !item;
	else if (!add(json, key, item))
		item = NULL;
	json->open[json->depth++] = item;
}

cJSON *nkv_json_tree(struct nkv_json *json)
{
	cJSON *whole = json->open[0];

	json->open[0] = NULL;
	if (!json->failed)
		return whole;
	cJSON_Delete(whole);
	return NULL;
}

/* --- either --- */

void nkv_json_begin_object(struct nkv_json *json, const char *key)
{
	if (!json->line) {
		open_item(json, key, json->failed ? NULL : cJSON_CreateObject());
		return;
	}
	nkv_text_add_char(begin_value(json, key), '{');
	json->follows = false;
}

void nkv_json_begin_list(struct nkv_json *json, const char *key)
{
	if (!json->line) {
		open_item(json, key, json->failed ? NULL : cJSON_CreateArray());
		return;
	}
	nkv_text_add_char(begin_value(json, key), '[');
	json->follows = false;
}

static void end(struct nkv_json *json, char bracket)
{
	if (json->line)
		nkv_text_add_char(json->line, bracket);
	else
		json->depth--;
	json->follows = true;
}

void nkv_json_end_object(struct nkv_json *json)
{
	end(json, '}');
}

void nkv_json_end_list(struct nkv_json *json)
{
	end(json, ']');
}

void nkv_json_number(struct nkv_json *json, const char *key, uint64_t number)
{
	char digits[24];

	if (json->line) {
		nkv_text_add_number(begin_value(json, key), number);
		return;
	}
	/* As text: cJSON's own numbers are doubles, and lose digits above 10^15. */
	snprintf(digits, sizeof(digits), "%" PRIu64, number);
	add(json, key, cJSON_CreateRaw(digits));
}

void nkv_json_signed(struct nkv_json *json, const char *key, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, number);
	if (json->line)
		nkv_text_add(begin_value(json, key), digits);
	else
		add(json, key, cJSON_CreateRaw(digits));
}

void nkv_json_bool(struct nkv_json *json, const char *key, bool value)
{
	if (json->line)
		nkv_text_add(begin_value(json, key), value ? "true" : "false");
	else
		add(json, key, cJSON_CreateBool(value));
}

void nkv_json_null(struct nkv_json *json, const char *key)
{
	if (json->line)
		nkv_text_add_bytes(begin_value(json, key), "null", 4);
	else
		add(json, key, cJSON_CreateNull());
}

void nkv_json_word(struct nkv_json *json, const char *key, const char *word)
{
	if (!word)
		nkv_json_null(json, key);
	else if (json->line)
		nkv_json_string(begin_value(json, key), word);
	else
		add(json, key, cJSON_CreateStringReference(word));
}

void nkv_json_text(struct nkv_json *json, const char *key, const char *text)
{
	char *valid;

	if (!text || json->line) {
		nkv_json_word(json, key, text);
		return;
	}
	valid = nkv_utf8_valid(text);
	add(json, key, valid ? cJSON_CreateString(valid) : NULL);
	free(valid);
}

void nkv_json_physical(struct nkv_json *json, const char *key, uint64_t address)
{
	char text[24];

	if (json->line) {
		put_address(json, key, address, 1);
		return;
	}
	snprintf(text, sizeof(text), "0x%" PRIx64, address);
	add(json, key, cJSON_CreateString(text));
}

void nkv_json_virtual(struct nkv_json *json, const char *key, uint32_t address)
{
	char text[16];

	if (json->line) {
		put_address(json, key, address, VIRTUAL_DIGITS);
		return;
	}
	snprintf(text, sizeof(text), "0x%08" PRIx32, address);
	add(json, key, cJSON_CreateString(text));
}

void nkv_json_ranges(struct nkv_json *json, const char *key, const struct nkv_range_list *ranges)
{
	nkv_json_begin_list(json, key);
	for (size_t i = 0; i < ranges->count; i++) {
		nkv_json_begin_object(json, NULL);
		nkv_json_number(json, "start_pfn", ranges->ranges[i].start_pfn);
		nkv_json_number(json, "end_pfn", ranges->ranges[i].end_pfn);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}
