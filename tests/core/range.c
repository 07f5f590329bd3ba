/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The workspace, and page ranges in it. */
#include <criterion/criterion.h>

#include "boot.h"
#include "core/boot/calls.h"
#include "core/range.h"

#define LIST(array)                                                                                \
	{                                                                                          \
		.ranges = (array), .count = COUNT(array)                                           \
	}

static void expect_ranges(const struct nkv_range_list *list, const struct nkv_range *want,
			  size_t count)
{
	cr_assert_eq(list->count, count, "%zu ranges", list->count);
	for (size_t i = 0; i < count; i++) {
		cr_expect_eq(list->ranges[i].start_pfn, want[i].start_pfn, "range %zu", i);
		cr_expect_eq(list->ranges[i].end_pfn, want[i].end_pfn, "range %zu", i);
	}
}

/* Expect what fits to the last byte to be given, and one more object to exhaust the arena. */
Test(arena, full)
{
	_Alignas(16) unsigned char memory[64];
	struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };

	cr_expect_eq(nkv_arena_room(&arena, 16), 4);
	cr_expect_eq(nkv_arena_take(&arena, 3, 16), memory);
	cr_expect_eq(nkv_arena_take(&arena, 1, 1), memory + 48);
	cr_expect_not(arena.exhausted);
	cr_expect_eq(nkv_arena_room(&arena, 1), 0);
	cr_expect_null(nkv_arena_take(&arena, 1, 1));
	cr_expect(arena.exhausted);
	cr_expect_eq(arena.used, 64);
}

/* Expect a list to exhaust the arena with the range that has no room, and not before. */
Test(range, list_without_room)
{
	_Alignas(16) unsigned char memory[2 * sizeof(struct nkv_range)];
	struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };
	struct nkv_range_builder builder = nkv_range_builder_begin(&arena);

	nkv_range_builder_add(&builder, nkv_range_make(1, 2));
	nkv_range_builder_add(&builder, nkv_range_make(3, 4));
	nkv_range_builder_add(&builder, nkv_range_make(5, 5));
	cr_expect_not(arena.exhausted);
	nkv_range_builder_add(&builder, nkv_range_make(6, 7));
	cr_expect(arena.exhausted);
	cr_expect_eq(nkv_range_builder_end(&builder).count, 2);
}

/* Expect what is common to two lists to exhaust an arena that has room for one range. */
Test(range, common_without_room)
{
	_Alignas(16) unsigned char memory[sizeof(struct nkv_range)];
	struct nkv_range all[] = { { 0, 100 } }, few[] = { { 10, 20 }, { 30, 40 } };
	const struct nkv_range_list a = LIST(all), b = LIST(few), one = { few, 1 };
	struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };

	nkv_range_list_intersect(&arena, &a, &one);
	cr_expect_not(arena.exhausted);
	arena.used = 0;
	nkv_range_list_intersect(&arena, &a, &b);
	cr_expect(arena.exhausted);
}

/*
 *    |5|   |2|   |4|   |1|   |3| ...   so many, added in that order
 * Expect them in ascending order, however many they are.
 */
Test(range, any_order)
{
	enum { MOST = 40, STEP = 7 }; /* of any number but its multiples all are met */
	_Alignas(16) unsigned char memory[MOST * sizeof(struct nkv_range)];
	struct nkv_range want[MOST];

	for (size_t i = 0; i < MOST; i++)
		want[i] = nkv_range_make(10 * i, 10 * i + 5);
	for (size_t count = 1; count <= MOST; count += count % STEP == STEP - 1 ? 2 : 1) {
		struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };
		struct nkv_range_builder builder = nkv_range_builder_begin(&arena);
		struct nkv_range_list list;

		for (size_t i = 1; i <= count; i++)
			nkv_range_builder_add(&builder, want[i * STEP % count]);
		list = nkv_range_builder_end(&builder);
		expect_ranges(&list, want, count);
	}
}

/*
 * |a   |   |d|
 *   |b   |c|        in another order, and one that is empty
 * Expect one range where they overlap or touch.
 */
Test(range, merge)
{
	static const struct nkv_range added[] = { { 30, 40 }, { 50, 60 }, { 0, 20 }, { 70, 70 },
						  { 10, 30 }, { 90, 80 }, { 52, 55 } };
	static const struct nkv_range want[] = { { 0, 40 }, { 50, 60 } };
	_Alignas(16) unsigned char memory[COUNT(added) * sizeof(struct nkv_range)];
	struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };
	struct nkv_range_builder builder = nkv_range_builder_begin(&arena);
	struct nkv_range_list list;

	for (size_t i = 0; i < COUNT(added); i++)
		nkv_range_builder_add(&builder, added[i]);
	list = nkv_range_builder_end(&builder);
	expect_ranges(&list, want, COUNT(want));
	cr_expect_eq(nkv_range_list_pages(&list), 50);
	cr_expect_eq(arena.used, 2 * sizeof(struct nkv_range));
	cr_expect_not(arena.exhausted);
}

/* Room for two. Expect the third to exhaust the arena, and the two to stay. */
Test(range, builder_full)
{
	static const struct nkv_range want[] = { { 0, 1 }, { 2, 3 } };
	_Alignas(16) unsigned char memory[2 * sizeof(struct nkv_range)];
	struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };
	struct nkv_range_builder builder = nkv_range_builder_begin(&arena);
	struct nkv_range_list list;

	nkv_range_builder_add(&builder, nkv_range_make(0, 1));
	nkv_range_builder_add(&builder, nkv_range_make(2, 3));
	nkv_range_builder_add(&builder, nkv_range_make(5, 5)); /* empty: takes no room */
	cr_expect_not(arena.exhausted);
	nkv_range_builder_add(&builder, nkv_range_make(4, 5));
	cr_expect(arena.exhausted);
	list = nkv_range_builder_end(&builder);
	expect_ranges(&list, want, COUNT(want));
}

