/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/grow.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

enum { FIRST_BYTES = 1024, FIRST_ITEMS = 8 };

static size_t first_capacity(size_t item_bytes)
{
	size_t items = FIRST_BYTES / item_bytes;

	return items > FIRST_ITEMS ? items : FIRST_ITEMS;
}

void *nkv_grow_now(void *items, size_t *capacity, size_t wanted, size_t item_bytes)
{
	size_t room = *capacity > 0 ? *capacity : first_capacity(item_bytes);
	void *grown = NULL;

	while (room < wanted && room <= SIZE_MAX / 2)
		room *= 2;
	if (room >= wanted && room <= SIZE_MAX / item_bytes)
		grown = realloc(items, room * item_bytes);
	if (grown)
		*capacity = room;
	else
		errno = ENOMEM;
	return grown;
}
