/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The JSON values of plans, put as text in their order. After a failure for
 * lack of memory the functions do nothing.
 */
#ifndef NUMAKVA_WRITE_JSON_JSON_OBJECT_H
#define NUMAKVA_WRITE_JSON_JSON_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/range.h>

#include "base/text.h"

/* Begins as all zero, except `line`. */
struct nkv_json {
	/* the text of a line of JSON; NULL: the object is laid out for people */
	struct nkv_text *line;
	struct nkv_text own; /* the text in that case */
	bool follows;	     /* there is a value before, in the same object or list */
};

/* The text so far. */
static inline struct nkv_text *nkv_json_text_of(struct nkv_json *json)
{
	return json->line ? json->line : &json->own;
}

/* Notes that there is no memory. */
void nkv_json_fail(struct nkv_json *json);

/*
 * Begin and end an object or a list: what is put before the end is inside it. The key is NULL in
 * a list, and for the outermost object.
 */
void nkv_json_begin_object(struct nkv_json *json, const char *key);
void nkv_json_end_object(struct nkv_json *json);
void nkv_json_begin_list(struct nkv_json *json, const char *key);
void nkv_json_end_list(struct nkv_json *json);

/* Keys never need an escape. */
void nkv_json_number(struct nkv_json *json, const char *key, uint64_t number);
void nkv_json_signed(struct nkv_json *json, const char *key, int64_t number);
void nkv_json_bool(struct nkv_json *json, const char *key, bool value);
void nkv_json_null(struct nkv_json *json, const char *key);

/* Any text; bytes that are not UTF-8 become U+FFFD. NULL becomes null. */
void nkv_json_text(struct nkv_json *json, const char *key, const char *text);

/* As "0x%x" and "0x%08x". */
void nkv_json_physical(struct nkv_json *json, const char *key, uint64_t address);
void nkv_json_virtual(struct nkv_json *json, const char *key, uint32_t address);

/* A list of {start_pfn, end_pfn}. */
void nkv_json_ranges(struct nkv_json *json, const char *key, const struct nkv_range_list *ranges);

#endif
