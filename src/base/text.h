/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A text that grows, and functions for the beginnings and ends of strings. The
 * memory of a text is kept and used again, so that plans in a stream need
 * neither malloc() nor printf().
 */
#ifndef NUMAKVA_BASE_TEXT_H
#define NUMAKVA_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A text that grows. Begins as all zero. After a failure nothing more is added. */
struct nkv_text {
	char *text; /* not NUL-terminated */
	size_t length;
	size_t capacity;
	bool failed; /* there was no memory: part of the text is missing */
	bool fixed;  /* the text is in the caller's memory, and fails when that is full */
};

void nkv_text_add(struct nkv_text *text, const char *added);
void nkv_text_add_bytes(struct nkv_text *text, const char *bytes, size_t count);
void nkv_text_add_char(struct nkv_text *text, char c);

/* Adds a number in decimal. */
void nkv_text_add_number(struct nkv_text *text, uint64_t number);

/* Adds "0x" and at least `digits` digits, in lower case. */
void nkv_text_add_hex(struct nkv_text *text, uint64_t number, unsigned int digits);

/* Returns the text with a NUL after it, which `length` does not count; NULL if part is missing. */
char *nkv_text_string(struct nkv_text *text);

void nkv_text_free(struct nkv_text *text);

/* --- beginnings and ends of strings --- */

static inline bool nkv_text_begins_with(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* The same for bytes without a NUL at the end. */
static inline bool nkv_bytes_begin_with(const char *bytes, size_t length, const char *beginning)
{
	size_t wanted = strlen(beginning);

	return length >= wanted && memcmp(bytes, beginning, wanted) == 0;
}

/* Whether these bytes, without a NUL at the end, are that word. */
static inline bool nkv_bytes_are(const char *bytes, size_t length, const char *word)
{
	return strlen(word) == length && memcmp(bytes, word, length) == 0;
}

static inline bool nkv_text_ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), wanted = strlen(end);

	return length >= wanted && memcmp(text + length - wanted, end, wanted) == 0;
}

#endif
