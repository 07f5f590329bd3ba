/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ACPI tables that a running kernel shows, by the names of their files. */
#ifndef NUMAKVA_READ_FIRMWARE_TABLES_H
#define NUMAKVA_READ_FIRMWARE_TABLES_H

#include <stdbool.h>

#include "read/firmware/tree.h"
#include "read/machine/machine_list.h"

/*
 * Lists those that the RSDT has: how many there are is known, where they lie and
 * in which order is not. SRATs come first, which is the best that there can be
 * (srat-in-reach d, e); has_other_srat: one that the tree need not have takes
 * the place of the first. Returns false with errno ENOMEM if there is no memory,
 * else if the directory cannot be read, which leaves the list empty.
 */
bool nkv_firmware_tables_read(const struct nkv_tree *tree, bool has_other_srat,
			      struct nkv_machine_list *list);

#endif
