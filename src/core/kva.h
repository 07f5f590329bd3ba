/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages of the KVA, and those under its windows. */
#ifndef NUMAKVA_CORE_KVA_H
#define NUMAKVA_CORE_KVA_H

#include <numakva/plan.h>

#include "core/range.h"

static inline struct nkv_range nkv_kva_of(const struct nkv_plan *plan)
{
	return nkv_range_make(plan->kva_start_pfn, (uint64_t)plan->kva_start_pfn + plan->kva_pages);
}

/* The memory under a node's window: reserved_pages pages (3). */
static inline struct nkv_range nkv_backing_of(const struct nkv_node *node)
{
	return nkv_range_make(node->remap_start_pfn,
			      (uint64_t)node->remap_start_pfn + node->reserved_pages);
}

#endif
