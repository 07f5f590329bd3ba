/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is reserved before there is an allocator, and the bitmaps of its nodes. */
#ifndef NUMAKVA_WRITE_TEXT_TEXT_EARLY_H
#define NUMAKVA_WRITE_TEXT_TEXT_EARLY_H

#include <stdio.h>

#include <numakva/plan.h>

/* The reservations, where no calls of the allocator repeat them. */
void nkv_text_put_early(FILE *out, const struct nkv_plan *plan);

/* The bitmaps, if there is another than node 0's, each with what is free in it. */
void nkv_text_put_bitmaps(FILE *out, const struct nkv_plan *plan);

#endif
