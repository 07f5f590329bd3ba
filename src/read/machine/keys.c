/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/keys.h"

#include <numakva/numakva.h>

#include "read/kernel_name.h"
#include "read/machine/builder.h"
#include "read/machine/key_index.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- words for choices, from the core --- */

_Static_assert((int)NKV_CHOICE_WORDS_BYTES >= (int)NKV_KERNEL_WORDS_BYTES,
	       "room for what is said of a kernel");

/* The number is the index of the profile. */
static bool read_profile(const char *word, uint64_t *number, char words[NKV_CHOICE_WORDS_BYTES])
{
	size_t count;
	const struct nkv_profile *profile = nkv_kernel_name_find(word, words);

	*number = profile ? (uint64_t)(profile - nkv_profile_all(&count)) : 0;
	return profile != NULL;
}

static const char *highmem_choice(size_t index, uint64_t *number)
{
	*number = index;
	return index <= NKV_HIGHMEM_64G ? nkv_highmem_name((enum nkv_highmem)index) : NULL;
}

static const char *memory_model_choice(size_t index, uint64_t *number)
{
	*number = index;
	return index <= NKV_MODEL_SPARSE ? nkv_memory_model_name((enum nkv_memory_model)index)
					 : NULL;
}

static const char *e820_type_choice(size_t index, uint64_t *number)
{
	*number = index + 1;
	return nkv_e820_type_name((uint32_t)*number);
}

static const char *hazard_choice(size_t index, uint64_t *number)
{
	*number = index;
	if (index >= NKV_HAZARD_COUNT)
		return NULL;
	return nkv_hazard_info((enum nkv_hazard_code)index)->code;
}

/* --- the tables --- */

#define NUMBER_KEY(key, least, most)                                                               \
	{                                                                                          \
		.name = (key), .type = NKV_VALUE_NUMBER, .min = (least), .max = (most)             \
	}
#define RANGE_KEYS_TABLE(most)                                                                     \
	[RANGE_START] = { .name = "start",                                                         \
			  .type = NKV_VALUE_NUMBER,                                                \
			  .example = "start: 0x100000",                                            \
			  .max = (most) },                                                         \
	[RANGE_END] = NUMBER_KEY("end", 0, UINT64_MAX),                                            \
	[RANGE_SIZE] = NUMBER_KEY("size", 0, UINT64_MAX)
#define BOOLEAN_KEY(key)                                                                           \
	{                                                                                          \
		.name = (key), .type = NKV_VALUE_BOOLEAN                                           \
	}

static const uint64_t page_offsets[] = {
	UINT64_C(0xc0000000), UINT64_C(0xb0000000), UINT64_C(0x80000000),
	UINT64_C(0x78000000), UINT64_C(0x40000000), 0,
};
static const uint64_t node_counts[] = { 8, 16, 0 };
static const uint64_t cache_lines[] = { 32, 64, 128, 0 };

static const struct nkv_key kernel_keys[] = {
	[KERNEL_PROFILE] = { .name = "profile",
			     .type = NKV_VALUE_CHOICE,
			     .read_choice = read_profile },
	[KERNEL_HIGHMEM] = { .name = "highmem",
			     .type = NKV_VALUE_CHOICE,
			     .choice = highmem_choice,
			     .choice_name = "HIGHMEM setting" },
	[KERNEL_PAE] = BOOLEAN_KEY("pae"),
	[KERNEL_MEMORY_MODEL] = { .name = "memory_model",
				  .type = NKV_VALUE_CHOICE,
				  .choice = memory_model_choice,
				  .choice_name = "memory model" },
	[KERNEL_PAGE_OFFSET] = { .name = "page_offset",
				 .type = NKV_VALUE_NUMBER,
				 .max = UINT64_MAX,
				 .numbers = page_offsets },
	[KERNEL_STRUCT_PAGE] =
		NUMBER_KEY("struct_page", NKV_STRUCT_PAGE_BYTES_MIN, NKV_STRUCT_PAGE_BYTES_MAX),
	[KERNEL_PG_DATA] = NUMBER_KEY("pg_data", NKV_PG_DATA_BYTES_MIN, NKV_PG_DATA_BYTES_MAX),
	[KERNEL_MAX_NUMNODES] = { .name = "max_numnodes",
				  .type = NKV_VALUE_NUMBER,
				  .max = UINT64_MAX,
				  .numbers = node_counts },
	[KERNEL_CACHE_LINE] = { .name = "cache_line",
				.type = NKV_VALUE_NUMBER,
				.max = UINT64_MAX,
				.numbers = cache_lines },
	[KERNEL_TEXT] = NUMBER_KEY("text", 0, NKV_PHYS32_END_LIMIT - 1),
	[KERNEL_INIT_PG_TABLES_END] = NUMBER_KEY("init_pg_tables_end", 0, NKV_PHYS32_END_LIMIT - 1),
	[KERNEL_AMD_K7] = BOOLEAN_KEY("amd_k7"),
	[KERNEL_NR_CPUS] = NUMBER_KEY("nr_cpus", NKV_NR_CPUS_MIN, NKV_NR_CPUS_MAX),
	[KERNEL_IMAGE_END] = NUMBER_KEY("image_end", 0, NKV_PHYS32_END_LIMIT - 1),
};

