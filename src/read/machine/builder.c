/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/builder.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/kernel_name.h"
#include "read/machine/key_index.h"
#include "read/machine/scalar.h"

/* Adds an entry and its position. */
static void add(struct nkv_builder *builder, struct nkv_machine_list *list, const void *entry,
		size_t entry_bytes, const struct nkv_position *position)
{
	if (!nkv_machine_list_add(list, entry, entry_bytes, position))
		builder->report->no_memory = true;
}

/* --- ranges --- */

struct range {
	uint64_t start;
	uint64_t size;
	const struct nkv_position *end_position; /* of `end` or `size`, whichever is given */
};

/*
 * If one of `end` and `size` was given by --set, it replaces the other. Returns
 * whether both are still given.
 */
static bool are_both_given(const struct nkv_builder *builder, const struct nkv_value **end,
			   const struct nkv_value **size)
{
	static const struct nkv_value absent;
	bool end_is_set, size_is_set;

	if (!(*end)->given || !(*size)->given)
		return false;
	end_is_set = (*end)->position.origin != builder->document.origin;
	size_is_set = (*size)->position.origin != builder->document.origin;
	if (end_is_set == size_is_set)
		return true;
	*(end_is_set ? size : end) = &absent;
	return false;
}

/* Checks a range and converts it to start and size. Returns false if it is invalid. */
static bool read_range(struct nkv_builder *builder, const struct nkv_entry *entry,
		       struct range *range)
{
	const struct nkv_value *start = &entry->values[RANGE_START];
	const struct nkv_value *end = &entry->values[RANGE_END];
	const struct nkv_value *size = &entry->values[RANGE_SIZE];
	char path[NKV_KEY_PATH_BYTES];

	if (are_both_given(builder, &end, &size)) {
		nkv_report_error(builder->report, &size->position,
				 "both 'end' and 'size' in %s, expected one of them",
				 nkv_key_path_text(entry->path, path));
		return false;
	}
	if (!end->given && !size->given) {
		nkv_report_error(builder->report, &entry->position,
				 "missing key 'end' or 'size' in %s, for example 'size: 1M'",
				 nkv_key_path_text(entry->path, path));
		return false;
	}
	if (!start->good || (!end->good && !size->good))
		return false;
	range->start = start->number;
	range->end_position = end->given ? &end->position : &size->position;
	if (end->given && end->number < start->number) {
		nkv_report_error(builder->report, &end->position,
				 "'end' in %s is 0x%" PRIx64
				 ", expected at least 'start', which is 0x%" PRIx64,
				 nkv_key_path_text(entry->path, path), end->number, start->number);
		return false;
	}
	if (size->given && size->number > UINT64_MAX - start->number) {
		nkv_report_error(
			builder->report, &size->position,
			"'size' in %s is too large: it reaches 2^64 from 'start', which is 0x%" PRIx64,
			nkv_key_path_text(entry->path, path), start->number);
		return false;
	}
	range->size = end->given ? end->number - start->number : size->number;
	return true;
}

static bool check_end(struct nkv_builder *builder, const struct nkv_entry *entry,
		      const struct range *range, uint64_t most)
{
	char path[NKV_KEY_PATH_BYTES];

	if (range->start + range->size <= most)
		return true;
	nkv_report_error(builder->report, range->end_position,
			 "%s ends at 0x%" PRIx64 ", expected at most 0x%" PRIx64,
			 nkv_key_path_text(entry->path, path), range->start + range->size, most);
	return false;
}

/* --- one function for each mapping --- */

/* A boolean with a default. */
static bool is_set(const struct nkv_value *value, bool by_default)
{
	return value->good ? value->number != 0 : by_default;
}

static void take_number(const struct nkv_value *value, uint32_t *number)
{
	if (value->good)
		*number = (uint32_t)value->number;
}

static const struct nkv_position *position_or(const struct nkv_value *value,
					      const struct nkv_position *other)
{
	return value->given ? &value->position : other;
}

enum { FIRST_MIB = 1 << 20 };

/*
 * The kernel is above 1 MiB, and its boot page tables follow it. A smaller value is
 * probably a page number.
 */
static void warn_of_page_tables(const struct nkv_builder *builder, const struct nkv_value *values)
{
	const struct nkv_kernel *kernel = &builder->machine.kernel;
	const struct nkv_value *end = &values[KERNEL_INIT_PG_TABLES_END];
	const struct nkv_value *value = end->good ? end : &values[KERNEL_TEXT];

	if (values[KERNEL_TEXT].good && kernel->text < FIRST_MIB) {
		nkv_report_remark(
			builder->report, NKV_GRAVITY_WARNING, &values[KERNEL_TEXT].position,
			"'text' in kernel is 0x%" PRIx32
			", below 1 MiB, where no kernel is: expected an address in bytes, not a "
			"pfn",
			kernel->text);
		return;
	}
	if (!value->good || kernel->init_pg_tables_end > kernel->text)
		return;
	nkv_report_remark(builder->report, NKV_GRAVITY_WARNING, &value->position,
			  "'init_pg_tables_end' in kernel is 0x%" PRIx32
			  ", not above 'text' 0x%" PRIx32 ": expected addresses in bytes, not pfns",
			  kernel->init_pg_tables_end, kernel->text);
}

