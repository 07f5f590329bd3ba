/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of the E820 map. */
#include <stddef.h>
#include <string.h>

#include "read/forms/e820_type.h"
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- maps --- */

/* The maps that a line changes; a change of the user's map is also one of the final map. */
struct maps {
	struct nkv_log_map *list[2];
	size_t count;
};

/* What a hypervisor shows to its kernel is not the machine's map. */
static bool is_of_guest(const struct nkv_boot_facts *facts, enum nkv_log_map_lines lines)
{
	return facts->map.lines == NKV_LOG_MAP_HYPERVISOR && lines != NKV_LOG_MAP_HYPERVISOR;
}

static struct maps maps_of(struct nkv_boot_facts *facts, enum nkv_log_map_lines lines)
{
	if (is_of_guest(facts, lines))
		return (struct maps){ .count = 0 };
	switch (lines) {
	case NKV_LOG_MAP_E820:
	case NKV_LOG_MAP_OLD:
	case NKV_LOG_MAP_HYPERVISOR:
		return (struct maps){ { &facts->map }, 1 };
	case NKV_LOG_MAP_LIMITED:
	case NKV_LOG_MAP_USER:
		return (struct maps){ { &facts->user_map, &facts->final_map }, 2 };
	default:
		return (struct maps){ { &facts->final_map }, 1 };
	}
}

static void begin_map(struct nkv_log_map *map, const struct nkv_formed_line *line)
{
	map->lines = (enum nkv_log_map_lines)line->which;
	map->position = line->position;
	map->count = 0;
}

static void add_entry(struct nkv_log_map *map, const struct nkv_formed_line *line,
		      const struct nkv_e820_entry *entry)
{
	const struct nkv_e820_entry *last = map->count > 0 ? &map->entries[map->count - 1] : NULL;

	/* If two consoles write to one log, every line is there twice. */
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

static enum nkv_match add_to_maps(const struct nkv_formed_line *line,
				  const struct nkv_e820_entry *entry)
{
	struct maps maps = maps_of(line->facts, (enum nkv_log_map_lines)line->which);

	for (size_t i = 0; i < maps.count; i++) {
		if (maps.list[i]->lines != (enum nkv_log_map_lines)line->which)
			begin_map(maps.list[i], line);
		add_entry(maps.list[i], line, entry);
	}
	return NKV_MATCH_WHOLE;
}

/* The first line of a map that is printed again after changes. */
static enum nkv_match take_header(const struct nkv_formed_line *line)
{
	struct maps maps = maps_of(line->facts, (enum nkv_log_map_lines)line->which);

	for (size_t i = 0; i < maps.count; i++)
		begin_map(maps.list[i], line);
	return NKV_MATCH_WHOLE;
}

/* --- entries --- */

/* `behind_end` is 1 if the line has the last byte, 0 if it has the byte after it. */
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
	return match == NKV_MATCH_WHOLE ? add_to_maps(line, &entry) : match;
}

static enum nkv_match take_exclusive(const struct nkv_formed_line *line)
{
	return take_entry(line, 0);
}

static enum nkv_match take_inclusive(const struct nkv_formed_line *line)
{
	return take_entry(line, 1);
}

/* --- the map of a hypervisor: its lines have no mark of their own --- */

/* "Xen-e820 RAM map:", "EFI RAM map:" */
static enum nkv_match take_hypervisor(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_MAP_HEADER, 0);
	return take_header(line);
}

static bool is_in_hypervisor_map(const struct nkv_formed_line *line)
{
	return line->facts->map.lines == NKV_LOG_MAP_HYPERVISOR;
}

static enum nkv_match take_hypervisor_exclusive(const struct nkv_formed_line *line)
{
	return is_in_hypervisor_map(line) ? take_exclusive(line) : NKV_MATCH_NONE;
}

static enum nkv_match take_hypervisor_inclusive(const struct nkv_formed_line *line)
{
	return is_in_hypervisor_map(line) ? take_inclusive(line) : NKV_MATCH_NONE;
}

/* --- changes --- */

/* A range whose type changes, or that is removed. */
struct change {
	uint64_t start, end;
	uint32_t from;
	uint32_t to; /* 0: the range is removed */
};

