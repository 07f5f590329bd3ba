/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text inside a YAML document. */
#ifndef NUMAKVA_WRITE_YAML_YAML_STRING_H
#define NUMAKVA_WRITE_YAML_YAML_STRING_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Prints a string so that every YAML reader takes it for that string: in
 * double quotes, with escapes for what is not plainly printable. What is not
 * UTF-8 becomes U+FFFD. Returns false if there was no memory.
 */
bool nkv_yaml_quoted(FILE *out, const char *text);

/* Likewise, but a word that no YAML reader takes for anything else stands without quotes. */
bool nkv_yaml_string(FILE *out, const char *text);

/* The text of a comment: of one line, whatever `text` holds. Returns false likewise. */
bool nkv_yaml_comment(FILE *out, const char *text);

#endif
