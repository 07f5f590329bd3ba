/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The zones of the nodes, and the owner of a section. */
#ifndef NUMAKVA_CORE_SPARSE_OWNERS_H
#define NUMAKVA_CORE_SPARSE_OWNERS_H

#include "core/sparse/sparse.h"

enum nkv_zone { NKV_ZONE_DMA, NKV_ZONE_NORMAL, NKV_ZONE_HIGH, NKV_ZONES };

struct nkv_zones {
	struct nkv_range all[NKV_ZONES]; /* the pages that each zone can have */
	struct nkv_range of_node[NKV_NODES_MAX]
				[NKV_ZONES]; /* a node's span cut to them; can be empty */
};

struct nkv_zones nkv_zones_find(const struct nkv_boot *boot);

/*
 * The node in whose zone the kernel takes the pages of a section to be, for a
 * kind of zone that some node has there. Kernels whose pages store their node
 * have no table of sections; for them this is not called.
 */
unsigned int nkv_section_owner(const struct nkv_boot *boot, const struct nkv_zones *zones,
			       unsigned int number, enum nkv_zone zone);

#endif
