/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Random machines: some as they were built, most as nobody would build them. */
#ifndef TESTS_SUPPORT_MACHINES_H
#define TESTS_SUPPORT_MACHINES_H

#include <numakva/machine.h>

#include "support/draw.h"

enum {
	MADE_PROCESSORS_MAX = 24,
	MADE_MEMORY_MAX = 80,
	MADE_RESERVES_MAX = 4,
	MADE_TABLES_MAX = 12,
	MADE_QUADS_MAX = 8,
	MADE_CMDLINE_BYTES = 1024,
};

/* A machine and what it points to; not to be copied. */
struct made_machine {
	struct nkv_machine machine;
	struct nkv_e820_entry e820[NKV_E820_MAX];
	struct nkv_srat_processor processors[MADE_PROCESSORS_MAX];
	struct nkv_srat_memory memory[MADE_MEMORY_MAX];
	struct nkv_firmware_reserve reserve[MADE_RESERVES_MAX];
	struct nkv_acpi_table tables[MADE_TABLES_MAX];
	struct nkv_quad quads[MADE_QUADS_MAX];
	char cmdline[MADE_CMDLINE_BYTES];
};

/*
 * Makes a machine whose map, and whose command line, end at or below
 * memory_end (bytes). Every member is in its range; but the map may be one
 * that the kernel throws away (NKV_ERROR_E820_TOO_FEW, NKV_ERROR_E820_FULL).
 */
void make_machine(struct draw *draw, uint64_t memory_end, struct made_machine *made);

#endif
