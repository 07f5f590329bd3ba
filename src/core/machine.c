/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines: defaults, and checks that the rules are defined for them. */
#include "core/machine.h"

#include "core/boot/boot.h"

struct nkv_kernel nkv_kernel_default(void)
{
	return (struct nkv_kernel){
		.profile = nkv_profile_default(),
		.highmem = NKV_HIGHMEM_64G,
		.pae = true,
		.page_offset = UINT32_C(0xc0000000),
		.struct_page_bytes = 32,
		.pg_data_bytes = 2432,
		.max_numnodes = 8,
		.cache_line_bytes = 128,
		.text = 0x100000,
		.init_pg_tables_end = 0x569000,
		.nr_cpus = 8,
	};
}

static bool is_out_of(uint32_t value, uint32_t min, uint32_t max)
{
	return value < min || value > max;
}

static enum nkv_error check_page_offset(const struct nkv_kernel *kernel)
{
	static const struct {
		uint32_t page_offset;
		bool with_pae;
	} splits[] = {
		{ UINT32_C(0xc0000000), true }, { UINT32_C(0xb0000000), false },
		{ UINT32_C(0x80000000), true }, { UINT32_C(0x78000000), false },
		{ UINT32_C(0x40000000), true },
	};

	for (size_t i = 0; i < sizeof(splits) / sizeof(splits[0]); i++) {
		if (splits[i].page_offset != kernel->page_offset)
			continue;
		return kernel->pae && !splits[i].with_pae ? NKV_ERROR_PAGE_OFFSET_PAE : NKV_OK;
	}
	return NKV_ERROR_PAGE_OFFSET;
}

static enum nkv_error check_sizes(const struct nkv_kernel *kernel)
{
	if (is_out_of(kernel->struct_page_bytes, NKV_STRUCT_PAGE_BYTES_MIN,
		      NKV_STRUCT_PAGE_BYTES_MAX))
		return NKV_ERROR_STRUCT_PAGE;
	if (is_out_of(kernel->pg_data_bytes, NKV_PG_DATA_BYTES_MIN, NKV_PG_DATA_BYTES_MAX))
		return NKV_ERROR_PG_DATA;
	if (kernel->max_numnodes != 8 && kernel->max_numnodes != 16)
		return NKV_ERROR_MAX_NUMNODES;
	if (kernel->cache_line_bytes != 32 && kernel->cache_line_bytes != 64 &&
	    kernel->cache_line_bytes != 128)
		return NKV_ERROR_CACHE_LINE;
	if (kernel->text >= NKV_PHYS32_END_LIMIT)
		return NKV_ERROR_TEXT;
	if (kernel->init_pg_tables_end >= NKV_PHYS32_END_LIMIT)
		return NKV_ERROR_INIT_PG_TABLES;
	if (is_out_of(kernel->nr_cpus, NKV_NR_CPUS_MIN, NKV_NR_CPUS_MAX))
		return NKV_ERROR_NR_CPUS;
	if (kernel->has_image_end &&
	    (kernel->image_end < kernel->text || kernel->image_end >= NKV_PHYS32_END_LIMIT))
		return NKV_ERROR_IMAGE_END;
	return NKV_OK;
}

static enum nkv_error check_kernel(const struct nkv_kernel *kernel)
{
	enum nkv_error error;

	if (kernel->profile == NULL)
		return NKV_ERROR_PROFILE;
	if (kernel->memory_model == NKV_MODEL_SPARSE && !nkv_profile_has_sparse(kernel->profile))
		return NKV_ERROR_MEMORY_MODEL;
	if (kernel->highmem == NKV_HIGHMEM_64G && !kernel->pae)
		return NKV_ERROR_HIGHMEM_WITHOUT_PAE;
	if (kernel->highmem == NKV_HIGHMEM_4G && kernel->pae)
		return NKV_ERROR_HIGHMEM_WITH_PAE;
	error = check_page_offset(kernel);
	return error != NKV_OK ? error : check_sizes(kernel);
}

