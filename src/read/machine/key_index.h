/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The keys of each table, in order: the index of a key's value. */
#ifndef NUMAKVA_READ_MACHINE_KEY_INDEX_H
#define NUMAKVA_READ_MACHINE_KEY_INDEX_H

#include <numakva/machine.h>

enum {
	TOP_NUMAKVA,
	TOP_NAME,
	TOP_KERNEL,
	TOP_CMDLINE,
	TOP_INITRD,
	TOP_EBDA,
	TOP_RESERVE,
	TOP_E820,
	TOP_SRAT,
	TOP_ACPI,
	TOP_NUMAQ,
	TOP_LIMITS,
};

enum {
	KERNEL_PROFILE,
	KERNEL_HIGHMEM,
	KERNEL_PAE,
	KERNEL_MEMORY_MODEL,
	KERNEL_PAGE_OFFSET,
	KERNEL_STRUCT_PAGE,
	KERNEL_PG_DATA,
	KERNEL_MAX_NUMNODES,
	KERNEL_CACHE_LINE,
	KERNEL_TEXT,
	KERNEL_INIT_PG_TABLES_END,
	KERNEL_AMD_K7,
};

/* The first three of each mapping that is a range. */
enum {
	RANGE_START,
	RANGE_END,
	RANGE_SIZE,
	RANGE_KEYS,
};

enum { RESERVE_BY = RANGE_KEYS };

enum { E820_TYPE = RANGE_KEYS };

enum {
	PROCESSOR_PXM,
	PROCESSOR_APIC,
	PROCESSOR_ENABLED,
};

enum {
	MEMORY_PXM = RANGE_KEYS,
	MEMORY_ENABLED,
	MEMORY_HOTPLUG,
};

enum {
	SRAT_PROCESSORS,
	SRAT_MEMORY,
};

enum { ACPI_TABLES };

enum {
	TABLE_SIGNATURE,
	TABLE_START,
	TABLE_LENGTH,
};

enum {
	QUAD_NUMBER = RANGE_KEYS,
	QUAD_PRIVATE,
};

/* Behind the limits, whose keys have their own numbers. */
enum { LIMITS_ALLOW = NKV_LIMIT_COUNT };

enum { ALLOW_CODE };

#endif