/* Adds an entry to a map, with the change made to the part inside its range. */
static void add_changed(struct nkv_log_map *map, const struct nkv_formed_line *line,
			const struct nkv_e820_entry *entry, const struct change *change)
{
	uint64_t end = entry->start + entry->size;
	uint64_t from = entry->start > change->start ? entry->start : change->start;
	uint64_t to = end < change->end ? end : change->end;
	const struct nkv_e820_entry parts[] = {
		{ entry->start, from - entry->start, entry->type },
		{ from, to - from, change->to },
		{ to, end - to, entry->type },
	};

	if (entry->type != change->from || from >= to) {
		add_entry(map, line, entry);
		return;
	}
	for (size_t i = 0; i < COUNT(parts); i++)
		if (parts[i].size > 0 && parts[i].type != 0)
			add_entry(map, line, &parts[i]);
}

static void change_map(struct nkv_log_map *map, const struct nkv_formed_line *line,
		       const struct change *change)
{
	bool is_first = map->lines == NKV_LOG_MAP_NONE;
	const struct nkv_log_map *former = is_first ? &line->facts->map : map;
	struct nkv_log_map changed = {
		.lines = is_first ? NKV_LOG_MAP_CHANGES : map->lines,
		.position = is_first ? line->position : map->position,
	};

	for (size_t i = 0; i < former->count; i++)
		add_changed(&changed, line, &former->entries[i], change);
	*map = changed;
}

/* Of the command line's changes, only one that removes all memory from an address on counts. */
static enum nkv_match apply(const struct nkv_formed_line *line, const struct change *change)
{
	if (line->facts->map.count == 0 || is_of_guest(line->facts, NKV_LOG_MAP_CHANGES))
		return NKV_MATCH_WHOLE;
	change_map(&line->facts->final_map, line, change);
	if (change->to == 0 && change->end >= UINT64_MAX - 1)
		change_map(&line->facts->user_map, line, change);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_removal(const struct nkv_formed_line *line)
{
	struct change change = { line->captures[0].number,
				 line->captures[1].number + (unsigned int)line->which, 0, 0 };
	enum nkv_match match = nkv_e820_type_read(line->captures[2].text, &change.from);

	return match == NKV_MATCH_WHOLE ? apply(line, &change) : match;
}

/* "usable ==> reserved" */
static enum nkv_match take_update(const struct nkv_formed_line *line)
{
	static const char arrow[] = " ==> ";
	struct change change = { line->captures[0].number,
				 line->captures[1].number + (unsigned int)line->which, 0, 0 };
	const char *types = line->captures[2].text, *behind = strstr(types, arrow);
	char from[32];
	enum nkv_match match;

	if (!behind || (size_t)(behind - types) >= sizeof(from))
		return NKV_MATCH_NONE;
	memcpy(from, types, (size_t)(behind - types));
	from[behind - types] = '\0';
	if (nkv_e820_type_read(from, &change.from) != NKV_MATCH_WHOLE)
		return NKV_MATCH_NONE;
	match = nkv_e820_type_read(behind + sizeof(arrow) - 1, &change.to);
	return match == NKV_MATCH_WHOLE ? apply(line, &change) : match;
}

/* --- lines that can be read only in part --- */

/* A type that is not known here. It is not usable memory. */
static enum nkv_match take_nameless(const struct nkv_formed_line *line, unsigned int behind_end)
{
	struct nkv_e820_entry entry = entry_of(line, behind_end);

	if (line->captures[1].number < line->captures[0].number)
		return NKV_MATCH_NONE;
	entry.type = NKV_E820_RESERVED;
	nkv_line_tells(line, NKV_LOG_FACT_UNKNOWN_TYPE, 0);
	return add_to_maps(line, &entry);
}

static enum nkv_match take_nameless_exclusive(const struct nkv_formed_line *line)
{
	return take_nameless(line, 0);
}

static enum nkv_match take_nameless_inclusive(const struct nkv_formed_line *line)
{
	return take_nameless(line, 1);
}

/* Keeps the first, and their number. */
static enum nkv_match take_unread(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_BROKEN_MAP, 0);
	line->facts->facts[NKV_LOG_FACT_BROKEN_MAP].number++;
	return NKV_MATCH_WHOLE;
}

/* --- the forms --- */

