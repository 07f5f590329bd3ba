/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sections of the explain form. Each prints nothing that a stop left uncomputed. */
#ifndef NUMAKVA_WRITE_EXPLAIN_EXPLAIN_H
#define NUMAKVA_WRITE_EXPLAIN_EXPLAIN_H

#include <stdio.h>

#include <numakva/plan.h>

void nkv_explain_map(FILE *out, const struct nkv_plan *plan);
void nkv_explain_nodes(FILE *out, const struct nkv_plan *plan);
void nkv_explain_placement(FILE *out, const struct nkv_plan *plan);
void nkv_explain_bootmem(FILE *out, const struct nkv_plan *plan);
void nkv_explain_memmaps(FILE *out, const struct nkv_plan *plan);
void nkv_explain_hazards(FILE *out, const struct nkv_plan *plan);

#endif
