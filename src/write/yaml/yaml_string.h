/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text in YAML documents. */
#ifndef NUMAKVA_WRITE_YAML_YAML_STRING_H
#define NUMAKVA_WRITE_YAML_YAML_STRING_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Prints a string that every YAML reader reads as that string: in double
 * quotes, with escapes for what is not plainly printable. Bytes that are not
 * UTF-8 become U+FFFD. Returns false if there was no memory.
 */
bool nkv_yaml_quoted(FILE *out, const char *text);

/* The same, but without quotes for a word that every YAML reader reads as a string. */
bool nkv_yaml_string(FILE *out, const char *text);

/* Prints the text of a comment, on one line. Returns false if there was no memory. */
bool nkv_yaml_comment(FILE *out, const char *text);

#endif
