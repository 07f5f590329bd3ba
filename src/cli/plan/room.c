/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/room.h"

#include <stdlib.h>

bool nkv_room_make(struct nkv_room *room, size_t bytes)
{
	void *made;

	if (bytes <= room->bytes)
		return true;
	made = malloc(bytes);
	if (!made)
		return false;
	free(room->memory);
	room->memory = made;
	room->bytes = bytes;
	return true;
}

void nkv_room_free(struct nkv_room *room)
{
	free(room->memory);
	*room = (struct nkv_room){ 0 };
}

bool nkv_room_plan(struct nkv_room *room, const struct nkv_machine *machine, struct nkv_plan *plan,
		   enum nkv_error *error)
{
	if (!nkv_room_make(room, nkv_workspace_bytes(machine)))
		return false;
	*error = nkv_plan_machine(machine, room->memory, room->bytes, plan);
	return true;
}
