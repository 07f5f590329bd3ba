/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of the enumerators of machines and plans. */
#include <numakva/plan.h>

const char *nkv_highmem_name(enum nkv_highmem highmem)
{
	static const char *const names[] = {
		[NKV_HIGHMEM_OFF] = "off",
		[NKV_HIGHMEM_4G] = "4G",
		[NKV_HIGHMEM_64G] = "64G",
	};

	return names[highmem];
}

const char *nkv_memory_model_name(enum nkv_memory_model model)
{
	return model == NKV_MODEL_SPARSE ? "sparse" : "discontig";
}

const char *nkv_e820_type_name(uint32_t type)
{
	static const char *const names[] = {
		[NKV_E820_USABLE] = "usable",
		[NKV_E820_RESERVED] = "reserved",
		[NKV_E820_ACPI_DATA] = "ACPI data",
		[NKV_E820_ACPI_NVS] = "ACPI NVS",
	};

	return type < sizeof(names) / sizeof(names[0]) ? names[type] : NULL;
}

const char *nkv_verdict_name(enum nkv_verdict verdict)
{
	static const char *const names[] = {
		[NKV_VERDICT_BOOTS] = "boots",
		[NKV_VERDICT_UNSTABLE] = "unstable",
		[NKV_VERDICT_PANICS] = "panics",
	};

	return names[verdict];
}

const char *nkv_stop_name(enum nkv_stop stop)
{
	static const char *const names[] = {
		[NKV_STOP_NONE] = NULL,
		[NKV_STOP_IMAGE] = "image",
		[NKV_STOP_E820] = "e820",
		[NKV_STOP_PAGE_TABLES] = "page-tables",
		[NKV_STOP_INITRD] = "initrd",
		[NKV_STOP_KVA_RAM] = "kva-ram",
		[NKV_STOP_PLACEMENT] = "placement",
		[NKV_STOP_NODE_RANGES] = "node-ranges",
		[NKV_STOP_BOOTMEM] = "bootmem",
		[NKV_STOP_ZONES] = "zones",
	};

	return names[stop];
}

const char *nkv_memory_source_name(enum nkv_memory_source source)
{
	static const char *const names[] = {
		[NKV_MEMORY_FLAT] = "flat",
		[NKV_MEMORY_SRAT] = "srat",
		[NKV_MEMORY_NUMAQ] = "numaq",
	};

	return names[source];
}

const char *nkv_memmap_from_name(enum nkv_memmap_from from)
{
	static const char *const names[] = {
		[NKV_MEMMAP_NONE] = "none",
		[NKV_MEMMAP_REMAP] = "remap",
		[NKV_MEMMAP_BOOTMEM] = "bootmem",
	};

	return names[from];
}
