/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/resource_type.h"

#include <stddef.h>
#include <strings.h>

#include <numakva/machine.h>

/* The names that kernels have for the types, and the firmware's numbers. */
static const struct {
	const char *name;
	uint32_t type;
} types[] = {
	{ "System RAM", NKV_E820_USABLE },
	{ "Reserved", NKV_E820_RESERVED },
	{ "ACPI Tables", NKV_E820_ACPI_DATA },
	{ "ACPI Non-volatile Storage", NKV_E820_ACPI_NVS },
	{ "Unusable memory", 5 },
	{ "Persistent Memory", 7 },
	{ "Persistent Memory (legacy)", 12 },
	{ "Soft Reserved", UINT32_C(0xefffffff) },
};

uint32_t nkv_resource_type(const char *name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcasecmp(types[i].name, name) == 0)
			return types[i].type;
	return 0;
}
