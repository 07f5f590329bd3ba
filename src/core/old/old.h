/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What kernels before 2.6.13 do in steps that are not those of later ones:
 * only nodes above 0 give a remap, windows are handed out downwards, and
 * nothing that is given is held against RAM (profile-2.6.9, profile-2.6.5).
 */
#ifndef NUMAKVA_CORE_OLD_OLD_H
#define NUMAKVA_CORE_OLD_OLD_H

#include "core/boot/boot.h"

/*
 * Finds each node's range as its chunks come, sorted; nothing is held against
 * max_pfn (profile-2.6.9, 2).
 */
bool nkv_node_memory_find_unbounded(struct nkv_boot *boot);

/*
 * Likewise, but physnode_map is told of each chunk with its end, or of what the
 * quads share (profile-2.6.5, 2).
 */
bool nkv_node_memory_find_by_chunk(struct nkv_boot *boot);

/* Takes from the end of each node above 0 what it needs, whatever is there (profile-2.6.9, 3). */
bool nkv_remap_take_unchecked(struct nkv_boot *boot);

/* Likewise, of nodes that begin below max_pfn, cut there (profile-2.6.9, 3, 2.6.12). */
bool nkv_remap_take_below_max_pfn(struct nkv_boot *boot);

/*
 * Places the KVA below high memory, which begins where it would without; low
 * memory ends below the KVA. Stops where the KVA is larger than low memory
 * (profile-2.6.5, 4).
 */
bool nkv_kva_place_below_highmem(struct nkv_boot *boot);

/* Gives each node its window, from the top of the KVA downwards (profile-2.6.9, 4). */
bool nkv_windows_assign_downwards(struct nkv_boot *boot);

/* Places node 0's mem_map in low memory, each other in its window (profile-2.6.9, 6). */
bool nkv_memmap_place_by_node(struct nkv_boot *boot);

/* --- what they say, and what they tell --- */

struct nkv_console;
struct nkv_placing;

void nkv_say_kva_below_highmem(const struct nkv_console *console);
void nkv_say_windows_downwards(const struct nkv_console *console);
void nkv_place_windows_downwards(const struct nkv_placing *placing);

#endif
