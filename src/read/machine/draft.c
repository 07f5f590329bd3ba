/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/draft.h"

#include <stdio.h>

#include <numakva/numakva.h>

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

/* --- values as a description has them --- */

static struct nkv_value number(uint64_t number, const struct nkv_mark *mark)
{
	return (struct nkv_value){ .given = true, .good = true, .number = number, .mark = *mark };
}

static struct nkv_value text(const char *text, const struct nkv_mark *mark)
{
	return (struct nkv_value){
		.given = text != NULL, .good = text != NULL, .text = text, .mark = *mark
	};
}

/* Puts in what was set for this run, and hands the mapping over. */
static void compose(const struct composer *composer, const struct nkv_mapping *mapping,
		    const char *path, const struct nkv_mark *mark, struct nkv_value *values)
{
	const struct nkv_path description = { .outer = NULL };
	const struct nkv_path where = { .outer = *path ? &description : NULL, .name = path };
	const struct nkv_entry entry = { &where, *mark, values };

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

/* --- one function a mapping --- */

static void compose_kernel(const struct composer *composer, const struct nkv_draft *draft)
{
	const struct nkv_kernel *kernel = &draft->machine.kernel;
	const struct nkv_mark *mark = &draft->mark;
	size_t count;
	struct nkv_value values[NKV_KEYS_MAX] = {
		[KERNEL_PROFILE] =
			number((uint64_t)(kernel->profile - nkv_profile_all(&count)), mark),
		[KERNEL_HIGHMEM] = number(kernel->highmem, mark),
		[KERNEL_PAGE_OFFSET] = number(kernel->page_offset, mark),
		[KERNEL_STRUCT_PAGE] = number(kernel->struct_page_bytes, mark),
		[KERNEL_PG_DATA] = number(kernel->pg_data_bytes, mark),
		[KERNEL_MAX_NUMNODES] = number(kernel->max_numnodes, mark),
		[KERNEL_CACHE_LINE] = number(kernel->cache_line_bytes, mark),
		[KERNEL_TEXT] = number(kernel->text, mark),
		[KERNEL_INIT_PG_TABLES_END] = number(kernel->init_pg_tables_end, mark),
		[KERNEL_AMD_K7] = number(kernel->amd_k7, mark),
	};

	/* Else it follows from `highmem`, also if that is set. */
	if (kernel->highmem == NKV_HIGHMEM_OFF)
		values[KERNEL_PAE] = number(kernel->pae, mark);
	compose(composer, mapping_of(TOP_KERNEL), "kernel", mark, values);
}

static void compose_initrd(const struct composer *composer, const struct nkv_draft *draft)
{
	const struct nkv_machine *machine = &draft->machine;
	struct nkv_value values[NKV_KEYS_MAX] = { { 0 } };

	if (machine->initrd_start != 0) {
		values[RANGE_START] = number(machine->initrd_start, &draft->mark);
		values[RANGE_SIZE] = number(machine->initrd_size, &draft->mark);
	} else if (!is_inside(composer, "initrd")) {
		return;
	}
	compose(composer, mapping_of(TOP_INITRD), "initrd", &draft->mark, values);
}

static void compose_limits(const struct composer *composer, const struct nkv_draft *draft)
{
	struct nkv_value values[NKV_KEYS_MAX] = { { 0 } };

	if (is_inside(composer, "limits"))
		compose(composer, mapping_of(TOP_LIMITS), "limits", &draft->mark, values);
}

/* --- lists --- */

typedef void fill_entry(const struct nkv_machine *machine, size_t index,
			const struct nkv_mark *mark, struct nkv_value *values);

static void fill_e820(const struct nkv_machine *machine, size_t index, const struct nkv_mark *mark,
		      struct nkv_value *values)
{
	const struct nkv_e820_entry *entry = &machine->e820[index];

	values[RANGE_START] = number(entry->start, mark);
	values[RANGE_SIZE] = number(entry->size, mark);
	values[E820_TYPE] = number(entry->type, mark);
}

static void fill_reserve(const struct nkv_machine *machine, size_t index,
			 const struct nkv_mark *mark, struct nkv_value *values)
{
	const struct nkv_firmware_reserve *reserve = &machine->reserve[index];

	values[RANGE_START] = number(reserve->start, mark);
	values[RANGE_SIZE] = number(reserve->size, mark);
	values[RESERVE_BY] = text(reserve->by, mark);
}

static void fill_processor(const struct nkv_machine *machine, size_t index,
			   const struct nkv_mark *mark, struct nkv_value *values)
{
	const struct nkv_srat_processor *processor = &machine->processors[index];

	values[PROCESSOR_PXM] = number(processor->pxm, mark);
	values[PROCESSOR_APIC] = number(processor->apic, mark);
	values[PROCESSOR_ENABLED] = number(processor->enabled, mark);
}

static void fill_memory(const struct nkv_machine *machine, size_t index,
			const struct nkv_mark *mark, struct nkv_value *values)
{
	const struct nkv_srat_memory *memory = &machine->memory[index];

	values[RANGE_START] = number(memory->start, mark);
	values[RANGE_SIZE] = number(memory->size, mark);
	values[MEMORY_PXM] = number(memory->pxm, mark);
	values[MEMORY_ENABLED] = number(memory->enabled, mark);
	values[MEMORY_HOTPLUG] = number(memory->hotplug, mark);
}

struct list {
	const char *path;
	const struct nkv_key *key;
	size_t count;
	const struct nkv_mark *marks;
	fill_entry *fill;
};

static void compose_list(const struct composer *composer, const struct nkv_draft *draft,
			 const struct list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct nkv_mark *mark = list->marks ? &list->marks[i] : &draft->mark;
		struct nkv_value values[NKV_KEYS_MAX] = { { 0 } };
		char path[PATH_BYTES];

		snprintf(path, sizeof(path), "%.24s[%zu]", list->path, i);
		list->fill(&draft->machine, i, mark, values);
		compose(composer, list->key->item->mapping, path, mark, values);
	}
	nkv_override_check_count(composer->overrides, composer->override_count, list->path,
				 list->count, composer->report);
}

