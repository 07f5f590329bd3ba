/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lists of what the command knows: profiles, hazards, columns, examples. */
#ifndef NUMAKVA_CLI_OPTIONS_LISTS_H
#define NUMAKVA_CLI_OPTIONS_LISTS_H

#include <stdio.h>

/*
 * Lists have one entry on each line if `columns` is SIZE_MAX. Otherwise texts are folded at
 * that width.
 */

/* The name that means the list of examples. */
#define NKV_EXAMPLE_LIST "list"

/* For each profile: name, aliases separated by commas ("-" for none), summary. */
void nkv_list_profiles(FILE *out, size_t columns);

/* For each hazard: code, severity ("info..fatal" if it varies), summary. */
void nkv_list_hazards(FILE *out, size_t columns);

/* For each column: name, unit or "-", explanation. */
void nkv_list_columns(FILE *out, size_t columns);

/* The names of the examples, one on each line. */
void nkv_list_examples(FILE *out);

/* The text of an example, or NULL. The name NULL means the default example. */
const char *nkv_example_text(const char *name);

#endif
