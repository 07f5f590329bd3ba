/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stretches of physnode_map.
 */
#ifndef NUMAKVA_CORE_BOOT_STRETCH_H
#define NUMAKVA_CORE_BOOT_STRETCH_H

#include "core/range.h"

/* A run of pages for which physnode_map has the same node. */
struct nkv_stretch {
	uint32_t start_pfn;
	uint32_t end_pfn;
	int nid; /* -1: no node */
};

static inline struct nkv_range nkv_stretch_pages(const struct nkv_stretch *stretch)
{
	return nkv_range_make(stretch->start_pfn, stretch->end_pfn);
}

#endif