#define EXCLUSIVE(pattern, map)                                                                    \
	{                                                                                          \
		pattern, .take = take_exclusive, .which = (map)                                    \
	}
#define INCLUSIVE(pattern, map)                                                                    \
	{                                                                                          \
		pattern, .take = take_inclusive, .which = (map)                                    \
	}
#define HEADER(pattern, map)                                                                       \
	{                                                                                          \
		pattern, .take = take_header, .which = (map)                                       \
	}

static const struct nkv_line_form forms[] = {
	{ "BIOS-provided physical RAM map:", .facts = { NKV_LOG_FACT_MAP_HEADER } },
	EXCLUSIVE("BIOS-e820: %x - %x %*", NKV_LOG_MAP_E820),
	INCLUSIVE("BIOS-e820: [mem %x-%x] %*", NKV_LOG_MAP_E820),
	{ "BIOS-e820: [gap %x-%x]%*", .take = NULL }, /* between two entries */
	EXCLUSIVE("BIOS-e801: %x - %x %*", NKV_LOG_MAP_OLD),
	EXCLUSIVE("BIOS-88: %x - %x %*", NKV_LOG_MAP_OLD),
	INCLUSIVE("BIOS-e801: [mem %x-%x] %*", NKV_LOG_MAP_OLD),
	INCLUSIVE("BIOS-88: [mem %x-%x] %*", NKV_LOG_MAP_OLD),
	{ "(XEN) %w RAM map:", .take = take_hypervisor, .which = NKV_LOG_MAP_HYPERVISOR },
	{ "(XEN) %x - %x %*", .take = take_hypervisor_exclusive, .which = NKV_LOG_MAP_HYPERVISOR },
	{ "(XEN) [%x, %x] %*", .take = take_hypervisor_inclusive, .which = NKV_LOG_MAP_HYPERVISOR },
	{ "Xen: %x - %x %*", .facts = { NKV_LOG_FACT_OTHER_MAP } },
	{ "Xen: [mem %x-%x] %*", .facts = { NKV_LOG_FACT_OTHER_MAP } },

	HEADER("limit_regions start: %*", NKV_LOG_MAP_LIMITED),
	EXCLUSIVE("limit_regions endfor: %x - %x %*", NKV_LOG_MAP_LIMITED),
	EXCLUSIVE("limit_regions endfunc: %x - %x %*", NKV_LOG_MAP_LIMITED),
	HEADER("user-defined physical RAM map:", NKV_LOG_MAP_USER),
	EXCLUSIVE("user: %x - %x %*", NKV_LOG_MAP_USER),
	INCLUSIVE("user: [mem %x-%x] %*", NKV_LOG_MAP_USER),
	HEADER("modified physical RAM map:", NKV_LOG_MAP_MODIFIED),
	EXCLUSIVE("modified: %x - %x %*", NKV_LOG_MAP_MODIFIED),
	INCLUSIVE("modified: [mem %x-%x] %*", NKV_LOG_MAP_MODIFIED),

	/* The end: 0 is the byte after the range, 1 its last byte. */
	{ "e820 remove range: %x - %x %*", .take = take_removal, .which = 0 },
	{ "remove [mem %x-%x] %*", .take = take_removal, .which = 1 },
	{ "e820 update range: %x - %x %*", .take = take_update, .which = 0 },
	{ "update [mem %x-%x] %*", .take = take_update, .which = 1 },
};

const struct nkv_line_forms nkv_map_lines = { forms, COUNT(forms) };

static const struct nkv_line_form broken_forms[] = {
	{ "BIOS-e820: %x - %x %*", .take = take_nameless_exclusive, .which = NKV_LOG_MAP_E820 },
	{ "BIOS-e820: [mem %x-%x] %*", .take = take_nameless_inclusive, .which = NKV_LOG_MAP_E820 },
	{ "BIOS-e820:%*", .take = take_unread },
	{ "user: %x - %x %*", .take = take_nameless_exclusive, .which = NKV_LOG_MAP_USER },
	{ "user: [mem %x-%x] %*", .take = take_nameless_inclusive, .which = NKV_LOG_MAP_USER },
};

const struct nkv_line_forms nkv_broken_map_lines = { broken_forms, COUNT(broken_forms) };
