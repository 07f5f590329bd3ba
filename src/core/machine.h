/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_CORE_MACHINE_H
#define NUMAKVA_CORE_MACHINE_H

#include <numakva/machine.h>

/* The kernel drops a map that has fewer entries after overlaps are merged (1.2). */
enum { NKV_E820_KEPT_MIN = 2 };

/* Like nkv_machine_check(), but without the checks that need the merged map. */
struct nkv_fault nkv_machine_check_members(const struct nkv_machine *machine);

/*
 * What is wrong with a map of `count` entries after overlaps are merged: the kernel drops it
 * (1.2).
 */
enum nkv_error nkv_map_error(const struct nkv_rules *rules, size_t count);

#endif
