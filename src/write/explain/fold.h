/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_EXPLAIN_FOLD_H
#define NUMAKVA_WRITE_EXPLAIN_FOLD_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints lines, none wider than `columns`. A longer line continues in the next,
 * between words, two columns to the right of its beginning after the section.
 * The text is modified.
 */
void nkv_explain_fold(FILE *out, char *lines, size_t columns);

#endif
