/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Early reservations, and the bitmaps of nodes. */
#ifndef NUMAKVA_WRITE_TEXT_TEXT_EARLY_H
#define NUMAKVA_WRITE_TEXT_TEXT_EARLY_H

#include <stdio.h>

#include <numakva/plan.h>

/* The reservations, unless calls of the allocator repeat them. */
void nkv_text_put_early(FILE *out, const struct nkv_plan *plan);

/* The bitmaps, if nodes other than 0 have one, with the free memory in each. */
void nkv_text_put_bitmaps(FILE *out, const struct nkv_plan *plan);

#endif
