/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What --help prints. */
#ifndef NUMAKVA_CLI_OPTIONS_HELP_H
#define NUMAKVA_CLI_OPTIONS_HELP_H

#include <stdio.h>

/* What most people need: the most used options first, and not the rare ones. */
void nkv_help(FILE *out);

/* Every option, by subject, and every format. */
void nkv_help_all(FILE *out);

#endif
