/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines for the tests of the core, and their plans. */
#ifndef TESTS_CORE_BOOT_H
#define TESTS_CORE_BOOT_H

#include <stdbool.h>

#include <numakva/numakva.h>

#define KB UINT64_C(1024)
#define MB (1024 * KB)
#define GB (1024 * MB)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define USABLE(from, to)                                                                           \
	{                                                                                          \
		.start = (from), .size = (to) - (from), .type = NKV_E820_USABLE                    \
	}
#define RESERVED(from, to)                                                                         \
	{                                                                                          \
		.start = (from), .size = (to) - (from), .type = NKV_E820_RESERVED                  \
	}
#define MEMORY(domain, from, to)                                                                   \
	{                                                                                          \
		.pxm = (domain), .start = (from), .size = (to) - (from), .enabled = true           \
	}

/* A machine with that map and the default kernel. */
#define MACHINE(map)                                                                               \
	{                                                                                          \
		.kernel = nkv_kernel_default(), .e820 = (map), .e820_count = COUNT(map)            \
	}

/* A machine with that kernel and map. */
struct nkv_machine boot_machine(const char *profile, const struct nkv_e820_entry *map,
				size_t count);

/* Gives it an SRAT with these entries; without entries, no SRAT. */
void set_srat(struct nkv_machine *machine, const struct nkv_srat_memory *memory, size_t count);

/*
 * The plan; the test fails if there is none, or a hazard in it has other figures than it should. To be
 * given to end_plan().
 */
struct nkv_plan *begin_plan(const struct nkv_machine *machine);
void end_plan(struct nkv_plan *plan);

/* The hazard of that code in the plan, or NULL. */
const struct nkv_hazard *hazard_of(const struct nkv_plan *plan, enum nkv_hazard_code code);

/* The reservation of that name when the boot ends, or NULL. */
const struct nkv_early_reservation *early_of(const struct nkv_plan *plan, const char *by);

#endif
