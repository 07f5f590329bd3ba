/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/sparse/steps.h"

#include "core/boot/boot.h"
#include "core/console/console.h"
#include "core/places/places.h"
#include "core/sparse/sparse.h"

/* --- steps of DISCONTIGMEM that report memory to SPARSEMEM; nothing is printed about that --- */

const struct nkv_step nkv_step_sections_of_ram = {
	.take = nkv_e820_find_max_pfn,
};

const struct nkv_step nkv_step_memory_source = {
	.take = nkv_nodes_find,
	.say = nkv_say_memory_source,
};

const struct nkv_step nkv_step_sections_of_nodes = {
	.take = nkv_node_memory_find,
};

/* --- without a remap --- */

const struct nkv_step nkv_step_present_ends = {
	.take = nkv_present_ends_find,
	.gives = NKV_FACT_NODES | NKV_FACT_KVA,
	.explain = "\n3  No remap with SPARSEMEM: the nodes give up nothing, and are not shrunk\n",
};

const struct nkv_step nkv_step_pgdats = {
	.take = nkv_pgdats_place,
	.gives = NKV_FACT_WINDOWS,
	.say = nkv_say_pgdats,
	.place = nkv_place_windows,
	.explain = "  4.7  no windows; min_low_pfn becomes {min_low_pfn}\n",
};

/* --- the sections' mem_maps, and the facts known after them --- */

const struct nkv_step nkv_step_section_memmaps = {
	.take = nkv_section_memmaps_place,
	.gives = NKV_FACT_SECTIONS,
	.place = nkv_place_section_memmaps,
};

const struct nkv_step nkv_step_last_active_ranges = {
	.take = nkv_active_ranges_complete,
	.gives = NKV_FACT_MEMMAPS,
	.say = nkv_say_active_ranges,
	.explain = "\n6  Active ranges and the mem_map\n",
};

const struct nkv_step nkv_step_last_zones = {
	.take = nkv_zones_size,
	.gives = NKV_FACT_MEMMAPS,
	.stop = NKV_STOP_ZONES,
	.explain = "\n6  Zones and the mem_map\n",
};
