/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Converts pages to other units. */
#ifndef NUMAKVA_WRITE_WORDS_UNITS_H
#define NUMAKVA_WRITE_WORDS_UNITS_H

#include <stdint.h>

#include <numakva/plan.h>

/* Whole MiB, as the kernel counts them: of 256 pages. */
static inline uint64_t nkv_pages_mb(uint64_t pages)
{
	return pages >> 8;
}

/* A pfn's physical address; never wraps. */
static inline uint64_t nkv_pfn_address(uint64_t pfn)
{
	return pfn << 12;
}

/* The number of pages for so many bytes. */
static inline uint64_t nkv_bytes_pages(uint64_t bytes)
{
	return (bytes + 4095) >> 12;
}

/* The size of the mem_map in bytes, which the kernel computes in 32 bits. */
static inline uint64_t nkv_memmap_true_bytes(const struct nkv_plan *plan,
					     const struct nkv_node *node)
{
	return node->memmap.struct_pages * plan->machine->kernel.struct_page_bytes;
}

/* Whether a mem_map is written past the end of its window. */
static inline bool nkv_memmap_overruns(const struct nkv_plan *plan, const struct nkv_node *node)
{
	return node->memmap.from == NKV_MEMMAP_REMAP &&
	       node->memmap.vaddr + nkv_memmap_true_bytes(plan, node) > node->remap_vaddr_end;
}

#endif
