/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16384 };

struct nkv_pool_block {
	struct nkv_pool_block *next;
	size_t bytes;
	_Alignas(max_align_t) char memory[];
};

/* Sets what is left of the first block, after `used` bytes. */
static void set_rest(struct nkv_pool *pool, size_t used)
{
	pool->rest = pool->blocks ? pool->blocks->memory + used : NULL;
	pool->rest_bytes = pool->blocks ? pool->blocks->bytes - used : 0;
}

void *nkv_pool_take_block(struct nkv_pool *pool, size_t bytes)
{
	size_t block_bytes = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
	struct nkv_pool_block *block = malloc(sizeof(*block) + block_bytes);

	if (!block)
		return NULL;
	*block = (struct nkv_pool_block){ .next = pool->blocks, .bytes = block_bytes };
	pool->blocks = block;
	set_rest(pool, bytes);
	return block->memory;
}

char *nkv_pool_copy(struct nkv_pool *pool, const char *text, size_t length)
{
	char *copy = nkv_pool_take(pool, length + 1);

	if (!copy)
		return NULL;
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *nkv_pool_format(struct nkv_pool *pool, const char *format, va_list arguments)
{
	va_list again;
	int length;
	char *text;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		return NULL;
	text = nkv_pool_take(pool, (size_t)length + 1);
	if (text)
		vsnprintf(text, (size_t)length + 1, format, arguments);
	return text;
}

void nkv_pool_reset(struct nkv_pool *pool)
{
	struct nkv_pool_block *kept = NULL;

	while (pool->blocks) {
		struct nkv_pool_block *block = pool->blocks;

		pool->blocks = block->next;
		if (!kept && block->bytes == BLOCK_BYTES)
			kept = block;
		else
			free(block);
	}
	if (kept)
		kept->next = NULL;
	pool->blocks = kept;
	set_rest(pool, 0);
}

void nkv_pool_free(struct nkv_pool *pool)
{
	nkv_pool_reset(pool);
	free(pool->blocks);
	*pool = (struct nkv_pool){ 0 };
}
