/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Early reservations by their names, and the parts of them that are in the
 * boot-time allocator's bitmaps in the end.
 */
#include "core/places/places.h"

#include <string.h>

#include "core/late/late.h"

static void tell(const struct nkv_placing *placing, struct nkv_placed placed)
{
	placing->tell(placing->listener, &placed);
}

static struct nkv_range pages_of(uint64_t start, uint64_t end)
{
	return nkv_range_make(start >> NKV_PAGE_SHIFT,
			      (end + NKV_PAGE_BYTES - 1) >> NKV_PAGE_SHIFT);
}

static enum nkv_placed_kind kind_of(const char *by)
{
	static const struct {
		const char *begins;
		enum nkv_placed_kind kind;
	} kinds[] = {
		{ "TEXT DATA BSS", NKV_PLACED_KERNEL }, { "BRK", NKV_PLACED_KERNEL },
		{ "INIT_PG_TABLE", NKV_PLACED_KERNEL }, { "PGTABLE", NKV_PLACED_KERNEL },
		{ "RAMDISK", NKV_PLACED_INITRD },	{ "NEW RAMDISK", NKV_PLACED_INITRD },
		{ "NODE_DATA", NKV_PLACED_PGDAT },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncmp(by, kinds[i].begins, strlen(kinds[i].begins)) == 0)
			return kinds[i].kind;
	return NKV_PLACED_FIRMWARE;
}

/* The pages that a node gave up are at its end, which may be above low memory. */
static void place_given(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (node->remap_start_pfn < plan->max_low_pfn && !node->is_unsearched)
			tell(placing, (struct nkv_placed){ .kind = NKV_PLACED_GIVEN,
							   .pages = nkv_backing_of(node),
							   .node = node,
							   .name = "KVA RAM" });
	}
}

void nkv_late_place_reservations(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;

	place_given(placing);
	for (size_t i = 0; i < plan->early_count; i++) {
		const struct nkv_early_reservation *early = &plan->early[i];

		/* Windows and bitmaps are in the first two, and nodes have the third. */
		if (strcmp(early->by, "KVA PG") == 0 || strcmp(early->by, "BOOTMAP") == 0 ||
		    strcmp(early->by, "KVA RAM") == 0 || early->start >= early->end)
			continue;
		tell(placing, (struct nkv_placed){ .kind = kind_of(early->by),
						   .pages = pages_of(early->start, early->end),
						   .start = nkv_ulong_cut(early->start),
						   .name = early->by });
	}
}

void nkv_late_place_bootmap(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;

	tell(placing,
	     (struct nkv_placed){
		     .kind = NKV_PLACED_BITMAP,
		     .pages = nkv_range_make(plan->bitmap_pfn,
					     plan->bitmap_pfn + nkv_pfn_up(plan->bitmap_bytes)),
		     .name = "BOOTMAP" });
}

/* Places the bitmap of a node, if nodes other than 0 have bitmaps. */
static void place_bitmap(const struct nkv_placing *placing, const struct nkv_bitmap *bitmap)
{
	nkv_ulong end = bitmap->bitmap_pfn + nkv_pfn_up(bitmap->bitmap_bytes);

	tell(placing, (struct nkv_placed){ .kind = NKV_PLACED_BITMAP,
					   .pages = nkv_range_make(bitmap->bitmap_pfn, end),
					   .node = nkv_plan_node(placing->plan, bitmap->nid),
					   .name = "bitmap" });
}

static void place_ranges(const struct nkv_placing *placing, const struct nkv_range_list *list,
			 struct nkv_placed placed)
{
	for (size_t i = 0; i < list->count; i++) {
		placed.pages = list->ranges[i];
		tell(placing, placed);
	}
}

/* Places the reservations of the description, which follow the early ones. */
static void place_firmware(const struct nkv_placing *placing)
{
	const struct nkv_machine *machine = placing->plan->machine;

	for (size_t i = 0; i < machine->reserve_count; i++) {
		const struct nkv_firmware_reserve *entry = &machine->reserve[i];

		tell(placing,
		     (struct nkv_placed){
			     .kind = NKV_PLACED_FIRMWARE,
			     .pages = pages_of(entry->start, (uint64_t)entry->start + entry->size),
			     .start = entry->start,
			     .name = entry->by });
	}
}

void nkv_late_place_bitmaps(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;
	const struct nkv_hazard *lost = nkv_plan_hazard(plan, NKV_HAZARD_LOWMEM_OF_NODES_LOST);

	for (size_t i = 0; plan->bitmap_count > 1 && i < plan->bitmap_count; i++)
		place_bitmap(placing, &plan->bitmaps[i]);
	if (!nkv_plan_knows(plan, NKV_FACT_FREE))
		return;
	place_firmware(placing);
	place_ranges(placing, &plan->free,
		     (struct nkv_placed){ .kind = NKV_PLACED_FREE, .name = "free" });
	if (lost != NULL)
		place_ranges(placing, &lost->ranges,
			     (struct nkv_placed){ .kind = NKV_PLACED_LOST, .name = "free, lost" });
}
