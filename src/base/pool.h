/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory that is given back all at once, such as that of one document. */
#ifndef NUMAKVA_BASE_POOL_H
#define NUMAKVA_BASE_POOL_H

#include <stdarg.h>
#include <stddef.h>

struct nkv_pool_block;

/* All zero: empty. */
struct nkv_pool {
	struct nkv_pool_block *blocks;
	size_t used; /* bytes of the first block */
};

/* `bytes` bytes aligned for any type; NULL if there is no memory. */
void *nkv_pool_take(struct nkv_pool *pool, size_t bytes);

/* A copy with a NUL after it; NULL if there is no memory. */
char *nkv_pool_copy(struct nkv_pool *pool, const char *text, size_t length);

/* A formatted string; NULL if there is no memory. */
char *nkv_pool_format(struct nkv_pool *pool, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* Gives everything back, but keeps a block for the next document. */
void nkv_pool_reset(struct nkv_pool *pool);

void nkv_pool_free(struct nkv_pool *pool);

#endif
