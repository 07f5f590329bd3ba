/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON values as plans have them, put one after the other in the order in which
 * they stand, as text. After there was no memory the functions do nothing.
 */
#ifndef NUMAKVA_WRITE_JSON_JSON_OBJECT_H
#define NUMAKVA_WRITE_JSON_JSON_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/range.h>

#include "base/text.h"

/* All zero but for the line. */
struct nkv_json {
	struct nkv_text
		*line;	     /* where the text goes that is to be a line; NULL: it is for people */
	struct nkv_text own; /* where it goes then */
	bool follows;	     /* on a value of the same object or list */
};

/* The text that was put so far. */
static inline struct nkv_text *nkv_json_text_of(struct nkv_json *json)
{
	return json->line ? json->line : &json->own;
}

/* Notes that there is no memory. */
void nkv_json_fail(struct nkv_json *json);

/* An object or a list: what is put before its end is inside. In a list, and for the whole, key is NULL. */
void nkv_json_begin_object(struct nkv_json *json, const char *key);
void nkv_json_end_object(struct nkv_json *json);
void nkv_json_begin_list(struct nkv_json *json, const char *key);
void nkv_json_end_list(struct nkv_json *json);

/* Nothing in a key needs an escape. */
void nkv_json_number(struct nkv_json *json, const char *key, uint64_t number);
void nkv_json_signed(struct nkv_json *json, const char *key, int64_t number);
void nkv_json_bool(struct nkv_json *json, const char *key, bool value);
void nkv_json_null(struct nkv_json *json, const char *key);

/* Any text; what is not UTF-8 becomes U+FFFD. NULL is null. */
void nkv_json_text(struct nkv_json *json, const char *key, const char *text);

/* "0x%x" and "0x%08x". */
void nkv_json_physical(struct nkv_json *json, const char *key, uint64_t address);
void nkv_json_virtual(struct nkv_json *json, const char *key, uint32_t address);

/* A list of {start_pfn, end_pfn}. */
void nkv_json_ranges(struct nkv_json *json, const char *key, const struct nkv_range_list *ranges);

#endif
