/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine's plans for several kernels, side by side. */
#ifndef NUMAKVA_CLI_PLAN_WHATIF_KERNELS_H
#define NUMAKVA_CLI_PLAN_WHATIF_KERNELS_H

#include "cli/plan/whatif.h"

/*
 * Walks through a machine's kernels, and writes all plans at once; otherwise like
 * nkv_whatif_walk().
 */
enum nkv_exit nkv_whatif_kernels(struct nkv_whatif *whatif, const struct nkv_machine *machine);

#endif
