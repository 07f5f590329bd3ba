/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/machine_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

static bool make_room(struct nkv_machine_list *list, size_t entry_bytes)
{
	void *entries = nkv_grow(list->entries, &list->capacity, list->count + 1, entry_bytes);
	void *positions;

	if (!entries)
		return false;
	list->entries = entries;
	positions = nkv_grow(list->positions, &list->positions_capacity, list->count + 1,
			     sizeof(*list->positions));
	if (!positions)
		return false;
	list->positions = positions;
	return true;
}

bool nkv_machine_list_add(struct nkv_machine_list *list, const void *entry, size_t entry_bytes,
			  const struct nkv_position *position)
{
	if (!make_room(list, entry_bytes))
		return false;
	memcpy((char *)list->entries + list->count * entry_bytes, entry, entry_bytes);
	list->positions[list->count++] = *position;
	return true;
}

void nkv_machine_list_free(struct nkv_machine_list *list)
{
	free(list->entries);
	free(list->positions);
}
