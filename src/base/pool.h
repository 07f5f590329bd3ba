/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory that is freed all at once, such as that of one document. */
#ifndef NUMAKVA_BASE_POOL_H
#define NUMAKVA_BASE_POOL_H

#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>

struct nkv_pool_block;

/* A pool. All zero: empty. */
struct nkv_pool {
	struct nkv_pool_block *blocks;
	char *rest; /* what is free of the first block */
	size_t rest_bytes;
};

/* Like nkv_pool_take(), but from a block of its own. */
void *nkv_pool_take_block(struct nkv_pool *pool, size_t bytes);

/* Returns `bytes` bytes, at least one, aligned for any type; NULL if there is no memory. */
static inline void *nkv_pool_take(struct nkv_pool *pool, size_t bytes)
{
	const size_t align = alignof(max_align_t), taken = (bytes + align - 1) / align * align;
	void *memory = pool->rest;

	if (taken > pool->rest_bytes)
		return nkv_pool_take_block(pool, taken);
	pool->rest += taken;
	pool->rest_bytes -= taken;
	return memory;
}

/* Copies text and adds a NUL; NULL if there is no memory. */
char *nkv_pool_copy(struct nkv_pool *pool, const char *text, size_t length);

/* A formatted string; NULL if there is no memory. */
char *nkv_pool_format(struct nkv_pool *pool, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* Frees everything, but keeps one block for the next document. */
void nkv_pool_reset(struct nkv_pool *pool);

void nkv_pool_free(struct nkv_pool *pool);

#endif
