/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_BASE_PARAGRAPH_H
#define NUMAKVA_BASE_PARAGRAPH_H

#include <stddef.h>
#include <stdio.h>

enum { NKV_COLUMNS = 100 }; /* of a line that goes to no terminal */

/*
 * Prints words so that no line is wider than `columns`: the first goes on at
 * column `column`, the others are indented. A number keeps its unit. A newline
 * ends it.
 */
void nkv_paragraph(FILE *out, const char *text, size_t column, size_t indent, size_t columns);

/* How many bytes of the text go on a line of so many columns: whole words, but at least one. */
size_t nkv_wrap_bytes(const char *text, size_t columns);

#endif
