/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The boot-time allocator: where its bitmaps are, and what setup frees and reserves (5). */
#include "core/boot/calls.h"
#include "core/late/bits.h"
#include "core/late/early.h"
#include "core/late/late.h"

static const nkv_ulong bits_of_ulong = 8 * sizeof(nkv_ulong);

/* The size of a bitmap in bytes. */
static nkv_ulong bytes_for(nkv_ulong pages)
{
	return (pages + bits_of_ulong - 1) / bits_of_ulong * (nkv_ulong)sizeof(nkv_ulong);
}

bool nkv_late_bootmap(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_early_wish wish = {
		.to = nkv_pfn_phys(plan->max_low_pfn),
		.align = NKV_PAGE_BYTES,
	};
	uint64_t address;

	plan->bitmap_bytes = nkv_align(bytes_for(plan->max_low_pfn), NKV_PAGE_BYTES);
	wish.size = plan->bitmap_bytes;
	if (!nkv_early_find(boot, &wish, &address))
		return false;
	plan->bitmap_pfn = nkv_pfn_down64(address);
	return nkv_early_reserve(boot, address, address + wish.size, "BOOTMAP");
}

/* --- calls --- */

/* Who makes a call, for which node, and in which bitmap; NULL: in all of them. */
struct caller {
	int8_t nid;
	const char *by;
	const struct nkv_bitmap *only;
};

static struct nkv_bootmem_call *note_call(struct nkv_boot *boot, enum nkv_bootmem_op op,
					  nkv_ulong start, nkv_ulong end, struct caller caller)
{
	struct nkv_bootmem_call *call = &boot->calls[boot->plan->call_count++];

	*call = (struct nkv_bootmem_call){
		.op = op,
		.start = start,
		.size = end - start,
		.by = caller.by,
		.nid = caller.nid,
	};
	return call;
}

/*
 * mark_bootmem(): takes pages from one bitmap after another. Returns false if
 * the pages of two bitmaps do not follow each other, which is a BUG.
 */
static bool mark(struct nkv_boot *boot, nkv_ulong start_pfn, nkv_ulong end_pfn)
{
	nkv_ulong pfn = start_pfn;
	const struct nkv_bitmap *bitmap = NULL;

	while ((bitmap = nkv_bitmap_next(boot->plan, bitmap)) != NULL) {
		nkv_ulong end = nkv_min(bitmap->end_pfn, end_pfn);

		if (pfn < bitmap->start_pfn || pfn >= bitmap->end_pfn) {
			if (pfn != start_pfn)
				return false;
			continue;
		}
		nkv_bits_take(boot, bitmap, nkv_range_make(pfn, end));
		if (end == end_pfn)
			return true;
		pfn = bitmap->end_pfn;
	}
	return false;
}

/* The same, but from the only bitmap. */
static bool mark_in(struct nkv_boot *boot, const struct nkv_bitmap *bitmap, nkv_ulong start_pfn,
		    nkv_ulong end_pfn)
{
	if (end_pfn > bitmap->end_pfn)
		return false;
	nkv_bits_take(boot, bitmap, nkv_range_make(start_pfn, end_pfn));
	return true;
}

static bool reserve(struct nkv_boot *boot, nkv_ulong start, nkv_ulong end, struct caller caller)
{
	struct nkv_bootmem_call *call = note_call(boot, NKV_BOOTMEM_RESERVE, start, end, caller);
	nkv_ulong start_pfn = nkv_pfn_down(call->start);
	nkv_ulong end_pfn = nkv_pfn_up(call->start + call->size);

	if (!(caller.only != NULL ? mark_in(boot, caller.only, start_pfn, end_pfn)
				  : mark(boot, start_pfn, end_pfn)))
		call->bug = NKV_BUG_BEYOND_LOWMEM;
	return call->bug == NKV_BUG_NONE;
}

/* Reserves the parts of early reservations that are in a bitmap. */
static bool reserve_early(struct nkv_boot *boot, const struct nkv_bitmap *bitmap)
{
	const struct nkv_plan *plan = boot->plan;
	nkv_ulong from = nkv_pfn_phys(bitmap->start_pfn);
	nkv_ulong to = nkv_pfn_phys(bitmap->end_pfn);

	for (size_t i = 0; i < plan->early_count; i++) {
		const struct nkv_early_reservation *early = &plan->early[i];
		uint64_t start = early->start > from ? early->start : from;
		uint64_t end = early->end < to ? early->end : to;
		struct caller caller = { (int8_t)bitmap->nid, early->by, NULL };

		if (start < end && !reserve(boot, nkv_ulong_cut(start), nkv_ulong_cut(end), caller))
			return false;
	}
	return true;
}

