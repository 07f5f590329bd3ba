/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/late/steps.h"

#include "core/late/late.h"
#include "core/late/say.h"
#include "core/places/places.h"

const struct nkv_step nkv_step_image = {
	.take = nkv_late_image,
	.stop = NKV_STOP_IMAGE,
	.say = nkv_late_say_image,
	.place = nkv_late_place_reservations,
	.explain = "\n1.7  The image, and what is reserved early\n",
};

const struct nkv_step nkv_step_early_options = {
	.take = nkv_late_cmdline,
	.gives = NKV_FACT_MAP,
	.say = nkv_late_say_options,
	.explain = "\n1.3  The command line, word by word\n",
};

const struct nkv_step nkv_step_user_map = {
	.take = nkv_late_user_map,
	.stop = NKV_STOP_E820,
	.say = nkv_late_say_user_map,
};

const struct nkv_step nkv_step_last_pfn = {
	.take = nkv_late_max_pfn,
	.say = nkv_late_say_last_pfn,
};

const struct nkv_step nkv_step_low_end = {
	.take = nkv_late_low_end,
	.say = nkv_say_lowmem_messages,
	.explain = "\n4  Where low memory ends\n",
};

const struct nkv_step nkv_step_page_tables = {
	.take = nkv_late_page_tables,
	.stop = NKV_STOP_PAGE_TABLES,
	.say = nkv_late_say_page_tables,
	.explain = "\n1.8  The page tables of low memory\n",
};

const struct nkv_step nkv_step_early_initrd = {
	.take = nkv_late_initrd,
	.stop = NKV_STOP_INITRD,
	.say = nkv_late_say_initrd,
	.explain = "\n1.9  The initrd\n",
};

const struct nkv_step nkv_step_nodes_in_map = {
	.take = nkv_late_nodes,
	.gives = NKV_FACT_NODES,
	.say = nkv_late_say_nodes,
};

const struct nkv_step nkv_step_kva_ram = {
	.take = nkv_late_kva_ram,
	.stop = NKV_STOP_KVA_RAM,
	.say = nkv_late_say_kva_ram,
	.explain = "\n3  KVA RAM: what each node gives up\n",
};

const struct nkv_step nkv_step_kva_search = {
	.take = nkv_late_kva,
	.stop = NKV_STOP_PLACEMENT,
	.say = nkv_late_say_kva,
	.explain = "\n4  Where the KVA goes\n",
};

const struct nkv_step nkv_step_searched_windows = {
	.take = nkv_late_windows,
	.gives = NKV_FACT_WINDOWS | NKV_FACT_KVA | NKV_FACT_ENDS,
	.stop = NKV_STOP_PLACEMENT,
	.say = nkv_late_say_windows,
	.place = nkv_place_windows,
};

const struct nkv_step nkv_step_bootmap = {
	.take = nkv_late_bootmap,
	.gives = NKV_FACT_BITMAP,
	.stop = NKV_STOP_BOOTMEM,
	.say = nkv_late_say_bootmap,
	.place = nkv_late_place_bootmap,
	.explain = "\n5  The boot-time allocator\n",
};

const struct nkv_step nkv_step_bitmaps = {
	.take = nkv_late_bitmaps,
	.gives = NKV_FACT_FREE,
	.stop = NKV_STOP_BOOTMEM,
	.say = nkv_late_say_bitmaps,
	.place = nkv_late_place_bitmaps,
	.explain = "  bitmaps, each from the start of a page on\n",
};

const struct nkv_step nkv_step_one_bitmap = {
	.take = nkv_late_one_bitmap,
	.gives = NKV_FACT_FREE,
	.stop = NKV_STOP_BOOTMEM,
	.say = nkv_late_say_one_bitmap,
	.place = nkv_late_place_bitmaps,
	.explain = "  bitmaps, each from the start of a page on\n",
};

const struct nkv_step nkv_step_late_memmaps = {
	.take = nkv_late_memmaps,
	.gives = NKV_FACT_MEMMAPS,
	.stop = NKV_STOP_ZONES,
	.say = nkv_late_say_zones,
	.explain = "\n6  Active ranges and the mem_map\n",
};

const struct nkv_step nkv_step_late_ram = {
	.take = nkv_late_ram,
	.gives = NKV_FACT_RAM,
	.explain = "\n6  RAM in use\n    low memory left = free, less the mem_maps taken from it = "
		   "{lowmem_left_pages} pages\n",
};
