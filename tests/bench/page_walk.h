/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_BENCH_PAGE_WALK_H
#define NUMAKVA_BENCH_PAGE_WALK_H

#include <stdbool.h>

#include <numakva/plan.h>

/*
 * Does page by page what the kernel does page by page, from the map and the
 * calls that a plan has: asks of each page whether it is RAM, frees and
 * reserves bits of the boot-time allocator, initialises a mem_map, frees what
 * is left to the page allocator. Returns whether that comes to the same
 * numbers of pages as the plan.
 */
bool nkv_bench_walk_agrees(const struct nkv_plan *plan);

#endif
