/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine's memory before and after it is scaled. */
#ifndef NUMAKVA_CORE_VARY_SCALING_H
#define NUMAKVA_CORE_VARY_SCALING_H

#include <numakva/plan.h>

#include "core/arena.h"
#include "core/vary/layout.h"

struct nkv_scaling {
	struct nkv_e820_map map; /* before: sanitised */
	struct nkv_ram_layout before;
	struct nkv_ram_layout after;
	uint64_t bytes_before, bytes_after;
	uint64_t low_top_before, low_top_after; /* where RAM below 4 GiB ends */
	/* What lies right on top of RAM and moves up with it; may be empty. */
	struct nkv_ram_stretch tables;
};

/*
 * The offset of a border between nodes, scaled: as well aligned as before, and
 * if that can be so, with RAM on either side.
 */
uint64_t nkv_scaling_border(const struct nkv_scaling *scaling, uint64_t offset);

/* What nkv_scaling_make_nodes() takes of an arena. */
size_t nkv_scaling_nodes_bytes(const struct nkv_machine *machine);

/* Gives the machine's nodes their shares of memory: other entries of its SRAT, or other quads. */
enum nkv_error nkv_scaling_make_nodes(const struct nkv_scaling *scaling,
				      struct nkv_machine *machine, struct nkv_arena *arena);

#endif
