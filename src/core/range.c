/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/range.h"

#include <stdlib.h>
#include <string.h>

uint64_t nkv_range_list_pages(const struct nkv_range_list *list)
{
	uint64_t pages = 0;

	for (size_t i = 0; i < list->count; i++)
		pages += list->ranges[i].end_pfn - list->ranges[i].start_pfn;
	return pages;
}

struct nkv_range_builder nkv_range_builder_begin(struct nkv_arena *arena)
{
	return (struct nkv_range_builder){
		.arena = arena,
		.ranges = (struct nkv_range *)(void *)(arena->memory + arena->used),
		.room = nkv_arena_room(arena, sizeof(struct nkv_range)),
	};
}

static int compare_starts(const void *a, const void *b)
{
	const struct nkv_range *first = a;
	const struct nkv_range *second = b;

	return (first->start_pfn > second->start_pfn) - (first->start_pfn < second->start_pfn);
}

static bool is_ascending(const struct nkv_range *ranges, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (ranges[i].start_pfn < ranges[i - 1].start_pfn)
			return false;
	return true;
}

/* Most lists are short and nearly in order: sorting them by insertion is faster than qsort(). */
static void sort(struct nkv_range *ranges, size_t count)
{
	enum { FEW = 32 };

	for (size_t i = 1; i < count && count <= FEW; i++) {
		const struct nkv_range range = ranges[i];
		size_t at = i;

		for (; at > 0 && ranges[at - 1].start_pfn > range.start_pfn; at--)
			ranges[at] = ranges[at - 1];
		ranges[at] = range;
	}
	if (count > FEW && !is_ascending(ranges, count))
		qsort(ranges, count, sizeof(*ranges), compare_starts);
}

/* Merges ranges that overlap or touch in an ascending array. Returns how many are left. */
static size_t merge_ascending(struct nkv_range *ranges, size_t count)
{
	size_t last = 0;

	if (count == 0)
		return 0;
	for (size_t i = 1; i < count; i++) {
		if (ranges[i].start_pfn > ranges[last].end_pfn)
			ranges[++last] = ranges[i];
		else if (ranges[i].end_pfn > ranges[last].end_pfn)
			ranges[last].end_pfn = ranges[i].end_pfn;
	}
	return last + 1;
}

struct nkv_range_list nkv_range_builder_end(struct nkv_range_builder *builder)
{
	struct nkv_range_list list = { .ranges = builder->ranges };

	sort(builder->ranges, builder->count);
	list.count = merge_ascending(builder->ranges, builder->count);
	nkv_arena_take(builder->arena, list.count, sizeof(*list.ranges));
	return list;
}

void nkv_range_builder_add_common(struct nkv_range_builder *builder,
				  const struct nkv_range_list *list, struct nkv_range range)
{
	for (size_t i = 0; i < list->count; i++)
		nkv_range_builder_add(builder, nkv_range_intersect(list->ranges[i], range));
}

struct nkv_range_list nkv_range_list_intersect(struct nkv_arena *arena,
					       const struct nkv_range_list *a,
					       const struct nkv_range_list *b)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(arena);

	for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
		nkv_range_builder_add(&builder, nkv_range_intersect(a->ranges[i], b->ranges[j]));
		if (a->ranges[i].end_pfn < b->ranges[j].end_pfn)
			i++;
		else
			j++;
	}
	return nkv_range_builder_end(&builder);
}

struct nkv_range_list nkv_range_list_subtract(struct nkv_arena *arena,
					      const struct nkv_range_list *a,
					      const struct nkv_range_list *b)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(arena);
	size_t first = 0;

	for (size_t i = 0; i < a->count; i++) {
		struct nkv_range rest = a->ranges[i];

		while (first < b->count && b->ranges[first].end_pfn <= rest.start_pfn)
			first++;
		for (size_t j = first; j < b->count; j++) {
			if (b->ranges[j].start_pfn >= rest.end_pfn)
				break;
			nkv_range_builder_add(
				&builder, nkv_range_make(rest.start_pfn, b->ranges[j].start_pfn));
			rest.start_pfn = b->ranges[j].end_pfn;
		}
		nkv_range_builder_add(&builder, rest);
	}
	return nkv_range_builder_end(&builder);
}

