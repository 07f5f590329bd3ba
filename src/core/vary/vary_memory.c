/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A machine with more or less memory. RAM is looked at as one line of bytes,
 * from 1 MiB on, without its holes: a place in it is an offset. Offsets are
 * scaled; the stretches of RAM before and after lead from addresses to offsets
 * and back.
 */
#include "core/vary/vary.h"

#include "core/boot/boot.h"

#define FIRST_MIB (UINT64_C(1) << 20)
#define MMIO_START (UINT64_C(3) << 30) /* the last GiB below ... */
#define FOUR_GIB (UINT64_C(4) << 30)
#define ALIGNMENT_MAX (UINT64_C(256) << 20) /* an entry of physnode_map */

enum {
	STRETCHES_MAX = 2 * NKV_E820_MAX + 4, /* a hole before, and after, each entry; 4 GiB */
	ENTRIES_MAX = 2 * NKV_E820_MAX + STRETCHES_MAX,
};

struct stretch {
	uint64_t start, end;
};

/* Ascending; none is empty, and none lies on both sides of 4 GiB. */
struct layout {
	struct stretch stretches[STRETCHES_MAX];
	size_t count;
};

/* A machine's memory before and after. */
struct scaling {
	struct nkv_e820_map map; /* before: sanitised */
	struct layout before;
	struct layout after;
	uint64_t bytes_before, bytes_after;
	uint64_t low_top_before, low_top_after; /* where RAM below 4 GiB ends */
	struct stretch
		tables; /* what lies right on top of RAM and moves up with it; may be empty */
};

static uint64_t lesser(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t greater(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static void add_stretch(struct layout *layout, uint64_t start, uint64_t end)
{
	if (end > start && layout->count < STRETCHES_MAX)
		layout->stretches[layout->count++] = (struct stretch){ start, end };
}

static uint64_t layout_bytes(const struct layout *layout)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < layout->count; i++)
		bytes += layout->stretches[i].end - layout->stretches[i].start;
	return bytes;
}

/* Where the last stretch below 4 GiB ends; 1 MiB without one. */
static uint64_t low_top(const struct layout *layout)
{
	uint64_t top = FIRST_MIB;

	for (size_t i = 0; i < layout->count && layout->stretches[i].end <= FOUR_GIB; i++)
		top = layout->stretches[i].end;
	return top;
}

static bool has_high(const struct layout *layout)
{
	return layout->count > 0 && layout->stretches[layout->count - 1].end > FOUR_GIB;
}

/* --- from addresses to offsets and back --- */

static uint64_t offset_of(const struct layout *layout, uint64_t address)
{
	uint64_t offset = 0;

	for (size_t i = 0; i < layout->count && layout->stretches[i].start < address; i++)
		offset += lesser(layout->stretches[i].end, address) - layout->stretches[i].start;
	return offset;
}

/* Where the byte at an offset is; right after the last byte for one beyond. */
static uint64_t start_of(const struct layout *layout, uint64_t offset)
{
	for (size_t i = 0; i < layout->count; i++) {
		uint64_t size = layout->stretches[i].end - layout->stretches[i].start;

		if (offset < size)
			return layout->stretches[i].start + offset;
		offset -= size;
	}
	return layout->count > 0 ? layout->stretches[layout->count - 1].end : FIRST_MIB;
}

/* Right after the byte before an offset. */
static uint64_t end_of(const struct layout *layout, uint64_t offset)
{
	return offset == 0 ? FIRST_MIB : start_of(layout, offset - 1) + 1;
}

/* --- before --- */

static void find_ram(struct scaling *scaling)
{
	for (size_t i = 0; i < scaling->map.count; i++) {
		const struct nkv_e820_entry *entry = &scaling->map.entries[i];
		uint64_t start = greater(entry->start, FIRST_MIB), end = entry->start + entry->size;

		if (entry->type != NKV_E820_USABLE)
			continue;
		add_stretch(&scaling->before, start, lesser(end, FOUR_GIB));
		add_stretch(&scaling->before, greater(start, FOUR_GIB), end);
	}
	scaling->bytes_before = layout_bytes(&scaling->before);
	scaling->low_top_before = low_top(&scaling->before);
}

/*
 * Entries that begin where low RAM ends and touch one another: they lie where
 * the firmware found the top of memory.
 */
static void find_tables(struct scaling *scaling)
{
	uint64_t top = scaling->low_top_before;

	scaling->tables = (struct stretch){ top, top };
	if (has_high(&scaling->before) || top >= MMIO_START)
		return;
	for (size_t i = 0; i < scaling->map.count; i++)
		if (scaling->map.entries[i].start == scaling->tables.end)
			scaling->tables.end += scaling->map.entries[i].size;
	if (scaling->tables.end > MMIO_START)
		scaling->tables.end = top;
}

/* --- where RAM may be --- */

static bool is_obstacle(const struct scaling *scaling, const struct nkv_e820_entry *entry)
{
	return entry->type != NKV_E820_USABLE &&
	       (entry->start < scaling->tables.start || entry->start >= scaling->tables.end);
}