/*
 * a: |0      10|    |20      30|
 * b:    |4 6|  |10    22|    |29 40|
 * Expect the common pages, and those of `a` alone; where they only touch, none.
 */
Test(range, intersect_and_subtract)
{
	struct nkv_range a[] = { { 0, 10 }, { 20, 30 } };
	struct nkv_range b[] = { { 4, 6 }, { 10, 22 }, { 29, 40 } };
	static const struct nkv_range common[] = { { 4, 6 }, { 20, 22 }, { 29, 30 } };
	static const struct nkv_range rest[] = { { 0, 4 }, { 6, 10 }, { 22, 29 } };
	const struct nkv_range_list first = LIST(a), second = LIST(b);
	_Alignas(16) unsigned char memory[1024];
	struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };
	struct nkv_range_list list;

	list = nkv_range_list_intersect(&arena, &first, &second);
	expect_ranges(&list, common, COUNT(common));
	list = nkv_range_list_subtract(&arena, &first, &second);
	expect_ranges(&list, rest, COUNT(rest));
}

/* Ranges beyond 2^32 pages, where nothing is but what ends "never". Expect no bit to be lost. */
Test(range, beyond_32_bits)
{
	const struct nkv_range far = { UINT64_C(1) << 32, (UINT64_C(1) << 32) + 10 };
	const struct nkv_range all = { 0, UINT64_MAX };
	struct nkv_range ranges[] = { { 0, 10 }, far, { UINT64_C(1) << 33, UINT64_C(3) << 33 } };
	const struct nkv_range_list list = LIST(ranges);

	cr_expect_eq(nkv_range_intersect(far, all).start_pfn, far.start_pfn);
	cr_expect_eq(nkv_range_intersect(all, far).end_pfn, far.end_pfn);
	cr_expect_eq(nkv_range_list_pages(&list), 20 + (UINT64_C(1) << 34));
}

/*
 * |0  10|11   20|
 * Expect a range to be covered by one of the list, not by two, and an empty one always.
 */
Test(range, covers)
{
	struct nkv_range ranges[] = { { 0, 10 }, { 11, 20 } };
	const struct nkv_range_list list = LIST(ranges), none = { .count = 0 };

	cr_expect(nkv_range_list_covers(&list, nkv_range_make(0, 10)));
	cr_expect(nkv_range_list_covers(&list, nkv_range_make(11, 20)));
	cr_expect_not(nkv_range_list_covers(&list, nkv_range_make(9, 11)));
	cr_expect_not(nkv_range_list_covers(&list, nkv_range_make(19, 21)));
	cr_expect(nkv_range_list_covers(&list, nkv_range_make(15, 15)));
	cr_expect(nkv_range_list_covers(&none, nkv_range_make(7, 7)));
	cr_expect_not(nkv_range_list_covers(&none, nkv_range_make(7, 8)));
}

/* Expect the lowest run that is long enough, exactly as long included, and none if there is none. */
Test(range, take)
{
	struct nkv_range ranges[] = { { 0, 3 }, { 10, 14 }, { 20, 40 } };
	struct nkv_range_list list = LIST(ranges);

	cr_expect_eq(nkv_range_list_take(&list, 4, 0), 10);
	cr_expect_eq(list.ranges[1].start_pfn, 14);
	cr_expect_eq(nkv_range_list_take(&list, 4, 0), 20);
	cr_expect_eq(list.ranges[2].start_pfn, 24);
	cr_expect_eq(nkv_range_list_take(&list, 17, 0), UINT64_MAX);
	cr_expect_eq(nkv_range_list_take(&list, 0, 0), 0);
	cr_expect_eq(list.ranges[0].start_pfn, 0);
}

/*
 * 0----3  10-------|--20
 *                 14 ^^ take 4 from 14 on
 *
 * Expect the pages at the place, the range in two, and the next from what is left of it.
 */
Test(range, take_from_the_middle)
{
	struct nkv_range ranges[3] = { { 0, 3 }, { 10, 20 } };
	struct nkv_range_list list = { .ranges = ranges, .count = 2 };

	cr_expect_eq(nkv_range_list_take(&list, 4, 14), 14);
	cr_assert_eq(list.count, 3);
	cr_expect_eq(list.ranges[1].end_pfn, 14);
	cr_expect_eq(list.ranges[2].start_pfn, 18);
	cr_expect_eq(list.ranges[2].end_pfn, 20);
	cr_expect_eq(nkv_range_list_take(&list, 3, 14), UINT64_MAX);
	cr_expect_eq(nkv_range_list_take(&list, 2, 14), 18);
	cr_expect_eq(nkv_range_list_take(&list, 4, 0), 10);
}

/*
 *      4000    4096   4100
 * free  |-------:------|
 *
 * Expect what fits above page 4096 from there, and the rest from the range's start.
 */
Test(range, bootmem_takes_above_dma)
{
	struct nkv_range ranges[2] = { { 4000, 4100 } };
	struct nkv_range_list list = { .ranges = ranges, .count = 1 };

	cr_expect_eq(nkv_bootmem_take(&list, 4), 4096);
	cr_expect_eq(nkv_bootmem_take(&list, 4), 4000);
	cr_expect_eq(nkv_bootmem_take(&list, 93), UINT64_MAX);
	cr_expect_eq(nkv_bootmem_take(&list, 92), 4004);
}
