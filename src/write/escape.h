/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_ESCAPE_H
#define NUMAKVA_WRITE_ESCAPE_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints text that somebody else wrote (names, command lines) so that it stays
 * on its line and does nothing to a terminal: control characters become \n, \t,
 * \x1b or \u009b; other bytes stay.
 */
void nkv_put_escaped(FILE *out, const char *text, size_t length);

#endif
