/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bitmaps of kernels from 2.6.27 on, bit by bit, and what is taken out of them (profile-2.6.32 5, 6). */
#include "late.h"

#include <string.h>

static ulong32 least(ulong32 a, ulong32 b)
{
	return a < b ? a : b;
}

/* --- bits: in the pages from BOOTMAP on --- */

static uint64_t first_byte(const struct model *model, const struct bitmap *bitmap)
{
	return bitmap->address / PAGE * PAGE - model->late.bootmap;
}

static bool is_taken(const struct model *model, const struct bitmap *bitmap, ulong32 pfn)
{
	ulong32 bit = pfn - bitmap->start;

	return model->late.bytes[first_byte(model, bitmap) + bit / 8] >> bit % 8 & 1;
}

static void set_taken(struct model *model, const struct bitmap *bitmap, ulong32 pfn, bool taken)
{
	ulong32 bit = pfn - bitmap->start;
	unsigned char *byte = &model->late.bytes[first_byte(model, bitmap) + bit / 8];
	unsigned int mask = 1u << bit % 8;

	*byte = (unsigned char)(taken ? *byte | mask : *byte & ~mask);
}

/* --- calls --- */

static struct call *note(struct model *model, bool reserves, uint64_t start, uint64_t end,
			 const char *by, int nid)
{
	struct call *call = &model->calls[model->call_count++];

	*call = (struct call){ .reserve = reserves,
			       .start = (ulong32)start,
			       .size = (ulong32)(end - start),
			       .by = by,
			       .nid = nid };
	return call;
}

static bool fail(struct model *model, struct call *call)
{
	call->bug = true;
	model->bug_address = call->start;
	model->end = END_BOOTMEM;
	return false;
}

/* The bitmap that comes after `last` by its start; equal ones as they were made. */
static struct bitmap *next_bitmap(struct model *model, const struct bitmap *last)
{
	struct bitmap *next = NULL;

	for (size_t i = 0; i < model->late.bitmap_count; i++) {
		struct bitmap *bitmap = &model->late.bitmaps[i];

		if (last && (bitmap->start < last->start ||
			     (bitmap->start == last->start && bitmap <= last)))
			continue;
		if (!next || bitmap->start < next->start)
			next = bitmap;
	}
	return next;
}

/* Takes pages up to where the bitmap ends. Returns the page behind. */
static ulong32 take_pages(struct model *model, const struct bitmap *bitmap, ulong32 from,
			  ulong32 end)
{
	for (; from < end && from < bitmap->end; from++)
		set_taken(model, bitmap, from, true);
	return from;
}

static bool mark(struct model *model, ulong32 first, ulong32 end)
{
	ulong32 at = first;
	bool begun = false;

	for (struct bitmap *bitmap = next_bitmap(model, NULL); bitmap;
	     bitmap = next_bitmap(model, bitmap)) {
		bool has = bitmap->start <= at && at < bitmap->end;

		if (!has && begun)
			return false;
		if (!has)
			continue;
		begun = true;
		at = take_pages(model, bitmap, at, end);
		if (at >= end)
			return true;
	}
	return false;
}

static bool mark_in_one(struct model *model, ulong32 first, ulong32 end)
{
	const struct bitmap *bitmap = &model->late.bitmaps[0];

	if (end > bitmap->end)
		return false;
	take_pages(model, bitmap, first, end);
	return true;
}

static bool reserve(struct model *model, uint64_t start, uint64_t end, const char *by, int nid)
{
	struct call *call = note(model, true, start, end, by, nid);
	ulong32 first = call->start / 4096, last = (call->start + call->size + 4095) / 4096;

	if (model_is_from_2_6_30(model) ? mark(model, first, last)
					: mark_in_one(model, first, last))
		return true;
	model->beyond_lowmem = true;
	return fail(model, call);
}

static bool reserve_early(struct model *model, const struct bitmap *bitmap)
{
	for (size_t i = 0; i < model->late.early_count; i++) {
		struct early early = model->late.early[i];

		if (early.start < bitmap->start * PAGE)
			early.start = bitmap->start * PAGE;
		if (early.end > bitmap->end * PAGE)
			early.end = bitmap->end * PAGE;
		if (early.start < early.end &&
		    !reserve(model, early.start, early.end, early.by, (int)bitmap->nid))
			return false;
	}
	return true;
}

