/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_WORDS_COLORED_H
#define NUMAKVA_WRITE_WORDS_COLORED_H

#include <stdbool.h>
#include <stdio.h>

/* Prints words in the colour of an escape sequence ("" for none); without `color`, plainly. */
void nkv_put_colored(FILE *out, bool color, const char *escape, const char *words);

#endif
