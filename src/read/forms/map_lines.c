/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of the E820 map. */
#include <stddef.h>

#include "read/forms/e820_type.h"
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- entries --- */

static void add_entry(const struct nkv_formed_line *line, struct nkv_log_map *map,
		      const struct nkv_e820_entry *entry)
{
	const struct nkv_e820_entry *last = map->count > 0 ? &map->entries[map->count - 1] : NULL;

	/* Two consoles on one line print everything twice. */
	if (last && last->start == entry->start && last->size == entry->size &&
	    last->type == entry->type)
		return;
	if (map->count == NKV_LOG_E820_MAX) {
		nkv_line_tells(line, NKV_LOG_FACT_MAP_OVERFLOW, 0);
		return;
	}
	map->entries[map->count] = *entry;
	map->positions[map->count++] = line->position;
}

/* `behind_end` is 1 where the line has the last byte, 0 where it has what follows it. */
static struct nkv_e820_entry entry_of(const struct nkv_formed_line *line, unsigned int behind_end)
{
	uint64_t start = line->captures[0].number, end = line->captures[1].number;

	return (struct nkv_e820_entry){ .start = start, .size = end - start + behind_end };
}

static enum nkv_match take_entry(const struct nkv_formed_line *line, unsigned int behind_end)
{
	struct nkv_e820_entry entry = entry_of(line, behind_end);
	enum nkv_match match = NKV_MATCH_NONE;

	if (line->captures[1].number >= line->captures[0].number)
		match = nkv_e820_type_read(line->captures[2].text, &entry.type);
	if (match == NKV_MATCH_WHOLE)
		add_entry(line, &line->facts->map, &entry);
	return match;
}

static enum nkv_match take_exclusive(const struct nkv_formed_line *line)
{
	return take_entry(line, 0);
}

static enum nkv_match take_inclusive(const struct nkv_formed_line *line)
{
	return take_entry(line, 1);
}

static const struct nkv_line_form forms[] = {
	{ "BIOS-provided physical RAM map:", .facts = { NKV_LOG_FACT_MAP_HEADER } },
	{ "BIOS-e820: %x - %x %*", .take = take_exclusive },
	{ "BIOS-e820: [mem %x-%x] %*", .take = take_inclusive },
	{ "BIOS-e820: [gap %x-%x]%*", .take = NULL }, /* what lies between two entries */
	{ "BIOS-e801:%*", .facts = { NKV_LOG_FACT_OTHER_MAP } },
	{ "BIOS-88:%*", .facts = { NKV_LOG_FACT_OTHER_MAP } },
	{ "Xen: %x - %x %*", .facts = { NKV_LOG_FACT_OTHER_MAP } },
	{ "Xen: [mem %x-%x] %*", .facts = { NKV_LOG_FACT_OTHER_MAP } },
};

const struct nkv_line_forms nkv_map_lines = { forms, COUNT(forms) };

/* --- lines of which not all can be read --- */

/* A type that has no name here. Whatever it is, it is not memory to be used. */
static enum nkv_match take_nameless(const struct nkv_formed_line *line, unsigned int behind_end)
{
	struct nkv_e820_entry entry = entry_of(line, behind_end);

	if (line->captures[1].number < line->captures[0].number)
		return NKV_MATCH_NONE;
	entry.type = NKV_E820_RESERVED;
	add_entry(line, &line->facts->map, &entry);
	nkv_line_tells(line, NKV_LOG_FACT_UNKNOWN_TYPE, 0);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_nameless_exclusive(const struct nkv_formed_line *line)
{
	return take_nameless(line, 0);
}

static enum nkv_match take_nameless_inclusive(const struct nkv_formed_line *line)
{
	return take_nameless(line, 1);
}

/* The first is noted, and how many there are. */
static enum nkv_match take_unread(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_BROKEN_MAP, 0);
	line->facts->facts[NKV_LOG_FACT_BROKEN_MAP].number++;
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form broken_forms[] = {
	{ "BIOS-e820: %x - %x %*", .take = take_nameless_exclusive },
	{ "BIOS-e820: [mem %x-%x] %*", .take = take_nameless_inclusive },
	{ "BIOS-e820:%*", .take = take_unread },
};

const struct nkv_line_forms nkv_broken_map_lines = { broken_forms, COUNT(broken_forms) };
