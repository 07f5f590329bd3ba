/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_TEXT_TEXT_NODES_H
#define NUMAKVA_WRITE_TEXT_TEXT_NODES_H

#include <stdio.h>

#include <numakva/plan.h>

/* The range of each node, and the pages that it gives up. */
void nkv_text_put_nodes(FILE *out, const struct nkv_plan *plan);

/* The window and the mem_map of each node. */
void nkv_text_put_windows(FILE *out, const struct nkv_plan *plan);

#endif
