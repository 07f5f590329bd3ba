/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options that exclude each other, or do not go with a format. */
#ifndef NUMAKVA_CLI_OPTIONS_EXCLUSIONS_H
#define NUMAKVA_CLI_OPTIONS_EXCLUSIONS_H

#include <argp.h>

#include "cli/options/choices.h"

/* Call this when all options and the format are known. EINVAL after a usage error. */
error_t nkv_exclusions_check(const struct nkv_options *options, struct argp_state *state);

#endif