static struct nkv_fault check_low_addresses(const struct nkv_machine *machine)
{
	if ((uint64_t)machine->ebda + NKV_PAGE_BYTES >= NKV_PHYS32_END_LIMIT)
		return (struct nkv_fault){ NKV_ERROR_EBDA, 0 };
	for (size_t i = 0; i < machine->reserve_count; i++) {
		uint64_t end = (uint64_t)machine->reserve[i].start + machine->reserve[i].size;

		if (end >= NKV_PHYS32_END_LIMIT)
			return (struct nkv_fault){ NKV_ERROR_RESERVE_RANGE, i };
	}
	return (struct nkv_fault){ NKV_OK, 0 };
}

static enum nkv_error check_e820_entry(const struct nkv_e820_entry *entry)
{
	uint64_t end = entry->start + entry->size;

	if (entry->type == 0)
		return NKV_ERROR_E820_TYPE;
	if (end < entry->start)
		return NKV_ERROR_E820_RANGE;
	if (entry->type == NKV_E820_USABLE && end > NKV_MEMORY_END_MAX)
		return NKV_ERROR_E820_TOO_HIGH;
	return NKV_OK;
}

static struct nkv_fault check_e820(const struct nkv_machine *machine)
{
	if (machine->e820_count > NKV_E820_MAX)
		return (struct nkv_fault){ NKV_ERROR_E820_TOO_MANY, NKV_E820_MAX };
	for (size_t i = 0; i < machine->e820_count; i++) {
		enum nkv_error error = check_e820_entry(&machine->e820[i]);

		if (error != NKV_OK)
			return (struct nkv_fault){ error, i };
	}
	return (struct nkv_fault){ NKV_OK, 0 };
}

static struct nkv_fault check_srat_memory(const struct nkv_machine *machine)
{
	for (size_t i = 0; i < machine->memory_count; i++) {
		uint64_t end = machine->memory[i].start + machine->memory[i].size;

		if (end < machine->memory[i].start)
			return (struct nkv_fault){ NKV_ERROR_SRAT_RANGE, i };
		if (end > NKV_MEMORY_END_MAX)
			return (struct nkv_fault){ NKV_ERROR_SRAT_TOO_HIGH, i };
	}
	return (struct nkv_fault){ NKV_OK, 0 };
}

/* Marks a domain as seen. Returns whether it is the first that is too many. */
static bool see_pxm(uint8_t seen[32], uint8_t pxm, size_t *count, size_t max)
{
	uint8_t bit = (uint8_t)(1U << (pxm % 8));

	if (seen[pxm / 8] & bit)
		return false;
	seen[pxm / 8] = (uint8_t)(seen[pxm / 8] | bit);
	return ++*count > max;
}

static struct nkv_fault check_pxms(const struct nkv_machine *machine)
{
	size_t max = machine->kernel.max_numnodes;
	uint8_t seen[32] = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < machine->processor_count; i++)
		if (machine->processors[i].enabled &&
		    see_pxm(seen, machine->processors[i].pxm, &count, max))
			return (struct nkv_fault){ NKV_ERROR_PXM_TOO_MANY, i };
	for (size_t i = 0; i < machine->memory_count; i++)
		if (machine->memory[i].enabled &&
		    see_pxm(seen, machine->memory[i].pxm, &count, max))
			return (struct nkv_fault){ NKV_ERROR_PXM_TOO_MANY,
						   machine->processor_count + i };
	return (struct nkv_fault){ NKV_OK, 0 };
}

static enum nkv_error check_acpi_table(const struct nkv_acpi_table *table)
{
	for (size_t i = 0; i < 4; i++)
		if (table->signature[i] < 0x20 || table->signature[i] > 0x7e)
			return NKV_ERROR_ACPI_TABLE;
	if (table->has_length && table->length < NKV_ACPI_HEADER_BYTES)
		return NKV_ERROR_ACPI_TABLE;
	if (table->has_start && table->has_length && table->length > UINT32_MAX - table->start)
		return NKV_ERROR_ACPI_TOO_HIGH;
	return NKV_OK;
}

