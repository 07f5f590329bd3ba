/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What kernels before 2.6.13 do in steps of their own: only nodes above 0 give
 * up pages, windows are assigned from the top down, and nothing checks that the
 * given pages are RAM (profile-2.6.9, profile-2.6.5).
 */
#ifndef NUMAKVA_CORE_OLD_OLD_H
#define NUMAKVA_CORE_OLD_OLD_H

#include "core/boot/boot.h"

/*
 * Finds each node's range from its chunks, sorted, without a check against
 * max_pfn (profile-2.6.9, 2).
 */
bool nkv_node_memory_find_unbounded(struct nkv_boot *boot);

/*
 * The same, but writes each chunk including its end to physnode_map, or the
 * shared memory of the quads (profile-2.6.5, 2).
 */
bool nkv_node_memory_find_by_chunk(struct nkv_boot *boot);

/*
 * Makes each node above 0 give up the pages at its end that it needs, without a check
 * (profile-2.6.9, 3).
 */
bool nkv_remap_take_unchecked(struct nkv_boot *boot);

/* The same for nodes that begin below max_pfn, cut there (profile-2.6.9, 3, 2.6.12). */
bool nkv_remap_take_below_max_pfn(struct nkv_boot *boot);

/*
 * Places the KVA below high memory, which begins where it would without a KVA;
 * low memory ends below the KVA. Stops if the KVA is larger than low memory
 * (profile-2.6.5, 4).
 */
bool nkv_kva_place_below_highmem(struct nkv_boot *boot);

/* Gives each node its window, from the top of the KVA down (profile-2.6.9, 4). */
bool nkv_windows_assign_downwards(struct nkv_boot *boot);

/* Places node 0's mem_map in low memory, and each other in its node's window (profile-2.6.9, 6). */
bool nkv_memmap_place_by_node(struct nkv_boot *boot);

/* --- their lines and places --- */

struct nkv_console;
struct nkv_placing;

void nkv_say_kva_below_highmem(const struct nkv_console *console);
void nkv_say_windows_downwards(const struct nkv_console *console);
void nkv_place_windows_downwards(const struct nkv_placing *placing);

#endif
