/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parses the command line. */
#ifndef NUMAKVA_CLI_OPTIONS_OPTIONS_H
#define NUMAKVA_CLI_OPTIONS_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/options/choices.h"

/*
 * Reads the command line, which must outlive the options and is modified. Wrong
 * usage is reported and ends the program with NKV_EXIT_USAGE. Returns false if
 * there is no memory.
 */
bool nkv_options_parse(struct nkv_options *options, int argc, char **argv);

void nkv_options_free(struct nkv_options *options);

/* What --usage prints. */
void nkv_options_usage(FILE *out);

#endif
