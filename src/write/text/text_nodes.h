/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_TEXT_TEXT_NODES_H
#define NUMAKVA_WRITE_TEXT_TEXT_NODES_H

#include <stdio.h>

#include <numakva/plan.h>

/* Where each node lies, and what it gives up. */
void nkv_text_put_nodes(FILE *out, const struct nkv_plan *plan);

/* Where each node's window is, and its mem_map. */
void nkv_text_put_windows(FILE *out, const struct nkv_plan *plan);

#endif
