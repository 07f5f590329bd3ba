/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's table of its addresses, "virtual kernel memory layout:", computed from a plan. */
#ifndef NUMAKVA_READ_INFER_MEMORY_LAYOUT_H
#define NUMAKVA_READ_INFER_MEMORY_LAYOUT_H

#include <numakva/plan.h>

#include "read/forms/boot_facts.h"

/* The least gap between low memory and vmalloc's addresses, in bytes. */
#define NKV_VMALLOC_OFFSET UINT32_C(0x800000)

/* The end of low memory in the kernel's view, as an address; highmem= changes it, too. */
uint32_t nkv_layout_lowmem_end(const struct nkv_plan *plan);

/* Where vmalloc's addresses begin. */
uint32_t nkv_layout_vmalloc_start(const struct nkv_plan *plan);

/* Whether that shows the end of low memory to the page; otherwise only to NKV_VMALLOC_OFFSET. */
bool nkv_layout_is_exact(const struct nkv_plan *plan);

/* Whether only vmalloc's addresses show where low memory ends in the log. */
bool nkv_layout_tells_alone(const struct nkv_boot_facts *facts);

#endif
