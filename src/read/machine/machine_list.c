/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/machine_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

static bool make_room(struct nkv_machine_list *list, size_t entry_bytes)
{
	void *entries = nkv_grow(list->entries, &list->capacity, list->count + 1, entry_bytes);
	void *marks;

	if (!entries)
		return false;
	list->entries = entries;
	marks = nkv_grow(list->marks, &list->marks_capacity, list->count + 1, sizeof(*list->marks));
	if (!marks)
		return false;
	list->marks = marks;
	return true;
}

bool nkv_machine_list_add(struct nkv_machine_list *list, const void *entry, size_t entry_bytes,
			  const struct nkv_mark *mark)
{
	if (!make_room(list, entry_bytes))
		return false;
	memcpy((char *)list->entries + list->count * entry_bytes, entry, entry_bytes);
	list->marks[list->count++] = *mark;
	return true;
}

void nkv_machine_list_free(struct nkv_machine_list *list)
{
	free(list->entries);
	free(list->marks);
}
