/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The page tables of low memory and of the fixed addresses at the end of the
 * address space (1.8). A slot is the address range of one large page, which one
 * page table maps.
 */
#include "core/late/early.h"
#include "core/late/late.h"

static const uint32_t fixmap_top = UINT32_C(0xfffff000);
static const uint64_t search_start = 0x7000;
static const uint32_t kmap_first = 69; /* pages below fixmap_top; the last is in the last slot */

struct slots {
	uint32_t slot_bytes;
	uint32_t low_bytes;
	uint32_t first;	  /* of low memory: the slot of PAGE_OFFSET ... */
	uint32_t low;	  /* ... and the number of slots */
	uint32_t mapped;  /* how many of them have a table when the kernel starts */
	uint32_t middle;  /* the slot of the middle table */
	uint32_t last;	  /* the last slot; both have a table, too */
	bool large_pages; /* low memory is mapped with large pages, in slots that it fills */
	bool middle_stays;
};

static uint32_t ceil_div(uint64_t dividend, uint32_t divisor)
{
	return (uint32_t)((dividend + divisor - 1) / divisor);
}

/* The slot of the page that is `pages` below the end of the fixed addresses. */
static uint32_t slot_below_top(const struct slots *slots, uint32_t pages)
{
	return (fixmap_top - nkv_pfn_phys(pages)) / slots->slot_bytes;
}

static struct slots find_slots(const struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	uint32_t slot_bytes = nkv_pfn_phys(plan->pages_per_large_page);
	struct slots slots = {
		.slot_bytes = slot_bytes,
		.low_bytes = nkv_pfn_phys(plan->max_low_pfn),
		.first = boot->kernel->page_offset / slot_bytes,
		.mapped = (uint32_t)(plan->page_tables.mapped_end / slot_bytes),
		.last = UINT32_MAX / slot_bytes,
		.large_pages = plan->page_tables.has_large_pages,
		.middle_stays = boot->rules->late->maps_fixmap,
	};

	slots.low = ceil_div(slots.low_bytes, slot_bytes);
	slots.middle = slot_below_top(&slots, nkv_fixmap_pages(boot) -
						      boot->rules->late->fixmap_tail_pages + 255);
	return slots;
}

/* The size asked for: that of each table, rounded up to pages. */
static void find_size(const struct nkv_boot *boot, const struct slots *slots,
		      struct nkv_page_tables *tables)
{
	uint32_t entry_bytes = boot->kernel->pae ? 8 : 4;
	uint32_t upper_bytes = boot->kernel->pae ? UINT32_C(1) << 30 : slots->slot_bytes;
	uint32_t small = slots->large_pages
				 ? slots->low_bytes % slots->slot_bytes + slots->slot_bytes
				 : slots->low_bytes;
	uint32_t entries[] = {
		ceil_div(slots->low_bytes, upper_bytes),
		slots->low,
		ceil_div(small, NKV_PAGE_BYTES),
		boot->rules->late->maps_fixmap ? nkv_fixmap_pages(boot)
					       : 2 * NKV_PAGE_BYTES / entry_bytes,
	};

	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		tables->part_bytes[i] = nkv_align(entries[i] * entry_bytes, NKV_PAGE_BYTES);
		tables->size_bytes += tables->part_bytes[i];
	}
}

static bool has_table_at_start(const struct slots *slots, uint32_t slot)
{
	return slot - slots->first < slots->mapped || slot == slots->middle || slot == slots->last;
}

static uint32_t is_between(uint32_t slot, uint32_t from, uint32_t end)
{
	return slot >= from && slot < end ? 1 : 0;
}

/*
 * How many slots in [from, end), all after the mapped ones, have no table when the kernel
 * starts.
 */
static uint32_t count_without(const struct slots *slots, uint32_t from, uint32_t end)
{
	uint32_t with = is_between(slots->middle, from, end);

	if (slots->last != slots->middle)
		with += is_between(slots->last, from, end);
	return from < end ? end - from - with : 0;
}

/* Step 5: the pages for low memory. */
static uint32_t pages_for_low_memory(const struct slots *slots)
{
	uint32_t end = slots->first + slots->low;

	if (!slots->large_pages)
		return count_without(slots, slots->first + slots->mapped, end);
	return slots->low_bytes % slots->slot_bytes != 0 && !has_table_at_start(slots, end - 1);
}

/* Whether a slot has a table when low memory is mapped. */
static bool has_table(const struct slots *slots, uint32_t slot)
{
	if (slot == slots->middle && !slots->middle_stays)
		return false;
	return has_table_at_start(slots, slot) || slot - slots->first < slots->low;
}

/* Step 6: the pages for the fixed addresses. */
static uint32_t pages_for_fixmap(const struct nkv_boot *boot, const struct slots *slots)
{
	const struct nkv_late_rules *late = boot->rules->late;
	uint32_t kmap_start =
		slot_below_top(slots, kmap_first + late->kmap_pages * boot->kernel->nr_cpus);
	bool renews_kmap =
		late->maps_fixmap && nkv_has_highmem(boot->kernel) && kmap_start != slots->last;
	uint32_t pages = 0;

	for (uint32_t slot = slot_below_top(slots, nkv_fixmap_pages(boot) - 1); slot <= slots->last;
	     slot++)
		if (!has_table(slots, slot) || (renews_kmap && slot >= kmap_start))
			pages++;
	return pages;
}

bool nkv_late_page_tables(struct nkv_boot *boot)
{
	struct nkv_page_tables *tables = &boot->plan->page_tables;
	struct slots slots = find_slots(boot);
	struct nkv_early_wish wish = { search_start, tables->mapped_end, 0, NKV_PAGE_BYTES };

	if (boot->rules->late->has_brk &&
	    !nkv_early_reserve(boot, nkv_pfn_phys(nkv_pfn_up(boot->plan->image_end)),
			       boot->kernel->init_pg_tables_end, "BRK"))
		return false;
	find_size(boot, &slots, tables);
	wish.size = tables->size_bytes;
	tables->found = nkv_early_find(boot, &wish, &tables->start);
	if (!tables->found)
		return false;
	tables->lowmem_pages = pages_for_low_memory(&slots);
	tables->fixmap_pages = pages_for_fixmap(boot, &slots);
	tables->used_pages = tables->lowmem_pages + tables->fixmap_pages;
	if (tables->used_pages > tables->size_bytes / NKV_PAGE_BYTES)
		return false;
	return nkv_early_reserve(boot, tables->start,
				 tables->start + nkv_pfn_phys(tables->used_pages), "PGTABLE");
}
