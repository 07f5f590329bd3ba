/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_BASE_ESCAPE_H
#define NUMAKVA_BASE_ESCAPE_H

#include <stddef.h>
#include <stdio.h>

#include "base/text.h"

enum { NKV_ESCAPE_BYTES = 8 };

/*
 * How to show the first character of a text, so that text from others (names,
 * command lines) stays on its line and does nothing to a terminal. Control
 * characters become \n, \t, \x1b or \u009b; other bytes stay as they are. The
 * text must not be empty. Returns the number of its bytes that `shown` stands
 * for.
 */
size_t nkv_escape(const char *text, size_t length, char shown[NKV_ESCAPE_BYTES]);

/* The number of bytes at the start of the text that nkv_escape() leaves as they are. */
size_t nkv_plain_length(const char *text, size_t length);

/* Adds a text as nkv_escape() shows it. */
void nkv_text_add_escaped(struct nkv_text *text, const char *added);

/* Prints a text as nkv_escape() shows it. */
void nkv_put_escaped(FILE *out, const char *text, size_t length);

#endif
