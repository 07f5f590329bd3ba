/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The E820 map and the command line (1). */
#include "pages.h"

#include <ctype.h>
#include <string.h>

#define RAM_TYPE 1
#define LOW_END UINT64_C(0xa0000)
#define HIGH_START UINT64_C(0x100000)

/* add_memory_region() */
void model_add_region(struct map *map, size_t most, uint64_t start, uint64_t size, uint32_t type)
{
	if (map->count == most) {
		map->refused++;
		return;
	}
	map->entries[map->count].start = start;
	map->entries[map->count].size = size;
	map->entries[map->count].type = type;
	map->count++;
}

/* How many entries the kernel has room for. */
static size_t most_entries(const struct model *model)
{
	return model_is_to_2_6_9(model) ? 32 : MAP_ENTRIES;
}

/* The greatest type of those that cover [from, to), which has no edge inside; 0 for none. */
static uint32_t type_in_effect(const struct map_entry *entries, size_t count, uint64_t from,
			       uint64_t to)
{
	uint32_t type = 0;

	for (size_t i = 0; i < count; i++) {
		uint64_t start = entries[i].start, end = start + entries[i].size;

		if (start < end && start <= from && to <= end && entries[i].type > type)
			type = entries[i].type;
	}
	return type;
}

/* The lowest edge of an entry above `from`. */
static bool next_edge(const struct map_entry *entries, size_t count, uint64_t from, uint64_t *edge)
{
	bool found = false;

	for (size_t i = 0; i < 2 * count; i++) {
		const struct map_entry *entry = &entries[i / 2];
		uint64_t at = entry->start + (i % 2 == 1 ? entry->size : 0);

		if (entry->size == 0 || at <= from || (found && at >= *edge))
			continue;
		*edge = at;
		found = true;
	}
	return found;
}

void model_sanitise(const struct map_entry *entries, size_t count, size_t most, struct map *map)
{
	uint64_t from = 0, to = 0;
	uint32_t type, type_before = 0;

	for (; next_edge(entries, count, from, &to); from = to) {
		type = type_in_effect(entries, count, from, to);
		if (type != 0 && type == type_before) {
			map->entries[map->count - 1].size += to - from;
		} else if (type != 0) {
			if (map->count == most)
				return;
			model_add_region(map, most, from, to - from, type);
		}
		type_before = type;
	}
}

/* Of the firmware's first so many entries, into as many. */
static void sanitise(const struct nkv_machine *machine, size_t most, struct map *map)
{
	struct map_entry entries[MAP_ENTRIES];
	size_t count = machine->e820_count < most ? machine->e820_count : most;

	for (size_t i = 0; i < count; i++)
		entries[i] = (struct map_entry){ machine->e820[i].start, machine->e820[i].size,
						 machine->e820[i].type };
	model_sanitise(entries, count, most, map);
}

/* copy_e820_map() */
bool model_read_map(struct model *model)
{
	struct map sane = { .count = 0 };
	size_t most = most_entries(model);

	sanitise(model->machine, MAP_ENTRIES, &model->firmware_map);
	sanitise(model->machine, most, &sane);
	if (sane.count < 2 || (sane.count == 128 && !model_is_from_2_6_25(model)))
		return false;
	for (size_t i = 0; i < sane.count; i++) {
		uint64_t start = sane.entries[i].start, end = start + sane.entries[i].size;
		uint32_t type = sane.entries[i].type;

		if (model->kernel < KERNEL_2_6_26 && type == RAM_TYPE && start < HIGH_START &&
		    end > LOW_END) {
			if (start < LOW_END)
				model_add_region(&model->bios_map, most, start, LOW_END - start,
						 type);
			if (end <= HIGH_START)
				continue;
			start = HIGH_START;
		}
		model_add_region(&model->bios_map, most, start, end - start, type);
	}
	model->map = model->bios_map;
	model->map.refused = 0;
	return true;
}

/* --- words --- */

static unsigned int digit_value(char c)
{
	if (isdigit((unsigned char)c))
		return (unsigned int)(c - '0');
	if (isxdigit((unsigned char)c))
		return (unsigned int)(tolower((unsigned char)c) - 'a') + 10;
	return 99;
}

