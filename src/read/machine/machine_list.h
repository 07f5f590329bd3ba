/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A list of a machine, and where each of its entries stands in what was read. */
#ifndef NUMAKVA_READ_MACHINE_MACHINE_LIST_H
#define NUMAKVA_READ_MACHINE_MACHINE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "read/report.h"

/* All zero: empty. To be used again, its count is set to 0. */
struct nkv_machine_list {
	void *entries;
	struct nkv_position *positions; /* of each entry, at the same index */
	size_t count;
	size_t capacity;
	size_t positions_capacity;
};

/* Adds a copy of an entry; all of a list are of one type. Returns false if there is no memory. */
bool nkv_machine_list_add(struct nkv_machine_list *list, const void *entry, size_t entry_bytes,
			  const struct nkv_position *position);

void nkv_machine_list_free(struct nkv_machine_list *list);

#endif
