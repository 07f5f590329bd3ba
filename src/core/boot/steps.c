/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/boot/steps.h"

#include "core/boot/boot.h"
#include "core/console/console.h"
#include "core/places/places.h"

const struct nkv_step nkv_step_e820 = {
	.take = nkv_e820_setup,
	.say = nkv_say_bios_map,
	.explain = "\n1.1  The firmware's map\n",
};

const struct nkv_step nkv_step_cmdline = {
	.take = nkv_cmdline_apply,
	.gives = NKV_FACT_MAP,
	.say = nkv_say_cmdline,
	.explain = "\n1.3  The command line, word by word\n",
};

const struct nkv_step nkv_step_max_pfn = {
	.take = nkv_e820_find_max_pfn,
	.say = nkv_say_e820_nodes,
};

const struct nkv_step nkv_step_nodes = {
	.take = nkv_nodes_find,
	.say = nkv_say_nodes,
};

const struct nkv_step nkv_step_node_memory = {
	.take = nkv_node_memory_find,
	.say = nkv_say_node_ranges,
};

const struct nkv_step nkv_step_remap = {
	.take = nkv_remap_reserve,
	.gives = NKV_FACT_NODES | NKV_FACT_KVA,
	.say = nkv_say_remap,
	.explain = "\n3  The remap: what each node gives up\n",
};

const struct nkv_step nkv_step_place_in_lowmem = {
	.take = nkv_kva_place_in_lowmem,
	.say = nkv_say_kva_in_lowmem,
	.place = nkv_place_kernel,
	.explain = "\n4  Where the KVA goes\n",
};

const struct nkv_step nkv_step_place_above_lowmem = {
	.take = nkv_kva_place_above_lowmem,
	.stop = NKV_STOP_PLACEMENT,
	.say = nkv_say_kva_above_lowmem,
	.place = nkv_place_kernel,
	.explain = "\n4  Where the KVA goes\n",
};

const struct nkv_step nkv_step_windows = {
	.take = nkv_remap_assign,
	.gives = NKV_FACT_WINDOWS,
	.say = nkv_say_windows,
	.place = nkv_place_windows,
	.explain = "  4.7  windows; min_low_pfn becomes {min_low_pfn}\n",
};

const struct nkv_step nkv_step_node_ranges = {
	.take = nkv_nodes_clamp,
	.gives = NKV_FACT_ENDS | NKV_FACT_BITMAP,
	.stop = NKV_STOP_NODE_RANGES,
	.explain = "  4.8  start and end of each node, at most max_pfn\n",
};

const struct nkv_step nkv_step_bootmem = {
	.take = nkv_bootmem_setup,
	.gives = NKV_FACT_FREE,
	.stop = NKV_STOP_BOOTMEM,
	.say = nkv_say_initrd,
	.place = nkv_place_bootmem,
	.explain = "\n5  The boot-time allocator\n",
};

const struct nkv_step nkv_step_active_ranges = {
	.take = nkv_active_ranges_complete,
	.say = nkv_say_active_ranges,
	.explain = "\n6  Active ranges and the mem_map\n",
};

const struct nkv_step nkv_step_zones = {
	.take = nkv_zones_size,
	.stop = NKV_STOP_ZONES,
	.explain = "\n6  Zones and the mem_map\n",
};

const struct nkv_step nkv_step_memmaps = {
	.take = nkv_memmap_place,
	.gives = NKV_FACT_MEMMAPS,
};

const struct nkv_step nkv_step_ram = {
	.take = nkv_ram_count,
	.gives = NKV_FACT_RAM | NKV_FACT_HIGH_ZONES,
	.explain = "\n6  RAM in use\n    low memory left = free, less the mem_maps taken from it = "
		   "{lowmem_left_pages} pages\n",
};
