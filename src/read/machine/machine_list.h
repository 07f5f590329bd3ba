/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list of a machine, with the position of each entry in the input. */
#ifndef NUMAKVA_READ_MACHINE_MACHINE_LIST_H
#define NUMAKVA_READ_MACHINE_MACHINE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "read/report.h"

/* All zero: empty. Set its count to 0 to use it again. */
struct nkv_machine_list {
	void *entries;
	struct nkv_position *positions; /* of the entry with the same index */
	size_t count;
	size_t capacity;
	size_t positions_capacity;
};

/*
 * Adds a copy of an entry; all entries of a list have one type. Returns false if there is no
 * memory.
 */
bool nkv_machine_list_add(struct nkv_machine_list *list, const void *entry, size_t entry_bytes,
			  const struct nkv_position *position);

void nkv_machine_list_free(struct nkv_machine_list *list);

#endif
