/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The caller's workspace, handed out from its start. It is freed only as a
 * whole, by starting again. The functions are inline because a plan allocates
 * so often.
 */
#ifndef NUMAKVA_CORE_ARENA_H
#define NUMAKVA_CORE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct nkv_arena {
	unsigned char *memory;
	size_t bytes;
	size_t used;
	bool exhausted; /* there was no room for something: all results since then are invalid */
};

enum { NKV_ARENA_ALIGNMENT = 16 };

/* The bytes that `count` objects of `size` bytes take in an arena. */
static inline size_t nkv_arena_bytes(size_t count, size_t size)
{
	size_t bytes = count * size;

	return (bytes + NKV_ARENA_ALIGNMENT - 1) / NKV_ARENA_ALIGNMENT * NKV_ARENA_ALIGNMENT;
}

/* How many objects of `size` bytes still fit. */
static inline size_t nkv_arena_room(const struct nkv_arena *arena, size_t size)
{
	return (arena->bytes - arena->used) / NKV_ARENA_ALIGNMENT * NKV_ARENA_ALIGNMENT / size;
}

/*
 * Allocates `count` objects of `size` bytes, not cleared. Without room it returns NULL and sets
 * `exhausted`.
 */
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

/* Of the `count` objects that were allocated last, keeps the first `kept`: the others are free again. */
static inline void nkv_arena_keep(struct nkv_arena *arena, size_t count, size_t kept, size_t size)
{
	arena->used -= nkv_arena_bytes(count, size) - nkv_arena_bytes(kept, size);
}

#endif
