/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_object.h"

#include <inttypes.h>
#include <stdio.h>

#include "write/json/json_string.h"

enum { VIRTUAL_DIGITS = 8 };

void nkv_json_fail(struct nkv_json *json)
{
	nkv_json_text_of(json)->failed = true;
}

/* Puts what precedes a value. */
static struct nkv_text *begin_value(struct nkv_json *json, const char *key)
{
	struct nkv_text *text = nkv_json_text_of(json);

	if (json->follows)
		nkv_text_add_char(text, ',');
	json->follows = true;
	if (key) {
		nkv_text_add_char(text, '"');
		nkv_text_add(text, key);
		nkv_text_add_bytes(text, "\":", 2);
	}
	return text;
}

void nkv_json_begin_object(struct nkv_json *json, const char *key)
{
	nkv_text_add_char(begin_value(json, key), '{');
	json->follows = false;
}

void nkv_json_begin_list(struct nkv_json *json, const char *key)
{
	nkv_text_add_char(begin_value(json, key), '[');
	json->follows = false;
}

static void end(struct nkv_json *json, char bracket)
{
	nkv_text_add_char(nkv_json_text_of(json), bracket);
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
	nkv_text_add_number(begin_value(json, key), number);
}

void nkv_json_signed(struct nkv_json *json, const char *key, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, number);
	nkv_text_add(begin_value(json, key), digits);
}

void nkv_json_bool(struct nkv_json *json, const char *key, bool value)
{
	nkv_text_add(begin_value(json, key), value ? "true" : "false");
}

void nkv_json_null(struct nkv_json *json, const char *key)
{
	nkv_text_add_bytes(begin_value(json, key), "null", 4);
}

void nkv_json_text(struct nkv_json *json, const char *key, const char *text)
{
	if (text)
		nkv_json_string(begin_value(json, key), text);
	else
		nkv_json_null(json, key);
}

static void put_address(struct nkv_json *json, const char *key, uint64_t address,
			unsigned int digits)
{
	struct nkv_text *text = begin_value(json, key);

	nkv_text_add_char(text, '"');
	nkv_text_add_hex(text, address, digits);
	nkv_text_add_char(text, '"');
}

void nkv_json_physical(struct nkv_json *json, const char *key, uint64_t address)
{
	put_address(json, key, address, 1);
}

void nkv_json_virtual(struct nkv_json *json, const char *key, uint32_t address)
{
	put_address(json, key, address, VIRTUAL_DIGITS);
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