/*
 * Adds what is free from `start` to `end`, but for entries that are not RAM
 * and for `kept` bytes below each of them.
 */
static void add_free(struct layout *room, const struct scaling *scaling, uint64_t start,
		     uint64_t end, uint64_t kept)
{
	for (size_t i = 0; i < scaling->map.count; i++) {
		const struct nkv_e820_entry *entry = &scaling->map.entries[i];

		if (!is_obstacle(scaling, entry) || entry->start + entry->size <= start ||
		    entry->start >= end)
			continue;
		add_stretch(room, start, entry->start - lesser(kept, entry->start));
		start = entry->start + entry->size;
	}
	add_stretch(room, start, end - lesser(kept, end));
}

/* Where RAM that grows below 4 GiB must end: where the last GiB has something. */
static uint64_t growth_limit(const struct scaling *scaling)
{
	for (size_t i = 0; i < scaling->map.count; i++) {
		const struct nkv_e820_entry *entry = &scaling->map.entries[i];

		if (entry->type != NKV_E820_USABLE && entry->start + entry->size > MMIO_START)
			return lesser(greater(entry->start, scaling->low_top_before), FOUR_GIB);
	}
	return FOUR_GIB;
}

/* Its stretches as they were, the low ones and what they can grow into, then what is above 4 GiB. */
static struct layout find_room(const struct scaling *scaling)
{
	const struct layout *before = &scaling->before;
	uint64_t high_start = FOUR_GIB;
	struct layout room = { .count = 0 };

	for (size_t i = 0; i < before->count; i++) {
		if (before->stretches[i].start >= FOUR_GIB) {
			high_start = before->stretches[i].start;
			break;
		}
		add_stretch(&room, before->stretches[i].start, before->stretches[i].end);
	}
	if (!has_high(before))
		add_free(&room, scaling, scaling->low_top_before, growth_limit(scaling),
			 scaling->tables.end - scaling->tables.start);
	add_free(&room, scaling, high_start, UINT64_MAX, 0);
	return room;
}

/* --- after --- */

static void fill_room(struct scaling *scaling, const struct layout *room)
{
	uint64_t rest = scaling->bytes_after;

	for (size_t i = 0; i < room->count && rest > 0; i++) {
		const struct stretch *free = &room->stretches[i];
		uint64_t taken = lesser(free->end - free->start, rest);

		add_stretch(&scaling->after, free->start, free->start + taken);
		rest -= taken;
	}
	scaling->low_top_after = low_top(&scaling->after);
}

/* In whole pages, so that the product has 64 bits: no memory is larger than 2^32 pages. */
static uint64_t proportion(uint64_t of, uint64_t total, uint64_t new_total)
{
	return (of >> NKV_PAGE_SHIFT) * (new_total >> NKV_PAGE_SHIFT) / (total >> NKV_PAGE_SHIFT)
	       << NKV_PAGE_SHIFT;
}

/*
 * How well the border at an offset is aligned: RAM ends there, and goes on,
 * perhaps elsewhere.
 */
static uint64_t alignment_at(const struct layout *layout, uint64_t offset)
{
	uint64_t start = start_of(layout, offset), end = end_of(layout, offset);
	uint64_t alignment = greater(start & -start, end & -end);

	return lesser(greater(alignment, NKV_PAGE_BYTES), ALIGNMENT_MAX);
}

/*
 * The offset of a border between nodes, scaled: as well aligned as before, and
 * if that can be so, with RAM on either side. The first MiB counts whole.
 */
static uint64_t scale(const struct scaling *scaling, uint64_t offset)
{
	const struct layout *after = &scaling->after;
	uint64_t alignment, place, address, scaled;

	if (offset == 0 || offset >= scaling->bytes_before)
		return offset == 0 ? 0 : scaling->bytes_after;
	alignment = alignment_at(&scaling->before, offset);
	place = proportion(offset + FIRST_MIB, scaling->bytes_before + FIRST_MIB,
			   scaling->bytes_after + FIRST_MIB);
	address = start_of(after, place < FIRST_MIB ? 0 : place - FIRST_MIB);
	address = (address + alignment / 2) / alignment * alignment;
	scaled = offset_of(after, address);
	if (scaled == 0)
		scaled = offset_of(after, address + alignment);
	else if (scaled == scaling->bytes_after)
		scaled = offset_of(after, address - alignment);
	return scaled;
}

static struct nkv_e820_entry entry_after(const struct scaling *scaling,
					 const struct nkv_e820_entry *entry)
{
	struct nkv_e820_entry after = *entry;

	if (entry->start >= scaling->tables.start && entry->start < scaling->tables.end)
		after.start += greater(scaling->low_top_after, scaling->low_top_before) -
			       scaling->low_top_before;
	return after;
}

