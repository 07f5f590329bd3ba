/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/found_machine.h"

#include <stdio.h>

#include <numakva/numakva.h>

#include "read/machine/builder_finish.h"
#include "read/machine/key_index.h"
#include "read/machine/keys.h"
#include "read/machine/override.h"

enum { PATH_BYTES = 48 };

struct composer {
	const struct nkv_override *overrides;
	size_t override_count;
	struct nkv_builder *builder;
	struct nkv_report *report;
};

/* --- values in the form of a description --- */

static struct nkv_value number(uint64_t number, const struct nkv_position *position)
{
	return (struct nkv_value){
		.given = true, .good = true, .number = number, .position = *position
	};
}

static struct nkv_value text(const char *text, const struct nkv_position *position)
{
	return (struct nkv_value){
		.given = text != NULL, .good = text != NULL, .text = text, .position = *position
	};
}

/* Applies --set to the values, and takes the mapping. */
static void compose(const struct composer *composer, const struct nkv_mapping *mapping,
		    const char *path, const struct nkv_position *position, struct nkv_value *values)
{
	const struct nkv_key_path description = { .outer = NULL };
	const struct nkv_key_path where = { .outer = *path ? &description : NULL, .name = path };
	const struct nkv_entry entry = { &where, *position, values };

	for (size_t i = 0; i < mapping->key_count; i++)
		if (mapping->keys[i].type != NKV_VALUE_MAPPING &&
		    mapping->keys[i].type != NKV_VALUE_LIST)
			nkv_override_read(composer->overrides, composer->override_count, &where,
					  &mapping->keys[i], composer->report, &values[i]);
	mapping->take(composer->builder, &entry);
}

static bool is_inside(const struct composer *composer, const char *path)
{
	return nkv_override_is_inside(composer->overrides, composer->override_count, path);
}

static const struct nkv_mapping *mapping_of(unsigned int top_key)
{
	return nkv_description_keys.keys[top_key].mapping;
}

/* --- one function for each mapping --- */

static void compose_kernel(const struct composer *composer, const struct nkv_found_machine *found)
{
	const struct nkv_kernel *kernel = &found->machine.kernel;
	const struct nkv_position *position = &found->position;
	size_t count;
	struct nkv_value values[NKV_KEYS_MAX] = {
		[KERNEL_PROFILE] =
			number((uint64_t)(kernel->profile - nkv_profile_all(&count)), position),
		[KERNEL_HIGHMEM] = number(kernel->highmem, position),
		[KERNEL_MEMORY_MODEL] = number(kernel->memory_model, position),
		[KERNEL_PAGE_OFFSET] = number(kernel->page_offset, position),
		[KERNEL_STRUCT_PAGE] = number(kernel->struct_page_bytes, position),
		[KERNEL_PG_DATA] = number(kernel->pg_data_bytes, position),
		[KERNEL_MAX_NUMNODES] = number(kernel->max_numnodes, position),
		[KERNEL_CACHE_LINE] = number(kernel->cache_line_bytes, position),
		[KERNEL_TEXT] = number(kernel->text, position),
		[KERNEL_INIT_PG_TABLES_END] = number(kernel->init_pg_tables_end, position),
		[KERNEL_AMD_K7] = number(kernel->amd_k7, position),
		[KERNEL_NR_CPUS] = number(kernel->nr_cpus, position),
	};

	if (kernel->has_image_end)
		values[KERNEL_IMAGE_END] = number(kernel->image_end, position);
	/* Otherwise it follows from `highmem`, even if --set gives that. */
	if (kernel->highmem == NKV_HIGHMEM_OFF)
		values[KERNEL_PAE] = number(kernel->pae, position);
	compose(composer, mapping_of(TOP_KERNEL), "kernel", position, values);
}

static void compose_initrd(const struct composer *composer, const struct nkv_found_machine *found)
{
	const struct nkv_machine *machine = &found->machine;
	struct nkv_value values[NKV_KEYS_MAX] = { { 0 } };

	if (machine->initrd_start != 0) {
		values[RANGE_START] = number(machine->initrd_start, &found->position);
		values[RANGE_SIZE] = number(machine->initrd_size, &found->position);
	} else if (!is_inside(composer, "initrd")) {
		return;
	}
	compose(composer, mapping_of(TOP_INITRD), "initrd", &found->position, values);
}

static void compose_limits(const struct composer *composer, const struct nkv_found_machine *found)
{
	struct nkv_value values[NKV_KEYS_MAX] = { { 0 } };

	if (is_inside(composer, "limits"))
		compose(composer, mapping_of(TOP_LIMITS), "limits", &found->position, values);
}

/* --- lists --- */

typedef void fill_entry(const struct nkv_machine *machine, size_t index,
			const struct nkv_position *position, struct nkv_value *values);

static void fill_e820(const struct nkv_machine *machine, size_t index,
		      const struct nkv_position *position, struct nkv_value *values)
{
	const struct nkv_e820_entry *entry = &machine->e820[index];

	values[RANGE_START] = number(entry->start, position);
	values[RANGE_SIZE] = number(entry->size, position);
	values[E820_TYPE] = number(entry->type, position);
}

