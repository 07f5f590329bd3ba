/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_BASE_PARAGRAPH_H
#define NUMAKVA_BASE_PARAGRAPH_H

#include <stddef.h>
#include <stdio.h>

enum { NKV_COLUMNS = 100 }; /* the width of a line when the output is not a terminal */

/*
 * Prints text in lines of at most `columns` columns. The first line continues
 * at column `column`, the others are indented. A number stays with its unit. A
 * newline ends the text.
 */
void nkv_paragraph(FILE *out, const char *text, size_t column, size_t indent, size_t columns);

/* The number of bytes that fit on a line of `columns` columns: whole words, at least one. */
size_t nkv_wrap_bytes(const char *text, size_t columns);

#endif