/* Makes the reservations that the description lists, in the only bitmap, or with NULL in all. */
static bool reserve_firmware(struct nkv_boot *boot, const struct nkv_bitmap *only)
{
	const struct nkv_machine *machine = boot->machine;

	for (size_t i = 0; i < machine->reserve_count; i++) {
		const struct nkv_firmware_reserve *entry = &machine->reserve[i];
		struct caller caller = { (int8_t)(only != NULL ? only->nid : -1), entry->by, only };

		if (!reserve(boot, entry->start, entry->start + entry->size, caller))
			return false;
	}
	return true;
}

/* Frees an active range. The first of its pages may be outside the bitmap. */
static bool free_range(struct nkv_boot *boot, const struct nkv_bitmap *bitmap,
		       const struct nkv_active_range *range)
{
	nkv_ulong end = nkv_min(range->end_pfn, bitmap->end_pfn);
	struct caller caller = { (int8_t)range->nid, "active-range", bitmap };
	struct nkv_bootmem_call *call = note_call(
		boot, NKV_BOOTMEM_FREE, nkv_pfn_phys(range->start_pfn), nkv_pfn_phys(end), caller);

	if (range->nid != bitmap->nid)
		call->bug = NKV_BUG_OTHER_NODE;
	else if (range->start_pfn < bitmap->start_pfn)
		call->bug = NKV_BUG_BLANK_RANGE;
	else
		nkv_bits_free(boot, bitmap, nkv_range_make(range->start_pfn, end));
	return call->bug == NKV_BUG_NONE;
}

/* Frees those parts of a node's ranges that are below the end of a bitmap. */
static bool free_node(struct nkv_boot *boot, const struct nkv_bitmap *bitmap, unsigned int nid)
{
	const struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *range = &plan->active_ranges[i];

		if (range->nid == nid && range->start_pfn < bitmap->end_pfn &&
		    !free_range(boot, bitmap, range))
			return false;
	}
	return true;
}

/* --- bitmaps --- */

/* Makes the bitmap for the pages from `address` on. */
static struct nkv_bitmap *make_bitmap(struct nkv_boot *boot, unsigned int nid, nkv_ulong start_pfn,
				      nkv_ulong end_pfn, nkv_ulong address)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_bitmap *bitmap = &plan->bitmaps[plan->bitmap_count++];

	*bitmap = (struct nkv_bitmap){
		.nid = (uint8_t)nid,
		.start_pfn = start_pfn,
		.end_pfn = end_pfn,
		.address = address,
		.bitmap_pfn = nkv_pfn_down(address),
		.bitmap_bytes = bytes_for(end_pfn - start_pfn),
	};
	nkv_bits_take_all(boot, bitmap);
	return bitmap;
}

static void begin(struct nkv_boot *boot)
{
	boot->calls = nkv_arena_take(&boot->arena, nkv_bootmem_calls_max(boot->machine),
				     sizeof(*boot->calls));
	boot->plan->calls = boot->calls;
	nkv_bits_begin(boot);
}

/* What is free when setup ends: the page allocator is given only node 0's bitmap. */
static void find_free(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->bitmap_count; i++) {
		struct nkv_bitmap *bitmap = &plan->bitmaps[i];

		bitmap->free = nkv_bits_list_free(boot, bitmap);
		bitmap->free_pages = nkv_range_list_pages(&bitmap->free);
		if (bitmap->nid == 0) {
			plan->free = bitmap->free;
			plan->free_pages = bitmap->free_pages;
		}
	}
}

bool nkv_late_bitmaps(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong address = nkv_pfn_phys(plan->bitmap_pfn);

	begin(boot);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		nkv_ulong end = nkv_min(node->end_pfn, plan->max_low_pfn);
		const struct nkv_bitmap *bitmap;

		if (node->start_pfn > plan->max_low_pfn)
			continue;
		bitmap = make_bitmap(boot, node->nid, node->start_pfn, end, address);
		address += bitmap->bitmap_bytes;
		if (!free_node(boot, bitmap, node->nid) || !reserve_early(boot, bitmap))
			return false;
	}
	if (!reserve_firmware(boot, NULL))
		return false;
	find_free(boot);
	return true;
}

bool nkv_late_one_bitmap(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	const struct nkv_bitmap *bitmap;

	begin(boot);
	bitmap = make_bitmap(boot, 0, 0, plan->max_low_pfn, nkv_pfn_phys(plan->bitmap_pfn));
	for (size_t i = 0; i < plan->node_count; i++)
		if (!free_node(boot, bitmap, plan->nodes[i].nid))
			return false;
	reserve_early(boot, bitmap); /* cut to where it ends */
	if (!reserve_firmware(boot, bitmap))
		return false;
	find_free(boot);
	return true;
}
