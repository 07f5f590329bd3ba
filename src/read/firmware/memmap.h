/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The memory map that a running kernel was given: memmap/NUMBER/start, end and type. */
#ifndef NUMAKVA_READ_FIRMWARE_MEMMAP_H
#define NUMAKVA_READ_FIRMWARE_MEMMAP_H

#include <numakva/machine.h>

#include "read/report.h"
#include "read/firmware/tree.h"
#include "read/machine/machine_list.h"

/*
 * Adds the map's entries (struct nkv_e820_entry) to a list, in the order of
 * their numbers. An entry with an error is reported and left out.
 */
void nkv_firmware_map_read(const struct nkv_firmware_tree *tree, struct nkv_machine_list *e820,
			   struct nkv_report *report);

#endif
