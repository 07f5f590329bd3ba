/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/old/steps.h"

#include "core/console/console.h"
#include "core/old/old.h"
#include "core/places/places.h"

const struct nkv_step nkv_step_unbounded_node_memory = {
	.id = NKV_STEP_NODE_MEMORY,
	.take = nkv_node_memory_find_unbounded,
	.say = nkv_say_node_ranges,
};

const struct nkv_step nkv_step_node_memory_by_chunk = {
	.id = NKV_STEP_NODE_MEMORY,
	.take = nkv_node_memory_find_by_chunk,
};

const struct nkv_step nkv_step_unchecked_remap = {
	.id = NKV_STEP_UNCHECKED_REMAP,
	.take = nkv_remap_take_unchecked,
	.gives = NKV_FACT_NODES | NKV_FACT_KVA,
	.say = nkv_say_remap,
};

const struct nkv_step nkv_step_remap_below_max_pfn = {
	.id = NKV_STEP_UNCHECKED_REMAP,
	.take = nkv_remap_take_below_max_pfn,
	.gives = NKV_FACT_NODES | NKV_FACT_KVA,
	.say = nkv_say_remap,
};

const struct nkv_step nkv_step_place_below_highmem = {
	.id = NKV_STEP_PLACE_BELOW_HIGHMEM,
	.take = nkv_kva_place_below_highmem,
	.stop = NKV_STOP_PLACEMENT,
	.say = nkv_say_kva_below_highmem,
	.place = nkv_place_kernel,
};

const struct nkv_step nkv_step_windows_downwards = {
	.id = NKV_STEP_WINDOWS_DOWNWARDS,
	.take = nkv_windows_assign_downwards,
	.gives = NKV_FACT_WINDOWS,
	.say = nkv_say_windows_downwards,
	.place = nkv_place_windows_downwards,
};

const struct nkv_step nkv_step_memmaps_by_node = {
	.id = NKV_STEP_MEMMAPS_BY_NODE,
	.take = nkv_memmap_place_by_node,
	.gives = NKV_FACT_MEMMAPS,
};
