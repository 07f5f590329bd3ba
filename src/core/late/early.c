/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Early reservations: making them, and finding memory that is not reserved (1.6). */
#include "core/late/early.h"

#include <string.h>

#include "core/late/late.h"

/* Whether each begins before the other ends. */
static bool overlaps(const struct nkv_early_reservation *reservation, uint64_t start, uint64_t end)
{
	return start < reservation->end && reservation->start < end;
}

/* The first reservation in the list that overlaps; early_count if none does. */
static size_t find_overlap(const struct nkv_plan *plan, uint64_t start, uint64_t end)
{
	size_t i = 0;

	while (i < plan->early_count && !overlaps(&plan->early[i], start, end))
		i++;
	return i;
}

static void drop(struct nkv_plan *plan, size_t index)
{
	plan->early_count--;
	memmove(&plan->early[index], &plan->early[index + 1],
		(plan->early_count - index) * sizeof(plan->early[0]));
}

static bool reserve(struct nkv_boot *boot, const struct nkv_early_reservation *wanted);

/*
 * Removes a yielding reservation, and reserves its parts outside the new one again. These
 * overlap no other.
 */
static void make_way(struct nkv_boot *boot, size_t index,
		     const struct nkv_early_reservation *wanted)
{
	struct nkv_early_reservation below = boot->plan->early[index];
	struct nkv_early_reservation above = below;

	drop(boot->plan, index);
	below.end = wanted->start;
	above.start = wanted->end;
	if (below.start < below.end)
		reserve(boot, &below);
	if (above.start < above.end)
		reserve(boot, &above);
}

/* Makes yielding reservations give way, up to the first overlap that does not yield. */
static void make_room(struct nkv_boot *boot, const struct nkv_early_reservation *wanted)
{
	const struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->early_count;) {
		if (!overlaps(&plan->early[i], wanted->start, wanted->end))
			i++;
		else if (!plan->early[i].yields)
			return;
		else
			make_way(boot, i, wanted);
	}
}

/* The kernel panics. */
static bool refuse(struct nkv_plan *plan, const struct nkv_early_reservation *wanted, size_t met)
{
	plan->early_refused = *wanted;
	if (met < plan->early_count)
		plan->early_met = plan->early[met];
	return false;
}

static bool reserve(struct nkv_boot *boot, const struct nkv_early_reservation *wanted)
{
	struct nkv_plan *plan = boot->plan;
	bool has_no_effect = boot->rules->late->lists_empty_reservations
				     ? wanted->end == 0
				     : wanted->end <= wanted->start;
	size_t met;

	if (has_no_effect)
		return true;
	make_room(boot, wanted);
	met = find_overlap(plan, wanted->start, wanted->end);
	if (met < plan->early_count || plan->early_count == NKV_EARLY_RESERVATIONS_MAX)
		return refuse(plan, wanted, met);
	plan->early[plan->early_count++] = *wanted;
	return true;
}

bool nkv_early_reserve(struct nkv_boot *boot, uint64_t start, uint64_t end, const char *by)
{
	return reserve(boot, &(struct nkv_early_reservation){ start, end, by, false });
}

bool nkv_early_reserve_yielding(struct nkv_boot *boot, uint64_t start, uint64_t end, const char *by)
{
	return reserve(boot, &(struct nkv_early_reservation){ start, end, by, true });
}

void nkv_early_take_out(struct nkv_plan *plan, const char *by)
{
	size_t i = 0;

	while (i < plan->early_count && strcmp(plan->early[i].by, by) != 0)
		i++;
	if (i < plan->early_count)
		drop(plan, i);
}

static uint64_t align_up(uint64_t address, uint64_t unit)
{
	return (address + unit - 1) & ~(unit - 1);
}

/* Finds a place in a usable entry that is not reserved. */
static bool find_in_entry(const struct nkv_plan *plan, const struct nkv_e820_entry *entry,
			  const struct nkv_early_wish *wish, uint64_t *address)
{
	uint64_t end = entry->start + entry->size;
	uint64_t at = align_up(entry->start, wish->align);
	size_t met;

	if (at < wish->from)
		at = align_up(wish->from, wish->align);
	if (at >= end)
		return false;
	while ((met = find_overlap(plan, at, at + wish->size)) < plan->early_count) {
		at = align_up(plan->early[met].end, wish->align);
		if (at > end)
			return false;
	}
	*address = at;
	return at + wish->size <= end && at + wish->size <= wish->to;
}

bool nkv_early_find(const struct nkv_boot *boot, const struct nkv_early_wish *wish,
		    uint64_t *address)
{
	const struct nkv_e820_map *map = &boot->plan->e820;

	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].type == NKV_E820_USABLE &&
		    find_in_entry(boot->plan, &map->entries[i], wish, address))
			return true;
	return false;
}

/* The search that begins `steps` steps further down. */
static bool find_below(const struct nkv_boot *boot, const struct nkv_early_wish *wish,
		       nkv_ulong steps, uint64_t *address)
{
	struct nkv_early_wish lower = *wish;

	lower.from -= steps * wish->align;
	return nkv_early_find(boot, &lower, address);
}

/*
 * A search that begins lower finds whatever a higher one finds. So the first
 * that finds something is found by bisection.
 */
bool nkv_early_find_downwards(const struct nkv_boot *boot, struct nkv_early_wish *wish,
			      nkv_ulong tries, uint64_t *address)
{
	nkv_ulong failing = 0;
	nkv_ulong finding = tries - 1;

	if (nkv_early_find(boot, wish, address))
		return true;
	if (!find_below(boot, wish, finding, address))
		return false;
	while (finding - failing > 1) {
		nkv_ulong middle = failing + (finding - failing) / 2;

		if (find_below(boot, wish, middle, address))
			finding = middle;
		else
			failing = middle;
	}
	wish->from -= finding * wish->align;
	return nkv_early_find(boot, wish, address);
}
