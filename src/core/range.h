/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Operations on page ranges. Lists are built in an arena. An operation without
 * room sets the arena's `exhausted` and leaves its list incomplete.
 */
#ifndef NUMAKVA_CORE_RANGE_H
#define NUMAKVA_CORE_RANGE_H

#include <stdbool.h>

#include <numakva/range.h>

#include "core/arena.h"

static inline struct nkv_range nkv_range_make(uint64_t start_pfn, uint64_t end_pfn)
{
	return (struct nkv_range){ .start_pfn = start_pfn, .end_pfn = end_pfn };
}

/* A range without any pages. */
static inline struct nkv_range nkv_range_none(void)
{
	return nkv_range_make(0, 0);
}

static inline bool nkv_range_is_empty(struct nkv_range range)
{
	return range.end_pfn <= range.start_pfn;
}

/* A list of that range alone. */
static inline struct nkv_range_list nkv_range_list_of(struct nkv_range *range)
{
	return (struct nkv_range_list){ .ranges = range, .count = 1 };
}

/* The pages that are in both ranges; the result can be empty. */
static inline struct nkv_range nkv_range_intersect(struct nkv_range a, struct nkv_range b)
{
	return nkv_range_make(a.start_pfn > b.start_pfn ? a.start_pfn : b.start_pfn,
			      a.end_pfn < b.end_pfn ? a.end_pfn : b.end_pfn);
}

/*
 * A list under construction. An arena can have only one at a time, and nothing else may be
 * allocated from it meanwhile.
 */
struct nkv_range_builder {
	struct nkv_arena *arena;
	struct nkv_range *ranges;
	size_t count;
	size_t room;
};

struct nkv_range_builder nkv_range_builder_begin(struct nkv_arena *arena);

/* Adds a range; empty ones are left out. Ranges can come in any order, and can overlap. */
static inline void nkv_range_builder_add(struct nkv_range_builder *builder, struct nkv_range range)
{
	if (nkv_range_is_empty(range))
		return;
	if (builder->count == builder->room)
		builder->arena->exhausted = true;
	else
		builder->ranges[builder->count++] = range;
}

/* Sorts and merges the ranges that were added, and allocates the list from the arena. */
struct nkv_range_list nkv_range_builder_end(struct nkv_range_builder *builder);

/* Adds the pages of a list that are in `range`. */
void nkv_range_builder_add_common(struct nkv_range_builder *builder,
				  const struct nkv_range_list *list, struct nkv_range range);

/* The pages that are in both lists. */
struct nkv_range_list nkv_range_list_intersect(struct nkv_arena *arena,
					       const struct nkv_range_list *a,
					       const struct nkv_range_list *b);

/* The pages of `a` that are not in `b`. */
struct nkv_range_list nkv_range_list_subtract(struct nkv_arena *arena,
					      const struct nkv_range_list *a,
					      const struct nkv_range_list *b);

/* Whether a list contains every page of `range`. */
bool nkv_range_list_covers(const struct nkv_range_list *list, struct nkv_range range);

/* A copy with room for one more range. */
struct nkv_range_list nkv_range_list_copy(struct nkv_arena *arena,
					  const struct nkv_range_list *list);

/* Adds a range to a list, or removes it. The list must have room for one more range. */
void nkv_range_list_add(struct nkv_range_list *list, struct nkv_range range);
void nkv_range_list_remove(struct nkv_range_list *list, struct nkv_range range);

/*
 * Removes the lowest run of `pages` pages at or above from_pfn, and returns its
 * first page; UINT64_MAX if there is none. A run from inside a range divides
 * that range in two: the list must have room for it.
 */
uint64_t nkv_range_list_take(struct nkv_range_list *list, uint64_t pages, uint64_t from_pfn);

#endif
