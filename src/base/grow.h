/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How every list in memory grows. */
#ifndef NUMAKVA_BASE_GROW_H
#define NUMAKVA_BASE_GROW_H

#include <stddef.h>

/* nkv_grow() of a list that has less room than that. */
void *nkv_grow_now(void *items, size_t *capacity, size_t wanted, size_t item_bytes);

/*
 * Makes room for `wanted` items, at least 1, of `item_bytes` each. `items`
 * comes from malloc(), or is NULL with *capacity 0. *capacity, in items, is
 * doubled as often as needed. Returns the list, which may have moved; or NULL
 * with errno ENOMEM, and the old list is unchanged.
 */
static inline void *nkv_grow(void *items, size_t *capacity, size_t wanted, size_t item_bytes)
{
	return wanted <= *capacity ? items : nkv_grow_now(items, capacity, wanted, item_bytes);
}

#endif
