/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/old/steps.h"

#include "core/console/console.h"
#include "core/old/old.h"
#include "core/places/places.h"

const struct nkv_step nkv_step_unbounded_node_memory = {
	.take = nkv_node_memory_find_unbounded,
	.say = nkv_say_node_ranges,
};

const struct nkv_step nkv_step_node_memory_by_chunk = {
	.take = nkv_node_memory_find_by_chunk,
};

const struct nkv_step nkv_step_unchecked_remap = {
	.take = nkv_remap_take_unchecked,
	.gives = NKV_FACT_NODES | NKV_FACT_KVA,
	.say = nkv_say_remap,
	.explain = "\n3  The remap: what each node above 0 gives up\n",
};

const struct nkv_step nkv_step_remap_below_max_pfn = {
	.take = nkv_remap_take_below_max_pfn,
	.gives = NKV_FACT_NODES | NKV_FACT_KVA,
	.say = nkv_say_remap,
	.explain = "\n3  The remap: what each node above 0 gives up\n",
};

const struct nkv_step nkv_step_place_below_highmem = {
	.take = nkv_kva_place_below_highmem,
	.stop = NKV_STOP_PLACEMENT,
	.say = nkv_say_kva_below_highmem,
	.place = nkv_place_kernel,
	.explain = "\n4  Where the KVA goes\n",
};

const struct nkv_step nkv_step_windows_downwards = {
	.take = nkv_windows_assign_downwards,
	.gives = NKV_FACT_WINDOWS,
	.say = nkv_say_windows_downwards,
	.place = nkv_place_windows_downwards,
};

const struct nkv_step nkv_step_memmaps_by_node = {
	.take = nkv_memmap_place_by_node,
	.gives = NKV_FACT_MEMMAPS,
};
