/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The map of kernels from 2.6.27 on, and their words (profile-2.6.32 and profile-2.6.27, 1.3 to 1.5). */
#include "late.h"

#include <string.h>

/* --- 1.3 --- */

static void limit(struct map *map, uint64_t size)
{
	for (size_t i = 0; i < map->count; i++) {
		struct map_entry *entry = &map->entries[i];

		if (entry->type == 1 && entry->start >= size)
			*entry = (struct map_entry){ 0, 0, 0 };
		else if (entry->type == 1 && entry->start + entry->size > size)
			entry->size = size - entry->start;
	}
}

static void take_memmap(struct model *model, const char *value)
{
	static const struct {
		char mark;
		uint32_t type;
	} kinds[] = { { '@', 1 }, { '#', 3 }, { '$', 2 } };
	const char *start = value;
	uint64_t size;

	if (strncmp(value, "exactmap", 8) == 0) {
		model->map.count = 0;
		model->user_defined = true;
		return;
	}
	size = model_parse_size(&value);
	if (value == start)
		return;
	model->user_defined = true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (*value != kinds[i].mark)
			continue;
		value++;
		model_add_region(&model->map, MAP_ENTRIES, model_parse_size(&value), size,
				 kinds[i].type);
		return;
	}
	limit(&model->map, size);
}

static void take_word(struct model *model, const char *word)
{
	const char *value = strchr(word, '=');

	if (!value)
		return;
	value++;
	if (strcmp(word, "mem=nopentium") == 0) {
		model->late.small_pages = true;
	} else if (strncmp(word, "mem=", 4) == 0) {
		limit(&model->map, model_parse_size(&value));
		model->user_defined = true;
	} else if (strncmp(word, "memmap=", 7) == 0) {
		take_memmap(model, value);
	} else if (strncmp(word, "highmem=", 8) == 0) {
		model->highmem_word = true;
		model->highmem_word_pages = (ulong32)(model_parse_size(&value) >> 12);
	} else if (strncmp(word, "vmalloc=", 8) == 0) {
		model->vmalloc_reserve = (ulong32)model_parse_size(&value);
		if (model->kernel != KERNEL_2_6_27)
			model->vmalloc_reserve += 8 << 20;
	}
}

static ulong32 permanent_pages(const struct model *model)
{
	ulong32 processors = model->machine->kernel.nr_cpus;

	if (model->kernel == KERNEL_2_6_32)
		return 73 + 19 * processors;
	if (model->kernel == KERNEL_2_6_30)
		return 73 + 13 * processors;
	if (model->kernel == KERNEL_2_6_27 && !model->highmem)
		return 71;
	return 71 + 13 * processors;
}

ulong32 model_fixmap_pages(const struct model *model)
{
	ulong32 multiple = 0;

	while (multiple <= permanent_pages(model))
		multiple += 256;
	return (model_is_from_2_6_30(model) ? 257 : 261) + multiple;
}

/* MAXMEM, which ends at VMALLOC_END. */
static ulong32 maxmem(const struct model *model)
{
	uint64_t end = UINT64_C(1) << 32;

	if (model->kernel != KERNEL_2_6_27 && model->highmem) {
		end = FIX_TOP - PAGE * (model_fixmap_pages(model) + model->large_page + 1);
		end = end / large_bytes(model) * large_bytes(model) - 8192;
	} else if (model->kernel != KERNEL_2_6_27) {
		end = FIX_TOP - PAGE * permanent_pages(model) - 8192;
	}
	return (ulong32)(end - model->machine->kernel.page_offset - model->vmalloc_reserve);
}

/* The map that the words left is sanitised once more. */
static bool use_user_map(struct model *model)
{
	struct map words = model->map;
	bool wraps = false;

	for (size_t i = 0; i < words.count; i++)
		if (words.entries[i].start + words.entries[i].size < words.entries[i].start)
			wraps = true;
	if (words.count < 2 || wraps) {
		model->end = END_USER_MAP;
		return false;
	}
	model->map.count = 0;
	model_sanitise(words.entries, words.count, MAP_ENTRIES, &model->map);
	return true;
}

bool model_read_late_cmdline(struct model *model)
{
	model->vmalloc_reserve = 128 << 20;
	model->highmem_word_pages = UINT32_MAX;
	model_each_word(model, take_word);
	model->highmem_pages = model->highmem_word_pages;
	model->maxmem_pfn = maxmem(model) / PAGE;
	return !model->user_defined || use_user_map(model);
}

/* --- 1.4, 1.5 --- */

static void find_max_pfn(struct model *model)
{
	uint64_t most = model->machine->kernel.pae ? 1 << 24 : 1 << 20;

	for (size_t i = 0; i < model->map.count; i++) {
		const struct map_entry *entry = &model->map.entries[i];
		uint64_t start = entry->start / PAGE, end = (entry->start + entry->size) / PAGE;

		if (entry->type != 1 || start >= most)
			continue;
		if (end > most) {
			model->max_pfn = (ulong32)most;
			return;
		}
		if (end > model->max_pfn)
			model->max_pfn = (ulong32)end;
	}
}

void model_find_late_ram(struct model *model)
{
	find_max_pfn(model);
	model->first_max_pfn = model->max_pfn;
	for (size_t i = 0; i < model->map.count; i++) {
		const struct map_entry *entry = &model->map.entries[i];

		for (uint64_t pfn = up(entry->start, PAGE) / PAGE;
		     pfn < (entry->start + entry->size) / PAGE && entry->type == 1; pfn++)
			if (pfn != 0 && (pfn < 0xa0 || pfn >= 0x100))
				page_put(model, pfn, PAGE_RAM);
	}
}
