/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_MACHINE_RESOURCE_TYPE_H
#define NUMAKVA_READ_MACHINE_RESOURCE_TYPE_H

#include <stdint.h>

/*
 * The type of E820 that a kernel names so in its list of resources, /proc/iomem
 * and /sys/firmware/memmap, whatever the case of the letters: "System RAM". 0 if
 * it is the name of no such type.
 */
uint32_t nkv_resource_type(const char *name);

#endif
