/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Characters of UTF-8. */
#ifndef NUMAKVA_BASE_UTF8_H
#define NUMAKVA_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NKV_UTF8_BYTES_MAX = 4 }; /* bytes of a character */

/* U+FFFD, the replacement character. */
extern const char nkv_utf8_replacement[4];

/*
 * Decodes the first character of `length` bytes, and returns how many bytes it
 * takes; 0 if it is not UTF-8. Never reads beyond a NUL: for a string that is
 * not empty, `length` may be NKV_UTF8_BYTES_MAX.
 */
size_t nkv_utf8_decode(const char *text, size_t length, uint32_t *character);

/* Whether a byte belongs to a character but is not its first. */
static inline bool nkv_utf8_continues(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The number of characters that begin in these bytes. */
size_t nkv_utf8_count(const char *text, size_t length);

/* The length of a string; if it is longer than `bytes_max`, that of the characters that fit. */
size_t nkv_utf8_cut(const char *text, size_t bytes_max);

/*
 * Returns a copy in which U+FFFD replaces each byte that is not part of valid
 * UTF-8. File names can contain any bytes. To be freed; NULL if there is no
 * memory.
 */
char *nkv_utf8_valid(const char *text);

#endif
