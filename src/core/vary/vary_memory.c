/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A machine with more or less memory: offsets in its RAM are scaled, and
 * converted back to addresses.
 */
#include "core/vary/vary.h"

#include "core/boot/boot.h"
#include "core/vary/scaling.h"

#define MMIO_START (UINT64_C(3) << 30)	    /* the last GiB below ... */
#define ALIGNMENT_MAX (UINT64_C(256) << 20) /* the size of a physnode_map entry */

enum { ENTRIES_MAX = 2 * NKV_E820_MAX + NKV_RAM_STRETCHES_MAX };

/* --- before --- */

static void find_ram(struct nkv_scaling *scaling)
{
	scaling->before.count = 0;
	for (size_t i = 0; i < scaling->map.count; i++) {
		const struct nkv_e820_entry *entry = &scaling->map.entries[i];
		uint64_t start = nkv_greater64(entry->start, NKV_FIRST_MIB);
		uint64_t end = entry->start + entry->size;

		if (entry->type != NKV_E820_USABLE)
			continue;
		nkv_layout_add(&scaling->before, start, nkv_lesser64(end, NKV_FOUR_GIB));
		nkv_layout_add(&scaling->before, nkv_greater64(start, NKV_FOUR_GIB), end);
	}
	scaling->bytes_before = nkv_layout_bytes(&scaling->before);
	scaling->low_top_before = nkv_layout_low_top(&scaling->before);
}

/*
 * Finds the entries that begin at the end of low RAM and touch each other: the
 * firmware put them at the top of memory.
 */
static void find_tables(struct nkv_scaling *scaling)
{
	uint64_t top = scaling->low_top_before;

	scaling->tables = (struct nkv_ram_stretch){ top, top };
	if (nkv_layout_has_high(&scaling->before) || top >= MMIO_START)
		return;
	for (size_t i = 0; i < scaling->map.count; i++)
		if (scaling->map.entries[i].start == scaling->tables.end)
			scaling->tables.end += scaling->map.entries[i].size;
	if (scaling->tables.end > MMIO_START)
		scaling->tables.end = top;
}

/* --- where RAM can be --- */

static bool is_obstacle(const struct nkv_scaling *scaling, const struct nkv_e820_entry *entry)
{
	return entry->type != NKV_E820_USABLE &&
	       (entry->start < scaling->tables.start || entry->start >= scaling->tables.end);
}

/*
 * Adds the free addresses from `start` to `end`, without entries that are not
 * RAM and the `kept` bytes below each.
 */
static void add_free(struct nkv_ram_layout *room, const struct nkv_scaling *scaling, uint64_t start,
		     uint64_t end, uint64_t kept)
{
	for (size_t i = 0; i < scaling->map.count; i++) {
		const struct nkv_e820_entry *entry = &scaling->map.entries[i];

		if (!is_obstacle(scaling, entry) || entry->start + entry->size <= start ||
		    entry->start >= end)
			continue;
		nkv_layout_add(room, start, entry->start - nkv_lesser64(kept, entry->start));
		start = entry->start + entry->size;
	}
	nkv_layout_add(room, start, end - nkv_lesser64(kept, end));
}

/* The limit of RAM that grows below 4 GiB: the first entry in the last GiB. */
static uint64_t growth_limit(const struct nkv_scaling *scaling)
{
	for (size_t i = 0; i < scaling->map.count; i++) {
		const struct nkv_e820_entry *entry = &scaling->map.entries[i];

		if (entry->type != NKV_E820_USABLE && entry->start + entry->size > MMIO_START)
			return nkv_lesser64(nkv_greater64(entry->start, scaling->low_top_before),
					    NKV_FOUR_GIB);
	}
	return NKV_FOUR_GIB;
}

/*
 * Adds the stretches as they were, the low ones with the room to grow, and then those above 4
 * GiB.
 */
static void find_room(const struct nkv_scaling *scaling, struct nkv_ram_layout *room)
{
	const struct nkv_ram_layout *before = &scaling->before;
	uint64_t high_start = NKV_FOUR_GIB;

	room->count = 0;
	for (size_t i = 0; i < before->count; i++) {
		if (before->stretches[i].start >= NKV_FOUR_GIB) {
			high_start = before->stretches[i].start;
			break;
		}
		nkv_layout_add(room, before->stretches[i].start, before->stretches[i].end);
	}
	if (!nkv_layout_has_high(before))
		add_free(room, scaling, scaling->low_top_before, growth_limit(scaling),
			 scaling->tables.end - scaling->tables.start);
	add_free(room, scaling, high_start, UINT64_MAX, 0);
}

/* --- after --- */

