/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON values as plans have them. Each function adds a value to an object
 * under its key; after one that found no memory, `failed` is set and the
 * others do nothing.
 */
#ifndef NUMAKVA_WRITE_JSON_OBJECT_H
#define NUMAKVA_WRITE_JSON_OBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include <numakva/range.h>

struct nkv_json {
	bool failed;
};

/* Keys are string constants: they are not copied. */
void nkv_json_number(struct nkv_json *json, cJSON *object, const char *key, uint64_t number);
void nkv_json_bool(struct nkv_json *json, cJSON *object, const char *key, bool value);
void nkv_json_null(struct nkv_json *json, cJSON *object, const char *key);

/* A string constant; it is not copied. NULL is null. */
void nkv_json_word(struct nkv_json *json, cJSON *object, const char *key, const char *word);

/* Any text; what is not UTF-8 becomes U+FFFD. NULL is null. */
void nkv_json_text(struct nkv_json *json, cJSON *object, const char *key, const char *text);

/* "0x%x" and "0x%08x". */
void nkv_json_physical(struct nkv_json *json, cJSON *object, const char *key, uint64_t address);
void nkv_json_virtual(struct nkv_json *json, cJSON *object, const char *key, uint32_t address);

/* A list of {start_pfn, end_pfn}. */
void nkv_json_ranges(struct nkv_json *json, cJSON *object, const char *key,
		     const struct nkv_range_list *ranges);

/* An empty object or list. In a list, the key is NULL. NULL after a failure. */
cJSON *nkv_json_object(struct nkv_json *json, cJSON *parent, const char *key);
cJSON *nkv_json_list(struct nkv_json *json, cJSON *parent, const char *key);

#endif