bool nkv_range_list_covers(const struct nkv_range_list *list, struct nkv_range range)
{
	if (nkv_range_is_empty(range))
		return true;
	for (size_t i = 0; i < list->count; i++)
		if (list->ranges[i].start_pfn <= range.start_pfn &&
		    range.end_pfn <= list->ranges[i].end_pfn)
			return true;
	return false;
}

struct nkv_range_list nkv_range_list_copy(struct nkv_arena *arena,
					  const struct nkv_range_list *list)
{
	struct nkv_range_list copy = {
		.ranges = nkv_arena_take(arena, list->count + 1, sizeof(*copy.ranges)),
	};

	for (; copy.ranges != NULL && copy.count < list->count; copy.count++)
		copy.ranges[copy.count] = list->ranges[copy.count];
	return copy;
}

/* Removes [start_pfn, end_pfn) from the range that contains it. */
static void cut_out(struct nkv_range_list *list, size_t index, uint64_t start_pfn, uint64_t end_pfn)
{
	struct nkv_range *range = &list->ranges[index];

	if (start_pfn == range->start_pfn) {
		range->start_pfn = end_pfn;
		return;
	}
	memmove(range + 1, range, (list->count - index) * sizeof(*range));
	list->count++;
	range[0].end_pfn = start_pfn;
	range[1].start_pfn = end_pfn;
}

uint64_t nkv_range_list_take(struct nkv_range_list *list, uint64_t pages, uint64_t from_pfn)
{
	for (size_t i = 0; i < list->count; i++) {
		struct nkv_range rest =
			nkv_range_intersect(list->ranges[i], nkv_range_make(from_pfn, UINT64_MAX));

		if (rest.end_pfn < rest.start_pfn + pages)
			continue;
		cut_out(list, i, rest.start_pfn, rest.start_pfn + pages);
		return rest.start_pfn;
	}
	return UINT64_MAX;
}

/* Replaces the ranges [from, to) of a list by `count` ranges, without the empty ones. */
static void replace(struct nkv_range_list *list, size_t from, size_t to,
		    const struct nkv_range *ranges, size_t count)
{
	struct nkv_range kept[2];
	size_t kept_count = 0;

	for (size_t i = 0; i < count; i++)
		if (!nkv_range_is_empty(ranges[i]))
			kept[kept_count++] = ranges[i];
	if (to < list->count)
		memmove(&list->ranges[from + kept_count], &list->ranges[to],
			(list->count - to) * sizeof(*kept));
	if (kept_count > 0)
		memcpy(&list->ranges[from], kept, kept_count * sizeof(*kept));
	list->count = list->count - (to - from) + kept_count;
}

void nkv_range_list_add(struct nkv_range_list *list, struct nkv_range range)
{
	size_t from = 0, to;

	if (nkv_range_is_empty(range))
		return;
	while (from < list->count && list->ranges[from].end_pfn < range.start_pfn)
		from++;
	for (to = from; to < list->count && list->ranges[to].start_pfn <= range.end_pfn; to++) {
		if (list->ranges[to].start_pfn < range.start_pfn)
			range.start_pfn = list->ranges[to].start_pfn;
		if (list->ranges[to].end_pfn > range.end_pfn)
			range.end_pfn = list->ranges[to].end_pfn;
	}
	replace(list, from, to, &range, 1);
}

void nkv_range_list_remove(struct nkv_range_list *list, struct nkv_range range)
{
	struct nkv_range rest[2] = { { 0, 0 }, { 0, 0 } };
	size_t from = 0, to;

	if (nkv_range_is_empty(range))
		return;
	while (from < list->count && list->ranges[from].end_pfn <= range.start_pfn)
		from++;
	for (to = from; to < list->count && list->ranges[to].start_pfn < range.end_pfn; to++) {
		if (list->ranges[to].start_pfn < range.start_pfn)
			rest[0] = nkv_range_make(list->ranges[to].start_pfn, range.start_pfn);
		if (list->ranges[to].end_pfn > range.end_pfn)
			rest[1] = nkv_range_make(range.end_pfn, list->ranges[to].end_pfn);
	}
	replace(list, from, to, rest, 2);
}