static const struct nkv_key initrd_keys[] = { RANGE_KEYS_TABLE(UINT32_MAX) };

static const struct nkv_key reserve_keys[] = {
	RANGE_KEYS_TABLE(NKV_PHYS32_END_LIMIT - 1),
	[RESERVE_BY] = { .name = "by", .type = NKV_VALUE_STRING, .is_word = true },
};

static const struct nkv_key e820_keys[] = {
	RANGE_KEYS_TABLE(UINT64_MAX),
	[E820_TYPE] = { .name = "type",
			.type = NKV_VALUE_NUMBER_OR_CHOICE,
			.example = "type: usable",
			.min = 1,
			.max = UINT32_MAX,
			.choice = e820_type_choice,
			.choice_name = "type" },
};

static const struct nkv_key processor_keys[] = {
	[PROCESSOR_PXM] = { .name = "pxm",
			    .type = NKV_VALUE_NUMBER,
			    .example = "pxm: 0",
			    .max = NKV_PXM_MAX },
	[PROCESSOR_APIC] = { .name = "apic",
			     .type = NKV_VALUE_NUMBER,
			     .example = "apic: 0",
			     .max = 255 },
	[PROCESSOR_ENABLED] = BOOLEAN_KEY("enabled"),
};

static const struct nkv_key memory_keys[] = {
	RANGE_KEYS_TABLE(UINT64_MAX),
	[MEMORY_PXM] = { .name = "pxm",
			 .type = NKV_VALUE_NUMBER,
			 .example = "pxm: 0",
			 .max = NKV_PXM_MAX },
	[MEMORY_ENABLED] = BOOLEAN_KEY("enabled"),
	[MEMORY_HOTPLUG] = BOOLEAN_KEY("hotplug"),
};

static const struct nkv_key table_keys[] = {
	[TABLE_SIGNATURE] = { .name = "signature",
			      .type = NKV_VALUE_STRING,
			      .example = "signature: FACP",
			      .is_signature = true },
	[TABLE_START] = NUMBER_KEY("start", 0, UINT32_MAX),
	[TABLE_LENGTH] = NUMBER_KEY("length", NKV_ACPI_HEADER_BYTES, UINT32_MAX),
};

static const struct nkv_key quad_keys[] = {
	RANGE_KEYS_TABLE(NKV_QUAD_END_MAX),
	[QUAD_NUMBER] = { .name = "quad",
			  .type = NKV_VALUE_NUMBER,
			  .example = "quad: 0",
			  .max = NKV_NODES_MAX - 1 },
	[QUAD_PRIVATE] = NUMBER_KEY("private", 0, NKV_QUAD_END_MAX),
};

static const struct nkv_key allow_keys[] = {
	[ALLOW_CODE] = { .name = "allow",
			 .type = NKV_VALUE_CHOICE,
			 .choice = hazard_choice,
			 .choice_name = "hazard code" },
};

#define MAPPING(table, function)                                                                   \
	{                                                                                          \
		.keys = (table), .key_count = COUNT(table), .take = (function)                     \
	}

static const struct nkv_mapping kernel_mapping = MAPPING(kernel_keys, nkv_take_kernel);
static const struct nkv_mapping initrd_mapping = MAPPING(initrd_keys, nkv_take_initrd);
static const struct nkv_mapping reserve_mapping = MAPPING(reserve_keys, nkv_take_reserve);
static const struct nkv_mapping e820_mapping = MAPPING(e820_keys, nkv_take_e820);
static const struct nkv_mapping processor_mapping = MAPPING(processor_keys, nkv_take_processor);
static const struct nkv_mapping memory_mapping = MAPPING(memory_keys, nkv_take_memory);
static const struct nkv_mapping table_mapping = MAPPING(table_keys, nkv_take_table);
static const struct nkv_mapping quad_mapping = MAPPING(quad_keys, nkv_take_quad);
static const struct nkv_mapping allow_mapping = MAPPING(allow_keys, nkv_take_allowed);

