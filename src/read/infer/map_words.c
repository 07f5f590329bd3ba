/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/map_words.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DESCRIPTION_ENTRIES_MIN = 2 };

/* --- the maps --- */

const struct nkv_log_map *nkv_log_map_in_effect(const struct nkv_boot_facts *facts)
{
	const struct nkv_log_map *map =
		nkv_log_is_planned(facts) ? &facts->final_map : &facts->user_map;

	return map->count > 0 ? map : NULL;
}

static size_t count_filled(const struct nkv_log_map *map)
{
	size_t count = 0;

	for (size_t i = 0; i < map->count; i++)
		count += map->entries[i].size > 0;
	return count;
}

const struct nkv_log_map *nkv_log_map_of_firmware(const struct nkv_boot_facts *facts)
{
	const struct nkv_log_map *in_effect = nkv_log_map_in_effect(facts);

	if (count_filled(&facts->map) < DESCRIPTION_ENTRIES_MIN && in_effect)
		return in_effect;
	return &facts->map;
}

bool nkv_log_has_map_words(const struct nkv_boot_facts *facts)
{
	const char *cursor = facts->cmdline.text;
	struct nkv_word word;

	while (nkv_cmdline_next(&cursor, &word))
		if (nkv_word_defines_map(&word))
			return true;
	return false;
}

/* --- the pages of RAM --- */

struct pages {
	struct nkv_range ranges[NKV_LOG_E820_MAX]; /* ascending, none touches the next */
	size_t count;
};

static void add_pages(struct pages *pages, struct nkv_range range)
{
	size_t i = 0, merged;

	if (range.start_pfn >= range.end_pfn)
		return;
	while (i < pages->count && pages->ranges[i].end_pfn < range.start_pfn)
		i++;
	for (merged = i; merged < pages->count && pages->ranges[merged].start_pfn <= range.end_pfn;
	     merged++) {
		if (pages->ranges[merged].start_pfn < range.start_pfn)
			range.start_pfn = pages->ranges[merged].start_pfn;
		if (pages->ranges[merged].end_pfn > range.end_pfn)
			range.end_pfn = pages->ranges[merged].end_pfn;
	}
	memmove(&pages->ranges[i + 1], &pages->ranges[merged],
		(pages->count - merged) * sizeof(pages->ranges[0]));
	pages->ranges[i] = range;
	pages->count = pages->count - merged + i + 1;
}

static struct pages pages_of(const struct nkv_e820_entry *entries, size_t count)
{
	struct pages pages = { .count = 0 };

	for (size_t i = 0; i < count; i++)
		add_pages(&pages, nkv_e820_pages(&entries[i]));
	return pages;
}

bool nkv_log_map_is(const struct nkv_log_map *map, const struct nkv_e820_map *planned)
{
	struct pages wanted = pages_of(map->entries, map->count);
	struct pages got = pages_of(planned->entries, planned->count);

	return wanted.count == got.count &&
	       memcmp(wanted.ranges, got.ranges, got.count * sizeof(got.ranges[0])) == 0;
}

/* --- the usable entries --- */

static const struct nkv_e820_entry *next_usable(const struct nkv_e820_entry *entry,
						const struct nkv_e820_entry *end)
{
	while (entry < end && (entry->type != NKV_E820_USABLE || entry->size == 0))
		entry++;
	return entry < end ? entry : NULL;
}

bool nkv_log_map_is_exactly(const struct nkv_log_map *map, const struct nkv_e820_map *planned)
{
	const struct nkv_e820_entry *end = map->entries + map->count;
	const struct nkv_e820_entry *planned_end = planned->entries + planned->count;
	const struct nkv_e820_entry *a = next_usable(map->entries, end);
	const struct nkv_e820_entry *b = next_usable(planned->entries, planned_end);

	for (; a && b; a = next_usable(a + 1, end), b = next_usable(b + 1, planned_end))
		if (a->start != b->start || a->size != b->size)
			return false;
	return !a && !b;
}

/* --- the words --- */

struct words {
	char *text;
	size_t room; /* what is left */
};

static void add_word(struct words *words, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void add_word(struct words *words, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(words->text, words->room, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= words->room)
		return;
	words->text += length;
	words->room -= (size_t)length;
}

static uint64_t end_of_ram(const struct nkv_log_map *map)
{
	uint64_t end = 0;

	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].type == NKV_E820_USABLE &&
		    map->entries[i].start + map->entries[i].size > end)
			end = map->entries[i].start + map->entries[i].size;
	return end;
}

/* A type without a mark of its own becomes reserved: neither is RAM. */
static void add_entry(struct words *words, const struct nkv_e820_entry *entry)
{
	char mark = '$';

	if (entry->type == NKV_E820_USABLE)
		mark = '@';
	else if (entry->type == NKV_E820_ACPI_DATA)
		mark = '#';
	if (entry->size > 0)
		add_word(words, " memmap=0x%" PRIx64 "%c0x%" PRIx64, entry->size, mark,
			 entry->start);
}

void nkv_log_map_words(const struct nkv_boot_facts *facts, enum nkv_log_words kind, char *text,
		       size_t room)
{
	const struct nkv_log_map *map = nkv_log_map_in_effect(facts);
	struct words words = { text, room };

	text[0] = '\0';
	if (kind == NKV_LOG_WORDS_LIMIT)
		add_word(&words, " mem=0x%" PRIx64, end_of_ram(map));
	if (kind != NKV_LOG_WORDS_EXACT)
		return;
	add_word(&words, " memmap=exactmap");
	for (size_t i = 0; i < map->count; i++)
		add_entry(&words, &map->entries[i]);
}
