/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/record_boot.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

/* Adds an item to a list of *count items, unless there are `most`. */
static void add(struct nkv_record_boot *boot, struct nkv_record_list *list, size_t *count,
		size_t most, const void *item, size_t item_bytes)
{
	void *items;

	if (*count == most)
		return;
	items = nkv_grow(list->items, &list->capacity, *count + 1, item_bytes);
	if (!items) {
		boot->no_memory = true;
		return;
	}
	list->items = items;
	memcpy((char *)items + *count * item_bytes, item, item_bytes);
	++*count;
}

const char *nkv_record_keep(struct nkv_record_boot *boot, const char *text, size_t length)
{
	const char *kept = nkv_pool_copy(&boot->pool, text, length);

	if (!kept)
		boot->no_memory = true;
	return kept;
}

void nkv_record_add_line(struct nkv_record_boot *boot, const char *text, size_t line)
{
	struct nkv_boot_record *record = &boot->record;
	struct nkv_logged_line item = { .line = line };

	if (record->line_count == NKV_RECORD_LINES_MAX)
		return;
	item.text = nkv_record_keep(boot, text, strlen(text));
	add(boot, &boot->lines, &record->line_count, NKV_RECORD_LINES_MAX, &item, sizeof(item));
	record->goes_on = false;
}

void nkv_record_add_fault(struct nkv_record_boot *boot, enum nkv_fault_kind kind, const char *text,
			  size_t line)
{
	struct nkv_logged_fault item = { .kind = kind, .where = { .line = line } };

	if (boot->record.fault_count == NKV_RECORD_FAULTS_MAX)
		return;
	item.where.text = nkv_record_keep(boot, text, strlen(text));
	add(boot, &boot->faults, &boot->record.fault_count, NKV_RECORD_FAULTS_MAX, &item,
	    sizeof(item));
}

/* No planned kernel has a struct page at a 64-bit address. */
void nkv_record_add_page(struct nkv_record_boot *boot, uint64_t vaddr, size_t line)
{
	const struct nkv_logged_page item = { (uint32_t)vaddr, line };

	if (vaddr > UINT32_MAX)
		return;
	add(boot, &boot->pages, &boot->record.bad_page_count, NKV_RECORD_PAGES_MAX, &item,
	    sizeof(item));
}

void nkv_record_add_zone(struct nkv_record_boot *boot, const struct nkv_logged_zone *zone)
{
	add(boot, &boot->zones, &boot->record.zone_count, NKV_RECORD_ZONES_MAX, zone,
	    sizeof(*zone));
}

void nkv_record_add_cut(struct nkv_record_boot *boot, size_t line)
{
	add(boot, &boot->cuts, &boot->record.cut_count, NKV_RECORD_CUTS_MAX, &line, sizeof(line));
}

struct nkv_boot_record nkv_record_of(const struct nkv_record_boot *boot)
{
	struct nkv_boot_record record = boot->record;

	record.lines = boot->lines.items;
	record.faults = boot->faults.items;
	record.bad_pages = boot->pages.items;
	record.zones = boot->zones.items;
	record.cuts = boot->cuts.items;
	return record;
}

void nkv_record_boot_clear(struct nkv_record_boot *boot)
{
	nkv_pool_free(&boot->pool);
	free(boot->lines.items);
	free(boot->faults.items);
	free(boot->pages.items);
	free(boot->zones.items);
	free(boot->cuts.items);
	*boot = (struct nkv_record_boot){ 0 };
}
