/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_MACHINE_RESOURCE_TYPE_H
#define NUMAKVA_READ_MACHINE_RESOURCE_TYPE_H

#include <stdint.h>

/*
 * The E820 type with this name in a kernel's list of resources, /proc/iomem or
 * /sys/firmware/memmap: "System RAM". The case of letters does not matter. 0 if
 * no type has the name.
 */
uint32_t nkv_resource_type(const char *name);

#endif
