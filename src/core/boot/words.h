/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Functions that parse words of the command line (1.3). */
#ifndef NUMAKVA_CORE_BOOT_WORDS_H
#define NUMAKVA_CORE_BOOT_WORDS_H

#include <stdbool.h>

#include <numakva/plan.h>

/*
 * memparse(): a number as in C, which wraps at 64 bits, and an optional K, M or G; 0 without a
 * number.
 */
uint64_t nkv_word_parse_size(const char **cursor);

/* The type of an entry that memmap=SIZE adds with this mark after it; 0 for an unknown mark. */
uint32_t nkv_word_addition_type(char mark);

/* Whether the whole word is this text. */
bool nkv_word_is(const struct nkv_word *word, const char *text);

/* What follows `name=` in a word; NULL for another word. */
const char *nkv_word_value(const struct nkv_word *word, const char *name);

#endif
