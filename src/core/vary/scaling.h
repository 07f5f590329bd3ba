/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine's memory before and after it is scaled. */
#ifndef NUMAKVA_CORE_VARY_SCALING_H
#define NUMAKVA_CORE_VARY_SCALING_H

#include <numakva/plan.h>

#include "core/arena.h"
#include "core/vary/layout.h"

struct nkv_scaling {
	struct nkv_e820_map map; /* before, with overlaps merged */
	struct nkv_ram_layout before;
	struct nkv_ram_layout after;
	uint64_t bytes_before, bytes_after;
	uint64_t low_top_before, low_top_after; /* the end of RAM below 4 GiB */
	/* The entries right above RAM, which move with its top; can be empty. */
	struct nkv_ram_stretch tables;
};

/*
 * Scales the offset of a border between nodes. The result is as well aligned as
 * before and, if possible, has RAM on both sides.
 */
uint64_t nkv_scaling_border(const struct nkv_scaling *scaling, uint64_t offset);

/* The bytes that nkv_scaling_make_nodes() takes in an arena. */
size_t nkv_scaling_nodes_bytes(const struct nkv_machine *machine);

/* Gives the machine's nodes their shares of the memory: new SRAT entries, or new quads. */
enum nkv_error nkv_scaling_make_nodes(const struct nkv_scaling *scaling,
				      struct nkv_machine *machine, struct nkv_arena *arena);

#endif