static bool free_range(struct model *model, const struct bitmap *bitmap,
		       const struct active_range *range)
{
	ulong32 end = least(range->end, bitmap->end);
	struct call *call = note(model, false, range->start * PAGE, end * PAGE, "active-range",
				 (int)range->nid);

	if (range->nid != bitmap->nid) {
		model->late.other_node = true;
		model->end_nid = range->nid;
		for (ulong32 pfn = range->start; pfn < end; pfn++)
			page_put(model, pfn, PAGE_NEVER_USED);
		return fail(model, call);
	}
	if (range->start < bitmap->start) {
		model->late.blank = true;
		model->end_nid = range->nid;
		return fail(model, call);
	}
	for (ulong32 pfn = range->start; pfn < end; pfn++)
		set_taken(model, bitmap, pfn, false);
	return true;
}

static bool free_ranges(struct model *model, const struct bitmap *bitmap, unsigned int nid)
{
	for (size_t i = 0; i < model->range_count; i++)
		if (model->ranges[i].nid == nid && model->ranges[i].start < bitmap->end &&
		    !free_range(model, bitmap, &model->ranges[i]))
			return false;
	return true;
}

/* --- bitmaps --- */

static struct bitmap *make_bitmap(struct model *model, unsigned int nid, ulong32 start, ulong32 end,
				  uint64_t address)
{
	struct bitmap *bitmap = &model->late.bitmaps[model->late.bitmap_count++];

	bitmap->nid = nid;
	bitmap->start = start;
	bitmap->end = end;
	bitmap->address = address;
	bitmap->bytes = ((end - start + 7) / 8 + 3) / 4 * 4;
	memset(model->late.bytes + first_byte(model, bitmap), 0xff, bitmap->bytes);
	return bitmap;
}

static bool fill_own_bitmaps(struct model *model)
{
	uint64_t address = model->late.bootmap;

	for (unsigned int nid = 0; nid < model->node_count; nid++) {
		const struct node *node = &model->nodes[nid];
		const struct bitmap *bitmap;

		if (node->start > model->max_low_pfn)
			continue;
		bitmap = make_bitmap(model, nid, node->start, least(node->end, model->max_low_pfn),
				     address);
		address += bitmap->bytes;
		if (!free_ranges(model, bitmap, nid) || !reserve_early(model, bitmap))
			return false;
	}
	return true;
}

static bool fill_one_bitmap(struct model *model)
{
	const struct bitmap *bitmap =
		make_bitmap(model, 0, 0, model->max_low_pfn, model->late.bootmap);

	for (unsigned int nid = 0; nid < model->node_count; nid++)
		if (!free_ranges(model, bitmap, nid))
			return false;
	return reserve_early(model, bitmap);
}

static bool reserve_firmware(struct model *model)
{
	const struct nkv_machine *machine = model->machine;

	for (size_t i = 0; i < machine->reserve_count; i++) {
		uint64_t start = machine->reserve[i].start;

		if (!reserve(model, start, start + machine->reserve[i].size, machine->reserve[i].by,
			     model_is_from_2_6_30(model) ? NOBODY : 0))
			return false;
	}
	return true;
}

/* Only node 0's are given to the page allocator. */
static void note_free(struct model *model)
{
	for (size_t i = 0; i < model->late.bitmap_count; i++) {
		struct bitmap *bitmap = &model->late.bitmaps[i];

		for (ulong32 pfn = bitmap->start; pfn < bitmap->end; pfn++) {
			if (is_taken(model, bitmap, pfn))
				continue;
			bitmap->free_pages++;
			page_put(model, pfn, bitmap->nid == 0 ? PAGE_FREE : PAGE_NEVER_USED);
		}
	}
	for (ulong32 pfn = 0; pfn < model->max_low_pfn; pfn++)
		if (page_in(model, pfn, PAGE_FREE))
			page_remove(model, pfn, PAGE_NEVER_USED);
}

bool model_make_bitmaps(struct model *model)
{
	struct late *late = &model->late;
	uint64_t bytes = (((uint64_t)model->max_low_pfn + 7) / 8 + 3) / 4 * 4;

	late->bootmap_bytes = (bytes + PAGE - 1) / PAGE * PAGE;
	late->bootmap_found = model_find_early(model, 0, (ulong32)(model->max_low_pfn << 12),
					       late->bootmap_bytes, PAGE, &late->bootmap);
	if (!late->bootmap_found ||
	    !model_reserve_early(model,
				 (struct early){ late->bootmap, late->bootmap + late->bootmap_bytes,
						 "BOOTMAP", false })) {
		model->end = END_BOOTMEM;
		return false;
	}
	memset(late->bytes, 0xff, sizeof(late->bytes));
	if (!(model_is_from_2_6_30(model) ? fill_own_bitmaps(model) : fill_one_bitmap(model)) ||
	    !reserve_firmware(model))
		return false;
	note_free(model);
	return true;
}

