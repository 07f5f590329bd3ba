/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shows points with the same result as ranges. */
#ifndef NUMAKVA_CLI_PLAN_WHATIF_FOLD_H
#define NUMAKVA_CLI_PLAN_WHATIF_FOLD_H

#include "cli/plan/whatif.h"

/* Walks through a machine's points, and writes them as ranges; otherwise like nkv_whatif_walk(). */
enum nkv_exit nkv_whatif_fold(struct nkv_whatif *whatif, const struct nkv_machine *machine);

#endif
