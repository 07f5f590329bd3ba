/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernel's table of its own addresses, "virtual kernel memory layout:", as a
 * plan has it.
 */
#ifndef NUMAKVA_READ_INFER_MEMORY_LAYOUT_H
#define NUMAKVA_READ_INFER_MEMORY_LAYOUT_H

#include <numakva/plan.h>

#include "read/forms/boot_facts.h"

/* What lies between low memory and vmalloc's addresses: at least so many bytes. */
#define NKV_VMALLOC_OFFSET UINT32_C(0x800000)

/* Where low memory ends for the kernel, as an address: also where highmem= moves its end. */
uint32_t nkv_layout_lowmem_end(const struct nkv_plan *plan);

/* Where vmalloc's addresses begin. */
uint32_t nkv_layout_vmalloc_start(const struct nkv_plan *plan);

/* Whether that tells to the page where low memory ends; else to NKV_VMALLOC_OFFSET. */
bool nkv_layout_is_exact(const struct nkv_plan *plan);

/* Whether nothing of the log but vmalloc's addresses tells where low memory ends. */
bool nkv_layout_tells_alone(const struct nkv_boot_facts *facts);

#endif
