/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one way in which a list in memory grows. */
#ifndef NUMAKVA_BASE_GROW_H
#define NUMAKVA_BASE_GROW_H

#include <stddef.h>

/*
 * Makes room for `wanted` items, at least 1, of `item_bytes` each in a list from
 * malloc(), or NULL with *capacity 0. *capacity, in items, doubles as often as
 * needed. Returns the list, which may have moved; NULL, with errno ENOMEM, if
 * there is no memory: the old list is then as it was.
 */
void *nkv_grow(void *items, size_t *capacity, size_t wanted, size_t item_bytes);

#endif
