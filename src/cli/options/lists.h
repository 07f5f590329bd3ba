/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the command knows by heart: profiles, hazards, columns, examples. */
#ifndef NUMAKVA_CLI_OPTIONS_LISTS_H
#define NUMAKVA_CLI_OPTIONS_LISTS_H

#include <stdio.h>

/*
 * Lists are an entry a line where `columns` is SIZE_MAX; otherwise texts are folded at so many
 * columns.
 */

/* The name that stands for the list of examples. */
#define NKV_EXAMPLE_LIST "list"

/* Of each profile: name, aliases with commas between ("-" for none), summary. */
void nkv_list_profiles(FILE *out, size_t columns);

/* Of each hazard: code, severity ("info..fatal" where it varies), summary. */
void nkv_list_hazards(FILE *out, size_t columns);

/* Of each column: name, unit or "-", explanation. */
void nkv_list_columns(FILE *out, size_t columns);

/* The names of the examples, one a line. */
void nkv_list_examples(FILE *out);

/* The example's text, or NULL. A NULL name is the default example. */
const char *nkv_example_text(const char *name);

#endif