static void fill_reserve(const struct nkv_machine *machine, size_t index,
			 const struct nkv_position *position, struct nkv_value *values)
{
	const struct nkv_firmware_reserve *reserve = &machine->reserve[index];

	values[RANGE_START] = number(reserve->start, position);
	values[RANGE_SIZE] = number(reserve->size, position);
	values[RESERVE_BY] = text(reserve->by, position);
}

static void fill_processor(const struct nkv_machine *machine, size_t index,
			   const struct nkv_position *position, struct nkv_value *values)
{
	const struct nkv_srat_processor *processor = &machine->processors[index];

	values[PROCESSOR_PXM] = number(processor->pxm, position);
	values[PROCESSOR_APIC] = number(processor->apic, position);
	values[PROCESSOR_ENABLED] = number(processor->enabled, position);
}

static void fill_memory(const struct nkv_machine *machine, size_t index,
			const struct nkv_position *position, struct nkv_value *values)
{
	const struct nkv_srat_memory *memory = &machine->memory[index];

	values[RANGE_START] = number(memory->start, position);
	values[RANGE_SIZE] = number(memory->size, position);
	values[MEMORY_PXM] = number(memory->pxm, position);
	values[MEMORY_ENABLED] = number(memory->enabled, position);
	values[MEMORY_HOTPLUG] = number(memory->hotplug, position);
}

static void fill_table(const struct nkv_machine *machine, size_t index,
		       const struct nkv_position *position, struct nkv_value *values)
{
	const struct nkv_acpi_table *table = &machine->acpi_tables[index];

	values[TABLE_SIGNATURE] = text(table->signature, position);
	if (table->has_start)
		values[TABLE_START] = number(table->start, position);
	if (table->has_length)
		values[TABLE_LENGTH] = number(table->length, position);
}

static void fill_quad(const struct nkv_machine *machine, size_t index,
		      const struct nkv_position *position, struct nkv_value *values)
{
	const struct nkv_quad *quad = &machine->quads[index];

	values[RANGE_START] = number(quad->start, position);
	values[RANGE_SIZE] = number(quad->size, position);
	values[QUAD_NUMBER] = number(quad->number, position);
	values[QUAD_PRIVATE] = number(quad->private_bytes, position);
}

struct list {
	const char *path;
	const struct nkv_key *key;
	size_t count;
	const struct nkv_position *positions;
	fill_entry *fill;
};

static void compose_list(const struct composer *composer, const struct nkv_found_machine *found,
			 const struct list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct nkv_position *position =
			list->positions ? &list->positions[i] : &found->position;
		struct nkv_value values[NKV_KEYS_MAX] = { { 0 } };
		char path[PATH_BYTES];

		snprintf(path, sizeof(path), "%.24s[%zu]", list->path, i);
		list->fill(&found->machine, i, position, values);
		compose(composer, list->key->item->mapping, path, position, values);
	}
	nkv_override_check_count(composer->overrides, composer->override_count, list->path,
				 list->count, composer->report);
}

static void compose_lists(const struct composer *composer, const struct nkv_found_machine *found)
{
	const struct nkv_machine *machine = &found->machine;
	const struct nkv_key *top = nkv_description_keys.keys;
	const struct nkv_mapping *srat = mapping_of(TOP_SRAT), *acpi = mapping_of(TOP_ACPI);
	const struct list lists[] = {
		{ "reserve", &top[TOP_RESERVE], machine->reserve_count, found->reserve_positions,
		  fill_reserve },
		{ "e820", &top[TOP_E820], machine->e820_count, found->e820_positions, fill_e820 },
		{ "srat.processors", &srat->keys[SRAT_PROCESSORS], machine->processor_count,
		  found->processor_positions, fill_processor },
		{ "srat.memory", &srat->keys[SRAT_MEMORY], machine->memory_count,
		  found->memory_positions, fill_memory },
		{ "acpi.tables", &acpi->keys[ACPI_TABLES], machine->acpi_table_count,
		  found->table_positions, fill_table },
		{ "numaq", &top[TOP_NUMAQ], machine->quad_count, found->quad_positions, fill_quad },
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		compose_list(composer, found, &lists[i]);
	if (machine->has_srat)
		compose(composer, srat, "srat", &found->position,
			(struct nkv_value[NKV_KEYS_MAX]){ { 0 } });
	if (machine->has_acpi)
		compose(composer, acpi, "acpi", &found->position,
			(struct nkv_value[NKV_KEYS_MAX]){ [ACPI_TABLES] =
								  number(0, &found->position) });
}

void nkv_found_machine_build(const struct nkv_found_machine *found,
			     const struct nkv_override *overrides, size_t override_count,
			     struct nkv_builder *builder, struct nkv_report *report)
{
	const struct composer composer = { overrides, override_count, builder, report };
	const struct nkv_machine *machine = &found->machine;
	struct nkv_value values[NKV_KEYS_MAX] = {
		[TOP_NUMAKVA] = number(1, &found->position),
		[TOP_NAME] = text(machine->name, &found->position),
		[TOP_CMDLINE] = text(machine->cmdline, &found->position),
		[TOP_EBDA] = number(machine->ebda, &found->position),
		[TOP_E820] = number(0, &found->position),
	};

	nkv_builder_begin(builder, report, &found->position);
	compose_kernel(&composer, found);
	compose_initrd(&composer, found);
	compose_lists(&composer, found);
	compose_limits(&composer, found);
	compose(&composer, &nkv_description_keys, "", &found->position, values);
	nkv_builder_finish(builder);
}
