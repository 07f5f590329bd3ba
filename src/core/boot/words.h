/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How words of the command line are taken apart (1.3).
 */
#ifndef NUMAKVA_CORE_BOOT_WORDS_H
#define NUMAKVA_CORE_BOOT_WORDS_H

#include <stdbool.h>

#include <numakva/plan.h>

/* memparse(): a C number, which wraps at 64 bits, and an optional K, M or G; 0 without one. */
uint64_t nkv_word_parse_size(const char **cursor);

/* The type of the entry that memmap=SIZE and this mark add; 0 for no such mark. */
uint32_t nkv_word_addition_type(char mark);

/* Whether the word is this text, and no more. */
bool nkv_word_is(const struct nkv_word *word, const char *text);

/* What follows `name=` in a word, or NULL if it is another word. */
const char *nkv_word_value(const struct nkv_word *word, const char *name);

#endif
