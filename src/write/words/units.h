/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From pages to what people count in. */
#ifndef NUMAKVA_WRITE_WORDS_UNITS_H
#define NUMAKVA_WRITE_WORDS_UNITS_H

#include <stdint.h>

/* Whole MiB, as the kernel counts them: 256 pages each. */
static inline uint64_t nkv_pages_mb(uint64_t pages)
{
	return pages >> 8;
}

/* A pfn's physical address; never wraps. */
static inline uint64_t nkv_pfn_address(uint64_t pfn)
{
	return pfn << 12;
}

/* Pages that hold so many bytes. */
static inline uint64_t nkv_bytes_pages(uint64_t bytes)
{
	return (bytes + 4095) >> 12;
}

#endif
