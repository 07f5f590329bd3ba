/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The free bits are a list of ranges. They are numbered from the first bit of
 * BOOTMAP's first page.
 */
#include "core/late/bits.h"

#include <string.h>

enum { BITS_OF_PAGE = 8 * NKV_PAGE_BYTES };

size_t nkv_bits_ranges_max(size_t calls_max)
{
	/*
	 * Each call, a bitmap's pages and bytes, a mem_map and the kmap's table begin at most
	 * one range each.
	 */
	return calls_max + (size_t)3 * NKV_NODES_MAX + 1;
}

void nkv_bits_begin(struct nkv_boot *boot)
{
	size_t room = nkv_bits_ranges_max(nkv_bootmem_calls_max(boot->machine));

	boot->free_bits.count = 0;
	boot->free_bits.ranges = nkv_arena_take(&boot->arena, room, sizeof(struct nkv_range));
}

/* The number of the first bit of a bitmap. */
static nkv_ulong first_bit(const struct nkv_boot *boot, const struct nkv_bitmap *bitmap)
{
	return (bitmap->bitmap_pfn - boot->plan->bitmap_pfn) * BITS_OF_PAGE;
}

static struct nkv_range to_bits(const struct nkv_boot *boot, const struct nkv_bitmap *bitmap,
				struct nkv_range pages)
{
	nkv_ulong first = first_bit(boot, bitmap);

	return nkv_range_make(first + pages.start_pfn - bitmap->start_pfn,
			      first + pages.end_pfn - bitmap->start_pfn);
}

void nkv_bits_free(struct nkv_boot *boot, const struct nkv_bitmap *bitmap, struct nkv_range pages)
{
	nkv_range_list_add(&boot->free_bits, to_bits(boot, bitmap, pages));
}

void nkv_bits_take(struct nkv_boot *boot, const struct nkv_bitmap *bitmap, struct nkv_range pages)
{
	nkv_range_list_remove(&boot->free_bits, to_bits(boot, bitmap, pages));
}

void nkv_bits_take_all(struct nkv_boot *boot, const struct nkv_bitmap *bitmap)
{
	nkv_ulong first = first_bit(boot, bitmap);

	nkv_range_list_remove(&boot->free_bits,
			      nkv_range_make(first, first + UINT64_C(8) * bitmap->bitmap_bytes));
}

/* The pages of a bitmap, from a pfn on, for which free bits stand. */
static struct nkv_range to_pages(const struct nkv_boot *boot, const struct nkv_bitmap *bitmap,
				 struct nkv_range bits, nkv_ulong from_pfn)
{
	nkv_ulong first = first_bit(boot, bitmap);
	struct nkv_range window = to_bits(boot, bitmap, nkv_range_make(from_pfn, bitmap->end_pfn));

	bits = nkv_range_intersect(bits, window);
	if (nkv_range_is_empty(bits))
		return nkv_range_none();
	return nkv_range_make(bits.start_pfn - first + bitmap->start_pfn,
			      bits.end_pfn - first + bitmap->start_pfn);
}

struct nkv_range_list nkv_bits_list_free(struct nkv_boot *boot, const struct nkv_bitmap *bitmap)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < boot->free_bits.count; i++)
		nkv_range_builder_add(&builder, to_pages(boot, bitmap, boot->free_bits.ranges[i],
							 bitmap->start_pfn));
	return nkv_range_builder_end(&builder);
}

bool nkv_bits_take_lowest(struct nkv_boot *boot, const struct nkv_bitmap *bitmap,
			  nkv_ulong from_pfn, struct nkv_claim *claim)
{
	for (size_t i = 0; i < boot->free_bits.count; i++) {
		struct nkv_range pages =
			to_pages(boot, bitmap, boot->free_bits.ranges[i], from_pfn);

		if (pages.end_pfn - pages.start_pfn < claim->count)
			continue;
		pages.end_pfn = pages.start_pfn + claim->count;
		claim->taken = pages;
		nkv_bits_take(boot, bitmap, pages);
		return true;
	}
	return false;
}

const struct nkv_bitmap *nkv_bitmap_next(const struct nkv_plan *plan, const struct nkv_bitmap *last)
{
	const struct nkv_bitmap *next = NULL;

	for (size_t i = 0; i < plan->bitmap_count; i++) {
		const struct nkv_bitmap *bitmap = &plan->bitmaps[i];

		if (last != NULL && (bitmap->start_pfn < last->start_pfn ||
				     (bitmap->start_pfn == last->start_pfn && bitmap <= last)))
			continue;
		if (next == NULL || bitmap->start_pfn < next->start_pfn)
			next = bitmap;
	}
	return next;
}
