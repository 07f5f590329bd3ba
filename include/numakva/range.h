/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Page ranges: the one type in which every step of a plan counts pages.
 */
#ifndef NUMAKVA_RANGE_H
#define NUMAKVA_RANGE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The pages [start_pfn, end_pfn). Pfns here are 64-bit and never wrap, so that
 * a range which the kernel's 32-bit arithmetic would wrap can still be told
 * from one that it would not. Empty if end_pfn <= start_pfn.
 */
struct nkv_range {
	uint64_t start_pfn;
	uint64_t end_pfn;
};

/* Ranges in ascending order, none empty, none touching the next. */
struct nkv_range_list {
	struct nkv_range *ranges;
	size_t count;
};

/* How many pages a list holds. */
uint64_t nkv_range_list_pages(const struct nkv_range_list *list);

#ifdef __cplusplus
}
#endif

#endif
