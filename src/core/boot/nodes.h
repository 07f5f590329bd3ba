/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How nodes come of an SRAT, piece by piece (2).
 */
#ifndef NUMAKVA_CORE_BOOT_NODES_H
#define NUMAKVA_CORE_BOOT_NODES_H

#include "core/boot/boot.h"

/* Notes a proximity domain as seen. */
void nkv_srat_see_pxm(struct nkv_plan *plan, uint8_t pxm);

/* Puts a chunk among the others, sorted by start; there must be room. Returns where it stands. */
size_t nkv_srat_keep_chunk(struct nkv_plan *plan, const struct nkv_srat_memory *memory);

/* Makes nodes of the domains seen, in ascending order. */
void nkv_srat_number_nodes(struct nkv_plan *plan);

/* Lets a node's range grow over a chunk. */
void nkv_node_grow(struct nkv_node *node, const struct nkv_chunk *chunk);

/* Makes one node of all memory. */
void nkv_node_set_flat(struct nkv_plan *plan);

#endif
