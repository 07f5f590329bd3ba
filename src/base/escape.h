/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_BASE_ESCAPE_H
#define NUMAKVA_BASE_ESCAPE_H

#include <stddef.h>
#include <stdio.h>

#include "base/text.h"

enum { NKV_ESCAPE_BYTES = 8 };

/*
 * How the first character of a text is shown, so that text of others (names,
 * command lines) stays on its line and does nothing to a terminal: control
 * characters become \n, \t, \x1b or \u009b; other bytes stay. Returns how many
 * bytes of the text, which must not be empty, are shown so.
 */
size_t nkv_escape(const char *text, size_t length, char shown[NKV_ESCAPE_BYTES]);

/* How many bytes at the text's start nkv_escape() shows as they are. */
size_t nkv_plain_length(const char *text, size_t length);

/* Adds a text as nkv_escape() shows it. */
void nkv_text_add_escaped(struct nkv_text *text, const char *added);

/* Prints a text as nkv_escape() shows it. */
void nkv_put_escaped(FILE *out, const char *text, size_t length);

#endif