static void fill_room(struct nkv_scaling *scaling, const struct nkv_ram_layout *room)
{
	uint64_t rest = scaling->bytes_after;

	scaling->after.count = 0;
	for (size_t i = 0; i < room->count && rest > 0; i++) {
		const struct nkv_ram_stretch *free = &room->stretches[i];
		uint64_t taken = nkv_lesser64(free->end - free->start, rest);

		nkv_layout_add(&scaling->after, free->start, free->start + taken);
		rest -= taken;
	}
	scaling->low_top_after = nkv_layout_low_top(&scaling->after);
}

/*
 * Computed in whole pages, so that the product fits into 64 bits: no memory has more than 2^32
 * pages.
 */
static uint64_t proportion(uint64_t of, uint64_t total, uint64_t new_total)
{
	return (of >> NKV_PAGE_SHIFT) * (new_total >> NKV_PAGE_SHIFT) / (total >> NKV_PAGE_SHIFT)
	       << NKV_PAGE_SHIFT;
}

/*
 * The alignment of the border at an offset. RAM ends there and goes on, perhaps
 * at another address.
 */
static uint64_t alignment_at(const struct nkv_ram_layout *layout, uint64_t offset)
{
	uint64_t start = nkv_layout_start(layout, offset), end = nkv_layout_end(layout, offset);
	uint64_t alignment = nkv_greater64(start & -start, end & -end);

	return nkv_lesser64(nkv_greater64(alignment, NKV_PAGE_BYTES), ALIGNMENT_MAX);
}

/* The first MiB counts as full. */
uint64_t nkv_scaling_border(const struct nkv_scaling *scaling, uint64_t offset)
{
	const struct nkv_ram_layout *after = &scaling->after;
	uint64_t alignment, place, address, scaled;

	if (offset >= scaling->bytes_before)
		return scaling->bytes_after;
	alignment = alignment_at(&scaling->before, offset);
	place = proportion(offset + NKV_FIRST_MIB, scaling->bytes_before + NKV_FIRST_MIB,
			   scaling->bytes_after + NKV_FIRST_MIB);
	address = nkv_layout_start(after, place < NKV_FIRST_MIB ? 0 : place - NKV_FIRST_MIB);
	address = (address + alignment / 2) / alignment * alignment;
	scaled = nkv_layout_offset(after, address);
	if (scaled == 0)
		scaled = nkv_layout_offset(after, address + alignment);
	else if (scaled == scaling->bytes_after)
		scaled = nkv_layout_offset(after, address - alignment);
	return scaled;
}

static struct nkv_e820_entry entry_after(const struct nkv_scaling *scaling,
					 const struct nkv_e820_entry *entry)
{
	struct nkv_e820_entry after = *entry;

	if (entry->start >= scaling->tables.start && entry->start < scaling->tables.end)
		after.start += nkv_greater64(scaling->low_top_after, scaling->low_top_before) -
			       scaling->low_top_before;
	return after;
}

static enum nkv_error make_e820(const struct nkv_scaling *scaling, struct nkv_machine *machine,
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
		else if (entry->start < NKV_FIRST_MIB)
			entries[count++] =
				(struct nkv_e820_entry){ entry->start,
							 nkv_lesser64(entry->size,
								      NKV_FIRST_MIB - entry->start),
							 NKV_E820_USABLE };
	}
	for (size_t i = 0; i < scaling->after.count; i++) {
		const struct nkv_ram_stretch *ram = &scaling->after.stretches[i];

		entries[count++] = (struct nkv_e820_entry){ ram->start, ram->end - ram->start,
							    NKV_E820_USABLE };
	}
	machine->e820 = entries;
	machine->e820_count = count;
	return NKV_OK;
}

size_t nkv_scale_memory_bytes(const struct nkv_machine *machine)
{
	return nkv_arena_bytes(ENTRIES_MAX, sizeof(struct nkv_e820_entry)) +
	       nkv_scaling_nodes_bytes(machine);
}

enum nkv_error nkv_scale_memory(struct nkv_machine *machine, uint64_t total,
				struct nkv_arena *arena)
{
	struct nkv_scaling scaling; /* too large to be cleared for each point of a sweep */
	struct nkv_ram_layout room;
	enum nkv_error error;

	scaling.bytes_after = total - NKV_FIRST_MIB;
	nkv_e820_sanitise(machine->e820, machine->e820_count, NKV_E820_MAX, &scaling.map);
	find_ram(&scaling);
	if (scaling.bytes_before < NKV_PAGE_BYTES)
		return NKV_ERROR_NOTHING_TO_SCALE;
	find_tables(&scaling);
	find_room(&scaling, &room);
	fill_room(&scaling, &room);
	error = make_e820(&scaling, machine, arena);
	return error == NKV_OK ? nkv_scaling_make_nodes(&scaling, machine, arena) : error;
}
