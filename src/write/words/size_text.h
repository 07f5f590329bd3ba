/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sizes in their usual form. */
#ifndef NUMAKVA_WRITE_WORDS_SIZE_TEXT_H
#define NUMAKVA_WRITE_WORDS_SIZE_TEXT_H

#include <stdint.h>

enum { NKV_SIZE_TEXT_BYTES = 24 };

/* "640 KiB", "1.9 MiB", "896 MiB", "10.5 GiB": about three digits. Returns `text`. */
const char *nkv_size_text(uint64_t pages, char text[NKV_SIZE_TEXT_BYTES]);

/* The same, but "0" for no pages. */
const char *nkv_size_or_zero(uint64_t pages, char text[NKV_SIZE_TEXT_BYTES]);

#endif
