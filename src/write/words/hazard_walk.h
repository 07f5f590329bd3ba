/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Walks through the hazards of a plan, one for each call; NULL after the last. Begin with *next
 * = 0.
 */
#ifndef NUMAKVA_WRITE_WORDS_HAZARD_WALK_H
#define NUMAKVA_WRITE_WORDS_HAZARD_WALK_H

#include <numakva/plan.h>

/* The hazards in the mask, in the order of the plan. */
const struct nkv_hazard *nkv_hazard_next(const struct nkv_plan *plan, uint64_t mask, size_t *next);

/* All hazards, the worst first. */
const struct nkv_hazard *nkv_hazard_next_worst(const struct nkv_plan *plan, size_t *next);

#endif
