/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans whose memory is used again for the next one. */
#ifndef NUMAKVA_CLI_PLAN_ROOM_H
#define NUMAKVA_CLI_PLAN_ROOM_H

#include <stdbool.h>

#include <numakva/plan.h>

/* Memory that only grows. All zero to begin with. */
struct nkv_room {
	void *memory;
	size_t bytes;
};

/* Makes room for so many bytes, whose content is lost; false if there is no memory. */
bool nkv_room_make(struct nkv_room *room, size_t bytes);
void nkv_room_free(struct nkv_room *room);

/*
 * Plans a machine with its lists in the room, until this is used again. False
 * if there is no memory; else *error is what nkv_plan_machine() returned.
 */
bool nkv_room_plan(struct nkv_room *room, const struct nkv_machine *machine, struct nkv_plan *plan,
		   enum nkv_error *error);

#endif