static void compose_lists(const struct composer *composer, const struct nkv_draft *draft)
{
	const struct nkv_machine *machine = &draft->machine;
	const struct nkv_key *top = nkv_description_keys.keys;
	const struct nkv_mapping *srat = mapping_of(TOP_SRAT);
	const struct list lists[] = {
		{ "reserve", &top[TOP_RESERVE], machine->reserve_count, draft->reserve_marks,
		  fill_reserve },
		{ "e820", &top[TOP_E820], machine->e820_count, draft->e820_marks, fill_e820 },
		{ "srat.processors", &srat->keys[SRAT_PROCESSORS], machine->processor_count,
		  draft->processor_marks, fill_processor },
		{ "srat.memory", &srat->keys[SRAT_MEMORY], machine->memory_count,
		  draft->memory_marks, fill_memory },
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		compose_list(composer, draft, &lists[i]);
	if (machine->has_srat)
		compose(composer, srat, "srat", &draft->mark,
			(struct nkv_value[NKV_KEYS_MAX]){ { 0 } });
}

void nkv_draft_finish(const struct nkv_draft *draft, const struct nkv_override *overrides,
		      size_t override_count, struct nkv_builder *builder, struct nkv_report *report)
{
	const struct composer composer = { overrides, override_count, builder, report };
	const struct nkv_machine *machine = &draft->machine;
	struct nkv_value values[NKV_KEYS_MAX] = {
		[TOP_NUMAKVA] = number(1, &draft->mark),
		[TOP_NAME] = text(machine->name, &draft->mark),
		[TOP_CMDLINE] = text(machine->cmdline, &draft->mark),
		[TOP_EBDA] = number(machine->ebda, &draft->mark),
		[TOP_E820] = number(0, &draft->mark),
	};

	nkv_builder_begin(builder, report, &draft->mark);
	compose_kernel(&composer, draft);
	compose_initrd(&composer, draft);
	compose_lists(&composer, draft);
	compose_limits(&composer, draft);
	compose(&composer, &nkv_description_keys, "", &draft->mark, values);
	nkv_builder_finish(builder);
}