#define MAPPING_ITEM(table)                                                                        \
	{                                                                                          \
		.type = NKV_VALUE_MAPPING, .mapping = (table)                                      \
	}

static const struct nkv_key reserve_item = MAPPING_ITEM(&reserve_mapping);
static const struct nkv_key e820_item = MAPPING_ITEM(&e820_mapping);
static const struct nkv_key processor_item = MAPPING_ITEM(&processor_mapping);
static const struct nkv_key memory_item = MAPPING_ITEM(&memory_mapping);
static const struct nkv_key table_item = MAPPING_ITEM(&table_mapping);
static const struct nkv_key quad_item = MAPPING_ITEM(&quad_mapping);

#define LIST_KEY(key, entry)                                                                       \
	{                                                                                          \
		.name = (key), .type = NKV_VALUE_LIST, .item = (entry)                             \
	}

static const struct nkv_key srat_keys[] = {
	[SRAT_PROCESSORS] = LIST_KEY("processors", &processor_item),
	[SRAT_MEMORY] = LIST_KEY("memory", &memory_item),
};
static const struct nkv_mapping srat_mapping = MAPPING(srat_keys, nkv_take_srat);

static const struct nkv_key acpi_keys[] = {
	[ACPI_TABLES] = { .name = "tables",
			  .type = NKV_VALUE_LIST,
			  .example = "tables: [{signature: FACP}]",
			  .item = &table_item },
};
static const struct nkv_mapping acpi_mapping = MAPPING(acpi_keys, nkv_take_acpi);

static const struct nkv_key limits_keys[] = {
	[NKV_LIMIT_MIN_LOWMEM_FREE] = NUMBER_KEY("min_lowmem_free", 0, UINT64_MAX),
	[NKV_LIMIT_MIN_LOWMEM_LEFT] = NUMBER_KEY("min_lowmem_left", 0, UINT64_MAX),
	[NKV_LIMIT_MAX_WASTED] = NUMBER_KEY("max_wasted", 0, UINT64_MAX),
	[NKV_LIMIT_MAX_KVA] = NUMBER_KEY("max_kva", 0, UINT64_MAX),
	[LIMITS_ALLOW] = { .name = "allow",
			   .type = NKV_VALUE_LIST,
			   .item = &allow_keys[0],
			   .mapping = &allow_mapping },
};
static const struct nkv_mapping limits_mapping = MAPPING(limits_keys, nkv_take_limits);

#define MAPPING_KEY(key, table)                                                                    \
	{                                                                                          \
		.name = (key), .type = NKV_VALUE_MAPPING, .mapping = (table)                       \
	}

static const struct nkv_key description_keys[] = {
	[TOP_NUMAKVA] = { .name = "numakva",
			  .type = NKV_VALUE_NUMBER,
			  .example = "numakva: 1",
			  .min = 1,
			  .max = 1 },
	[TOP_NAME] = { .name = "name", .type = NKV_VALUE_STRING },
	[TOP_KERNEL] = MAPPING_KEY("kernel", &kernel_mapping),
	[TOP_CMDLINE] = { .name = "cmdline", .type = NKV_VALUE_STRING },
	[TOP_INITRD] = MAPPING_KEY("initrd", &initrd_mapping),
	[TOP_EBDA] = NUMBER_KEY("ebda", 0, NKV_PHYS32_END_LIMIT - 1 - NKV_PAGE_BYTES),
	[TOP_RESERVE] = LIST_KEY("reserve", &reserve_item),
	[TOP_E820] = { .name = "e820",
		       .type = NKV_VALUE_LIST,
		       .example = "e820: [{start: 0x0, end: 0x9fc00, type: usable}]",
		       .item = &e820_item },
	[TOP_SRAT] = MAPPING_KEY("srat", &srat_mapping),
	[TOP_ACPI] = MAPPING_KEY("acpi", &acpi_mapping),
	[TOP_NUMAQ] = LIST_KEY("numaq", &quad_item),
	[TOP_LIMITS] = MAPPING_KEY("limits", &limits_mapping),
};

const struct nkv_mapping nkv_description_keys = MAPPING(description_keys, nkv_take_description);