/* --- 6 --- */

static ulong32 common(ulong32 start, ulong32 end, ulong32 from, ulong32 to)
{
	ulong32 first = start > from ? start : from, last = least(end, to);

	return first < last ? last - first : 0;
}

/* What the zones have of a node. */
static ulong32 count_spanned(const struct model *model, ulong32 start, ulong32 end)
{
	ulong32 lo = UINT32_MAX, n = model->max_low_pfn, h = model->highend_pfn;

	if (n < 4096)
		n = 4096;
	if (h < n)
		h = n;
	for (size_t i = 0; i < model->range_count; i++)
		lo = least(lo, model->ranges[i].start);
	return common(start, end, lo, 4096) + common(start, end, 4096, n) +
	       (model->highmem ? common(start, end, n, h) : 0);
}

static bool take_run(struct model *model, const struct bitmap *bitmap, bool above, uint64_t count)
{
	ulong32 from = bitmap->start;
	uint64_t run = 0;

	if (above && bitmap->start < 4096 && bitmap->end > 4096)
		from = 4096;
	for (ulong32 pfn = from; pfn < bitmap->end; pfn++) {
		run = is_taken(model, bitmap, pfn) ? 0 : run + 1;
		if (run < count)
			continue;
		for (uint64_t i = 0; i < count; i++)
			set_taken(model, bitmap, pfn - (ulong32)i, true);
		return true;
	}
	return false;
}

static bool take_from_node(struct model *model, unsigned int nid, bool above, uint64_t count)
{
	for (size_t i = 0; i < model->late.bitmap_count; i++)
		if (model->late.bitmaps[i].nid == nid)
			return take_run(model, &model->late.bitmaps[i], above, count);
	return false;
}

static bool take_from_any(struct model *model, bool above, uint64_t count)
{
	for (struct bitmap *bitmap = next_bitmap(model, NULL); bitmap;
	     bitmap = next_bitmap(model, bitmap))
		if ((!above || bitmap->end > 4096) && take_run(model, bitmap, above, count))
			return true;
	return false;
}

static bool take_anywhere(struct model *model, uint64_t count)
{
	return take_from_node(model, 0, false, count) || take_from_any(model, false, count);
}

static bool take(struct model *model, unsigned int nid, uint64_t count)
{
	return take_from_node(model, 0, true, count) || take_from_node(model, nid, true, count) ||
	       take_from_any(model, true, count) || take_anywhere(model, count);
}

static void place_memmap(struct model *model, unsigned int nid)
{
	struct node *node = &model->nodes[nid];
	ulong32 start = 0, end = 0, pages, line = model->machine->kernel.cache_line_bytes;

	if (!model_find_span(model, nid, &start, &end))
		return;
	pages = count_spanned(model, start, end);
	if (pages == 0)
		return;
	node->map_first = start / 1024 * 1024;
	node->map_last = ((uint64_t)start + pages + 1023) / 1024 * 1024;
	node->bytes = (ulong32)(node->map_last - node->map_first) *
		      model->machine->kernel.struct_page_bytes;
	node->memmap_from = FROM_BOOTMEM;
	if ((ulong32)(node->alloc_vaddr + (node->bytes + line - 1) / line * line) <
	    node->vaddr_end) {
		node->memmap_from = FROM_REMAP;
		node->vaddr = node->alloc_vaddr;
	} else if (!take(model, nid, ((uint64_t)node->bytes + 4095) / 4096)) {
		model->late.no_room = true;
	}
}

/* kmap()'s page table has no node. */
static bool take_kmap_table(struct model *model)
{
	if (!model->highmem)
		return true;
	return model->kernel == KERNEL_2_6_32 ? take(model, NODES_MAX, 1) : take_anywhere(model, 1);
}

bool model_place_late_memmaps(struct model *model)
{
	if (!take_kmap_table(model)) {
		model->end = END_ZONES;
		return false;
	}
	for (unsigned int nid = 0; nid < model->node_count; nid++)
		place_memmap(model, nid);
	return true;
}
