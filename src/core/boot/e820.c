/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The E820 map: what the firmware reports, and what the kernel makes of it. */
#include "core/boot/boot.h"
#include "core/machine.h"

static const uint64_t low_end = UINT64_C(0xa0000);   /* 640 KiB: the start of the old BIOS area */
static const uint64_t bios_end = UINT64_C(0x100000); /* 1 MiB: its end */

static uint64_t entry_end(const struct nkv_e820_entry *entry)
{
	return entry->start + entry->size;
}

/* The greatest type number among the entries that cover [start, end); 0 if none does. */
static uint32_t type_in_effect(const struct nkv_e820_entry *entries, size_t count, uint64_t start,
			       uint64_t end)
{
	uint32_t type = 0;

	for (size_t i = 0; i < count; i++) {
		const struct nkv_e820_entry *entry = &entries[i];

		if (entry->start <= start && end <= entry_end(entry) && entry->type > type)
			type = entry->type;
	}
	return type;
}

/* Adds a region to the map, or to its last entry if it continues that. Returns false if the map is full. */
static bool add_region(struct nkv_e820_map *map, size_t entries_max, uint64_t start, uint64_t size,
		       uint32_t type)
{
	struct nkv_e820_entry *last = map->count > 0 ? &map->entries[map->count - 1] : NULL;

	if (last != NULL && last->type == type && entry_end(last) == start) {
		last->size += size;
		return true;
	}
	if (map->count == entries_max)
		return false;
	map->entries[map->count++] = (struct nkv_e820_entry){ start, size, type };
	return true;
}

/* Whether no entry begins before the end of the one before: most firmware's maps are so. */
static bool are_apart(const struct nkv_e820_entry *entries, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (entries[i].start < entry_end(&entries[i - 1]))
			return false;
	return true;
}

/* Inserts an address into an ascending array. Returns the number of addresses in it. */
static size_t insert_point(uint64_t *points, size_t count, uint64_t address)
{
	size_t place = count;

	for (; place > 0 && points[place - 1] > address; place--)
		points[place] = points[place - 1];
	points[place] = address;
	return count + 1;
}

static void sanitise_overlapping(const struct nkv_e820_entry *entries, size_t count,
				 size_t entries_max, struct nkv_e820_map *map)
{
	uint64_t points[2 * NKV_E820_MAX];
	size_t point_count = 0;

	for (size_t i = 0; i < count; i++) {
		point_count = insert_point(points, point_count, entries[i].start);
		point_count = insert_point(points, point_count, entry_end(&entries[i]));
	}
	for (size_t i = 0; i + 1 < point_count; i++) {
		uint64_t size = points[i + 1] - points[i];
		uint32_t type;

		/* Entries that touch have an address in common. */
		if (size == 0)
			continue;
		type = type_in_effect(entries, count, points[i], points[i + 1]);
		if (type != 0 && !add_region(map, entries_max, points[i], size, type))
			return;
	}
}

void nkv_e820_sanitise(const struct nkv_e820_entry *entries, size_t count, size_t entries_max,
		       struct nkv_e820_map *map)
{
	count = count < entries_max ? count : entries_max;
	map->count = 0;
	if (!are_apart(entries, count)) {
		sanitise_overlapping(entries, count, entries_max, map);
		return;
	}
	for (size_t i = 0; i < count; i++)
		if (entries[i].size > 0 && entries[i].type != 0 &&
		    !add_region(map, entries_max, entries[i].start, entries[i].size,
				entries[i].type))
			return;
}

/* add_memory_region(): appends an entry. Returns false ("Ooops!") if the map is full. */
static bool add_entry(const struct nkv_rules *rules, struct nkv_e820_map *map, uint64_t start,
		      uint64_t size, uint32_t type)
{
	if (map->count == nkv_map_entries_max(rules))
		return false;
	map->entries[map->count++] = (struct nkv_e820_entry){ start, size, type };
	return true;
}

/*
 * Copies one merged entry without the part in the BIOS area (1.2). Returns false if the map is
 * full: it holds all entries but the last if one was cut in two, which is the only one.
 */
static bool copy_entry(const struct nkv_rules *rules, struct nkv_e820_map *map,
		       const struct nkv_e820_entry *entry)
{
	uint64_t start = entry->start;
	uint64_t end = entry_end(entry);

	if (entry->type == NKV_E820_USABLE && start < bios_end && end > low_end) {
		if (start < low_end)
			add_entry(rules, map, start, low_end - start, entry->type);
		if (end <= bios_end)
			return true;
		start = bios_end;
	}
	return add_entry(rules, map, start, end - start, entry->type);
}

