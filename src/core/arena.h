/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The caller's workspace, handed out from its start. Nothing is given back
 * but by starting over. A plan takes from it so often that it is not done by calls.
 */
#ifndef NUMAKVA_CORE_ARENA_H
#define NUMAKVA_CORE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct nkv_arena {
	unsigned char *memory;
	size_t bytes;
	size_t used;
	bool exhausted; /* something did not fit: what was computed since is void */
};

enum { NKV_ARENA_ALIGNMENT = 16 };

/* The bytes that `count` objects of a size take from an arena. */
static inline size_t nkv_arena_bytes(size_t count, size_t size)
{
	size_t bytes = count * size;

	return (bytes + NKV_ARENA_ALIGNMENT - 1) / NKV_ARENA_ALIGNMENT * NKV_ARENA_ALIGNMENT;
}

/* How many objects of a size would still fit. */
static inline size_t nkv_arena_room(const struct nkv_arena *arena, size_t size)
{
	return (arena->bytes - arena->used) / NKV_ARENA_ALIGNMENT * NKV_ARENA_ALIGNMENT / size;
}

/* Room for `count` objects of a size, not cleared. NULL, and the arena exhausted, if there is none. */
static inline void *nkv_arena_take(struct nkv_arena *arena, size_t count, size_t size)
{
	void *taken = arena->memory + arena->used;

	if (count > nkv_arena_room(arena, size)) {
		arena->exhausted = true;
		return NULL;
	}
	arena->used += nkv_arena_bytes(count, size);
	return taken;
}

#endif