/* Notes a name that a profile covers with one memory model, but only nearly with the other. */
static void note_near_kernel(const struct nkv_builder *builder, const struct nkv_value *name)
{
	char words[NKV_KERNEL_WORDS_BYTES];

	if (builder->machine.kernel.memory_model == NKV_MODEL_SPARSE && name->text &&
	    nkv_kernel_name_is_near(name->text, words))
		nkv_report_remark(builder->report, NKV_GRAVITY_NOTE, &name->position, "%s", words);
}

void nkv_take_kernel(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	const struct nkv_value *values = entry->values;
	struct nkv_kernel *kernel = &builder->machine.kernel;
	size_t count;

	if (values[KERNEL_PROFILE].good)
		kernel->profile = &nkv_profile_all(&count)[values[KERNEL_PROFILE].number];
	if (values[KERNEL_HIGHMEM].good)
		kernel->highmem = (enum nkv_highmem)values[KERNEL_HIGHMEM].number;
	kernel->pae = is_set(&values[KERNEL_PAE], kernel->highmem == NKV_HIGHMEM_64G);
	if (values[KERNEL_MEMORY_MODEL].good)
		kernel->memory_model = (enum nkv_memory_model)values[KERNEL_MEMORY_MODEL].number;
	take_number(&values[KERNEL_PAGE_OFFSET], &kernel->page_offset);
	take_number(&values[KERNEL_STRUCT_PAGE], &kernel->struct_page_bytes);
	take_number(&values[KERNEL_PG_DATA], &kernel->pg_data_bytes);
	take_number(&values[KERNEL_MAX_NUMNODES], &kernel->max_numnodes);
	take_number(&values[KERNEL_CACHE_LINE], &kernel->cache_line_bytes);
	take_number(&values[KERNEL_TEXT], &kernel->text);
	take_number(&values[KERNEL_INIT_PG_TABLES_END], &kernel->init_pg_tables_end);
	kernel->amd_k7 = is_set(&values[KERNEL_AMD_K7], false);
	take_number(&values[KERNEL_NR_CPUS], &kernel->nr_cpus);
	take_number(&values[KERNEL_IMAGE_END], &kernel->image_end);
	kernel->has_image_end = values[KERNEL_IMAGE_END].good;
	builder->highmem = *position_or(&values[KERNEL_HIGHMEM], &entry->position);
	builder->pae = *position_or(&values[KERNEL_PAE], &builder->highmem);
	builder->memory_model = *position_or(&values[KERNEL_MEMORY_MODEL], &entry->position);
	builder->image_end = *position_or(&values[KERNEL_IMAGE_END], &entry->position);
	builder->page_offset = *position_or(&values[KERNEL_PAGE_OFFSET], &entry->position);
	warn_of_page_tables(builder, values);
	note_near_kernel(builder, &values[KERNEL_PROFILE]);
	for (size_t i = 0; i < KERNEL_KEYS; i++)
		if (values[i].given && !values[i].good)
			builder->kernel_bad = true;
}

void nkv_take_initrd(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	struct range range;

	if (!read_range(builder, entry, &range))
		return;
	if (range.size > UINT32_MAX) {
		char path[NKV_KEY_PATH_BYTES];

		nkv_report_error(builder->report, range.end_position,
				 "the size of %s is 0x%" PRIx64 ", expected less than 2^32",
				 nkv_key_path_text(entry->path, path), range.size);
		return;
	}
	builder->machine.initrd_start = (uint32_t)range.start;
	builder->machine.initrd_size = (uint32_t)range.size;
}

void nkv_take_reserve(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	const struct nkv_value *by = &entry->values[RESERVE_BY];
	struct nkv_firmware_reserve reserve = { .by = by->good ? by->text : "firmware" };
	struct range range;

	if (!read_range(builder, entry, &range) ||
	    !check_end(builder, entry, &range, NKV_PHYS32_END_LIMIT - 1))
		return;
	reserve.start = (uint32_t)range.start;
	reserve.size = (uint32_t)range.size;
	add(builder, &builder->reserve, &reserve, sizeof(reserve), &entry->position);
}

void nkv_take_e820(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	const struct nkv_value *type = &entry->values[E820_TYPE];
	struct nkv_e820_entry e820;
	struct range range;

	if (!read_range(builder, entry, &range) || !type->good ||
	    (type->number == NKV_E820_USABLE &&
	     !check_end(builder, entry, &range, NKV_MEMORY_END_MAX))) {
		builder->e820_bad = true;
		return;
	}
	e820 = (struct nkv_e820_entry){ range.start, range.size, (uint32_t)type->number };
	add(builder, &builder->e820, &e820, sizeof(e820), &entry->position);
}

