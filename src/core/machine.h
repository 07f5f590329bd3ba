/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_CORE_MACHINE_H
#define NUMAKVA_CORE_MACHINE_H

#include <numakva/machine.h>

/* With fewer entries after sanitising the kernel throws the map away (1.2). */
enum { NKV_E820_KEPT_MIN = 2 };

/* nkv_machine_check() but for what sanitising the map would show. */
struct nkv_fault nkv_machine_check_members(const struct nkv_machine *machine);

/* What is wrong with a map of so many entries after sanitising: the kernel throws it away (1.2). */
enum nkv_error nkv_map_error(const struct nkv_rules *rules, size_t count);

#endif
