/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_EXPLAIN_FOLD_H
#define NUMAKVA_WRITE_EXPLAIN_FOLD_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints lines so that none is wider than `columns`: what has no room goes on in
 * the next line, between words and two columns to the right of where the line
 * begins after its section. The text is taken apart.
 */
void nkv_explain_fold(FILE *out, char *lines, size_t columns);

#endif
