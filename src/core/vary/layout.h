/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * RAM as one line of bytes, from 1 MiB on, without its holes. A position in it
 * is an offset. The stretches convert between addresses and offsets.
 */
#ifndef NUMAKVA_CORE_VARY_LAYOUT_H
#define NUMAKVA_CORE_VARY_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/machine.h>

#define NKV_FIRST_MIB (UINT64_C(1) << 20)
#define NKV_FOUR_GIB (UINT64_C(4) << 30)

enum {
	/* A hole before and after each entry, and 4 GiB. */
	NKV_RAM_STRETCHES_MAX = 2 * NKV_E820_MAX + 4,
};

struct nkv_ram_stretch {
	uint64_t start, end;
};

/* At least one but while they are added, ascending; none is empty, and none crosses 4 GiB. */
struct nkv_ram_layout {
	struct nkv_ram_stretch stretches[NKV_RAM_STRETCHES_MAX];
	size_t count;
};

static inline uint64_t nkv_lesser64(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static inline uint64_t nkv_greater64(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* Adds a stretch above the others; an empty one is left out. */
void nkv_layout_add(struct nkv_ram_layout *layout, uint64_t start, uint64_t end);

uint64_t nkv_layout_bytes(const struct nkv_ram_layout *layout);

/* The end of the last stretch below 4 GiB; 1 MiB if there is none. */
uint64_t nkv_layout_low_top(const struct nkv_ram_layout *layout);

/* Whether there is RAM above 4 GiB. */
bool nkv_layout_has_high(const struct nkv_ram_layout *layout);

/* The number of bytes of RAM below an address. */
uint64_t nkv_layout_offset(const struct nkv_ram_layout *layout, uint64_t address);

/* The address of the byte at an offset; for offsets beyond the end, right after the last byte. */
uint64_t nkv_layout_start(const struct nkv_ram_layout *layout, uint64_t offset);

/* The address right after the byte before an offset. */
uint64_t nkv_layout_end(const struct nkv_ram_layout *layout, uint64_t offset);

#endif