/* memparse() */
uint64_t model_parse_size(const char **cursor)
{
	const char *c = *cursor;
	unsigned int base = 10;
	uint64_t value = 0;

	if (c[0] == '0' && (c[1] == 'x' || c[1] == 'X') && digit_value(c[2]) < 16) {
		base = 16;
		c += 2;
	} else if (c[0] == '0') {
		base = 8;
	}
	for (; digit_value(*c) < base; c++)
		value = value * base + digit_value(*c);
	if (*c == 'G' || *c == 'g')
		value <<= 30;
	else if (*c == 'M' || *c == 'm')
		value <<= 20;
	else if (*c == 'K' || *c == 'k')
		value <<= 10;
	else
		c--;
	*cursor = c + 1;
	return value;
}

/* limit_regions() */
static void limit_regions(struct model *model, uint64_t limit)
{
	struct map *map = &model->map;

	for (size_t i = 0; i < map->count; i++) {
		struct map_entry *entry = &map->entries[i];
		uint64_t end = entry->start + entry->size;

		if (end < limit || entry->type != RAM_TYPE)
			continue;
		/* To 2.6.14 it stays, and ends before it starts. */
		if (entry->start >= limit && model->kernel > KERNEL_2_6_14) {
			map->count = i;
		} else {
			entry->size -= end - limit;
			map->count = i + 1;
		}
		return;
	}
}

static void take_memmap(struct model *model, const char *value)
{
	const char marks[] = { '@', '#', '$' };
	const uint32_t types[] = { 1, 3, 2 };
	uint64_t size;

	if (strcmp(value, "exactmap") == 0) {
		model->map.count = 0;
		model->user_defined = true;
		return;
	}
	size = model_parse_size(&value);
	for (size_t i = 0; i < sizeof(marks); i++) {
		if (*value != marks[i])
			continue;
		value++;
		model_add_region(&model->map, most_entries(model), model_parse_size(&value), size,
				 types[i]);
		return;
	}
	limit_regions(model, size);
	model->user_defined = true;
}

static void take_word(struct model *model, const char *word)
{
	const char *value = strchr(word, '=');

	if (!value || strcmp(word, "mem=nopentium") == 0)
		return;
	value++;
	if (strncmp(word, "memmap=", 7) == 0) {
		take_memmap(model, value);
	} else if (strncmp(word, "mem=", 4) == 0) {
		limit_regions(model, model_parse_size(&value));
		model->user_defined = true;
	} else if (strncmp(word, "highmem=", 8) == 0) {
		model->highmem_word = true;
		model->highmem_word_pages = (ulong32)(model_parse_size(&value) >> 12);
	} else if (strncmp(word, "vmalloc=", 8) == 0 && model->kernel > KERNEL_2_6_8) {
		model->vmalloc_reserve = (ulong32)model_parse_size(&value);
	}
}

void model_each_word(struct model *model, void (*take)(struct model *model, const char *word))
{
	char text[4096] = "";
	char *rest = text;

	if (model->machine->cmdline)
		strncpy(text, model->machine->cmdline, sizeof(text) - 1);
	while (*rest != '\0') {
		size_t blanks = strspn(rest, " \t\n\v\f\r");
		size_t length = strcspn(rest + blanks, " \t\n\v\f\r");
		char *word = rest + blanks;

		rest = word + length;
		if (*rest != '\0')
			*rest++ = '\0';
		take(model, word);
	}
}

void model_read_cmdline(struct model *model)
{
	model->vmalloc_reserve = 128 << 20;
	model->highmem_word_pages = UINT32_MAX;
	model_each_word(model, take_word);
	model->maxmem_pfn =
		((ulong32)0 - model->machine->kernel.page_offset - model->vmalloc_reserve) >> 12;
	model->highmem_pages = model->highmem_word_pages;
}

/* --- RAM --- */

/* find_max_pfn(), and page_is_ram() noted for every page. */
void model_find_ram(struct model *model)
{
	for (size_t i = 0; i < model->map.count; i++) {
		const struct map_entry *entry = &model->map.entries[i];
		uint64_t start = (entry->start + 4095) >> 12;
		uint64_t end = (entry->start + entry->size) >> 12;

		if (entry->type != RAM_TYPE || start >= end)
			continue;
		for (uint64_t pfn = start; pfn < end; pfn++)
			page_put(model, pfn, PAGE_RAM);
		if (end > model->max_pfn)
			model->max_pfn = (ulong32)end;
		if (!model_is_to_2_6_15(model))
			model_set_physnode(model, (ulong32)start, (ulong32)end, 0);
	}
	if (model_is_from_2_6_25(model)) {
		page_remove(model, 0, PAGE_RAM);
		for (uint64_t pfn = 0xa0; pfn < 0x100; pfn++)
			page_remove(model, pfn, PAGE_RAM);
	}
	model->first_max_pfn = model->max_pfn;
}
