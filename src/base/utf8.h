/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_BASE_UTF8_H
#define NUMAKVA_BASE_UTF8_H

#include <stddef.h>

/* U+FFFD, which stands for what is no character. */
extern const char nkv_utf8_replacement[4];

/* How many bytes the first character of a text takes; 0 if it is none. A NUL ends the text. */
size_t nkv_utf8_character_bytes(const char *text);

/*
 * A copy in which each byte that is no part of UTF-8 is U+FFFD. File names can
 * hold any bytes. To be freed; NULL if there is no memory.
 */
char *nkv_utf8_valid(const char *text);

#endif
