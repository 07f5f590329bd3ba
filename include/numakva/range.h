/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Page ranges: the type in which all steps of a plan count pages. */
#ifndef NUMAKVA_RANGE_H
#define NUMAKVA_RANGE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The pages [start_pfn, end_pfn). Pfns here have 64 bits and never wrap, so
 * that a range that wraps in the kernel's 32-bit arithmetic can be told from
 * one that does not. Empty if end_pfn <= start_pfn.
 */
struct nkv_range {
	uint64_t start_pfn;
	uint64_t end_pfn;
};

/* Ranges in ascending order. None is empty, and none touches the next. */
struct nkv_range_list {
	struct nkv_range *ranges;
	size_t count;
};

/* The number of pages in a list. */
uint64_t nkv_range_list_pages(const struct nkv_range_list *list);

#ifdef __cplusplus
}
#endif

#endif
