/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ACPI tables of a running kernel, by the names of their files. */
#ifndef NUMAKVA_READ_FIRMWARE_TABLES_H
#define NUMAKVA_READ_FIRMWARE_TABLES_H

#include <stdbool.h>

#include "read/firmware/tree.h"
#include "read/machine/machine_list.h"

/*
 * Lists the tables of the RSDT. Their number is known, but not their places and
 * their order. SRATs come first, which is the best case (srat-in-reach d, e).
 * has_other_srat: another SRAT, which need not be in the tree, replaces the
 * first. Returns false with errno ENOMEM if there is no memory; with another
 * errno if the directory cannot be read, and then the list is empty.
 */
bool nkv_firmware_tables_read(const struct nkv_firmware_tree *tree, bool has_other_srat,
			      struct nkv_machine_list *list);

#endif
