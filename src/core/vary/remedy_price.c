/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a remedy costs. */
#include "core/vary/trial.h"

enum { MB_PAGES = 256 };

/* Low memory that no node's bitmap gives to the page allocator is of no use. */
static uint64_t used_pages(const struct nkv_plan *plan)
{
	const struct nkv_hazard *lost = nkv_plan_hazard(plan, NKV_HAZARD_LOWMEM_OF_NODES_LOST);
	const struct nkv_ram *ram = &plan->ram;

	return ram->pages - ram->unused_pages - ram->wasted_pages - (lost ? lost->pages : 0);
}

static enum nkv_remedy_initrd initrd_of(const struct nkv_plan *now, const struct nkv_plan *with)
{
	switch (with->initrd_fate) {
	case NKV_INITRD_NONE:
		return NKV_REMEDY_INITRD_NONE;
	case NKV_INITRD_KEPT:
		return with->machine->initrd_start == now->machine->initrd_start
			       ? NKV_REMEDY_INITRD_KEPT
			       : NKV_REMEDY_INITRD_MOVED;
	case NKV_INITRD_MOVED:
		return NKV_REMEDY_INITRD_MOVED;
	default:
		return NKV_REMEDY_INITRD_LOST;
	}
}

void nkv_price(struct nkv_remedy *remedy, const struct nkv_plan *now, const struct nkv_plan *with)
{
	uint64_t used;

	remedy->initrd = initrd_of(now, with);
	remedy->priced = nkv_plan_knows(with, NKV_FACT_RAM);
	if (!remedy->priced)
		return;
	used = used_pages(with);
	remedy->ram_pages = nkv_plan_knows(now, NKV_FACT_RAM) ? used_pages(now) : now->ram_pages;
	remedy->ram_lost_pages = remedy->ram_pages > used ? remedy->ram_pages - used : 0;
	remedy->lowmem_left_pages = with->lowmem_left_pages;
}

bool nkv_is_cheaper(const struct nkv_remedy *remedy, const struct nkv_remedy *other)
{
	bool lost = remedy->initrd == NKV_REMEDY_INITRD_LOST;
	bool other_lost = other->initrd == NKV_REMEDY_INITRD_LOST;

	if (lost != other_lost)
		return other_lost;
	if (remedy->priced != other->priced)
		return remedy->priced;
	if (remedy->ram_lost_pages != other->ram_lost_pages)
		return remedy->ram_lost_pages < other->ram_lost_pages;
	if (remedy->change_count != other->change_count)
		return remedy->change_count < other->change_count;
	/* Compared in whole MiB: less does not matter. */
	return remedy->lowmem_left_pages / MB_PAGES > other->lowmem_left_pages / MB_PAGES;
}
