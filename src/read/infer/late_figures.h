/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds how a kernel with early reservations was built, from the page tables that it makes. */
#ifndef NUMAKVA_READ_INFER_LATE_FIGURES_H
#define NUMAKVA_READ_INFER_LATE_FIGURES_H

#include "read/infer/planning.h"

/*
 * Gives a candidate the NR_CPUS with which low memory and its page tables end
 * where the log has them, and an image that is mapped as in the log, unless a
 * line has them.
 */
void nkv_late_figures_solve(struct nkv_planning *planning, struct nkv_kernel_candidate *candidate);

#endif