static void copy_entries(struct nkv_boot *boot, const struct nkv_e820_map *sanitised)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < sanitised->count; i++)
		plan->e820_dropped +=
			!copy_entry(boot->rules, &plan->bios_e820, &sanitised->entries[i]);
}

bool nkv_e820_setup(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_e820_map sanitised;

	nkv_e820_sanitise(boot->machine->e820, boot->machine->e820_count,
			  nkv_map_entries_max(boot->rules), &sanitised);
	boot->error = nkv_map_error(boot->rules, sanitised.count);
	if (boot->error != NKV_OK)
		return false;
	if (boot->rules->keeps_bios_area)
		plan->bios_e820 = sanitised;
	else
		copy_entries(boot, &sanitised);
	return true;
}

/*
 * limit_regions(): mem=SIZE, memmap=SIZE (1.3). An entry above the limit that
 * is kept nevertheless ends before it starts.
 */
static enum nkv_map_change limit(const struct nkv_rules *rules, struct nkv_e820_map *map,
				 uint64_t size)
{
	for (size_t i = 0; i < map->count; i++) {
		struct nkv_e820_entry *entry = &map->entries[i];
		uint64_t end = entry_end(entry);

		if (end < size || entry->type != NKV_E820_USABLE)
			continue;
		if (entry->start >= size && !rules->limit_keeps_late_entry) {
			map->count = i;
		} else {
			map->count = i + 1;
			entry->size -= end - size;
		}
		return NKV_MAP_LIMITED;
	}
	return NKV_MAP_LIMIT_UNREACHED;
}

enum nkv_map_change nkv_e820_apply(const struct nkv_kernel *kernel, struct nkv_e820_map *map,
				   const struct nkv_word *word)
{
	const struct nkv_rules *rules = kernel->profile->rules;
	const struct nkv_e820_entry *addition = &word->addition;

	switch (word->kind) {
	case NKV_WORD_LIMIT:
		return rules->limit_map != NULL ? rules->limit_map(map, word->size)
						: limit(rules, map, word->size);
	case NKV_WORD_EXACTMAP:
		map->count = 0;
		return NKV_MAP_EMPTIED;
	case NKV_WORD_ADD:
		return add_entry(rules, map, addition->start, addition->size, addition->type)
			       ? NKV_MAP_ADDED
			       : NKV_MAP_FULL;
	default:
		return NKV_MAP_UNCHANGED;
	}
}

struct nkv_range nkv_e820_pages(const struct nkv_e820_entry *entry)
{
	if (entry->type != NKV_E820_USABLE)
		return nkv_range_none();
	return nkv_range_make(nkv_pfn_up64(entry->start), nkv_pfn_down64(entry_end(entry)));
}

void nkv_e820_find_ram(struct nkv_boot *boot)
{
	struct nkv_range bios_area[] = {
		nkv_range_make(0, 1),
		nkv_range_make(low_end >> NKV_PAGE_SHIFT, bios_end >> NKV_PAGE_SHIFT),
	};
	struct nkv_range_list excluded = { .ranges = bios_area, .count = 2 };
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < boot->plan->e820.count; i++)
		nkv_range_builder_add(&builder, nkv_e820_pages(&boot->plan->e820.entries[i]));
	boot->ram = nkv_range_builder_end(&builder);
	boot->plan->ram_pages = nkv_range_list_pages(&boot->ram);
	if (boot->rules->ram_excludes_bios_area)
		boot->ram = nkv_range_list_subtract(&boot->arena, &boot->ram, &excluded);
}

bool nkv_e820_find_max_pfn(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	nkv_e820_find_ram(boot);
	for (size_t i = 0; i < plan->e820.count; i++) {
		struct nkv_range pages = nkv_e820_pages(&plan->e820.entries[i]);

		if (nkv_range_is_empty(pages))
			continue;
		plan->max_pfn = nkv_max(plan->max_pfn, nkv_ulong_cut(pages.end_pfn));
		if (!boot->rules->leaves_physnode_map_to_nodes)
			boot->model->present(boot, nkv_ulong_cut(pages.start_pfn),
					     nkv_ulong_cut(pages.end_pfn), 0);
	}
	plan->e820_max_pfn = plan->max_pfn;
	return true;
}
