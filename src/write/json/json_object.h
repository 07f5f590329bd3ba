/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON values as plans have them, put one after the other in the order in which
 * they stand: into a line of text at once, or into a tree of cJSON, for what
 * has to be looked at as a whole before it is printed. Whoever puts them need
 * not know which. After there was no memory the functions do nothing.
 */
#ifndef NUMAKVA_WRITE_JSON_JSON_OBJECT_H
#define NUMAKVA_WRITE_JSON_JSON_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>

#include <numakva/range.h>

#include "base/text.h"

enum { NKV_JSON_DEPTH_MAX = 8 };

/* All zero but for the line, which is NULL for a tree. */
struct nkv_json {
	struct nkv_text *line; /* where text goes */
	bool follows;	       /* in text, on a value of the same object or list */

	cJSON *open[NKV_JSON_DEPTH_MAX]; /* objects and lists of a tree, the whole one first */
	size_t depth;			 /* how many of them are not ended */
	bool failed;			 /* there was no memory for the tree */
};

/* Notes that there is no memory. */
void nkv_json_fail(struct nkv_json *json);

/* The tree that was made, to be deleted; NULL if there was no memory. */
cJSON *nkv_json_tree(struct nkv_json *json);

/* An object or a list: what is put before its end is inside. In a list, and for the whole, key is NULL. */
void nkv_json_begin_object(struct nkv_json *json, const char *key);
void nkv_json_end_object(struct nkv_json *json);
void nkv_json_begin_list(struct nkv_json *json, const char *key);
void nkv_json_end_list(struct nkv_json *json);

/* Keys are string constants: they are not copied, and nothing in them needs an escape. */
void nkv_json_number(struct nkv_json *json, const char *key, uint64_t number);
void nkv_json_signed(struct nkv_json *json, const char *key, int64_t number);
void nkv_json_bool(struct nkv_json *json, const char *key, bool value);
void nkv_json_null(struct nkv_json *json, const char *key);

/* A string constant; it is not copied. NULL is null. */
void nkv_json_word(struct nkv_json *json, const char *key, const char *word);

/* Any text; what is not UTF-8 becomes U+FFFD. NULL is null. */
void nkv_json_text(struct nkv_json *json, const char *key, const char *text);

/* "0x%x" and "0x%08x". */
void nkv_json_physical(struct nkv_json *json, const char *key, uint64_t address);
void nkv_json_virtual(struct nkv_json *json, const char *key, uint32_t address);

/* A list of {start_pfn, end_pfn}. */
void nkv_json_ranges(struct nkv_json *json, const char *key, const struct nkv_range_list *ranges);

#endif
