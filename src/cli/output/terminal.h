/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a form for people may look like where it goes to. */
#ifndef NUMAKVA_CLI_OUTPUT_TERMINAL_H
#define NUMAKVA_CLI_OUTPUT_TERMINAL_H

#include <stdio.h>

#include "cli/options/choices.h"
#include "write/output.h"

/* How many columns there are: as --width says, or the terminal; `otherwise` if it goes to none. */
size_t nkv_terminal_columns(const struct nkv_options *options, FILE *file, size_t otherwise);

/* As the options say, or else as the terminal, the locale and the environment do. */
struct nkv_style nkv_terminal_style(const struct nkv_options *options, FILE *file);

#endif