static struct nkv_fault check_acpi(const struct nkv_machine *machine)
{
	if (machine->acpi_table_count > NKV_ACPI_TABLES_MAX)
		return (struct nkv_fault){ NKV_ERROR_ACPI_TOO_MANY, NKV_ACPI_TABLES_MAX };
	for (size_t i = 0; i < machine->acpi_table_count; i++) {
		enum nkv_error error = check_acpi_table(&machine->acpi_tables[i]);

		if (error != NKV_OK)
			return (struct nkv_fault){ error, i };
	}
	return (struct nkv_fault){ NKV_OK, 0 };
}

static enum nkv_error check_quad(const struct nkv_kernel *kernel, const struct nkv_quad *quad)
{
	uint64_t start = quad->start, size = quad->size, private_bytes = quad->private_bytes;

	if (quad->number >= kernel->max_numnodes)
		return NKV_ERROR_QUAD_NUMBER;
	if ((start | size | private_bytes) % NKV_QUAD_UNIT_BYTES != 0)
		return NKV_ERROR_QUAD_UNIT;
	if (private_bytes > start)
		return NKV_ERROR_QUAD_PRIVATE;
	if (start > NKV_QUAD_END_MAX || size > NKV_QUAD_END_MAX - start)
		return NKV_ERROR_QUAD_TOO_HIGH;
	return NKV_OK;
}

static struct nkv_fault check_quads(const struct nkv_machine *machine)
{
	uint32_t seen = 0;

	if (machine->quad_count > 0 && machine->has_srat)
		return (struct nkv_fault){ NKV_ERROR_NUMAQ_WITH_SRAT, 0 };
	if (machine->quad_count > 0 && nkv_profile_reserves_early(machine->kernel.profile))
		return (struct nkv_fault){ NKV_ERROR_QUAD_KERNEL, 0 };
	for (size_t i = 0; i < machine->quad_count; i++) {
		const struct nkv_quad *quad = &machine->quads[i];
		enum nkv_error error = check_quad(&machine->kernel, quad);

		if (error == NKV_OK && (seen >> quad->number & 1))
			error = NKV_ERROR_QUAD_TWICE;
		if (error != NKV_OK)
			return (struct nkv_fault){ error, i };
		seen |= UINT32_C(1) << quad->number;
	}
	return (struct nkv_fault){ NKV_OK, 0 };
}

struct nkv_fault nkv_machine_check_members(const struct nkv_machine *machine)
{
	struct nkv_fault fault = { check_kernel(&machine->kernel), 0 };

	if (fault.error == NKV_OK)
		fault = check_low_addresses(machine);
	if (fault.error == NKV_OK)
		fault = check_e820(machine);
	if (fault.error == NKV_OK)
		fault = check_srat_memory(machine);
	if (fault.error == NKV_OK)
		fault = check_pxms(machine);
	if (fault.error == NKV_OK)
		fault = check_acpi(machine);
	if (fault.error == NKV_OK)
		fault = check_quads(machine);
	return fault;
}

enum nkv_error nkv_map_error(const struct nkv_rules *rules, size_t count)
{
	if (rules->counts_map_in_a_byte && count == 128)
		return NKV_ERROR_E820_FULL;
	return count < NKV_E820_KEPT_MIN ? NKV_ERROR_E820_TOO_FEW : NKV_OK;
}

struct nkv_fault nkv_machine_check(const struct nkv_machine *machine)
{
	struct nkv_fault fault = nkv_machine_check_members(machine);
	struct nkv_e820_map map;

	if (fault.error != NKV_OK)
		return fault;
	nkv_e820_sanitise(machine->e820, machine->e820_count,
			  nkv_map_entries_max(machine->kernel.profile->rules), &map);
	fault.error = nkv_map_error(machine->kernel.profile->rules, map.count);
	return fault;
}
