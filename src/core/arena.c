/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/arena.h"

size_t nkv_arena_room(const struct nkv_arena *arena, size_t size)
{
	return (arena->bytes - arena->used) / NKV_ARENA_ALIGNMENT * NKV_ARENA_ALIGNMENT / size;
}

void *nkv_arena_take(struct nkv_arena *arena, size_t count, size_t size)
{
	void *taken;

	if (count > nkv_arena_room(arena, size)) {
		arena->exhausted = true;
		return NULL;
	}
	taken = arena->memory + arena->used;
	arena->used += nkv_arena_bytes(count, size);
	return taken;
}
