/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernel's numbers (boot-layout 0): its unsigned long, which wraps at 32
 * bits, and the macros that convert between addresses and page numbers. All
 * wrapping in a plan happens in this type.
 */
#ifndef NUMAKVA_CORE_KERNEL_H
#define NUMAKVA_CORE_KERNEL_H

#include <stdint.h>

#include <numakva/machine.h>

/* The kernel's unsigned long. Its sums, differences and products wrap. */
typedef uint32_t nkv_ulong;

/* A 64-bit value stored in an unsigned long: truncated. */
static inline nkv_ulong nkv_ulong_cut(uint64_t value)
{
	return (nkv_ulong)value;
}

/* PFN_DOWN() and PFN_UP() of an unsigned long. */
static inline nkv_ulong nkv_pfn_down(nkv_ulong address)
{
	return address >> NKV_PAGE_SHIFT;
}

static inline nkv_ulong nkv_pfn_up(nkv_ulong address)
{
	return (address + NKV_PAGE_BYTES - 1) >> NKV_PAGE_SHIFT;
}

/* PFN_DOWN() and PFN_UP() of a 64-bit address. The result is truncated to 32 bits. */
static inline nkv_ulong nkv_pfn_down64(uint64_t address)
{
	return nkv_ulong_cut(address >> NKV_PAGE_SHIFT);
}

static inline nkv_ulong nkv_pfn_up64(uint64_t address)
{
	return nkv_ulong_cut((address + NKV_PAGE_BYTES - 1) >> NKV_PAGE_SHIFT);
}

/* PFN_PHYS(). From pfn 2^20 (4 GiB) on the high bits are lost. */
static inline nkv_ulong nkv_pfn_phys(nkv_ulong pfn)
{
	return pfn << NKV_PAGE_SHIFT;
}

#define NKV_MIB (UINT32_C(1) << 20)

/* The first pfn whose PFN_PHYS() wraps. */
#define NKV_PFN_4G (UINT32_C(1) << (32 - NKV_PAGE_SHIFT))

/* ALIGN(): rounds up to a multiple of a power of two. */
static inline nkv_ulong nkv_align(nkv_ulong value, nkv_ulong unit)
{
	return (value + unit - 1) & ~(unit - 1);
}

static inline nkv_ulong nkv_min(nkv_ulong a, nkv_ulong b)
{
	return a < b ? a : b;
}

static inline nkv_ulong nkv_max(nkv_ulong a, nkv_ulong b)
{
	return a > b ? a : b;
}

#endif
