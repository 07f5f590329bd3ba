/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Characters of UTF-8. */
#ifndef NUMAKVA_BASE_UTF8_H
#define NUMAKVA_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NKV_UTF8_BYTES_MAX = 4 }; /* of a character */

/* U+FFFD, which stands for what is no character. */
extern const char nkv_utf8_replacement[4];

/*
 * How many bytes the first character of `length` bytes takes; 0 if it is not
 * UTF-8. Reads nothing behind a NUL: for a string that is not empty, `length`
 * may be NKV_UTF8_BYTES_MAX.
 */
size_t nkv_utf8_decode(const char *text, size_t length, uint32_t *character);

/* Whether a byte is part of a character, but not its first. */
static inline bool nkv_utf8_continues(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* How many characters begin in these bytes. */
size_t nkv_utf8_count(const char *text, size_t length);

/* The length of a string; of a longer one than `bytes_max`, that of the characters that fit. */
size_t nkv_utf8_cut(const char *text, size_t bytes_max);

/*
 * A copy in which each byte that is no part of UTF-8 is U+FFFD. File names can
 * hold any bytes. To be freed; NULL if there is no memory.
 */
char *nkv_utf8_valid(const char *text);

#endif
