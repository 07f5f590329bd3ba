/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How an SRAT becomes nodes, in parts (2). */
#ifndef NUMAKVA_CORE_BOOT_NODES_H
#define NUMAKVA_CORE_BOOT_NODES_H

#include "core/boot/boot.h"

/* Marks a proximity domain as seen. */
void nkv_srat_see_pxm(struct nkv_plan *plan, uint8_t pxm);

/* Inserts a chunk into the list, which is sorted by start and must have room. Returns its index. */
size_t nkv_srat_keep_chunk(struct nkv_plan *plan, const struct nkv_srat_memory *memory);

/* Makes a node of each domain seen, in ascending order. */
void nkv_srat_number_nodes(struct nkv_plan *plan);

/* Extends a node's range over a chunk. */
void nkv_node_grow(struct nkv_node *node, const struct nkv_chunk *chunk);

/* Makes a single node of all memory. */
void nkv_node_set_flat(struct nkv_plan *plan);

#endif
