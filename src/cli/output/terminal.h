/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How output for people looks, depending on where it goes. */
#ifndef NUMAKVA_CLI_OUTPUT_TERMINAL_H
#define NUMAKVA_CLI_OUTPUT_TERMINAL_H

#include <stdio.h>

#include "cli/options/choices.h"
#include "write/output.h"

/*
 * The number of columns: that of --width or of the terminal; `otherwise` if the file is not a
 * terminal.
 */
size_t nkv_terminal_columns(const struct nkv_options *options, FILE *file, size_t otherwise);

/* The style from the options, or from the terminal, the locale and the environment. */
struct nkv_style nkv_terminal_style(const struct nkv_options *options, FILE *file);

#endif
