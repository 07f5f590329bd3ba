/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scaling a machine's memory. */
#ifndef NUMAKVA_CORE_VARY_VARY_H
#define NUMAKVA_CORE_VARY_VARY_H

#include <numakva/vary.h>

#include "core/arena.h"

/* The bytes that nkv_scale_memory() takes in an arena. */
size_t nkv_scale_memory_bytes(const struct nkv_machine *machine);

/*
 * Gives the machine new E820 entries, and new SRAT entries or quads, so that its RAM is `total`;
 * see nkv_vary().
 */
enum nkv_error nkv_scale_memory(struct nkv_machine *machine, uint64_t total,
				struct nkv_arena *arena);

#endif