void nkv_take_processor(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	const struct nkv_value *pxm = &entry->values[PROCESSOR_PXM];
	const struct nkv_value *apic = &entry->values[PROCESSOR_APIC];
	const struct nkv_srat_processor processor = {
		.pxm = (uint8_t)pxm->number,
		.apic = (uint8_t)apic->number,
		.enabled = is_set(&entry->values[PROCESSOR_ENABLED], true),
	};

	if (pxm->good && apic->good)
		add(builder, &builder->processors, &processor, sizeof(processor), &pxm->position);
	else
		builder->srat_bad = true;
}

void nkv_take_memory(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	const struct nkv_value *pxm = &entry->values[MEMORY_PXM];
	struct nkv_srat_memory memory = {
		.pxm = (uint8_t)pxm->number,
		.enabled = is_set(&entry->values[MEMORY_ENABLED], true),
		.hotplug = is_set(&entry->values[MEMORY_HOTPLUG], false),
	};
	struct range range;

	if (!read_range(builder, entry, &range) ||
	    !check_end(builder, entry, &range, NKV_MEMORY_END_MAX) || !pxm->good) {
		builder->srat_bad = true;
		return;
	}
	memory.start = range.start;
	memory.size = range.size;
	add(builder, &builder->memory, &memory, sizeof(memory), &pxm->position);
}

void nkv_take_srat(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	(void)entry;
	builder->machine.has_srat = true;
}

void nkv_take_table(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	const struct nkv_value *signature = &entry->values[TABLE_SIGNATURE];
	const struct nkv_value *start = &entry->values[TABLE_START];
	const struct nkv_value *length = &entry->values[TABLE_LENGTH];
	struct nkv_acpi_table table = {
		.has_start = start->good,
		.has_length = length->good,
		.start = (uint32_t)start->number,
		.length = (uint32_t)length->number,
	};

	if (!signature->good || start->given != start->good || length->given != length->good) {
		builder->acpi_bad = true;
		return;
	}
	memcpy(table.signature, signature->text, sizeof(table.signature));
	add(builder, &builder->tables, &table, sizeof(table), &entry->position);
}

void nkv_take_acpi(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	builder->machine.has_acpi = entry->values[ACPI_TABLES].given;
}

void nkv_take_quad(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	const struct nkv_value *number = &entry->values[QUAD_NUMBER];
	const struct nkv_value *private_bytes = &entry->values[QUAD_PRIVATE];
	struct nkv_quad quad = { .number = (uint8_t)number->number,
				 .private_bytes = private_bytes->number };
	struct range range;

	if (!read_range(builder, entry, &range) || !number->good ||
	    private_bytes->given != private_bytes->good) {
		builder->numaq_bad = true;
		return;
	}
	quad.start = range.start;
	quad.size = range.size;
	add(builder, &builder->quads, &quad, sizeof(quad), &entry->position);
}

void nkv_take_allowed(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	if (entry->values[ALLOW_CODE].good)
		builder->machine.limits.allowed_hazards |= UINT64_C(1)
							   << entry->values[ALLOW_CODE].number;
}

void nkv_take_limits(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	struct nkv_limits *limits = &builder->machine.limits;

	for (size_t i = 0; i < NKV_LIMIT_COUNT; i++)
		limits->bounds[i] =
			(struct nkv_bound){ entry->values[i].good, entry->values[i].number };
}

void nkv_take_description(struct nkv_builder *builder, const struct nkv_entry *entry)
{
	const struct nkv_value *values = entry->values;

	builder->machine.name = values[TOP_NAME].text;
	builder->machine.cmdline = values[TOP_CMDLINE].text;
	builder->machine.ebda = values[TOP_EBDA].good ? (uint32_t)values[TOP_EBDA].number : 0;
	builder->e820_list = values[TOP_E820].position;
	builder->numaq = values[TOP_NUMAQ].position;
	if (values[TOP_NUMAQ].good && builder->quads.count == 0 && !builder->numaq_bad)
		nkv_report_error(builder->report, &builder->numaq,
				 "numaq is empty, expected at least one quad");
	builder->described = true;
	if (!values[TOP_E820].good)
		builder->e820_bad = true;
}

/* --- the whole machine --- */

void nkv_builder_begin(struct nkv_builder *builder, struct nkv_report *report,
		       const struct nkv_position *document)
{
	builder->machine = (struct nkv_machine){ .kernel = nkv_kernel_default() };
	builder->report = report;
	builder->reserve.count = builder->e820.count = 0;
	builder->processors.count = builder->memory.count = 0;
	builder->quads.count = builder->tables.count = 0;
	builder->document = builder->highmem = builder->pae = *document;
	builder->page_offset = builder->image_end = builder->e820_list = *document;
	builder->described = false;
	builder->kernel_bad = builder->e820_bad = builder->srat_bad = false;
	builder->acpi_bad = builder->numaq_bad = false;
}

void nkv_builder_free(struct nkv_builder *builder)
{
	nkv_machine_list_free(&builder->reserve);
	nkv_machine_list_free(&builder->e820);
	nkv_machine_list_free(&builder->processors);
	nkv_machine_list_free(&builder->memory);
	nkv_machine_list_free(&builder->quads);
	nkv_machine_list_free(&builder->tables);
}
