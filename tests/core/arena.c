/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory that is given, and how much of it a comparison asks for. */
#include <criterion/criterion.h>
#include <numakva/compare.h>

#include "core/arena.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* In an arena. */
static size_t whole(size_t bytes)
{
	return bytes + (16 - bytes % 16) % 16;
}

/* Expect a comparison to ask for all of its parts, each in whole 16 bytes. */
Test(arena, of_a_comparison)
{
	for (size_t logged = 0; logged <= 33; logged++) {
		const struct nkv_boot_record record = { .line_count = logged };
		const size_t planned = 2;

		cr_expect_eq(nkv_compare_bytes(planned, &record),
			     whole((planned + logged) * sizeof(struct nkv_compared_line)) +
				     whole(logged * sizeof(size_t)) +
				     whole(logged * sizeof(struct nkv_console_line)) +
				     whole(logged + 1) + whole((planned + 1) * (logged + 1)) +
				     whole(2 * (logged + 1) * sizeof(uint32_t)),
			     "%zu lines", logged);
	}
}

/* Expect each allocation to begin where 16 bytes do, behind the one before. */
Test(arena, in_whole_pieces)
{
	static const struct {
		size_t count, size, bytes;
	} cases[] = { { 0, 4, 0 },   { 1, 1, 16 },  { 15, 1, 16 },
		      { 16, 1, 16 }, { 17, 1, 32 }, { 3, 11, 48 } };
	_Alignas(16) unsigned char memory[64];

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };

		cr_expect_eq(nkv_arena_bytes(cases[i].count, cases[i].size), cases[i].bytes);
		cr_assert_eq(nkv_arena_take(&arena, cases[i].count, cases[i].size), memory);
		cr_assert_eq(nkv_arena_take(&arena, 1, 16), memory + cases[i].bytes);
		cr_expect_eq(nkv_arena_room(&arena, 16), 3 - cases[i].bytes / 16);
	}
}

/* Expect what is kept to stay where it is, and the next object to begin behind it. */
Test(arena, keeps_the_first)
{
	_Alignas(16) unsigned char memory[96];
	struct nkv_arena arena = { .memory = memory, .bytes = sizeof(memory) };

	nkv_arena_take(&arena, 1, 16);
	cr_expect_eq(nkv_arena_take(&arena, 5, 12), memory + 16);
	nkv_arena_keep(&arena, 5, 2, 12);
	cr_expect_eq(nkv_arena_take(&arena, 1, 16), memory + 48);
	nkv_arena_keep(&arena, 1, 1, 16);
	cr_expect_eq(nkv_arena_take(&arena, 2, 16), memory + 64);
	nkv_arena_keep(&arena, 2, 0, 16);
	cr_expect_eq(arena.used, 64);
	cr_expect_not(arena.exhausted);
}