static enum nkv_error make_e820(const struct scaling *scaling, struct nkv_machine *machine,
				struct nkv_arena *arena)
{
	struct nkv_e820_entry *entries = nkv_arena_take(arena, ENTRIES_MAX, sizeof(*entries));
	size_t count = 0;

	if (!entries)
		return NKV_ERROR_WORKSPACE;
	for (size_t i = 0; i < scaling->map.count; i++) {
		const struct nkv_e820_entry *entry = &scaling->map.entries[i];

		if (entry->type != NKV_E820_USABLE)
			entries[count++] = entry_after(scaling, entry);
		else if (entry->start < FIRST_MIB)
			entries[count++] = (struct nkv_e820_entry){
				entry->start, lesser(entry->size, FIRST_MIB - entry->start),
				NKV_E820_USABLE
			};
	}
	for (size_t i = 0; i < scaling->after.count; i++) {
		const struct stretch *ram = &scaling->after.stretches[i];

		entries[count++] = (struct nkv_e820_entry){ ram->start, ram->end - ram->start,
							    NKV_E820_USABLE };
	}
	machine->e820 = entries;
	machine->e820_count = count;
	return NKV_OK;
}

/* --- the SRAT --- */

/* An entry without RAM: room for more. It moves up with the top of all RAM. */
static struct nkv_srat_memory shift_entry(const struct scaling *scaling,
					  const struct nkv_srat_memory *entry)
{
	struct nkv_srat_memory after = *entry;
	uint64_t before_top = end_of(&scaling->before, scaling->bytes_before);
	uint64_t after_top = end_of(&scaling->after, scaling->bytes_after);

	if (entry->start >= before_top && after_top > before_top)
		after.start += after_top - before_top;
	return after;
}

/* Where an entry ends whose RAM ends at an offset: it may reach into the hole behind. */
static uint64_t scaled_end(const struct scaling *scaling, uint64_t end, uint64_t offset)
{
	uint64_t beyond = end - end_of(&scaling->before, offset);
	uint64_t scaled = scale(scaling, offset), after = end_of(&scaling->after, scaled);

	if (scaled == scaling->bytes_after)
		return after + beyond;
	return lesser(after + beyond, start_of(&scaling->after, scaled));
}

/* Scales an entry, into one or two. Returns how many. */
static size_t scale_entry(const struct scaling *scaling, const struct nkv_srat_memory *entry,
			  struct nkv_srat_memory after[2])
{
	uint64_t end = entry->start + entry->size;
	uint64_t first = offset_of(&scaling->before, entry->start);
	uint64_t last = offset_of(&scaling->before, end);
	bool spans = entry->start < FOUR_GIB && end > FOUR_GIB;

	after[0] = shift_entry(scaling, entry);
	if (first == last)
		return 1;
	after[1] = after[0] = *entry;
	if (first > 0)
		after[0].start = start_of(&scaling->after, scale(scaling, first));
	end = scaled_end(scaling, end, last);
	after[0].size = end > after[0].start ? end - after[0].start : 0;
	if (spans || after[0].start >= FOUR_GIB || end <= FOUR_GIB ||
	    scale(scaling, last) <= offset_of(&scaling->after, FOUR_GIB))
		return 1;
	after[0].size = scaling->low_top_after - after[0].start;
	after[1].start = start_of(&scaling->after, offset_of(&scaling->after, FOUR_GIB));
	after[1].size = end - after[1].start;
	return 2;
}

static enum nkv_error make_srat(const struct scaling *scaling, struct nkv_machine *machine,
				struct nkv_arena *arena)
{
	struct nkv_srat_memory *entries =
		nkv_arena_take(arena, 2 * machine->memory_count, sizeof(*entries));
	size_t count = 0;

	if (!entries)
		return NKV_ERROR_WORKSPACE;
	for (size_t i = 0; i < machine->memory_count; i++)
		count += scale_entry(scaling, &machine->memory[i], entries + count);
	machine->memory = entries;
	machine->memory_count = count;
	return NKV_OK;
}

size_t nkv_scale_memory_bytes(const struct nkv_machine *machine)
{
	return nkv_arena_bytes(ENTRIES_MAX, sizeof(struct nkv_e820_entry)) +
	       nkv_arena_bytes(2 * machine->memory_count, sizeof(struct nkv_srat_memory));
}

enum nkv_error nkv_scale_memory(struct nkv_machine *machine, uint64_t total,
				struct nkv_arena *arena)
{
	struct scaling scaling = { .bytes_after = total - FIRST_MIB };
	struct layout room;
	enum nkv_error error;

	nkv_e820_sanitise(machine->e820, machine->e820_count, NKV_E820_MAX, &scaling.map);
	find_ram(&scaling);
	if (scaling.bytes_before < NKV_PAGE_BYTES)
		return NKV_ERROR_NOTHING_TO_SCALE;
	find_tables(&scaling);
	room = find_room(&scaling);
	fill_room(&scaling, &room);
	error = make_e820(&scaling, machine, arena);
	return error == NKV_OK ? make_srat(&scaling, machine, arena) : error;
}
