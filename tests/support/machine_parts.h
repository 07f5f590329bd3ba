/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of which machines.c makes a machine. */
#ifndef TESTS_SUPPORT_MACHINE_PARTS_H
#define TESTS_SUPPORT_MACHINE_PARTS_H

#include "support/machines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define KB UINT64_C(1024)
#define MB (1024 * KB)
#define GB (1024 * MB)

static inline uint64_t least_of(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* An address up to `most`, near a landmark more often than not. */
uint64_t draw_address(struct draw *draw, uint64_t most);

/* Where the usable memory of the map ends. */
uint64_t usable_end(const struct made_machine *made);

void make_srat(struct draw *draw, struct made_machine *made);
void make_numaq(struct draw *draw, struct made_machine *made);
void make_acpi(struct draw *draw, struct made_machine *made);
void make_cmdline(struct draw *draw, struct made_machine *made, uint64_t memory_end);

#endif
