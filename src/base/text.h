/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A text that grows, in memory that is kept and used again, so that the hot path
 * of streams allocates nothing and calls no printf(); and whether strings begin
 * or end with another.
 */
#ifndef NUMAKVA_BASE_TEXT_H
#define NUMAKVA_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A text that grows. All zero to begin with. After a failure nothing more is added. */
struct nkv_text {
	char *text; /* not NUL-terminated */
	size_t length;
	size_t capacity;
	bool failed; /* there was no memory: something is missing */
	bool fixed;  /* the text is in room of the caller's, and fails where that ends */
};

void nkv_text_add(struct nkv_text *text, const char *added);
void nkv_text_add_bytes(struct nkv_text *text, const char *bytes, size_t count);
void nkv_text_add_char(struct nkv_text *text, char c);

/* In decimal. */
void nkv_text_add_number(struct nkv_text *text, uint64_t number);

/* "0x" and at least so many digits, in lower case. */
void nkv_text_add_hex(struct nkv_text *text, uint64_t number, unsigned int digits);

/* The text with a NUL after it, which its length does not count; NULL if something is missing. */
char *nkv_text_string(struct nkv_text *text);

void nkv_text_free(struct nkv_text *text);

/* --- how a string begins and ends --- */

static inline bool nkv_text_begins_with(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* The same of bytes that no NUL ends. */
static inline bool nkv_bytes_begin_with(const char *bytes, size_t length, const char *beginning)
{
	size_t wanted = strlen(beginning);

	return length >= wanted && memcmp(bytes, beginning, wanted) == 0;
}

/* Whether bytes that no NUL ends are that word. */
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
